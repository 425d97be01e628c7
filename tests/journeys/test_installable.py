"""The app can be installed, opens without a network once it is ready, and becomes a newer one only on a tap."""

import shutil

import pytest

from tests.journeys.conftest import CHROMIUM, FLAGS, PHONE, ROOT, sign_in
from tests.journeys.steps import enrol, go, go_offline, reload

NEWER = "// the next release\n"


@pytest.fixture
def own_browser(playwright_driver, server, tmp_path):
    """A browser with a profile of its own: nothing can be installed from a private window."""
    context = playwright_driver.chromium.launch_persistent_context(
        tmp_path / "profile", executable_path=CHROMIUM, headless=True, args=FLAGS, viewport=PHONE,
        locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", base_url=server.url,
    )  # fmt: skip
    context.set_default_timeout(20_000)
    yield context
    context.close()


def test_the_app_can_be_installed(own_browser):
    page = own_browser.new_page()
    sign_in(page, "canbo1", "/sign-in?next=/app/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    browser = own_browser.new_cdp_session(page)

    manifest = browser.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert browser.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    assert browser.send("Page.getAppId")["appId"].endswith("/app/")


def test_it_opens_without_a_network(open_device):
    page = open_device()
    enrol(page, "canbo1")
    go_offline(page)

    reload(page)

    page.get_by_role("heading", level=1, name="Lịch hôm nay").wait_for()
    assert page.evaluate("navigator.onLine") is False


def test_a_new_release_waits_for_a_tap(open_device, server, tmp_path):
    page = open_device()
    enrol(page, "canbo1")
    reload(page)
    page.get_by_role("heading", level=1, name="Lịch hôm nay").wait_for()
    page.evaluate("window.sameAsBefore = true")
    offer = page.get_by_role("button", name="Có bản mới — Cập nhật").first
    assert offer.count() == 0

    release_newer(server, tmp_path / "newer", page)
    offer.wait_for()
    assert page.evaluate("window.sameAsBefore")

    go(page, "/this-phone")
    page.get_by_role("heading", level=1, name="Máy này").wait_for()
    assert page.evaluate("window.sameAsBefore"), "moving about does not update"
    with page.expect_event("load"):
        offer.click()
    page.get_by_role("heading", level=1).wait_for()
    assert not page.evaluate("window.sameAsBefore")


def release_newer(server, folder, page):
    """Let the same server run a release in which one module differs, and let the phone look for it."""
    leave_out = shutil.ignore_patterns("__pycache__")
    for name in ("app", "static"):
        shutil.copytree(ROOT / name, folder / name, ignore=leave_out)
    for name in ("config.py", "gunicorn.conf.py"):
        shutil.copy(ROOT / name, folder / name)
    with (folder / "static" / "client" / "core" / "ids.js").open("a", encoding="utf-8") as module:
        module.write(NEWER)
    server.stop()
    server.start(folder)
    page.evaluate("navigator.serviceWorker.ready.then((registration) => registration.update()).then(() => true)")
