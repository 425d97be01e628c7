"""Sealed delivery: commands of any author, opened and answered as if their author had pushed them (docs/sealing.md).

What cannot be opened or read, or is not signed by the phone it names, is kept as `parked` under nobody's name: a
stranger's forgery must not take an id that a real command will come with.
"""

import logging
from dataclasses import dataclass
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import select

from app.accounts.keys import is_signed
from app.accounts.models import Enrolment, User
from app.core import records
from app.core.answer import Objection, answer, park_unreadable
from app.core.changes import WardSequence, sha256
from app.core.clock import now as clock_now
from app.core.db import session, writing
from app.core.envelope import Envelope, read_body
from app.core.errors import Refusal, Rejected
from app.core.execute import lock_wards
from app.core.installation import generation
from app.core.memory import remembering
from app.core.records import CommandRecord
from app.core.roles import Role
from app.core.scope import SHARED_WARD
from app.core.sealing import CannotOpen, Sealed
from app.core.sealing_keys import as_text, unseal
from app.sync.authors import Batch, lateness, submit
from app.sync.sequence import frontier, hold_for_order, wake_in_order
from app.sync.shapes import SealedRequest, WireCommand

log = logging.getLogger(__name__)

WAITS_FOR_EARLIER = "waits-for-earlier"


@dataclass(frozen=True)
class Carrier:
    """Who delivers; lends neither rights nor authorship, only the ward whose list shows what nobody can read."""

    ward: str
    role: Role
    enrolment_id: UUID | None = None


@dataclass(frozen=True)
class Opened:
    """One sealed command: what was in it, or why nobody knows."""

    place: int
    text: str
    problem: str = ""
    wire: WireCommand | None = None
    envelope: Envelope | None = None
    maker_id: UUID | None = None


@dataclass(frozen=True)
class Kept:
    """The server has it for ever; `record` tells how it stands."""

    record: CommandRecord
    is_duplicate: bool


def deliver(request: SealedRequest, carrier: Carrier) -> list[Kept]:
    """Keep and answer each, in one transaction; the answers stand in the order of the request."""
    opened = [_open(place, sealed) for place, sealed in enumerate(request.commands)]
    with writing(), remembering():
        batches = _lock(request, {one.maker_id for one in opened if one.maker_id}, carrier)
        kept = {one.place: _keep(one, batches, carrier) for one in sorted(opened, key=_in_order)}
        for batch in batches.authors.values():
            wake_in_order(batch.enrolment, batch.enrolment.last_seq, batch.wards)
            _note_unsent(batch)
        return [kept[place] for place in range(len(opened))]


@dataclass(frozen=True)
class Batches:
    """What is locked: each author's place, and the ward of whoever delivers."""

    authors: dict[UUID, Batch]
    home: WardSequence


def _lock(request: SealedRequest, maker_ids: set[UUID], carrier: Carrier) -> Batches:
    query = select(Enrolment).where(Enrolment.id.in_(maker_ids)).order_by(Enrolment.id).with_for_update()
    makers = list(session.scalars(query.execution_options(populate_existing=True)))
    users = {maker.id: session.get_one(User, maker.user_id) for maker in makers}
    wards = lock_wards({carrier.ward, SHARED_WARD} | {user.ward for user in users.values()})
    moment, life = clock_now(), generation()
    authors = {
        maker.id: Batch(
            clocks=request,
            enrolment=maker,
            user=users[maker.id],
            now=moment,
            generation=life,
            wards={ward: wards[ward] for ward in (users[maker.id].ward, SHARED_WARD)},
        )
        for maker in makers
    }
    return Batches(authors, wards[carrier.ward])


def _open(place: int, sealed: Sealed) -> Opened:
    try:
        inside = unseal(sealed)
        wire = WireCommand.model_validate_json(inside)
    except CannotOpen:
        return Opened(place, as_text(sealed), "sealed-unreadable")
    except ValidationError:
        return Opened(place, inside.decode(errors="replace"), "unreadable")
    envelope = read_body(wire.body)
    if envelope is None:
        return Opened(place, wire.body, "unreadable", wire)
    return _with_maker(place, wire, envelope)


def _with_maker(place: int, wire: WireCommand, envelope: Envelope) -> Opened:
    """The phone that the body names must have signed it, for the person it is enrolled for."""
    query = select(Enrolment).where(Enrolment.device_id == (envelope.device_id or ""))
    maker = session.scalars(query).one_or_none()
    if maker is None:
        return Opened(place, wire.body, "device-unknown", wire)
    if not is_signed(maker.public_key, wire.body.encode(), wire.sig):
        return Opened(place, wire.body, "bad-signature", wire)
    if envelope.actor != str(maker.user_id):
        return Opened(place, wire.body, "actor-mismatch", wire)
    return Opened(place, wire.body, "", wire, envelope, maker.id)


def _in_order(opened: Opened) -> tuple[str, int, int]:
    return (str(opened.maker_id or ""), opened.wire.seq if opened.wire else 0, opened.place)


def _keep(opened: Opened, batches: Batches, carrier: Carrier) -> Kept:
    if opened.maker_id is None or opened.wire is None or opened.envelope is None:
        return _park(opened, batches.home, carrier)
    batch = batches.authors[opened.maker_id]
    submission = submit(batch, opened.wire, opened.envelope)
    place = opened.envelope.ward if opened.envelope.ward in batch.wards else batch.user.ward
    objection = _objection_to(batch, opened.envelope, opened.wire.seq)
    record, is_duplicate = answer(submission, batch.wards[place], objection=objection)
    if record.code == WAITS_FOR_EARLIER and not is_duplicate:
        hold_for_order(record)
    return Kept(record, is_duplicate)


def _objection_to(batch: Batch, envelope: Envelope, seq: int) -> Objection:
    def find() -> tuple[str, Refusal] | None:
        late = lateness(batch, batch.enrolment, envelope)
        if late is not None:
            return late
        first = _first_lost(envelope) or seq
        if first > frontier(batch.enrolment) + 1:
            return records.HELD, Rejected("waits-for-earlier")
        return None

    return find


def _first_lost(envelope: Envelope) -> int | None:
    """A declared gap stands right behind the numbers that it declares lost."""
    first = envelope.args.get("from") if envelope.type == "sync.declare_gap" else None
    return first if isinstance(first, int) else None


def _park(opened: Opened, home: WardSequence, carrier: Carrier) -> Kept:
    known = records.find_parked_bytes(sha256(opened.text))
    if known is not None:
        return Kept(known, True)
    log.error("a sealed command is parked: %s, %s", opened.problem, sha256(opened.text))
    record = park_unreadable(
        opened.text,
        home,
        now=clock_now(),
        code=opened.problem,
        actor_role=carrier.role,
        enrolment_id=carrier.enrolment_id,
        signature=opened.wire.sig if opened.wire else None,
    )
    return Kept(record, False)


def _note_unsent(batch: Batch) -> None:
    enrolment = batch.enrolment
    reached = frontier(enrolment)
    enrolment.high_seq = max(enrolment.high_seq, reached)
    enrolment.unsent = max(0, enrolment.high_seq - reached)
