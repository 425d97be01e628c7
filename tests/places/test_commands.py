"""Setting up places: each command works, once, refuses with its codes, and is for administrators."""

from uuid import UUID

import pytest

from app.core.changes import changes_of, find_state
from app.core.ids import new_id
from app.core.roles import Role
from app.core.scope import staff_key, unpack, ward_key
from app.places.commands import AddNeighbourhood, AddPostOffice, AddWard
from app.places.queries import find_ward, neighbourhoods_of, post_offices_of
from tests.make import SYSTEM, WARD, make_coordinator, make_user
from tests.make_places import MIDDLE, WARD_FACTS, make_neighbourhood, make_post_office, make_ward


def add_ward(**values):
    return AddWard(**({"ward_id": new_id(), "code": WARD} | WARD_FACTS | values))


def add_neighbourhood(**values):
    given = {"neighbourhood_id": new_id(), "name": "Tổ 14", "old_ward_code": "04804", "old_ward_name": "Đồng Tiến"}
    return AddNeighbourhood(**(given | MIDDLE | values))


def add_post_office(**values):
    return AddPostOffice(**({"post_office_id": new_id(), "name": "Bưu điện Hòa Bình"} | values))


def test_an_administrator_adds_a_ward(app, act):
    receipt = act(make_user(Role.ADMIN), add_ward())

    assert receipt.status == "applied"
    assert find_ward(WARD).name == "Phường Hòa Bình"


def test_every_phone_of_the_ward_may_hold_its_neighbourhoods(app, act):
    make_ward()
    command = add_neighbourhood()

    act(SYSTEM, command)

    state = find_state("neighbourhood", command.neighbourhood_id)
    assert {staff_key(WARD), ward_key(WARD)} <= unpack(state.keys)


def test_an_administrator_adds_a_post_office(app, act):
    make_ward()

    act(SYSTEM, add_post_office(phone="0218 3800 001"))

    assert [office.phone for office in post_offices_of(WARD)] == ["0218 3800 001"]


@pytest.mark.parametrize("make", [add_ward, add_neighbourhood, add_post_office])
def test_the_same_command_twice_changes_nothing_more(app, act, make):
    if make is not add_ward:
        make_ward()
    command, command_id = make(), new_id()

    first = act(SYSTEM, command, id=command_id)
    again = act(SYSTEM, command, id=command_id)

    assert (first.status, again.status, again.is_duplicate) == ("applied", "applied", True)
    entity = first.entities[0]
    assert len(changes_of(entity["kind"], UUID(str(entity["id"])))) == 1


def test_a_ward_is_added_under_its_own_code_only(app, act):
    assert act(SYSTEM, add_ward(code="08500")).code == "ward-mismatch"


def test_a_ward_is_added_once(app, act):
    make_ward()

    assert act(SYSTEM, add_ward()).code == "ward-exists"


def test_a_neighbourhood_needs_its_ward(app, act):
    assert act(SYSTEM, add_neighbourhood()).code == "unknown-ward"


def test_a_neighbourhood_is_told_apart_by_name_and_old_ward(app, act):
    make_neighbourhood("Tổ 14", old_ward_code="04804")

    assert act(SYSTEM, add_neighbourhood(name="Tổ 14", old_ward_code="04804")).code == "neighbourhood-exists"
    assert act(SYSTEM, add_neighbourhood(name="Tổ 14", old_ward_code="04918")).status == "applied"


def test_a_post_office_is_added_once(app, act):
    make_post_office("Bưu điện Hòa Bình")

    assert act(SYSTEM, add_post_office(name="Bưu điện Hòa Bình")).code == "post-office-exists"


@pytest.mark.parametrize("make", [add_ward, add_neighbourhood, add_post_office])
def test_a_coordinator_does_not_set_up_places(app, act, make):
    assert act(make_coordinator(), make()).code == "not-permitted"


def test_neighbourhoods_are_listed_as_people_count(app):
    for name in ("Tổ 14", "Tổ 2", "Tổ 1"):
        make_neighbourhood(name)

    assert [n.name for n in neighbourhoods_of(WARD)] == ["Tổ 1", "Tổ 2", "Tổ 14"]
