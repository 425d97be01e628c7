"""What staff say about a citizen: corrections are wishes, pins and cards are facts."""

from types import SimpleNamespace
from uuid import UUID

import pytest
from pydantic import ValidationError

from app.citizens.commands import CorrectCitizen, CorrectFact, PlacePin, RecordIdentity
from app.citizens.queries import find_citizen, get_citizen, pins_of, readings_of
from app.core.changes import changes_of, find_state, project
from app.core.ids import new_id
from app.core.roles import Role
from tests.make import make_coordinator, make_leader, make_officer, make_user
from tests.make_places import make_neighbourhood
from tests.make_requests import make_citizen

NUMBER = "017048990001"


def correction(citizen, reason="người nhà báo lại", **fields):
    changes = {name: {"from": before, "to": after} for name, (before, after) in fields.items()}
    return CorrectCitizen(citizen_id=citizen.id, fields=changes, reason=reason)


def pin(citizen, lat=20.8312, lon=105.3571):
    return PlacePin(citizen_id=citizen.id, lat=lat, lon=lon, accuracy_m=12)


def card(citizen, **values):
    return RecordIdentity(**({"citizen_id": citizen.id, "identity_number": NUMBER, "source": "qr"} | values))


def any_command(kind, citizen):
    return {"correct": correction(citizen, birth_year=(1948, 1949)), "pin": pin(citizen), "card": card(citizen)}[kind]


def test_a_leader_corrects_a_phone_number(app, act):
    citizen = make_citizen(told={"phone": "0912 345 678"})

    receipt = act(make_leader(citizen.neighbourhood_id), correction(citizen, phone=("+84912345678", "0913 345 678")))

    assert receipt.status == "applied"
    assert get_citizen(citizen.id).phone == "+84913345678"


def test_a_corrected_name_is_found_by_search(app, act):
    from app.citizens.queries import search_citizens

    citizen = make_citizen(told={"full_name": "Bùi Văn Sai"})
    act(make_coordinator(), correction(citizen, full_name=("Bùi Văn Sai", "Bùi Văn Đúng")))

    assert [found.id for found in search_citizens(citizen.ward, "dung")] == [citizen.id]


def test_moving_to_another_neighbourhood_moves_the_house_and_who_may_see_it(app, act):
    citizen, other = make_citizen(), make_neighbourhood(lat=20.86, lon=105.35)

    act(make_coordinator(), correction(citizen, neighbourhood_id=(str(citizen.neighbourhood_id), str(other.id))))

    moved = get_citizen(citizen.id)
    assert (moved.lat, moved.lon) == (20.86, 105.35)
    assert f"neighbourhood:{other.id}" in find_state("citizen", citizen.id).keys


def test_a_pin_becomes_the_position(app, act):
    citizen = make_citizen()

    act(make_officer(), pin(citizen, lat=20.8312, lon=105.3571))

    assert (citizen.lat, citizen.position_source, citizen.position_accuracy_m) == (20.8312, "pin", 12)
    assert [placed.lat for placed in pins_of(citizen.id)] == [20.8312]


def test_an_officer_records_a_card_and_phones_get_four_digits_only(app, act):
    citizen = make_citizen(told={"birth_year": 1948})

    receipt = act(make_officer(), card(citizen, full_name_on_card="BÙI VĂN THỬ"))

    body = find_state("citizen", citizen.id).body
    assert receipt.flags == []
    assert NUMBER not in body
    assert '"identity_last4":"0001"' in body


def test_leaders_see_neither_card_nor_access_notes(app):
    citizen = make_citizen(told={"access_notes": "tầng 3, chó dữ"})

    body = project("citizen", find_state("citizen", citizen.id).body, Role.LEADER)

    assert "identity_last4" not in body
    assert "access_notes" not in body


@pytest.mark.parametrize(
    ("told", "read", "flag"),
    [
        ({"full_name": "Bùi Văn Thử"}, {"full_name_on_card": "BÙI VĂN THỰC"}, "card-name-differs"),
        ({"birth_year": 1950}, {}, "card-birth-year-differs"),
        ({"birth_year": 1948}, {"birth_date": "1947-03-02"}, "card-birth-year-differs"),
        ({"sex": "female"}, {}, "card-sex-differs"),
        ({"sex": None}, {"sex": "female"}, "card-sex-differs"),
    ],
)
def test_a_card_that_disagrees_is_recorded_and_flagged(app, act, told, read, flag):
    citizen = make_citizen(told=told)

    receipt = act(make_officer(), card(citizen, **read))

    assert (receipt.status, receipt.flags) == ("applied", [flag])
    assert get_citizen(citizen.id).identity_number == NUMBER


def test_a_number_of_somebody_else_is_recorded_and_flagged(app, act):
    officer = make_officer()
    act(officer, card(make_citizen()))

    assert "identity-in-use" in act(officer, card(make_citizen())).flags


def test_somebody_with_the_old_number_only_is_recorded_by_it(app, act):
    citizen = make_citizen(told={"birth_year": 1948})

    receipt = act(make_officer(), card(citizen, identity_number=None, old_identity_number="113000001", source="typed"))

    (reading,) = readings_of(citizen.id)
    assert (receipt.status, receipt.flags) == ("applied", [])
    assert (reading.number, reading.old_number) == ("113000001", "113000001")
    assert get_citizen(citizen.id).identity_number is None, "it says nothing of sex or year: no number of today's kind"


def test_an_old_number_of_somebody_else_is_recorded_and_flagged(app, act):
    officer = make_officer()
    act(officer, card(make_citizen(), old_identity_number="113000001"))

    later = act(officer, card(make_citizen(), identity_number=None, old_identity_number="113000001"))

    assert "identity-in-use" in later.flags


def test_a_card_without_any_number_is_no_card():
    with pytest.raises(ValidationError, match="one of the two numbers"):
        card(SimpleNamespace(id=new_id()), identity_number=None)


def test_a_second_number_is_recorded_and_flagged(app, act):
    officer, citizen = make_officer(), make_citizen()
    act(officer, card(citizen))

    assert "other-identity-before" in act(officer, card(citizen, identity_number="017048990002")).flags


def test_a_pin_in_another_province_is_recorded_and_flagged(app, act):
    receipt = act(make_officer(), pin(make_citizen(), lat=10.77, lon=106.69))

    assert (receipt.status, receipt.flags) == ("applied", ["pin-far-away"])


def test_the_author_corrects_a_card_and_both_readings_stay(app, act):
    officer, citizen, first = make_officer(), make_citizen(), new_id()
    act(officer, card(citizen), id=first)

    receipt = act(officer, CorrectFact(command_id=first, reason="đọc nhầm một số", identity_number="017048990007"))

    assert receipt.status == "applied"
    assert get_citizen(citizen.id).identity_number == "017048990007"
    assert [(r.number, r.corrects) for r in readings_of(citizen.id)] == [(NUMBER, None), ("017048990007", first)]


def test_the_coordinator_corrects_a_pin(app, act):
    citizen, first = make_citizen(), new_id()
    act(make_officer(), pin(citizen), id=first)
    right = {"lat": 20.84, "lon": 105.34, "accuracy_m": 5}

    receipt = act(make_coordinator(), CorrectFact(command_id=first, reason="nhầm nhà bên", position=right))

    assert receipt.status == "applied"
    assert (get_citizen(citizen.id).lat, len(pins_of(citizen.id))) == (20.84, 2)


@pytest.mark.parametrize("kind", ["correct", "pin", "card"])
def test_the_same_command_twice_changes_nothing_more(app, act, kind):
    officer, citizen, command_id = make_officer(), make_citizen(), new_id()
    command = any_command(kind, citizen)

    first, again = act(officer, command, id=command_id), act(officer, command, id=command_id)

    assert (first.status, again.status, again.is_duplicate) == ("applied", "applied", True)
    assert len(changes_of("citizen", citizen.id)) == 2


def test_the_same_correction_of_a_fact_twice_changes_nothing_more(app, act):
    officer, citizen, first, second = make_officer(), make_citizen(), new_id(), new_id()
    act(officer, card(citizen), id=first)
    command = CorrectFact(command_id=first, reason="đọc nhầm", identity_number="017048990007")

    receipts = [act(officer, command, id=second) for _ in range(2)]

    assert [receipt.status for receipt in receipts] == ["applied", "applied"]
    assert len(readings_of(citizen.id)) == 2


def test_a_field_that_changed_meanwhile_is_a_conflict_that_shows_what_it_is_now(app, act):
    citizen = make_citizen(told={"birth_year": 1948})

    receipt = act(make_coordinator(), correction(citizen, birth_year=(1947, 1946)))

    assert (receipt.status, receipt.code) == ("conflict", "field-changed")
    assert receipt.details == {"field": "birth_year", "now": 1948}


@pytest.mark.parametrize(
    ("role", "fields", "code"),
    [
        (Role.COORDINATOR, {}, "correction-empty"),
        (Role.LEADER, {"access_notes": ("", "chó dữ")}, "field-not-yours"),
        (Role.COORDINATOR, {"birth_year": (1948, "năm Tý")}, "value-not-possible"),
    ],
)
def test_a_correction_is_rejected_with_a_reason(app, act, role, fields, code):
    citizen = make_citizen(told={"birth_year": 1948})

    receipt = act(make_user(role), correction(citizen, **fields))

    assert (receipt.status, receipt.code) == ("rejected", code)


def test_a_citizen_is_not_moved_into_another_ward(app, act):
    citizen, elsewhere = make_citizen(), make_neighbourhood(ward="08500", old_ward_code="08500")
    move = correction(citizen, neighbourhood_id=(str(citizen.neighbourhood_id), str(elsewhere.id)))

    assert act(make_coordinator(), move).code == "neighbourhood-elsewhere"


def test_nobody_corrects_what_somebody_else_recorded(app, act):
    citizen, first = make_citizen(), new_id()
    act(make_officer(), card(citizen), id=first)
    command = CorrectFact(command_id=first, reason="nhầm", identity_number="017048990007")

    assert act(make_officer(), command).code == "not-the-author"


def test_a_correction_of_a_card_says_the_right_number(app, act):
    officer, first = make_officer(), new_id()
    act(officer, card(make_citizen()), id=first)

    assert act(officer, CorrectFact(command_id=first, reason="nhầm")).code == "correction-empty"


def test_only_something_recorded_can_be_corrected(app, act):
    command = CorrectFact(command_id=new_id(), reason="nhầm", identity_number=NUMBER)

    assert act(make_officer(), command).code == "unknown-citizen-fact"


@pytest.mark.parametrize("kind", ["correct", "pin", "card"])
def test_an_unknown_citizen_is_named(app, act, kind):
    citizen = make_citizen()
    command = any_command(kind, citizen).model_copy(update={"citizen_id": new_id()})

    assert act(make_officer(), command).code == "unknown-citizen"


@pytest.mark.parametrize("kind", ["correct", "pin", "card", "fact"])
def test_postal_staff_do_not_touch_citizens(app, act, kind):
    command = (
        CorrectFact(command_id=UUID(int=1), reason="nhầm", identity_number=NUMBER)
        if kind == "fact"
        else any_command(kind, make_citizen())
    )

    assert act(make_user(Role.POSTAL), command).code == "not-permitted"


def test_there_is_no_citizen_without_a_registration(app):
    assert find_citizen(new_id()) is None
