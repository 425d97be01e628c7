"""Every page that a citizen can come to: each question asked and answered wrongly, the slip, requests in each state."""

from flask import make_response
from sqlalchemy import select

from app.core.db import session
from app.public import sealed
from app.public.routes.tracking import PATH, TRACKED, Tracked
from app.requests.models import ServiceRequest, Status
from app.visits.models import Visit
from tests.make_bookings import ANSWERS, answer_all, send

UNFINISHED = 422


def citizen_pages(app):
    """Return the pages by their names."""
    return dict([*booking_pages(app.test_client()), *tracking_pages(app), *other_pages(app.test_client())])


def booking_pages(browser):
    """Yield each question, empty and wrong, then the check page and the slip."""
    yield "no slip", browser.get("/dat-hen/xong").text
    for slug in ANSWERS:
        answer_all(browser, until=slug)
        yield f"question {slug}", browser.get(f"/dat-hen/{slug}").text
        answer = browser.post(f"/dat-hen/{slug}", data={"need": "other", "phone": "12"})
        if answer.status_code == UNFINISHED:
            yield f"question {slug}, wrong", answer.text
    answer_all(browser)
    yield "check", browser.get("/dat-hen/kiem-tra").text
    yield "check, no consent", browser.post("/dat-hen/kiem-tra").text
    send(browser)
    yield "slip", browser.get("/dat-hen/xong").text


def tracking_pages(app):
    """Yield the tracking page of a request in each state, of one that officers stand at, and of one that is done."""
    asked = {state.value: request_in(state) for state in Status}
    visited = session.scalars(select(Visit).where(Visit.request_id.is_not(None), Visit.started_at.is_not(None)))
    asked |= {f"visit {visit.status.value}": visit.request_id for visit in visited}
    for name, request_id in asked.items():
        browser = app.test_client()
        with app.test_request_context():
            answer = make_response()
            sealed.keep(answer, TRACKED, Tracked(request_id=request_id), path=PATH)
        value = answer.headers["Set-Cookie"].partition("=")[2].partition(";")[0]
        browser.set_cookie(TRACKED, value, path=PATH)
        for path in ("/tra-cuu/lich-hen", "/tra-cuu/huy"):
            page = browser.get(path)
            assert page.status_code == 200, (name, path)
            yield f"{path} {name}", page.text


def request_in(state):
    return session.scalars(select(ServiceRequest.id).where(ServiceRequest.status == state)).first()


def other_pages(browser):
    """Yield what needs something typed, the phone's page, and what is not there."""
    code = {"code": "1234567890", "last4": "0000"}
    yield "wrong code", browser.post("/tra-cuu", data=code).text
    receipt = f"TN1|TN04795-26-0000010|2026-11-21|{'A' * 22}|0193aaaa-0000-7000-8000-000000000001|{'A' * 86}"
    yield "false receipt", browser.post("/kiem-tra", data={"code": receipt}).text
    yield "phone", browser.get("/app/").text
    yield "not there", browser.get("/khong-co-trang-nay").text
    yield "style", browser.get("/style-page").text
