"""The judge of the pages' HTML finds what browsers forgive."""

import pytest

from tests.valid_html import invalid_html

PAGE = '<!doctype html>\n<html lang="vi"><head><title>Trang</title></head><body><main>{}</main></body></html>\n'

FAULTS = {
    "a block inside a list": ("<ul><p>Một</p></ul>", "element-permitted-content"),
    "a link inside a button": ('<button type="button"><a href="/">Về</a></button>', "element-permitted-content"),
    "an id twice": ('<p id="a">Một</p><p id="a">Hai</p>', "no-dup-id"),
    "a tag that is not closed": ("<section><p>Một</p>", "close-order"),
    "a label for nothing": ('<label for="x">Tên</label>', "no-missing-references"),
    "a field without a label": ('<input type="text" name="x">', "input-missing-label"),
    "a form that cannot be sent": ('<form action="/" method="post"></form>', "wcag/h32"),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What is wrong with each planted page, and with one that is whole; one run of the tool."""
    pages = {name: PAGE.format(body) for name, (body, _rule) in FAULTS.items()}
    return invalid_html({"whole": PAGE.format("<p>Một</p>"), **pages}, tmp_path_factory.mktemp("html") / "pages")


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_told(found, name):
    told = [line for line in found if name.replace(" ", "-") in line.partition(":")[0]]

    assert any(f"[{FAULTS[name][1]}]" in line for line in told), found


def test_a_whole_page_has_no_fault(found):
    assert not [line for line in found if "whole" in line]
