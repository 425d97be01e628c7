"""A citizen's browser walking through the booking, one question after the other."""

from datetime import timedelta

from app.core.clock import Clock, now
from tests.make_places import make_neighbourhood
from tests.page import Page, check_page

ANSWERS = {
    "ai": {"for_whom": "relative"},
    "ly-do": {"hardship": "age"},
    "viec": {"need": "unknown", "need_text": "xin giấy kết hôn"},
    "nguoi": {"full_name": "Bùi Văn Thử", "birth_year": "1948"},
    "noi-o": {"address": "Số nhà 12", "directions": "cổng xanh"},
    "lien-he": {"has_phone": "yes", "phone": "0987 654 321", "requester_name": "Bùi Thị Con", "relation": "con gái"},
    "ngay": {"wish": "any"},
}


def answer_all(client, *, until=None, **changes):
    """Answer every question (up to but not including `until`); `changes` are by question, - written as _."""
    place = make_neighbourhood()
    for slug, usual in ANSWERS.items():
        if slug == until:
            return
        given = usual | ({"neighbourhood_id": str(place.id)} if slug == "noi-o" else {})
        given |= changes.get(slug.replace("-", "_"), {})
        response = client.post(f"/dat-hen/{slug}", data=given)
        assert response.status_code == 303, (slug, check_page(response).having("field-error"))


def send(client, **extra):
    """Tick the box and send, as slowly as a person would."""
    Clock.fixed = now() + timedelta(seconds=30)
    try:
        return client.post("/dat-hen/kiem-tra", data={"consent": "y"} | extra)
    finally:
        Clock.fixed = None


def book(client, **changes):
    """Return the page with the slip of a booking that was received."""
    answer_all(client, **changes)
    assert send(client).headers["Location"].endswith("/dat-hen/xong")
    return check_page(client.get("/dat-hen/xong"))


def code_of(page: Page) -> str:
    """Return the code on a slip's page."""
    return "".join(page.by_id("code").itertext())
