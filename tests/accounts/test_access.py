"""Every staff page, asked by every role and by a stranger."""

import re

import pytest

from app.core.roles import STAFF, Role
from tests.make import make_user
from tests.make_places import make_post_office

SOME_ID = "0190a6a0-0000-7000-8000-000000000000"


def pages(app):
    """Return (address, method, roles) of every guarded page, with made-up ids."""
    for rule in app.url_map.iter_rules():
        roles = getattr(app.view_functions[rule.endpoint], "staff_roles", None)
        if roles is None:
            continue
        address = re.sub(r"<any\(([^,)]+)[^>]*>", r"\1", rule.rule)
        address = re.sub(r"<uuid:[^>]+>", SOME_ID, address)
        address = re.sub(r"<[^>]+>", "x", address)
        for method in rule.methods & {"GET", "POST"}:
            yield address, method, roles


def test_a_stranger_is_sent_to_the_door(app, client):
    for address, method, _ in pages(app):
        answer = client.open(address, method=method)
        expected = 302 if method == "GET" else 401
        assert answer.status_code == expected, (method, address)
        if method == "GET":
            assert answer.location.startswith("/sign-in"), address


@pytest.mark.parametrize("role", sorted(STAFF))
def test_only_the_named_roles_come_in(app, sign_in, role):
    office = make_post_office() if role is Role.POSTAL else None
    browser = sign_in(make_user(role, post_office_id=office.id if office else None))
    for address, method, roles in pages(app):
        answer = browser.open(address, method=method)
        if role in roles:
            assert answer.status_code not in {401, 403}, (method, address)
        else:
            assert answer.status_code == 403, (method, address)


def test_an_ended_account_is_out_at_once(app, sign_in, act):
    from app.accounts.commands import SetActive
    from tests.make import SYSTEM, done, make_coordinator

    coordinator = make_coordinator()
    browser = sign_in(coordinator)
    assert browser.get("/office/review").status_code == 200

    done(act(SYSTEM, SetActive(user_id=coordinator.id, is_active=False, reason="nghỉ")))

    assert browser.get("/office/review").status_code == 302
