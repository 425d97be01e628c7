"""Builders for procedures, dossiers, receipts, results and papers, each made by its command; and a phone."""

import hashlib
from datetime import UTC, date, datetime, timedelta

from app.catalogue.commands import ImportProcedure
from app.catalogue.queries import newest_version
from app.core.answer import answer
from app.core.changes import canonical, sha256
from app.core.clock import now
from app.core.commands import system_actor
from app.core.db import session, writing
from app.core.envelope import Envelope, Submission, origin_of
from app.core.execute import execute, lock_wards, receipt_of
from app.core.ids import new_id
from app.core.numbers import NumberLease
from app.core.scope import SHARED_WARD
from app.dossiers.commands import (
    AttachResult,
    HandOverResult,
    IssueReceipt,
    RecordDossier,
    SettleAtDoor,
    SignDossier,
    TakeFee,
    TransferCustody,
)
from app.dossiers.queries import get_dossier, get_paper
from app.sync.commands import LeaseNumbers
from tests.make import done, make_coordinator, make_officer
from tests.make_requests import make_citizen

SATURDAY = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
"""Half past nine in the morning in Vietnam, Saturday 21 November 2026."""
DEVICE = "may-cua-can-bo"


def some_sha(text="ảnh"):
    """Return the hash of some bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


def file_ref(sha, role="component", size=1000):
    """Return a file as an envelope names it."""
    return {"sha256": sha, "size": size, "type": "image/jpeg", "role": role}


def phone_sends(user, command, *, id=None, at=None, device=DEVICE, files=(), after=(), position=None):
    """Send a command as this person's phone would: with a device, files, and a review item when flagged."""
    moment = at or now()
    body = canonical(
        {
            "id": str(id or new_id()),
            "type": command.type,
            "v": command.v,
            "device_id": device,
            "actor": str(user.id),
            "ward": user.ward,
            "at": moment.isoformat(),
            "args": command.model_dump(mode="json"),
            "files": list(files),
            "after": [str(parent) for parent in after],
            "position": position,
        }
    ).encode()
    envelope = Envelope.model_validate_json(body)
    submission = Submission(
        envelope=envelope,
        body=body,
        actor=user.as_actor(),
        origin=origin_of(envelope, enrolment_id=new_id(), seq=1),
        made_at=moment,
        now=now(),
        sameness=sha256(body),
    )
    with writing():
        sequence = lock_wards([user.ward])[user.ward]
        record, is_duplicate = answer(submission, sequence)
        return receipt_of(record, is_duplicate=is_duplicate)


def make_procedure(*, limit_days=3, fee=8000, per="bản", code="2.000635", valid_from=date(2026, 1, 1), **values):
    """Return a procedure version: a copy of a marriage certificate, unless something else is asked."""
    facts = {
        "code": code,
        "name": "Cấp bản sao trích lục hộ tịch",
        "plain_name": "Bản sao giấy kết hôn",
        "at_home": {"way": "collect"},
        "channels": [
            {
                "channel": 1,
                "limit": {"text": f"{limit_days} ngày", "n": limit_days, "unit": "working_days", "trust": "confirmed"},
                "fee": {"text": f"{fee}", "amount": fee, "per": per, "trust": "confirmed"},
            }
        ],
        "cases": [
            {
                "key": "chung",
                "papers": [
                    {"key": "to-khai", "kind": "hand_in", "name": "Tờ khai", "originals": 1},
                    {"key": "giay-to-tuy-than", "kind": "show", "name": "Giấy tờ tùy thân", "originals": 1},
                ],
            }
        ],
        "source": "thử",
        "valid_from": valid_from,
    }
    command = ImportProcedure(procedure_id=new_id(), facts=facts | values)
    done(execute(command, actor=system_actor(SHARED_WARD)))
    return newest_version(code)


def recording(citizen, procedure, **values):
    """Return the command by which an officer takes a dossier in: a daughter hands in for her father."""
    args = {
        "dossier_id": new_id(),
        "citizen_id": citizen.id,
        "procedure_version_id": procedure.id,
        "procedure_code": procedure.code,
        "case_key": "chung",
        "roles": {
            "owner": {"name": "Bùi Văn Thử", "birth_year": 1948, "identity_last4": "4321"},
            "submitter": {"name": "Bùi Thị Con", "relation": "con gái"},
        },
        "components": [
            {"key": "to-khai", "name": "Tờ khai", "kind": "hand_in", "state": "received", "form": "original"},
            {"key": "giay-to-tuy-than", "name": "Giấy tờ tùy thân", "kind": "show", "state": "seen"},
        ],
    }
    return RecordDossier(**(args | values))


def make_dossier(officer=None, *, citizen=None, procedure=None, at=SATURDAY, **values):
    """Return a dossier that the officer has taken in."""
    command = recording(citizen or make_citizen(), procedure or make_procedure(), **values)
    done(execute(command, actor=(officer or make_officer()).as_actor(), at=at))
    return get_dossier(command.dossier_id)


def lease_receipts(officer, count=3, device=DEVICE):
    """Return receipt numbers leased to the officer's phone."""
    command = LeaseNumbers(lease_id=new_id(), kind="receipt", count=count)
    done(phone_sends(officer, command, device=device))
    return session.get(NumberLease, command.lease_id).codes


def receipt_for(dossier, number, *, shown="Giấy hẹn trả kết quả", **values):
    """Return the command by which the receipt is given, with the right dates for three working days."""
    args = {
        "dossier_id": dossier.id,
        "number": number,
        "shown": shown,
        "shown_sha256": hashlib.sha256(shown.encode()).hexdigest(),
        "taken_at": SATURDAY,
        "counted_from": date(2026, 11, 23),
        "due_on": date(2026, 11, 26),
        "rule_version": "2026-11",
    }
    return IssueReceipt(**(args | values))


def signing(dossier, over, *, file=None, **values):
    """Return the command by which the citizen signs what was shown."""
    signature = {
        "who": "citizen",
        "way": "pad",
        "name": "Bùi Thị Con",
        "over_sha256": over,
        "file": file,
        "at": SATURDAY,
    }
    return SignDossier(dossier_id=dossier.id, signatures=[signature | values])


def fee_of(dossier, **values):
    """Return the command by which the fee is taken."""
    return TakeFee(**({"dossier_id": dossier.id, "amount": 8000, "way": "cash", "slip": "A1"} | values))


def citizen_side(name="Bùi Thị Con"):
    """Return the family as a holder."""
    return {"kind": "citizen", "id": None, "name": name}


def officer_side(officer):
    """Return an officer as a holder."""
    return {"kind": "officer", "id": str(officer.id), "name": officer.full_name}


CENTRE = {"kind": "centre", "id": None, "name": "Trung tâm"}


def transfer_of(dossier, *, giver, taker, paper_id=None, **values):
    """Return the command by which a paper changes hands; a new paper if none is named."""
    args = {
        "transfer_id": new_id(),
        "paper_id": paper_id or new_id(),
        "dossier_id": dossier.id,
        "paper": None if paper_id else {"name": "Giấy chứng nhận kết hôn"},
        "from": giver,
        "to": taker,
        "condition": "nguyên vẹn",
        "given_by": giver["name"],
        "taken_by": taker["name"],
    }
    return TransferCustody.model_validate(args | values)


def make_paper(dossier, officer, *, at=SATURDAY, **values):
    """Return a paper that the officer took from the family."""
    command = transfer_of(dossier, giver=citizen_side(), taker=officer_side(officer), **values)
    done(execute(command, actor=officer.as_actor(), at=at))
    return get_paper(command.paper_id)


def make_result(dossier, coordinator=None, **values):
    """Return the result that the office has attached to the dossier."""
    args = {"dossier_id": dossier.id, "result_id": new_id(), "papers": [{"name": "Bản sao trích lục", "count": 2}]}
    done(execute(AttachResult(**(args | values)), actor=(coordinator or make_coordinator()).as_actor()))
    return get_dossier(dossier.id).result


def handing(dossier, result, **values):
    """Return the command by which the result is handed over to the daughter."""
    args = {
        "dossier_id": dossier.id,
        "result_id": result.id,
        "to": {"name": "Bùi Thị Con", "relation": "con gái", "identity_last4": "9876"},
        "signature": {"way": "pad", "file": None, "name": "Bùi Thị Con"},
    }
    return HandOverResult(**(args | values))


def settling(dossier, **values):
    """Return the command by which an act that was done at the door is reported."""
    args = {
        "dossier_id": dossier.id,
        "result_id": new_id(),
        "done_in": "Số nhà 12, Tổ 14",
        "done_at": SATURDAY + timedelta(minutes=35),
        "code": "152/2026",
        "papers": [{"name": "Giấy ủy quyền đã chứng thực chữ ký", "count": 2}],
        "decided_by": "Phó Chủ tịch Hà Văn Ký",
        "to": {"name": "Bùi Văn Thử", "relation": "chủ hồ sơ", "identity_last4": "4321"},
    }
    return SettleAtDoor.model_validate(args | values)
