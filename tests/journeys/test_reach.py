"""Every screen: axe finds nothing, nothing scrolls sideways, one heading, strict HTML, a clean console."""

import pytest

from tests.journeys.conftest import DESK, PHONE, ROOT
from tests.page import Page as ParsedPage
from tests.page import check_ids, check_labels, check_nothing_inline
from tests.screenshots.album import WHOLE_HEIGHT
from tests.screenshots.table import WALKS

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
INCOMPLETE = 422
ZOOMED = {"width": 320, "height": 256}
SIZES = (PHONE, ZOOMED, DESK)
SHOW_NODES = """
    const shown = (nodes) => nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ");
    return violations.map(({ id, nodes }) => `${id}: ${shown(nodes)}`);
}"""
FIND_FAULTS = (
    """async (rules) => {
    const options = {
        runOnly: { type: "tag", values: rules },
        rules: { "target-size": { enabled: false } },
    };
    const { violations } = await axe.run(document, options);
"""
    + SHOW_NODES
)
FIND_SMALL_TARGETS = (
    """async () => {
    const { violations } = await axe.run(document, { runOnly: ["target-size"] });
"""
    + SHOW_NODES
)
FIND_FAINT_TEXT = (
    """async () => {
    const { violations } = await axe.run(document, { runOnly: ["color-contrast", "color-contrast-enhanced"] });
"""
    + SHOW_NODES
)
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.who)
def test_everybody_reaches_every_screen(open_device, server, walk):
    page = open_device(permissions=["camera"])
    served = {}
    page.on("response", lambda response: keep_page(served, response))
    found = []
    for screen in walk.screens_on(page):
        found += [f"{screen.name} {words}" for words in faults(page)]
        if not walk.is_app:
            check_served(served.pop("page", None))
    assert not found, "\n".join(found)


def faults(page):
    """What is wrong with the screen that stands there, at each size."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    headings = page.locator("h1:visible").count()
    found = [] if headings == 1 else [f"has {headings} headings"]
    for size in SIZES:
        page.set_viewport_size(size)
        where = f"{size['width']}x{size['height']}"
        found += [f"{where} {words}" for words in page.evaluate(FIND_FAULTS, RULES)]
        found += [f"{where} scrolls sideways"] if page.evaluate(WIDER) else []
        # What lies half under a bar can be scrolled free of it: fingers are measured with everything in sight.
        page.set_viewport_size(size | {"height": max(size["height"], page.evaluate(WHOLE_HEIGHT))})
        found += [f"{where} {words}" for words in page.evaluate(FIND_SMALL_TARGETS)]
    page.set_viewport_size(PHONE)
    return found + [f"dark {words}" for words in faint_in_the_dark(page)]


def faint_in_the_dark(page):
    """What is hard to read in dark colours; without motion, since a colour on its way to another is nobody's choice."""
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found = page.evaluate(FIND_FAINT_TEXT)
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    return found


def keep_page(served, response):
    """Remember the newest page that the server wrote, one that asks for a correction as well."""
    is_page = response.request.is_navigation_request() and "text/html" in response.headers.get("content-type", "")
    if is_page and (response.ok or response.status == INCOMPLETE):
        served["page"] = response


def check_served(response):
    """What the server wrote is strict HTML with labels and without anything inline."""
    if response is None:
        return
    page = ParsedPage(response.text())
    check_ids(page)
    check_labels(page)
    check_nothing_inline(page)
    assert page.heading
