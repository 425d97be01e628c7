"""The app can be installed, and opens without a network once it is ready."""

import pytest

from tests.journeys.conftest import CHROMIUM, FLAGS, PHONE, sign_in
from tests.journeys.hour import live_then
from tests.journeys.steps import enrol, go_offline, reload, see_the_round


@pytest.fixture
def own_browser(playwright_driver, server, tmp_path):
    """A browser with a profile of its own: nothing can be installed from a private window."""
    context = playwright_driver.chromium.launch_persistent_context(
        tmp_path / "profile", executable_path=CHROMIUM, headless=True, args=FLAGS, viewport=PHONE,
        locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", base_url=server.url,
    )  # fmt: skip
    live_then(context)
    context.set_default_timeout(30_000)
    yield context
    context.close()


def test_the_app_can_be_installed(own_browser):
    page = own_browser.new_page()
    sign_in(page, "canbo1", "/sign-in?next=/app/")
    page.wait_for_url("**/app/**")
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

    see_the_round(page)
    assert page.evaluate("navigator.onLine") is False
