"""Pads of numbered paper: leased for a person, printed, typed in later from any phone of theirs, once."""

from uuid import UUID

import pytest

from app.core.db import session
from app.core.ids import new_id
from app.core.ledger import blocks_of, sums
from app.core.numbers import NumberLease
from app.core.roles import Role
from app.sync.commands import LeaseNumbers
from tests.make import WARD, done, make_coordinator, make_officer, make_user
from tests.make_dossiers import SATURDAY, make_dossier, phone_sends, receipt_for
from tests.make_places import make_ward
from tests.page import check_page


def pad_for(user, **values):
    args = {"lease_id": new_id(), "kind": "receipt", "count": 3, "medium": "paper", "user_id": user.id}
    return LeaseNumbers(**(args | values))


def codes_of(act, officer):
    command = pad_for(officer)
    done(act(make_coordinator(), command))
    return session.get(NumberLease, command.lease_id).codes


def test_a_number_from_the_own_pad_is_typed_in_once(act, app):
    officer = make_officer()
    number, *_rest = codes_of(act, officer)
    first, second = make_dossier(officer), make_dossier(officer)

    typed = phone_sends(officer, receipt_for(first, number), at=SATURDAY)
    again = phone_sends(officer, receipt_for(second, number), at=SATURDAY, device="may-khac")

    assert typed.flags == []
    assert again.flags == ["number-issued-twice"]
    assert sums(blocks_of(WARD)) == {"issued": 1, "leased": 2}


def test_a_number_from_somebody_elses_pad_is_looked_at(act, app):
    officer, other = make_officer(), make_officer()
    number, *_rest = codes_of(act, other)

    receipt = phone_sends(officer, receipt_for(make_dossier(officer), number), at=SATURDAY)

    assert receipt.flags == ["number-of-another-device"]


@pytest.mark.parametrize(
    ("role", "values", "code"),
    [
        (Role.OFFICER, {}, "pads-only"),
        (Role.LEADER, {}, "pads-only"),
        (Role.COORDINATOR, {"medium": "device"}, "phones-only"),
        (Role.COORDINATOR, {"user_id": new_id()}, "unknown-staff"),
    ],
)
def test_pads_are_given_out_by_the_desk_to_known_people(act, app, role, values, code):
    receipt = act(make_user(role), pad_for(make_officer(), **values))

    assert (receipt.status, receipt.code) == ("rejected", code)


def test_the_same_pad_again_is_one_pad(act, app):
    command, name, coordinator = pad_for(make_officer()), new_id(), make_coordinator()

    for _ in range(2):
        done(act(coordinator, command, id=name))

    assert sums(blocks_of(WARD)) == {"leased": 3}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_desk_prints_a_pad(app, sign_in, language):
    make_ward()
    officer, desk = make_officer(name="Đinh Văn Giấy"), sign_in(make_coordinator())
    check_page(desk.get(f"/office/numbers?lang={language}"))

    name = new_id()
    for _ in range(2):
        answer = desk.post(
            "/office/numbers/pads", data={"command_id": str(name), "user_id": str(officer.id), "count": "2"}
        )

    page = desk.get(answer.location)
    check_page(page)
    for code in session.get(NumberLease, UUID(answer.location.split("/")[-2])).codes:
        assert code in page.get_data(as_text=True)
    assert sums(blocks_of(WARD)) == {"leased": 2}


@pytest.mark.parametrize("count", ["0", "201", "mười", ""])
def test_a_pad_of_no_size_is_told_in_words(app, sign_in, count):
    officer, desk = make_officer(), sign_in(make_coordinator())

    desk.post("/office/numbers/pads", data={"user_id": str(officer.id), "count": count})

    assert "từ 1 đến 200" in desk.get("/office/numbers").get_data(as_text=True)


def test_a_pad_of_another_ward_is_not_there(app, sign_in):
    assert sign_in(make_coordinator()).get(f"/office/numbers/{new_id()}/pad").status_code == 404
