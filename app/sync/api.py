"""/api/sync/v1: devices, hello, push, receipts, pull, manifest, entities, schema (docs/protocol.md)."""

from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, request
from sqlalchemy import select

from app.accounts.current import current_user
from app.accounts.devices import enrol, make_code
from app.accounts.tokens import Caller, TokenRefused, find_caller, require_read_token, require_send_token
from app.accounts.told import note_contact, note_stopped, read_told
from app.accounts.vaults import allowed_modes
from app.core.changes import canonical
from app.core.clock import now
from app.core.db import session
from app.core.installation import installation
from app.core.records import CommandRecord
from app.core.roles import PHONE_ROLES, Role
from app.core.sealing_keys import current_public_key
from app.core.worker import nudge
from app.sync import pull as pulling
from app.sync import wire
from app.sync.push import SyncStop, push, result_of
from app.sync.queries import audit_marks, decisions_about
from app.sync.rules import may_pull
from app.sync.schema import PROTOCOL, openapi, schema
from app.sync.shapes import BATCH, EnrolRequest, EntitiesRequest, ManifestRequest, PushRequest
from app.sync.standing import standing

blueprint = Blueprint("sync_api", __name__)
wire.answer_errors(blueprint)

BASE = "/api/sync/v1"
RECEIPTS_PAGE = 500


@blueprint.post(f"{BASE}/enrol-codes")
def own_enrol_code() -> Response:
    """A person who is signed in at this browser may enrol it without an admin."""
    user = current_user()
    if Role(user.role) not in PHONE_ROLES:
        raise SyncStop(403, "not-permitted")
    return wire.answer_json(canonical({"code": make_code(user.id)}))


@blueprint.post(f"{BASE}/devices")
def devices() -> Response:
    """Enrol."""
    asked = wire.read_body(EnrolRequest)
    done = enrol(**asked.model_dump())
    user = done.user
    return wire.answer_json(
        canonical(
            {
                "send_token": done.send_token,
                "read_token": done.read_token,
                "user": {"id": str(user.id), "name": user.full_name, "badge": user.badge},
                "role": user.role,
                "ward": user.ward,
                "generation": str(installation().generation),
                "last_seq": done.enrolment.last_seq,
                "sealing_key": current_public_key(),
                "vault_modes": allowed_modes(user.ward),
                "protocol": PROTOCOL,
            }
        ),
        201,
    )


@blueprint.get(f"{BASE}/hello")
def hello() -> Response:
    """Where the server stands; at most 800 bytes."""
    caller = _heard()
    note_contact(caller.enrolment.id, read_told(request.args, app=request.headers.get("X-App", "")))
    enrolment, here = caller.enrolment, standing(caller.user.ward)
    backed_up_at = here.backed_up_at.isoformat() if here.backed_up_at else None
    return wire.answer_json(
        canonical(
            {
                "server_time": now().isoformat(),
                "generation": str(here.generation),
                "backed_up_at": backed_up_at,
                "protocol": PROTOCOL,
                "app_min": str(current_app.config["APP_MIN"]),
                "device": {"status": enrolment.status, "last_seq": enrolment.last_seq},
                "lease_until": enrolment.lease_until.isoformat(),
                "scope_epoch": caller.user.scope_epoch,
                "heads": here.heads,
                "sealing_kid": here.sealing_kid,
                "limits": {
                    "batch": BATCH,
                    "bytes": current_app.config["MAX_CONTENT_LENGTH"],
                    "page": pulling.LARGEST_PAGE,
                },
            }
        )
    )


def _heard() -> Caller:
    """Return the caller; one that is stopped is told so, and was heard of all the same."""
    try:
        return require_send_token()
    except TokenRefused as refused:
        if refused.enrolment_id is not None:
            note_stopped(refused.enrolment_id)
        raise


@blueprint.post(f"{BASE}/push")
def push_commands() -> Response:
    """Commands up."""
    caller = require_send_token()
    pushed = push(caller, wire.read_body(PushRequest))
    nudge()
    return wire.answer_json(
        canonical(
            {
                "generation": pushed.generation,
                "server_time": now().isoformat(),
                "last_seq": pushed.last_seq,
                "scope_epoch": pushed.scope_epoch,
                "heads": pushed.heads,
                "results": pushed.results,
            }
        )
    )


@blueprint.get(f"{BASE}/receipts")
def receipts() -> Response:
    """Answers and later decisions for this person's commands, whichever phone sent them.

    Why somebody at the centre decided as they did is content: only the token that reads brings it.
    """
    may_read = find_caller("read") is not None
    caller = require_read_token() if may_read else require_send_token()
    after = _number("after", 0)
    query = (
        select(CommandRecord)
        .where(
            CommandRecord.actor_id == caller.user.id,
            CommandRecord.receipt_number > after,
            CommandRecord.enrolment_id.is_not(None),
        )
        .order_by(CommandRecord.receipt_number)
        .limit(RECEIPTS_PAGE + 1)
    )
    rows = list(session.scalars(query))
    decided, marks = decisions_about(rows[:RECEIPTS_PAGE]) if may_read else {}, audit_marks(rows[:RECEIPTS_PAGE])
    answers = [
        result_of(record, record.seq)
        | {"r": record.receipt_number, "decided_at": record.decided_at.isoformat(), "entities": record.entities}
        | {"mark": marks.get(record.number)}
        | ({"decision": decided[record.number]} if record.number in decided else {})
        for record in rows[:RECEIPTS_PAGE]
    ]
    return wire.answer_json(canonical({"receipts": answers, "more": len(rows) > RECEIPTS_PAGE}))


def _number(name: str, default: int | None) -> int:
    text = request.args.get(name)
    if text is None and default is not None:
        return default
    if text is None or not text.isdecimal() or len(text) > 16:
        raise SyncStop(400, "not-ours", field=name)
    return int(text)


def _reader(caller: Caller) -> pulling.Reader:
    """Who reads; the app that it reads with is the one of its last hello."""
    least = current_app.config["APP_MIN"]
    if not may_pull(caller.enrolment.app, least):
        raise SyncStop(426, "app-too-old", app_min=least)
    return pulling.reader_of(caller.user, caller.enrolment.id)


@blueprint.get(f"{BASE}/pull")
def pull_snapshots() -> Response:
    """Snapshots down."""
    caller = require_read_token()
    if not PROTOCOL[0] <= _number("protocol", PROTOCOL[1]) <= PROTOCOL[1]:
        raise SyncStop(426, "protocol-too-old", protocol=PROTOCOL)
    until = _number("until", 0) if "until" in request.args else None
    page = pulling.pull(
        _reader(caller),
        ward=request.args.get("ward", ""),
        cursor=_number("cursor", 0),
        until=until,
        limit=_number("limit", pulling.LARGEST_PAGE),
        scope_epoch=_number("scope_epoch", None),
    )
    response = wire.answer_json(page.text)
    if page.next:
        cursor, end = page.next
        following = request.args.to_dict() | {"cursor": str(cursor), "until": str(end)}
        # A phone asks for it when this answer's head has come, and reads the body meanwhile.
        response.headers["Link"] = f'<{request.path}?{urlencode(following)}>; rel="next"'
    return response


@blueprint.post(f"{BASE}/manifest")
def manifest() -> Response:
    """What this person may see, as kind, id and version."""
    caller = require_read_token()
    return wire.answer_json(canonical(pulling.manifest(_reader(caller), wire.read_body(ManifestRequest).ward)))


@blueprint.post(f"{BASE}/entities")
def entities() -> Response:
    """Snapshots by id."""
    caller = require_read_token()
    return wire.answer_json(pulling.entities(_reader(caller), wire.read_body(EntitiesRequest).ids))


@blueprint.get(f"{BASE}/schema")
def show_schema() -> Response:
    """Commands, entities, words."""
    return wire.answer_json(canonical(schema()))


@blueprint.get("/api/openapi.json")
def show_openapi() -> Response:
    """The whole API."""
    return wire.answer_json(canonical(openapi()))
