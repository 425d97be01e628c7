"""The desk's page about a person: facts are put right with a reason, and what stood there before stays to be seen."""

from datetime import timedelta

import pytest

from app.citizens.commands import CorrectCitizen, RecordIdentity
from app.citizens.queries import get_citizen, readings_of
from app.core.clock import now
from app.core.db import writing
from app.core.ids import new_id
from app.core.records import find_records
from tests.make import make_coordinator, make_officer
from tests.make_requests import make_citizen
from tests.page import check_page, text

ASKED = ("full_name", "birth_year", "phone", "address", "old_address", "directions", "shown", "command_id")


@pytest.fixture
def citizen(app):
    return make_citizen()


@pytest.fixture
def desk(sign_in):
    return sign_in(make_coordinator(name="Lê Thị Bàn"))


def address(citizen, part="", language="vi"):
    return f"/office/citizens/{citizen.id}{part}?lang={language}"


def erase_body(command_id):
    with writing():
        for record in find_records(command_id):
            record.body = b""


def typed(page, **values):
    return {name: page.value(name) for name in ASKED} | {"access_notes": "", "reason": "con gái báo"} | values


@pytest.mark.parametrize("language", ["vi", "en"])
def test_wrong_facts_are_put_right_and_both_values_stay(desk, citizen, language):
    page = check_page(desk.get(address(citizen, language=language)))
    wanted = {"birth_year": "1946", "phone": "0987.654.321", "address": "Số nhà 21"}

    desk.post(address(citizen), data=typed(page, **wanted))

    after, known = check_page(desk.get(address(citizen, language=language))), get_citizen(citizen.id)
    assert (known.birth_year, known.phone, known.address) == (1946, "+84987654321", "Số nhà 21")
    assert [text(one) for one in after.all("del")] == ["1948", "0912 345 678", "Số nhà 12"]
    assert [text(one) for one in after.all("ins")] == ["1946", "0987 654 321", "Số nhà 21"]
    assert ("con gái báo" in text(after.one("main")), "Lê Thị Bàn" in text(after.one("main"))) == (True, True)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"birth_year": "1946", "reason": " "}, "Hãy ghi vì sao sửa."),
        ({}, "Chưa có gì thay đổi."),
        ({"phone": "12"}, "không gọi được"),
        ({"birth_year": "2190"}, "Hãy kiểm tra lại năm sinh."),
        ({"birth_year": "1946", "shown": "{"}, "Hãy mở lại trang này."),
        ({"birth_year": "1946", "shown": "[]"}, "Hãy mở lại trang này."),
        ({"birth_year": "1946", "shown": "{}"}, "Hãy mở lại trang này."),
    ],
)
def test_what_is_typed_wrongly_is_kept_and_told(desk, citizen, values, words):
    page = check_page(desk.get(address(citizen)))

    answer = desk.post(address(citizen), data=typed(page, **values))

    again = check_page(answer)
    assert (answer.status_code, words in text(again.having("error-summary")[0])) == (422, True)
    assert again.value("phone") == values.get("phone", "0912 345 678")
    assert get_citizen(citizen.id).birth_year == 1948


def test_what_somebody_changed_meanwhile_is_not_overwritten_unseen(act, desk, citizen):
    page = check_page(desk.get(address(citizen)))
    fields = {"address": {"from": "Số nhà 12", "to": "Số nhà 14"}}
    act(make_officer(), CorrectCitizen(citizen_id=citizen.id, fields=fields, reason="theo biển số nhà"))

    refused = desk.post(address(citizen), data=typed(page, address="Số nhà 21"))
    elsewhere = desk.post(address(citizen), data=typed(page, birth_year="1946"))

    assert (refused.status_code, "Người khác vừa sửa" in refused.text, elsewhere.status_code) == (422, True, 303)
    assert (get_citizen(citizen.id).address, get_citizen(citizen.id).birth_year) == ("Số nhà 14", 1946)


def test_an_emptied_number_is_an_answer(desk, citizen):
    page = check_page(desk.get(address(citizen)))

    desk.post(address(citizen), data=typed(page, phone=""))

    assert get_citizen(citizen.id).phone is None
    assert text(check_page(desk.get(address(citizen))).one("ins")) == "–"


def test_a_wrong_identity_number_is_put_right_and_only_four_digits_are_shown(act, desk, citizen):
    read = RecordIdentity(citizen_id=citizen.id, identity_number="001048990001", source="typed")
    act(make_officer(), read)
    page = check_page(desk.get(address(citizen)))
    form = {"number-reading_id": page.value("number-reading_id"), "number-reason": "đọc nhầm"}

    short = desk.post(address(citizen, "/identity"), data=form | {"number-identity_number": "1048"})
    right = desk.post(address(citizen, "/identity"), data=form | {"number-identity_number": "001 048 990 002"})
    stale = desk.post(address(citizen, "/identity"), data=form | {"number-identity_number": "001048990003"})

    shown = check_page(desk.get(address(citizen)))
    assert [one.status_code for one in (short, right, stale)] == [422, 303, 422]
    assert "vừa được sửa" in text(check_page(stale).having("error-summary")[0])
    assert [one.number for one in readings_of(citizen.id)] == ["001048990001", "001048990002"]
    assert (text(shown.one("del")), "…0002" in text(shown.one("main"))) == ("…0001", True)
    assert "00104899" not in desk.get(address(citizen)).text


@pytest.mark.parametrize(
    "other", [{"identity_number": "001048990001"}, {"old_identity_number": "113000001"}], ids=["late", "old-number"]
)
def test_the_number_that_is_stored_counts_and_can_be_put_right(act, desk, citizen, other):
    """One phone arrives late with an earlier reading; another officer later saw only the card of former days."""
    is_late = "identity_number" in other
    stored, struck, at = ("001048990001", "…0002", -3) if is_late else ("001048990002", "…0001", 3)
    kept = RecordIdentity(citizen_id=citizen.id, identity_number="001048990002", source="typed")
    act(make_officer(), kept)
    act(make_officer(), RecordIdentity(citizen_id=citizen.id, source="typed", **other), at=now() + timedelta(hours=at))
    assert get_citizen(citizen.id).identity_number == stored

    page = check_page(desk.get(address(citizen)))
    form = {"number-reading_id": page.value("number-reading_id"), "number-reason": "đọc nhầm"}
    right = desk.post(address(citizen, "/identity"), data=form | {"number-identity_number": "001048990003"})

    counting = f"…{stored[-4:]}"
    assert [text(one) for one in page.all("del")] == [struck]
    assert [text(one) for one in page.all("strong") if text(one).startswith("…")] == [counting]
    assert (right.status_code, get_citizen(citizen.id).identity_number) == (303, "001048990003")


def test_an_erased_correction_is_left_out(act, desk, citizen):
    fields = {"address": {"from": "Số nhà 12", "to": "Số nhà 14"}}
    erased = new_id()
    act(make_officer(), CorrectCitizen(citizen_id=citizen.id, fields=fields, reason="theo biển"), id=erased)
    erase_body(erased)

    page = check_page(desk.get(address(citizen)))

    assert (page.all("del"), get_citizen(citizen.id).address) == ([], "Số nhà 14")


def test_the_page_is_the_coordinators_of_the_ward(sign_in, citizen):
    assert sign_in(make_officer()).get(address(citizen)).status_code == 403
    assert sign_in(make_coordinator(ward="08500")).get(address(citizen)).status_code == 404
    assert sign_in(make_coordinator()).get(f"/office/citizens/{new_id()}").status_code == 404
