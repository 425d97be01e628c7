"""What every page must be: strict HTML with one heading, labels for all controls and nothing inline.

`check_page(response)` returns the parsed page, so that a test can go on asking it.
"""

import xml.etree.ElementTree as ET
from collections import Counter

import html5lib
from werkzeug.test import TestResponse

UNLABELLED = {"hidden", "submit", "button"}
SVG = "{http://www.w3.org/2000/svg}"


class Page:
    """A parsed page: find elements, read their text."""

    def __init__(self, html: str) -> None:
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        self.root = parser.parse(html)
        for drawn in self.root.iter():
            if isinstance(drawn.tag, str):
                drawn.tag = drawn.tag.removeprefix(SVG)

    def all(self, *tags: str) -> list[ET.Element]:
        return [element for element in self.root.iter() if element.tag in tags]

    def one(self, tag: str) -> ET.Element:
        found = self.all(tag)
        assert len(found) == 1, f"expected one <{tag}>, found {len(found)}"
        return found[0]

    def by_id(self, wanted: str) -> ET.Element:
        return next(element for element in self.root.iter() if element.get("id") == wanted)

    def having(self, css_class: str) -> list[ET.Element]:
        return [element for element in self.root.iter() if css_class in element.get("class", "").split()]

    def value(self, name: str) -> str | None:
        """The value of the form control with this name."""
        return next(
            (field.get("value", "") for field in self.all("input", "button") if field.get("name") == name), None
        )

    @property
    def heading(self) -> str:
        return text(self.one("h1"))


def text(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def check_page(response: TestResponse) -> Page:
    assert response.mimetype == "text/html"
    page = Page(response.get_data(as_text=True))
    assert page.heading in text(page.one("title")), "the title contains the heading"
    assert page.one("html").get("lang") in {"vi", "en"}
    check_ids(page)
    check_labels(page)
    check_nothing_inline(page)
    return page


def check_ids(page: Page) -> None:
    counts = Counter(element.get("id") for element in page.root.iter() if element.get("id"))
    twice = [name for name, count in counts.items() if count > 1]
    assert not twice, f"ids stand twice: {twice}"
    for element in page.root.iter():
        for pointer in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            missing = [name for name in element.get(pointer, "").split() if name not in counts]
            assert not missing, f"{pointer} points at nothing: {missing}"


def check_labels(page: Page) -> None:
    labelled = {label.get("for") for label in page.all("label")}
    inside = {id(field) for label in page.all("label") for field in label.iter()}
    for field in page.all("input", "select", "textarea"):
        if field.get("type") in UNLABELLED or field.get("aria-label") or field.get("aria-labelledby"):
            continue
        assert field.get("id") in labelled or id(field) in inside, f"no label: {ET.tostring(field, encoding='unicode')}"


def check_nothing_inline(page: Page) -> None:
    assert not page.all("style"), "styles live in static/styles"
    for script in page.all("script"):
        assert script.get("src") or script.get("type") == "application/json", "scripts live in files"
    for element in page.root.iter():
        bad = [name for name in element.attrib if str(name).startswith("on") or name == "style"]
        assert not bad, f"<{element.tag}> has {bad}, which the policy blocks"
