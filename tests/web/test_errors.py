"""Refused requests: a page with a phone number, or the API's error shape."""

import pytest

from tests.page import check_page, text

STATUSES = [400, 403, 404, 405, 409, 413, 429, 500, 503]


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_error_page_has_plain_words_and_a_phone_number(visitor, status, language):
    answer = visitor.get(f"/refused/{status}?lang={language}")

    assert answer.status_code == status
    page = check_page(answer)
    assert page.heading
    assert "tel:02183800000" in [link.get("href") for link in page.all("a")]
    assert "0218 3800 000" in text(page.one("main"))


@pytest.mark.parametrize("status", STATUSES)
def test_an_api_error_has_the_agreed_shape(visitor, status):
    answer = visitor.get(f"/api/refused/{status}")

    assert answer.status_code == status
    assert set(answer.json) == {"error", "message", "details"}
    assert set(answer.json["message"]) == {"vi", "en"}
    assert answer.json["message"]["vi"] != answer.json["message"]["en"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_crash_is_a_plain_page_without_the_cause(site):
    site.config["PROPAGATE_EXCEPTIONS"] = False
    site.add_url_rule("/crash", "crash", lambda: 1 / 0)

    answer = site.test_client().get("/crash")

    assert answer.status_code == 500
    assert "division" not in check_page(answer).heading


def test_something_unknown_is_not_found(visitor):
    assert visitor.get("/refused/unknown").status_code == 404
    assert visitor.get("/api/refused/unknown").json["error"] == "unknown-visit"


def test_an_unexpected_refusal_is_a_conflict_in_its_own_words(visitor):
    answer = visitor.get("/api/refused/conflict")

    assert (answer.status_code, answer.json["error"]) == (409, "half-day-full")
    assert visitor.get("/refused/conflict").status_code == 409


def test_a_wrong_method_keeps_its_allow_header(visitor):
    answer = visitor.post("/api/refused/404")

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
