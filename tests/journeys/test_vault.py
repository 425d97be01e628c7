"""The vault in a real browser: PIN, lock, the three modes, a forgotten PIN, two people on one phone."""

import pytest

from app.accounts.commands import SetVaultModes
from app.accounts.queries import find_user_by_name
from app.core.execute import execute
from app.core.ids import new_id
from tests.journeys import steps
from tests.journeys.conftest import sign_in

HEADER = "async (it) => (await it.readNote('vault'))?.wraps[0].mode"
WHO = "(it) => it.somebody().id"
AUTHENTICATOR = {
    "protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True, "hasPrf": True,
}  # fmt: skip


def mode_of(page):
    return steps.in_app(page, "core/vault.js", HEADER)


def try_pin(page, pin):
    """Type a PIN that does not open, and return what the lock says."""
    page.locator("#unlock-pin").fill(pin)
    page.locator("lock-screen button[type=submit]").click()
    page.locator("#pin-error").wait_for(timeout=steps.UNLOCKING)
    page.locator("lock-screen button[type=submit]:not([disabled])").wait_for(timeout=steps.UNLOCKING)
    return page.locator("#pin-error").inner_text()


def main_text(page):
    return page.locator("main").inner_text()


@pytest.fixture
def allow(server):
    """`allow("S")`: the ward's choice."""

    def allow(*modes):
        def choose():
            admin = find_user_by_name("quantri").as_actor()
            return execute(SetVaultModes(vault_modes_id=new_id(), modes=list(modes)), actor=admin).is_applied

        assert server.ask(choose)

    return allow


def test_only_the_pin_opens_without_a_network(open_device):
    page = open_device()
    steps.enrol(page, "canbo1")
    assert mode_of(page) == "P"
    visit = steps.open_visit(page)
    steps.go_offline(page)
    page.reload()
    page.get_by_role("heading", name="Màn hình đã khoá").wait_for()

    assert "đang dùng máy này" in main_text(page), "whose phone it is"
    assert page.locator("visit-day").count() == 0
    assert try_pin(page, "975310") == "Mã PIN chưa đúng."
    for _ in range(4):
        said = try_pin(page, "975310")
    assert "Hãy chờ" in said
    page.clock.install()
    page.reload()
    assert "Hãy chờ" in try_pin(page, steps.PIN), "a new start is no new try"
    page.clock.fast_forward(31_000)
    steps.unlock(page)
    assert steps.open_visit(page)["id"] == visit["id"]

    steps.go(page, "/this-phone")
    page.get_by_text("bằng mã PIN: ngăn người tò mò").wait_for()
    page.get_by_role("button", name="Khoá ngay").click()
    page.get_by_role("heading", name="Màn hình đã khoá").wait_for()
    assert steps.in_app(page, "core/rows.js", "(it) => it.all('visit').catch(String)") == "Error: the vault is locked"


def test_another_pin_is_typed_over_the_old_one(open_device):
    page = open_device()
    steps.enrol(page, "canbo1")
    steps.go(page, "/set-pin")
    page.locator("#current-pin").fill(steps.PIN)
    for field, pin in (("#new-pin", "123456"), ("#same-pin", "123456")):
        page.locator(field).fill(pin)
    page.locator("set-pin button[type=submit]").click()
    page.get_by_text("Mã này ai cũng đoán được").wait_for()
    for field in ("#new-pin", "#same-pin"):
        page.locator(field).fill("864209")
    page.locator("set-pin button[type=submit]").click()
    page.get_by_role("heading", level=1, name="Máy này").wait_for(timeout=steps.UNLOCKING)
    steps.go_offline(page)

    page.reload()
    assert try_pin(page, steps.PIN) == "Mã PIN chưa đúng."
    steps.unlock(page, "864209")
    assert steps.rows(page, "visit")


def test_a_key_of_the_phone_itself_joins_the_pin(open_device):
    page = open_device()
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    name = browser.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})["authenticatorId"]
    steps.enrol(page, "canbo1")
    assert mode_of(page) == "H"
    steps.go_offline(page)

    steps.reload(page)
    assert steps.rows(page, "visit")
    page.reload()
    browser.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": name})
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    assert "Chưa xác nhận" in try_pin(page, steps.PIN), "the PIN alone is not enough"


def test_half_of_the_key_at_the_centre(open_device, allow):
    allow("S")
    page = open_device()
    steps.enrol(page, "canbo1")
    assert mode_of(page) == "S"
    steps.reload(page)
    assert steps.rows(page, "visit")

    page.reload()
    steps.go_offline(page)
    assert "nên cần mạng" in try_pin(page, steps.PIN)
    page.context.set_offline(False)
    assert try_pin(page, "975310") == "Mã PIN chưa đúng."
    steps.unlock(page)
    assert steps.rows(page, "visit")


def test_a_forgotten_pin_loses_nothing_unsent(open_device):
    page = open_device(permissions=["camera"])
    steps.enrol(page, "canbo1")
    visit = steps.open_visit(page)
    steps.go_offline(page)
    steps.start(page, visit)
    page.reload()
    page.context.set_offline(False)
    page.get_by_role("button", name="Quên mã PIN").click()
    page.get_by_role("button", name="Dùng máy này").click()
    steps.choose_pin(page, "864209")

    steps.wait_delivered(page)
    kept = steps.in_app(page, "core/vault.js", "(it) => it.allCommands()")
    assert {one["state"] for one in kept if one.get("isUnreadable")} == {"applied"}


def test_two_people_on_one_phone(open_device):
    page = open_device()
    steps.enrol(page, "canbo1")
    first = steps.in_app(page, "core/session.js", WHO)
    name = steps.in_app(page, "core/session.js", "(it) => it.somebody().name")
    page.context.clear_cookies()
    steps.go(page, "/this-phone")
    page.get_by_role("button", name="Khoá ngay").click()
    page.get_by_role("button", name="Quên mã PIN, hoặc người khác").click()
    sign_in(page, "canbo2", "/sign-in?next=/app/")
    page.get_by_role("button", name="Quên mã PIN, hoặc người khác").click()
    page.get_by_role("button", name="Dùng máy này").click()
    steps.choose_pin(page, "864209")
    page.get_by_text("đủ", exact=True).wait_for(timeout=steps.DOWNLOADING)
    second = steps.in_app(page, "core/session.js", WHO)
    steps.go_offline(page)

    page.reload()
    page.get_by_role("button", name="Tôi là").click()
    page.get_by_text(f"{name} đang dùng máy này").wait_for()
    assert try_pin(page, "864209") == "Mã PIN chưa đúng."
    steps.unlock(page)
    assert steps.in_app(page, "core/session.js", WHO) == first != second
    assert steps.rows(page, "visit")
