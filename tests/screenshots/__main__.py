"""`make screenshots`: one PNG for each screen, person and size into test-output/screenshots, and a page of them all.

Words after the command name the people wanted: `python -m tests.screenshots citizen officer`.
"""

import shutil
import sys
import tempfile
from pathlib import Path

import click
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys import steps
from tests.journeys.conftest import CHROMIUM, FLAGS, PHONE, ROOT, Server, make_demo_ward
from tests.screenshots.album import Album
from tests.screenshots.papers import draw_papers
from tests.screenshots.table import WALKS
from tests.screenshots.walk import STILL, Walk

FOLDER = ROOT / "test-output" / "screenshots"
ALSO = {
    "C1-home",
    "C6-place",
    "C9-check",
    "C12-status",
    "K1-board",
    "D1-overview",
    "O1-today",
    "O4-tasks",
    "L1-today",
    "P1-shift",
}
"""Screens that are drawn in the dark and in English as well."""


def main(wanted: list[str]) -> None:
    """Walk the walks on a fresh demo ward."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    album = Album(FOLDER)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, sync_playwright() as driver:
        make_demo_ward(Path(folder))
        server = Server(Path(folder))
        browser = driver.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        server.start()
        try:
            for walk in WALKS:
                if not wanted or walk.who in wanted:
                    draw(album, walk, browser, server.url)
        finally:
            browser.close()
            server.stop()
    if not wanted or "papers" in wanted:
        click.echo(f"papers: {draw_papers(FOLDER / 'papers')} pages of the forms 01–07")
    click.echo(f"{sum(map(len, album.taken.values()))} pictures: {album.write_index()}")


def draw(album: Album, walk: Walk, browser: Browser, url: str) -> None:
    """Draw one person's screens; a phone app is drawn as a phone only."""
    context = browser.new_context(
        viewport=PHONE, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", base_url=url, permissions=["camera"]
    )
    page = context.new_page()
    for screen in walk.screens_on(page):
        for size in ("phone",) if walk.is_app else ("desk", "phone"):
            album.take(page, walk.who, screen.name, size)
        if screen.name in ALSO:
            draw_other_looks(album, walk, page, screen.name)
    context.close()
    click.echo(f"{walk.who}: {len(walk.screens)} screens")


def draw_other_looks(album: Album, walk: Walk, page: Page, name: str) -> None:
    """The same screen in the dark, then in English."""
    page.emulate_media(color_scheme="dark")
    album.take(page, walk.who, name, "phone", ".dark")
    page.emulate_media(color_scheme="light")
    speak(page, "en")
    album.take(page, walk.who, name, "phone", ".en")
    speak(page, "vi")


def speak(page: Page, language: str) -> None:
    """Choose a language, as the display page keeps it, and see the screen anew."""
    page.evaluate("language => { document.cookie = `lang=${language}; Path=/`; }", language)
    page.reload()
    page.evaluate(STILL)
    if page.locator("#unlock-pin").count():
        steps.unlock(page)
    page.evaluate(STILL)


if __name__ == "__main__":
    main(sys.argv[1:])
