"""citizens.register: a person of the ward's own list."""

import pytest

from app.citizens.commands import RegisterCitizen
from app.citizens.queries import find_citizen
from app.core.changes import changes_of
from app.core.ids import new_id
from app.core.roles import Role
from tests.make import done, make_coordinator, make_user
from tests.make_places import make_neighbourhood
from tests.make_requests import person


def listing(place=None, **values):
    place = place or make_neighbourhood()
    return RegisterCitizen(**({"citizen_id": new_id(), "person": person(place.id)} | values))


def test_the_leader_of_the_neighbourhood_can_find_them_afterwards(app, act):
    command = listing()

    done(act(make_coordinator(), command))

    citizen = find_citizen(command.citizen_id)
    assert citizen.full_name == "Bùi Văn Thử"
    assert f"neighbourhood:{citizen.neighbourhood_id}" in citizen.scope()


def test_the_same_command_twice_is_one_person(app, act):
    coordinator, command, name = make_coordinator(), listing(), new_id()
    done(act(coordinator, command, id=name))
    assert act(coordinator, command, id=name).is_duplicate
    assert [c.what for c in changes_of("citizen", command.citizen_id)] == ["registered"]


def test_an_id_is_one_person_and_the_house_stands_in_the_ward(app, act):
    coordinator, command = make_coordinator(), listing()
    done(act(coordinator, command))
    assert act(coordinator, listing(citizen_id=command.citizen_id)).code == "citizen-id-used"
    assert act(coordinator, listing(make_neighbourhood(ward="08500"))).code == "neighbourhood-elsewhere"


@pytest.mark.parametrize("role", [Role.LEADER, Role.OFFICER, Role.DIRECTOR])
def test_only_the_coordinator_keeps_the_list(app, act, role):
    assert act(make_user(role), listing()).code == "not-permitted"
