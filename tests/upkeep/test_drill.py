"""The drill: a Saturday, a backup in the midst of it, a dead machine, another one, and the phones come back."""

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.audit import AuditEntry
from app.core.db import session
from app.core.ids import new_id
from app.core.installation import generation, installation
from app.core.numbers import LedgerEntry
from app.core.records import APPLIED, CommandRecord
from app.dossiers.models import Dossier
from app.files.models import FileUse
from app.files.store import current_store, kept_path
from app.sync.commands import LeaseNumbers
from app.upkeep import chain, checkpoints, place, signing
from app.upkeep.taking import back_up
from tests.files.make_upload import photo
from tests.make import WARD, make_officer
from tests.make_dossiers import SATURDAY, make_procedure, receipt_for, recording
from tests.make_requests import make_citizen
from tests.upkeep.field_phone import FieldPhone


def lease(count=4):
    return LeaseNumbers(lease_id=new_id(), kind="receipt", count=count)


def visit_somebody(phone, citizen, procedure, *, number, picture):
    """At a door: take a dossier with one photo, give a numbered receipt."""
    taken = recording(citizen, procedure)
    results = [phone.does(taken, photos=[picture])]
    results.append(phone.does(receipt_for(taken_as_dossier(taken), number)))
    assert [result["status"] for result in results] == ["applied", "applied"], results
    return taken.dossier_id


def taken_as_dossier(command):
    """What a receipt's builder asks of a dossier, before any server has seen it."""
    return Dossier(id=command.dossier_id, recorded_at=SATURDAY)


def state():
    """What people would miss: every dossier with its receipt, every photo, everybody's answered commands."""
    session.rollback()
    dossiers = session.scalars(select(Dossier)).all()
    return {
        "receipts": {str(d.id): d.receipt.number for d in dossiers},
        "photos": {(str(use.entity_id), use.sha256) for use in session.scalars(select(FileUse))},
        "commands": set(
            session.scalars(select(CommandRecord.command_id).where(CommandRecord.enrolment_id.is_not(None)))
        ),
    }


def problem(*papers):
    points = checkpoints.read_lines(checkpoints.checkpoints_path(), *papers)
    return chain.find_problem(WARD, points, [signing.public_key()])


def restore_on(application, shelf, key_file, *words):
    """`flask restore` on this machine."""
    place.let_go()
    return application.test_cli_runner().invoke(args=["restore", str(shelf), "--key", str(key_file), *words])


@pytest.fixture
def saturday(ward, key_file, clock):
    """Two officers' morning, a backup while one of them sends, half an hour more of work; then the machine dies."""
    clock(SATURDAY)
    procedure, citizens = make_procedure(), [make_citizen() for _ in range(3)]
    one, other = (FieldPhone(ward.test_client(), make_officer()) for _ in range(2))
    pictures = [photo(color) for color in ("red", "green", "blue")]
    one.does(lease())
    one.pull()
    numbers = one.codes()
    before = visit_somebody(one, citizens[0], procedure, number=numbers[0], picture=pictures[0])
    one.deliver_photos()

    clock(SATURDAY + timedelta(minutes=15))
    checkpoints.write_all()
    stop, sent = Event(), []

    def go_on_sending():
        with ward.app_context():
            while not stop.is_set():
                sent.append(other.does(lease(1)))
            session.remove()

    def wait_for(count):
        while len(sent) < count and not writer.done():
            stop.wait(0.01)

    with ThreadPoolExecutor(1) as pool:
        writer = pool.submit(go_on_sending)
        try:
            wait_for(3)
            back_up()
            wait_for(len(sent) + 3)
        finally:
            stop.set()
    writer.result()

    clock(SATURDAY + timedelta(minutes=30))
    left = one.free_photos()
    after = visit_somebody(one, citizens[1], procedure, number=numbers[1], picture=pictures[1])
    one.deliver_photos()
    one.does(lease())
    one.pull()
    late_numbers = [code for code in one.codes() if code not in numbers]
    last = visit_somebody(one, citizens[2], procedure, number=late_numbers[0], picture=pictures[2])
    checkpoints.write_all()
    other.pull()
    return {
        "one": one, "other": other, "pictures": pictures, "dossiers": [before, after, last], "left": left,
        "codes": {*one.codes(), *other.codes(), *numbers}, "state": state(), "generation": generation(),
    }  # fmt: skip


def test_the_drill(saturday, machine, key_file, tmp_path, clock):
    one, other = saturday["one"], saturday["other"]
    assert saturday["left"] == 0, "the photo that is in the backup was freed"
    assert len(saturday["state"]["receipts"]) == 3
    second = machine("second")
    clock(SATURDAY + timedelta(hours=2))

    done = restore_on(second, tmp_path / "shelf", key_file)

    assert done.exit_code == 0, done.output
    assert f"{'dossier':28}{1:>10}" in done.output
    assert generation() != saturday["generation"]
    assert installation().backed_up_at is None
    assert len(state()["receipts"]) == 1
    on_paper = tmp_path / "first" / "checkpoints.txt"
    assert len(checkpoints.read_lines(on_paper)) == 4, "of the ward and of what all wards share, twice"
    assert problem(on_paper) is None, "lines signed after the backup belong to a life that is over"

    one.client = client = second.test_client()
    stale = one.push(one.sent[-1])
    assert (stale.status_code, stale.json["error"]) == (409, "generation")
    answers = [*one.meets(client), *other.meets(client)]

    assert {answer["status"] for answer in answers} == {"applied"}
    assert not any(answer["dup"] for answer in answers)
    assert state() == saturday["state"]
    check_nothing_twice()
    check_photos(one, saturday["pictures"])
    check_numbers(saturday, one, other)
    assert problem() is None
    assert session.scalar(select(AuditEntry.type).where(AuditEntry.type == chain.RESTORED)) is not None

    again = one.offer_again(above=0)
    assert {(answer["status"], answer["dup"]) for answer in again} == {("applied", True)}
    assert state()["receipts"] == saturday["state"]["receipts"]
    check_phones_converge(one, client)


def check_nothing_twice():
    """Every command of a phone was applied once."""
    applied = session.scalars(
        select(CommandRecord.command_id).where(CommandRecord.enrolment_id.is_not(None), CommandRecord.status == APPLIED)
    ).all()
    assert [name for name, times in Counter(applied).items() if times > 1] == []


def check_photos(phone, pictures):
    """One photo came back with the backup, two are awaited again and come from the phone."""
    assert phone.deliver_photos() == 2
    session.rollback()
    hashes = set(session.scalars(select(FileUse.sha256).where(FileUse.arrived_at.is_not(None))))
    assert len(hashes) == 3
    kept = {current_store().get(kept_path(WARD, sha256)) for sha256 in hashes}
    assert kept == set(pictures)


def check_numbers(saturday, *phones):
    """No number that ever left the dead machine is leased again; those in people's hands stand in the ledger."""
    fresh = set()
    for phone in phones:
        phone.does(lease(20))
        phone.pull()
        fresh |= set(phone.codes())
    issued = session.scalars(
        select(LedgerEntry).where(LedgerEntry.state == "issued", LedgerEntry.number_kind == "receipt")
    ).all()
    assert {entry.key: entry.issued_to.split(":")[1] for entry in issued} == {
        number: dossier for dossier, number in saturday["state"]["receipts"].items()
    }
    serials = [int(code[12:18]) for code in fresh - saturday["codes"]]
    assert len(serials) >= 40
    assert min(serials) > max(int(code[12:18]) for code in saturday["codes"]), "a part of the year of its own"
    flags = [flag for record in session.scalars(select(CommandRecord)) for flag in record.flags]
    assert "number-issued-twice" not in flags
    assert "number-not-leased" not in flags, "a block that the backup had never seen is nobody's fault"


def check_phones_converge(phone, client):
    """What the phone holds after all this is what a new phone of the same person is given."""
    from app.accounts.queries import get_user

    phone.pull()
    newcomer = FieldPhone(client, get_user(UUID(phone.user_id)))
    newcomer.pull()
    held, given = ({key: as_held(row) for key, row in some.rows.items()} for some in (phone, newcomer))
    assert held == given


def as_held(row):
    """A row without the number under which it came."""
    return json.dumps({name: row[name] for name in ("kind", "id", "version", "body")}, sort_keys=True)
