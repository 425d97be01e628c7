"""What must be true when the day is over, whatever happened on the way: asked from the server's own memory."""

import hashlib
from collections import Counter
from uuid import UUID

from sqlalchemy import func, select

from app.core.changes import Change
from app.core.db import session
from app.core.records import CommandRecord
from app.dossiers.models import CustodyTransfer, Dossier, FeePayment, HandOver, HomeReceipt
from app.files.queries import find_stored
from app.files.store import current_store, kept_path
from app.requests.models import ServiceRequest
from app.visits.models import Closing
from tests.make import WARD
from tests.phone import Phone

EFFECTS = {
    "requests.register": ServiceRequest,
    "visits.close": Closing,
    "dossiers.record": Dossier,
    "dossiers.take_fee": FeePayment,
    "dossiers.issue_receipt": HomeReceipt,
    "dossiers.transfer_custody": CustodyTransfer,
    "dossiers.hand_over": HandOver,
}
"""Commands that make one new row each."""


def check_day(ward, client, phones):
    """Everything saved is here, once; the phones show what the server has; nothing waits and nothing was dropped."""
    session.rollback()
    print({phone["name"]: phone["happened"] for phone in phones})
    assert all(phone["saved"] for phone in phones), "somebody had nothing to do: the day proves nothing"
    for phone in phones:
        check_delivered(phone)
        check_rows(ward.user_of(phone["name"]), client, phone)
        for file in phone["files"]:
            check_file(file)
    check_effects([command for phone in phones for command in phone["commands"]], ward.before)


def check_delivered(phone):
    """What the person was told is saved stands at the server, with the answer that the phone knows."""
    assert (phone["unsent"], phone["waiting_files"], phone["drafts"]) == (0, 0, 0), phone["name"]
    mine = {UUID(command["id"]): command["state"] for command in phone["commands"]}
    assert {UUID(one) for one in phone["saved"]} <= set(mine)
    query = select(CommandRecord.command_id, CommandRecord.status).where(CommandRecord.command_id.in_(mine))
    found = session.execute(query).all()
    assert Counter(row.command_id for row in found) == Counter(list(mine))
    assert {row.command_id: row.status for row in found} == mine
    assert set(mine.values()) <= {"applied", "conflict"}, [
        one for one in phone["commands"] if one["state"] != "applied"
    ]


def check_rows(user, client, phone):
    """A phone of the same person that starts afresh sees the same, row for row."""
    fresh = Phone(client, user)
    fresh.pull("00000")
    fresh.pull()
    expected = sorted((kind, id, row["version"], row["sha"]) for (kind, id), row in fresh.rows.items())
    assert sorted(map(tuple, phone["rows"])) == expected, phone["name"]


def check_file(file):
    """The bytes are at the server, byte for byte, and still on the phone: there was no backup."""
    assert (file["state"], file["is_whole"]) == ("stored", True)
    assert find_stored(WARD, file["sha256"])
    content = current_store().get(kept_path(WARD, file["sha256"]))
    assert hashlib.sha256(content).hexdigest() == file["sha256"]


def check_effects(commands, before):
    """No command has changed an entity twice, and each that makes a row has made one."""
    mine = [UUID(command["id"]) for command in commands]
    query = (
        select(CommandRecord.command_id, Change.kind, Change.entity_id, func.count())
        .join(Change, Change.command_number == CommandRecord.number)
        .where(CommandRecord.command_id.in_(mine))
        .group_by(CommandRecord.command_id, Change.kind, Change.entity_id)
        .having(func.count() > 1)
    )
    assert session.execute(query).all() == []
    applied = Counter(command["type"] for command in commands if command["state"] == "applied")
    made = Counter({type: count_rows(model) - before[type] for type, model in EFFECTS.items()})
    assert made == Counter({type: applied[type] for type in EFFECTS})


def count_rows(model):
    """Return how many there are."""
    return session.scalar(select(func.count()).select_from(model))


def count_effects():
    """Return how many rows of each kind stand there before the day begins."""
    return {type: count_rows(model) for type, model in EFFECTS.items()}
