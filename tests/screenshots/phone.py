"""The phone app's screens: the first run, then each role's own, all behind the hash."""

from playwright.sync_api import Page

from tests.screenshots.walk import Screen, Walk, press

COMMON = (
    Screen("outbox", "#/outbox"),
    Screen("O16-this-phone", "#/this-phone"),
    Screen("S3-set-pin", "#/set-pin"),
)


def use_this_phone(page: Page) -> None:
    """Enrol the phone for who is signed in."""
    page.locator("sign-in .button-primary").click()
    page.locator("getting-ready .tag-good").first.wait_for()


FIRST_RUN = (
    Screen("S2-enrol", "/app/", lambda page: page.locator("sign-in .card").first.wait_for()),
    Screen("S4-getting-ready", act=use_this_phone),
)

OFFICER = Walk("officer", (*FIRST_RUN, Screen("O1-today", act=press("getting-ready .action-bar button")), *COMMON), "canbo1", is_app=True)
LEADER = Walk("leader", (*FIRST_RUN, Screen("L1-today", act=press("getting-ready .action-bar button")), *COMMON), "totruong14", is_app=True)
POSTAL = Walk("post", (*FIRST_RUN, Screen("P1-today", act=press("getting-ready .action-bar button")), *COMMON), "buudien", is_app=True)
