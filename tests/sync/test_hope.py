"""A batch answered on hope and the same batch answered one by one leave the same trace.

The first command of the second batch is refused: that alone makes the server answer it command by command.
"""

import json
import re
from datetime import date
from types import SimpleNamespace
from uuid import UUID

from sqlalchemy import event, select

from app.core import audit
from app.core.changes import Change, EntityState, ScopeLink
from app.core.db import db, session
from app.core.ids import new_id
from app.core.numbers import NumberLease, new_tracking_code
from app.core.records import CommandRecord
from tests.make import WARD, make_leader, make_officer
from tests.make_dossiers import (
    SATURDAY,
    citizen_side,
    fee_of,
    lease_receipts,
    make_procedure,
    officer_side,
    receipt_for,
    recording,
    signing,
    transfer_of,
)
from tests.make_places import make_neighbourhood
from tests.make_requests import make_request, registration
from tests.make_visits import make_visit, make_working_team
from tests.phone import Phone

A_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


def wire(phone, command, kind=None, entity_id=None):
    more = {"entity": {"kind": kind, "id": str(entity_id)}} if kind else {}
    return phone.make(
        command.type, command.model_dump(mode="json", exclude_none=True, by_alias=True), at=SATURDAY, **more
    )


def morning(officer, phone, procedure):
    """Return the commands of one door: a pin, a dossier with receipt, signature, fee and an original."""
    visit = make_visit(team=make_working_team(officer))
    recorded = recording(SimpleNamespace(id=visit.citizen_id), procedure, visit_id=visit.id)
    dossier = SimpleNamespace(id=recorded.dossier_id)
    receipt = receipt_for(dossier, lease_receipts(officer, device=phone.device_id)[0], due_on=date(2026, 11, 26))
    pin = {"citizen_id": str(visit.citizen_id), "lat": 20.81, "lon": 105.33, "accuracy_m": 9}
    paper = transfer_of(dossier, giver=citizen_side(), taker=officer_side(officer))
    return [
        phone.make("citizens.place_pin", pin, at=SATURDAY, entity={"kind": "citizen", "id": str(visit.citizen_id)}),
        wire(phone, recorded),
        wire(phone, receipt, "dossier", dossier.id),
        wire(phone, signing(dossier, receipt.shown_sha256), "dossier", dossier.id),
        wire(phone, fee_of(dossier), "dossier", dossier.id),
        wire(phone, paper, "dossier", dossier.id),
    ]


def lease_codes(phone):
    lease_id = str(new_id())
    assert (
        phone.send("sync.lease_numbers", {"lease_id": lease_id, "kind": "tracking", "count": 4})["status"] == "applied"
    )
    return session.get_one(NumberLease, UUID(lease_id)).codes


def evening(phone, area, name, mobile):
    """Return a leader's registrations, of which most touch another one of the same batch, and what they touch."""
    neighbour = make_request(neighbourhood_id=area.id, told={"full_name": f"{name} Cũ", "phone": None}, requester=None)
    codes, at = lease_codes(phone), SATURDAY

    def register(code, told=None, **values):
        wish = registration(
            neighbourhood_id=area.id, told={"full_name": name} | (told or {}), tracking_code=code, **values
        )
        return wish, wire(phone, wish)

    here = str(neighbour.citizen_id)
    renamed = {"full_name": {"from": f"{name} Cũ", "to": f"{name} Mới"}}
    correction = {"citizen_id": here, "fields": renamed, "reason": "Tên trong giấy tờ"}
    steps = [
        register(codes[0], {"phone": mobile}),
        register(codes[1], {"phone": None}),  # the same name and year as the first
        register(codes[1], {"phone": mobile, "birth_year": 1951}),  # name and phone of the first, code of the second
        (None, phone.make("citizens.correct", correction, at=at, entity={"kind": "citizen", "id": here})),
        register(codes[2], {"full_name": f"{name} Mới", "phone": None}),  # whom the correction made a namesake
        register(
            new_tracking_code(), person=None, citizen_id=neighbour.citizen_id
        ),  # a known person, a number nobody leased
    ]
    requests = [str(neighbour.id)] + [str(wish.request_id) for wish, _ in steps if wish]
    return requests, [command for _, command in steps]


def doubts(requests, results):
    """Return what each command was flagged with, requests told by their place in the evening."""
    found = []
    for result in results:
        record = session.scalars(select(CommandRecord).where(CommandRecord.command_id == UUID(result["id"]))).one()
        alike = record.details.get("possible-duplicate", {}).get("others", [])
        found.append([record.flags, sorted(requests.index(other) for other in alike)])
    return found


def refused(phone):
    return phone.make("visits.plan", {"nothing": True}, at=SATURDAY)


def without_ids(text):
    """Return the text with each id replaced by the order of its first appearance."""
    seen = {}
    return A_UUID.sub(lambda found: f"id{seen.setdefault(found.group(), len(seen))}", text)


def trace(phone, results):
    """Return what the commands left: answers, changes with their keys, states, links."""
    ids = [UUID(result["id"]) for result in results]
    numbers = select(CommandRecord.number).where(CommandRecord.command_id.in_(ids))
    changes = session.scalars(select(Change).where(Change.command_number.in_(numbers)).order_by(Change.seq)).all()
    first = changes[0].seq
    told = [
        [r["status"], r["flags"], [[e["kind"], e["version"], e["seq"] - first] for e in r["entities"]]] for r in results
    ]
    rows = [[c.seq - first, c.kind, str(c.entity_id), c.version, c.what, c.keys] for c in changes]
    states = [session.get_one(EntityState, (c.kind, c.entity_id)) for c in changes]
    now = [[s.kind, s.version, s.seq - first, s.keys, s.own_keys] for s in states]
    places = {c.entity_id for c in changes}
    links = session.execute(
        select(ScopeLink.source_kind, ScopeLink.target_kind)
        .where(ScopeLink.target_id.in_(places))
        .order_by(ScopeLink.source_kind, ScopeLink.target_kind)
    )
    return without_ids(json.dumps([told, rows, now, [list(link) for link in links]]))


def test_hope_changes_nothing_but_time(app, client):
    procedure, traces, savepoints = make_procedure(), [], []
    event.listen(db.engine, "savepoint", lambda connection, name: savepoints.append(name))
    for has_refusal in (False, True):
        officer = make_officer(name="Đinh Văn Cán Bộ")
        phone = Phone(client, officer)
        lead = [refused(phone)] if has_refusal else []
        commands = morning(officer, phone, procedure)
        savepoints.clear()

        results = phone.push(*lead, *commands).json["results"]

        assert bool(savepoints) is has_refusal
        assert [result["status"] for result in results] == ["rejected"] * has_refusal + ["applied"] * len(commands)
        traces.append(trace(phone, results[len(lead) :]))
    assert traces[0] == traces[1]
    assert audit.find_break(WARD) is None


def test_hope_finds_the_same_twins_in_its_own_batch(app, client):
    traces, found, area = [], [], make_neighbourhood()
    for name, mobile in (("Đinh Thị Mận", "0912 000 001"), ("Đinh Thị Đào", "0912 000 002")):
        phone = Phone(client, make_leader(area.id))
        requests, commands = evening(phone, area, name, mobile)
        end = [refused(phone)] if traces else []

        results = phone.push(*commands, *end).json["results"][: len(commands)]

        assert [result["status"] for result in results] == ["applied"] * len(commands)
        traces.append(trace(phone, results))
        found.append(doubts(requests, results))
    assert traces[0] == traces[1]
    assert found[0] == found[1]
    assert found[0] == [
        [[], []],
        [["possible-duplicate"], [1]],
        [["number-issued-twice", "possible-duplicate"], [1]],
        [[], []],
        [["possible-duplicate"], [0]],
        [["number-not-leased", "possible-duplicate"], [0, 4]],
    ]


def test_a_good_batch_is_answered_on_hope(app, client):
    area, savepoints = make_neighbourhood(), []
    event.listen(db.engine, "savepoint", lambda connection, name: savepoints.append(name))
    phone = Phone(client, make_leader(area.id))
    _, commands = evening(phone, area, "Đinh Thị Mơ", "0912 000 003")
    savepoints.clear()

    phone.push(*commands)

    assert not savepoints
