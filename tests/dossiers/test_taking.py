"""Taking a dossier in at the door: its people and papers, the frozen procedure, photos on their way."""

import pytest

from app.core.changes import changes_of, find_state
from app.core.ids import new_id
from app.core.scope import unpack, user_key
from app.dossiers.commands import AddFiles
from app.dossiers.queries import find_dossier, get_dossier
from app.files.commands import KeepFile
from tests.make import SYSTEM, done, make_coordinator, make_leader, make_officer
from tests.make_dossiers import (
    SATURDAY,
    fee_of,
    file_ref,
    make_dossier,
    make_procedure,
    phone_sends,
    recording,
    some_sha,
)
from tests.make_requests import make_citizen
from tests.make_visits import make_team, make_visit, make_working_team


def test_the_officer_takes_a_dossier_in(act):
    officer, citizen, procedure = make_officer(), make_citizen(), make_procedure()
    command = recording(citizen, procedure)

    receipt = act(officer, command, at=SATURDAY)

    dossier = get_dossier(command.dossier_id)
    assert (receipt.status, receipt.flags) == ("applied", [])
    assert (dossier.owner_name, dossier.submitter_name) == ("Bùi Văn Thử", "Bùi Thị Con")
    assert [(c.key, c.state) for c in dossier.components] == [("to-khai", "received"), ("giay-to-tuy-than", "seen")]
    assert [step.status for step in dossier.history] == [1]


def test_sending_it_twice_takes_it_once(act):
    officer, command, name = make_officer(), recording(make_citizen(), make_procedure()), new_id()

    first, again = (act(officer, command, id=name, at=SATURDAY) for _ in range(2))

    assert (first.status, again.status, again.is_duplicate) == ("applied", "applied", True)
    assert [c.what for c in changes_of("dossier", command.dossier_id)] == ["recorded"]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"components": [{"key": "a", "name": "A", "kind": "note", "state": "seen"}] * 2}, "component-twice"),
        ({"roles": {"owner": {"name": "A", "birth_year": 2099}, "submitter": {"name": "B"}}}, "born-in-future"),
        ({"citizen_id": new_id()}, "unknown-citizen"),
        ({"procedure_version_id": new_id()}, "unknown-procedure"),
        ({"visit_id": new_id()}, "unknown-visit"),
    ],
)
def test_what_cannot_be_a_dossier_is_refused(act, values, code):
    command = recording(make_citizen(), make_procedure(), **values)

    receipt = act(make_officer(), command)

    assert (receipt.status, receipt.code) == ("rejected", code)
    assert find_dossier(command.dossier_id) is None


def test_a_dossier_id_is_used_once(act):
    dossier = make_dossier()
    again = recording(make_citizen(), make_procedure(), dossier_id=dossier.id)

    assert act(make_officer(), again).code == "dossier-id-used"


@pytest.mark.parametrize("who", [make_coordinator, make_leader])
def test_only_officers_take_dossiers_in(act, who):
    assert act(who(), recording(make_citizen(), make_procedure())).code == "not-permitted"


def test_a_phone_that_is_ahead_of_the_server_waits(app):
    command = recording(make_citizen(), make_procedure(), citizen_id=new_id())

    assert phone_sends(make_officer(), command).status == "held"


def test_a_visit_given_to_another_team_meanwhile_is_flagged(app):
    officer, visit = make_officer(), make_visit(team=make_working_team())
    command = recording(make_citizen(), make_procedure(), visit_id=visit.id, citizen_id=visit.citizen_id)

    receipt = phone_sends(officer, command, at=SATURDAY)

    assert (receipt.status, receipt.flags) == ("applied", ["visit-reassigned"])
    assert get_dossier(command.dossier_id).recorded_by == officer.id


def test_the_visits_officers_see_the_dossier(act):
    first, second = make_officer(), make_officer()
    visit = make_visit(team=make_working_team(first, second))
    command = recording(make_citizen(), make_procedure(), visit_id=visit.id, citizen_id=visit.citizen_id)

    done(act(first, command, at=SATURDAY))

    keys = unpack(find_state("dossier", command.dossier_id).keys)
    assert {user_key(first.id), user_key(second.id)} <= keys


def test_without_a_visit_the_recorder_sees_it(act):
    officer = make_officer()
    dossier = make_dossier(officer)

    assert user_key(officer.id) in unpack(find_state("dossier", dossier.id).keys)


def test_the_procedure_is_frozen_as_it_was(act):
    dossier = make_dossier(procedure=make_procedure(limit_days=3))
    make_procedure(limit_days=9, valid_from="2026-11-01")

    assert get_dossier(dossier.id).frozen["channels"][0]["limit"]["n"] == 3


@pytest.mark.parametrize(
    ("values", "flag"),
    [({"procedure_code": "1.000001"}, "procedure-version-differs"), ({"case_key": "khac"}, "case-unknown")],
)
def test_a_dossier_by_odd_rules_is_flagged(act, values, flag):
    assert act(make_officer(), recording(make_citizen(), make_procedure(), **values), at=SATURDAY).flags == [flag]


@pytest.mark.parametrize(
    ("right", "paper", "flags"),
    [
        ("guardian", None, ["right-unproven"]),
        ("authorised", None, ["right-unproven"]),
        ("guardian", "Quyết định 12/2024/QĐ-CTUBND", []),
        ("relative", None, []),
    ],
)
def test_who_acts_for_the_owner_is_asked_for_the_paper_later(act, right, paper, flags):
    daughter = {"name": "Bùi Thị Con", "relation": "con gái", "right": right, "authorisation": paper}
    roles = {"owner": {"name": "Bùi Văn Thử"}, "submitter": daughter, "receiver": {"name": "Hà Văn Tổ"}}

    command = recording(make_citizen(), make_procedure(), roles=roles)

    receipt = act(make_officer(), command)

    told = get_dossier(command.dossier_id).snapshot().roles
    assert (receipt.status, receipt.flags) == ("applied", flags)
    assert (told.submitter.right, told.receiver.name, told.decider) == (right, "Hà Văn Tổ", None)


def test_photos_are_awaited_and_then_stored(act):
    officer, photo = make_officer(), some_sha()
    component = {"key": "to-khai", "name": "Tờ khai", "kind": "hand_in", "state": "received", "files": [photo]}
    command = recording(make_citizen(), make_procedure(), components=[component])

    receipt = phone_sends(officer, command, at=SATURDAY, files=[file_ref(photo)])
    before = get_dossier(command.dossier_id).snapshot()
    done(act(SYSTEM, KeepFile(file_id=new_id(), sha256=photo, size=1000, media_type="image/jpeg")))
    after = get_dossier(command.dossier_id).snapshot()

    assert receipt.flags == []
    assert before.components[0].files == (photo,)
    assert [(f.role, f.component_key, f.page, f.state) for f in before.files] == [
        ("component", "to-khai", 1, "awaited")
    ]
    assert [f.state for f in after.files] == ["stored"]
    assert changes_of("dossier", command.dossier_id)[-1].what == "file-stored"


def test_more_photos_are_added_once(app):
    officer, photo = make_officer(), some_sha("thêm")
    dossier = make_dossier(officer)
    command = AddFiles(dossier_id=dossier.id, files=[{"sha256": photo, "role": "paper"}])

    receipts = [phone_sends(officer, command, files=[file_ref(photo, "paper")]) for _ in range(2)]

    assert [receipt.status for receipt in receipts] == ["applied", "applied"]
    assert [file.sha256 for file in get_dossier(dossier.id).files] == [photo]


def test_a_photo_that_nobody_announced_is_flagged(act):
    officer = make_officer()
    dossier = make_dossier(officer)

    receipt = act(officer, AddFiles(dossier_id=dossier.id, files=[{"sha256": some_sha("x"), "role": "gate"}]))

    assert receipt.flags == ["file-not-named"]


def test_photos_of_an_unknown_dossier_are_refused_from_pages_and_held_from_phones(act):
    officer = make_officer()
    command = AddFiles(dossier_id=new_id(), files=[{"sha256": some_sha(), "role": "paper"}])

    assert act(officer, command).code == "unknown-dossier"
    assert phone_sends(officer, command).status == "held"


def test_only_officers_add_photos(act):
    command = AddFiles(dossier_id=make_dossier().id, files=[{"sha256": some_sha(), "role": "paper"}])

    assert act(make_coordinator(), command).code == "not-permitted"


def test_the_snapshot_carries_no_more_of_the_identity_than_its_end(act):
    body = find_state("dossier", make_dossier().id).body

    assert "4321" in body
    assert "frozen" not in body


def test_a_team_that_never_had_the_visit_sees_nothing(act):
    stranger = make_officer()
    make_team(stranger, name="Đội 9")
    dossier = make_dossier()

    assert user_key(stranger.id) not in unpack(find_state("dossier", dossier.id).keys)


def test_an_officer_who_has_nothing_to_do_with_the_dossier_is_flagged(app):
    assert phone_sends(make_officer(), fee_of(make_dossier())).flags == ["visit-reassigned"]
