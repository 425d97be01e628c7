"""The desk writes a slip number down; the envelope and its originals stay where they are."""

import pytest

from app.core.changes import changes_of
from app.core.ids import new_id
from app.core.roles import Role
from app.postal.commands import NumberItem
from app.postal.queries import get_item
from tests.make import WARD, done, make_coordinator, make_leader, make_officer, make_user
from tests.make_dossiers import phone_sends
from tests.make_places import make_post_office
from tests.make_postal import HOUR, MONDAY, delivering, make_item, make_postal

CODE, OTHER = "EL047950017VN", "EL047950034VN"


@pytest.fixture
def office(app):
    return make_post_office()


def numbering(item, **values):
    return NumberItem(**({"item_id": item.id, "code": CODE} | values))


def test_a_listed_envelope_gets_its_number_and_stays_at_the_centre(act, office):
    item = make_item(office, signed=False)

    done(act(make_coordinator(), numbering(item, code="el 0479 5001 7 vn")))

    assert (get_item(item.id, ward=WARD).code, get_item(item.id, ward=WARD).state) == (CODE, "listed")
    assert [change.what for change in changes_of("postal_item", item.id)][-1] == "numbered"


def test_the_same_again_changes_nothing(act, office):
    item, coordinator, name = make_item(office), make_coordinator(), new_id()

    receipts = [act(coordinator, numbering(item), id=name) for _ in range(2)]

    assert [(r.status, r.is_duplicate) for r in receipts] == [("applied", False), ("applied", True)]
    assert [change.what for change in changes_of("postal_item", item.id)].count("numbered") == 1


def test_another_number_an_ended_way_and_an_unknown_envelope_are_refused(act, office):
    item, coordinator = make_item(office), make_coordinator()
    done(act(coordinator, numbering(item)))
    differs = act(coordinator, numbering(item, code=OTHER))
    phone_sends(make_postal(office), delivering(item), at=MONDAY + HOUR)

    ended = act(coordinator, numbering(item))
    unknown = act(coordinator, numbering(item, item_id=new_id()))

    assert [differs.code, ended.code, unknown.code] == [
        "postal-code-differs",
        "item-already-delivered",
        "unknown-postal-item",
    ]
    assert get_item(item.id, ward=WARD).code == CODE


@pytest.mark.parametrize("make", [make_officer, make_leader, lambda: make_user(Role.DIRECTOR), None])
def test_only_the_desk_numbers_envelopes(act, office, make):
    person = make() if make else make_postal(office)

    assert act(person, numbering(make_item(office))).code == "not-permitted"
