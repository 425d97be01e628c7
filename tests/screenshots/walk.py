"""How a walk through the screens of one person goes: open or act, wait until the screen stands still, show it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.journeys.conftest import sign_in

STILL = """async () => {
    const main = () => document.querySelector("main")?.innerText ?? "";
    for (let quiet = 0, before = null; quiet < 3; before = main()) {
        await new Promise((resolve) => setTimeout(resolve, 60));
        quiet = main() === before && main().trim() ? quiet + 1 : 0;
    }
    const shown = [...document.images].filter((image) => image.src);
    await Promise.all(shown.map((image) => image.decode().catch(() => undefined)));
}"""
"""Resolves when the main part has words that stay the same for a moment, and its pictures are there."""


@dataclass(frozen=True)
class Screen:
    """One screen: the address to open, if any, then what a person does to make it appear."""

    name: str
    path: str = ""
    act: Callable[[Page], None] | None = None


@dataclass(frozen=True)
class Walk:
    """One person's screens in the order in which they are walked, on one device."""

    who: str
    screens: tuple[Screen, ...]
    username: str = ""
    is_app: bool = False

    def screens_on(self, page: Page) -> Iterator[Screen]:
        """Sign in where needed, then show one screen after the other."""
        if self.username:
            sign_in(page, self.username)
            page.wait_for_url(lambda url: "/sign-in" not in url)
        for screen in self.screens:
            show(page, screen)
            yield screen


def show(page: Page, screen: Screen) -> None:
    """Bring one screen up."""
    if screen.path:
        visit(page, screen.path)
    if screen.act:
        screen.act(page)
    page.wait_for_load_state()
    page.evaluate(STILL)


def visit(page: Page, address: str) -> None:
    """Open a page, or a screen of the app behind the hash."""
    if address.startswith("#"):
        page.evaluate("hash => { location.hash = hash; }", address)
    else:
        page.goto(address)


def follow(prefix: str, *, tail: str = "") -> Callable[[Page], None]:
    """Open the first link of the main part whose address begins and ends so."""

    def open_link(page: Page) -> None:
        link = page.locator(f'main a[href^="{prefix}"][href$="{tail}"]' if tail else f'main a[href^="{prefix}"]').first
        link.wait_for(state="attached")
        visit(page, link.get_attribute("href") or "")

    return open_link


def deeper(tail: str) -> Callable[[Page], None]:
    """Open a screen below the open row: from `#/visits/0192…/start` to `#/visits/0192…` and this tail."""

    def open_below(page: Page) -> None:
        row = "/".join(urlsplit(page.url).fragment.split("/")[:3])
        visit(page, f"#{row}{tail}")

    return open_below


def press(selector: str) -> Callable[[Page], None]:
    """Press a button, or whatever the selector names."""
    return lambda page: page.locator(selector).first.click()
