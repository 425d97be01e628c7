"""The law at the door and at the desk: missing papers, refusals, withdrawals, receipts from leased numbers, packets."""

import hashlib
import json

from sqlalchemy import select

from app.core.clock import now, today
from app.core.db import session
from app.core.ids import new_id
from app.dossiers.commands import (
    Apologise,
    AskPayment,
    AskSupplement,
    ChangeStatus,
    ExportPackets,
    LinkCode,
    PrintForm,
    ReceiveSupplement,
    Refuse,
    Stop,
    Withdraw,
)
from app.dossiers.models import Dossier
from app.dossiers.models.shapes import Status
from app.sync.commands import LeaseNumbers
from tests.machine.work import parents, pick, seen
from tests.make import WARD

MISSING = {"name": "Giấy khai sinh", "why": "bản chụp không rõ", "key": None}


def ask(device, world, n):
    """Papers are missing; now and then for the second time."""
    args = {"papers": [MISSING], "reason": "thiếu", "second_reason": "mới phát hiện" if n % 2 else ""}
    return _about_dossier(device, n, "dossiers.ask_supplement", args, v=2)


def receive(device, world, n):
    """What was missing is here."""
    return _about_dossier(device, n, "dossiers.receive_supplement", {"received_at": now().isoformat()})


def refuse(device, world, n):
    """We cannot take it."""
    return _about_dossier(device, n, "dossiers.refuse", {"reason": "không thuộc thẩm quyền", "ground": "Điều 17"})


def withdraw(device, world, n):
    """The family takes it back."""
    return _about_dossier(device, n, "dossiers.withdraw", {"asked_by": "Bùi Thị Con", "reason": "đổi ý"})


def settle(device, world, n):
    """The act is done at the door, and its result given at once."""
    done = {"result_id": str(new_id()), "done_in": "tổ 14", "done_at": now().isoformat(), "decided_by": "Cán bộ"}
    given = {"papers": [{"name": "Bản sao", "count": 1}], "to": {"name": "Bùi Thị Con", "relation": "con gái"}}
    return _about_dossier(device, n, "dossiers.settle", done | given)


def issue(device, world, n):
    """A receipt with the next number of a block, or of a pad of paper."""
    number = pick(numbers_left(device), n)
    if number is None:
        return None
    shown = f"Giấy hẹn {number}"
    words = {"shown": shown, "shown_sha256": hashlib.sha256(shown.encode()).hexdigest()}
    day = today().isoformat()
    dates = {"taken_at": now().isoformat(), "counted_from": day, "due_on": day, "rule_version": "2026-11"}
    return _about_dossier(device, n, "dossiers.issue_receipt", {"number": number, **words, **dates})


def numbers_left(device):
    """Return receipt numbers that this phone believes to be free; its twin believes the same."""
    rows = [row["body"] for (kind, _id), row in sorted(device.rows.items()) if kind == "number_lease"]
    codes = [code for row in rows if row["number_kind"] == "receipt" for code in row["codes"]]
    own = [command["body"] for command in [*device.outbox, *device.sent.values()]]
    given = {json.loads(body)["args"]["number"] for body in own if '"dossiers.issue_receipt"' in body}
    return [code for code in codes if code not in given]


def _about_dossier(device, n, type, args, **more):
    dossier = seen(device, "dossier", n)
    if dossier is None:
        return None
    return device.save(type, {"dossier_id": dossier} | args, **parents(device, dossier), **more)


# ---------------------------------------------------------------------------------------- the desk


def step(world, n, act):
    """The desk moves a dossier on, one way or another."""
    dossier = pick(session.scalars(select(Dossier).where(Dossier.ward == WARD).order_by(Dossier.id)).all(), n)
    if dossier is not None:
        act(world, WARD, pick(STEPS, n // 2)(dossier.id))


def _code(dossier_id):
    return LinkCode(dossier_id=dossier_id, official_code=f"H44.35-261122-{dossier_id.int % 10_000:04d}")


STEPS = (
    _code,
    lambda id: ChangeStatus(dossier_id=id, status=Status.IN_PROCESS, reason="thử"),
    lambda id: AskSupplement(dossier_id=id, papers=[MISSING], reason="thiếu"),
    lambda id: ReceiveSupplement(dossier_id=id, received_at=now()),
    lambda id: Stop(dossier_id=id, reason="thử", ground="Điều 5"),
    lambda id: Refuse(dossier_id=id, reason="thử", ground="Điều 17"),
    lambda id: Withdraw(dossier_id=id, asked_by="Bùi Thị Con"),
    lambda id: AskPayment(dossier_id=id, amount=20_000, what_for="lệ phí bổ sung"),
    lambda id: Apologise(dossier_id=id, reason="thử", new_due_on=today()),
    lambda id: ExportPackets(dossier_ids=[id]),
    lambda id: PrintForm(dossier_id=id, copy_id=new_id(), law_form="01"),
)


def lease_pad(world, n, act):
    """An officer takes a pad of numbered paper along."""
    carrier = pick(world.officers(), n)
    pad = LeaseNumbers(lease_id=new_id(), kind="receipt", count=1 + n % 3, medium="paper", user_id=carrier.id)
    act(world, WARD, pad)
