"""Shared pages and macros: strict HTML, kept choices, plain errors."""

import re
from pathlib import Path

import pytest

from tests.page import check_page, text

TOKENS = Path(__file__).parents[2] / "static" / "styles" / "tokens.css"


@pytest.mark.parametrize("path", ["/display", "/style-page", "/form", "/desk", "/no-such-page"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_shared_page_is_well_made(visitor, path, language):
    page = check_page(visitor.get(f"{path}?lang={language}"))

    assert page.one("html").get("lang") == language


def test_a_refused_form_says_so_in_the_title_and_links_to_each_field(visitor):
    form = check_page(visitor.get("/form"))
    token = form.value("csrf_token")

    page = check_page(visitor.post("/form", data={"csrf_token": token, "name": "Bùi Thị Mận", "place": "2"}))

    assert text(page.one("title")).startswith("Lỗi: ")
    summary = page.having("error-summary")[0]
    links = [link.get("href") for link in summary.iter("a")]
    assert links == ["#phone", "#who-0"]
    assert page.value("name") == "Bùi Thị Mận"
    assert page.by_id("phone").get("aria-invalid") == "true"
    assert "phone-error" in page.by_id("phone").get("aria-describedby")


def test_each_showing_of_a_form_has_its_own_command_id(visitor):
    first, second = (check_page(visitor.get("/form")).value("command_id") for _ in range(2))

    assert first != second


def test_what_a_person_typed_is_text_and_nothing_more(visitor):
    token = check_page(visitor.get("/form")).value("csrf_token")

    page = check_page(visitor.post("/form", data={"csrf_token": token, "name": "<script>alert(1)</script>"}))

    assert page.value("name") == "<script>alert(1)</script>"
    assert len(page.all("script")) == 1


def test_display_choices_are_kept_without_scripts_or_account(visitor):
    form = check_page(visitor.get("/display?back=/form"))
    choices = {
        "csrf_token": form.value("csrf_token"),
        "back": form.value("back"),
        "size": "large",
        "theme": "dark",
        "lang": "en",
    }

    answer = visitor.post("/display", data=choices)

    assert (answer.status_code, answer.location) == (303, "/form")
    html = check_page(visitor.get("/form")).one("html")
    assert (html.get("data-size"), html.get("data-theme"), html.get("lang")) == ("large", "dark", "en")


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "", "javascript:alert(1)"]
)
def test_display_never_leads_to_another_site(visitor, elsewhere):
    token = check_page(visitor.get("/display")).value("csrf_token")

    assert visitor.post("/display", data={"csrf_token": token, "back": elsewhere}).location == "/"


def test_unknown_choices_are_ignored(visitor):
    visitor.set_cookie("size", "huge")
    visitor.set_cookie("lang", "xx")

    html = check_page(visitor.get("/display")).one("html")

    assert (html.get("data-size"), html.get("lang")) == ("normal", "vi")


def test_the_style_page_is_for_development(visitor, site):
    site.config["SHOW_STYLE_PAGE"] = False

    assert visitor.get("/style-page").status_code == 404


def test_the_open_section_of_the_office_is_marked(visitor):
    page = check_page(visitor.get("/desk"))

    assert [text(link) for link in page.all("a") if link.get("aria-current") == "page"] == ["Bàn điều phối"]


def test_dark_by_hand_and_dark_by_the_device_are_the_same_colours():
    css = TOKENS.read_text(encoding="utf-8")
    chosen, devices = (
        re.search(re.escape(selector) + r" {([^}]*)}", css)[1].split()
        for selector in ('[data-theme="dark"]', ':root:not([data-theme="light"])')
    )
    assert "--paper:" in chosen
    assert chosen == devices
