"""How a walk through the screens of one person goes: open or act, wait until the screen stands still, show it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.journeys.conftest import sign_in

STILL = """async () => {
    const main = () => document.querySelector("main")?.innerText ?? "";
    for (let quiet = 0, before = null; quiet < 3; before = main()) {
        await new Promise((resolve) => setTimeout(resolve, 60));
        quiet = main() === before && main().trim() ? quiet + 1 : 0;
    }
    await Promise.all([...document.images].filter((image) => image.src).map((image) => image.decode().catch(() => undefined)));
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
    if screen.path.startswith("#"):
        page.evaluate("hash => { location.hash = hash; }", screen.path)
    elif screen.path:
        page.goto(screen.path)
    if screen.act:
        screen.act(page)
    page.wait_for_load_state()
    page.evaluate(STILL)


def follow(prefix: str, *, last: bool = False) -> Callable[[Page], None]:
    """Open the first (or last) link of the main part whose address begins so."""

    def open_link(page: Page) -> None:
        links = page.locator(f'main a[href^="{prefix}"]')
        link = links.last if last else links.first
        link.wait_for(state="attached")
        page.goto(link.get_attribute("href") or "")

    return open_link


def press(selector: str) -> Callable[[Page], None]:
    """Press a button, or whatever the selector names."""
    return lambda page: page.locator(selector).first.click()
