"""The admin says how phones may be locked; phones hear of it at enrolment and by pull."""

import re

import pytest

from app.accounts.commands import SetVaultModes
from app.accounts.vaults import allowed_modes, find_vault_modes
from app.core.ids import new_id
from tests.make import WARD, done, make_coordinator, make_officer, make_user
from tests.phone import Phone


@pytest.fixture
def admin(app):
    return make_user("admin")


def command_id_of(page):
    return re.search(r'name="command_id" value="([^"]+)"', page.text)[1]


def choosing(*modes):
    return SetVaultModes(vault_modes_id=new_id(), modes=list(modes))


def test_the_choice_reaches_phones(act, admin, client):
    before = Phone(client, make_officer())
    assert before.enrolled["vault_modes"] == ["H", "P"]
    before.pull()

    done(act(admin, choosing("P", "S")))
    before.pull()

    assert [body["modes"] for body in before.bodies("vault_modes").values()] == [["S", "P"]]
    assert Phone(client, make_user("leader")).enrolled["vault_modes"] == ["S", "P"]


def test_a_second_choice_changes_the_first(act, admin):
    done(act(admin, choosing("P")))
    first = find_vault_modes(WARD).id

    done(act(admin, choosing("H", "S")))

    assert (find_vault_modes(WARD).id, allowed_modes(WARD)) == (first, ["H", "S"])


def test_the_same_choice_twice_changes_nothing(act, admin):
    command, name = choosing("S"), new_id()
    done(act(admin, command, id=name))

    again = act(admin, command, id=name)

    assert again.is_duplicate
    assert allowed_modes(WARD) == ["S"]


def test_no_way_at_all_is_refused(act, admin):
    answer = act(admin, choosing())

    assert (answer.status, answer.code) == ("rejected", "vault-modes-none")
    assert allowed_modes(WARD) == ["H", "P"]


def test_a_coordinator_may_not(act, app):
    assert act(make_coordinator(), choosing("P")).code == "not-permitted"


def test_the_page_shows_and_changes_it(admin, sign_in):
    browser = sign_in(admin)
    page = browser.get("/office/vault")
    assert 'value="H" checked' in page.text
    assert 'value="S" checked' not in page.text

    sent = {"modes": ["S", "P"], "command_id": command_id_of(page)}
    assert browser.post("/office/vault", data=sent).location == "/office/vault"
    assert allowed_modes(WARD) == ["S", "P"]

    refused = browser.post("/office/vault", data={"command_id": command_id_of(browser.get("/office/vault"))})
    assert refused.status_code == 422
    assert "Hãy cho phép ít nhất một cách khoá." in refused.text


@pytest.mark.parametrize("told", [{}, {"command_id": "không phải mã"}])
def test_a_page_without_its_id_is_a_new_wish(admin, sign_in, told):
    answer = sign_in(admin).post("/office/vault", data={"modes": ["P"]} | told)

    assert answer.location == "/office/vault"
    assert allowed_modes(WARD) == ["P"]
