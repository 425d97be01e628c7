"""A phone dies on a Saturday, in the middle of a visit; a colleague takes over; later the dead one comes back."""

import time
from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.accounts.queries import find_user_by_name
from app.core.clock import now
from app.core.db import session
from app.core.records import CommandRecord, ReviewItem
from app.demo.scenes import service_day
from app.dossiers.queries import dossiers_of_visit, get_dossier, papers_with_officer
from app.visits.queries import find_visit
from tests.journeys import steps
from tests.journeys.conftest import DESK, sign_in
from tests.make_dossiers import make_paper

WARD = "04795"
DEAD, STAND_IN = "canbo1", "canbo4"
"""Two officers of two teams: what one has to do the other cannot see."""


@pytest.fixture
def phones(open_device):
    """Both officers' phones, everything downloaded."""
    opened = [open_device(permissions=["camera"]) for _ in range(2)]
    for page, username in zip(opened, (DEAD, STAND_IN), strict=True):
        steps.enrol(page, username)
    return opened


def user_id(server, username):
    return server.ask(lambda: find_user_by_name(username).id)


def hold_another():
    """The officer whose phone will die took a second original for a dossier of last weekend."""
    officer = find_user_by_name(DEAD)
    (held,) = papers_with_officer(WARD, officer.id)
    make_paper(get_dossier(held.dossier_id, ward=WARD), officer, at=now() - timedelta(hours=1))


def hand_on(desk, server):
    """The coordinator's two taps: choose the officer, confirm."""
    sign_in(desk, "dieuphoi", f"/sign-in?next=/office/take-over/{user_id(server, DEAD)}")
    name = server.ask(lambda: find_user_by_name(STAND_IN).full_name)
    desk.get_by_label(name).check()
    desk.get_by_role("button", name="bản chính").click()
    desk.get_by_text("Đã giao.").wait_for()


def wait_for_row(page, kind, wanted):
    """Wait until this row has come down."""
    deadline = time.monotonic() + steps.SENDING_S
    while wanted not in [row["id"] for row in steps.rows(page, kind)]:
        assert time.monotonic() < deadline, f"the {kind} has not arrived"
        page.wait_for_timeout(300)


def fetch_papers(page, count):
    """The stand-in has each of so many papers in hand: counted, signed by both."""
    steps.go(page, "/visits")
    page.get_by_role("link", name="phải nhận lại từ đồng nghiệp").click()
    forms = page.locator("awaited-paper")
    expect(forms).to_have_count(count)
    for left in range(count, 0, -1):
        expect(forms.first.get_by_role("img", name="chưa ký")).to_have_count(2)  # no strokes of the paper before
        steps.draw(
            page, forms.first.locator("signature-field", has_text="Người giao ký").locator("canvas"), low=70 + left
        )
        steps.draw(
            page, forms.first.locator("signature-field", has_text="Người nhận ký").locator("canvas"), low=95 + left
        )
        forms.first.get_by_role("button", name="Đã nhận giấy này, lưu").click()
        expect(forms).to_have_count(left - 1)


def applied(server, visit_id, kind):
    """How often the server has applied this kind of report about the visit, and with which flags."""
    rows = server.ask(lambda: [(r.body.decode(), r.status, r.flags) for r in session.scalars(select(CommandRecord))])
    return [(status, flags) for body, status, flags in rows if f'"{kind}"' in body and visit_id in body]


def test_nothing_is_lost_and_nothing_happens_twice(server, open_device, phones):
    dead, stand_in = phones
    visit = steps.open_visit(dead)
    assert visit["planned_on"] == server.ask(service_day).isoformat()

    steps.go_offline(dead)
    server.ask(hold_another)
    number = steps.take_dossier(dead, visit)
    hand_on(open_device(viewport=DESK), server)
    held = server.ask(lambda: len(papers_with_officer(WARD, find_user_by_name(DEAD).id)))
    steps.send_all(stand_in)
    wait_for_row(stand_in, "visit", visit["id"])

    fetch_papers(stand_in, held)
    steps.start(stand_in, visit)
    steps.close_met(stand_in, visit)
    steps.send_all(stand_in)
    steps.wait_delivered(stand_in)
    assert server.ask(lambda: len(papers_with_officer(WARD, find_user_by_name(STAND_IN).id))) == held

    steps.go_online(dead)

    assert applied(server, visit["id"], "visits.start") == [("applied", []), ("applied", ["visit-already-closed"])]
    assert server.ask(lambda: find_visit_of(visit).closing.outcome.value) == "met"
    taken = server.ask(lambda: [d.receipt.number for d in dossiers_of_visit(find_visit_of(visit).id)])
    assert taken == [number], "the dossier that the dead phone had taken is there, once"
    assert server.ask(lambda: len(papers_with_officer(WARD, find_user_by_name(DEAD).id))) == 1, "its original too"
    flagged = server.ask(lambda: [item.code for item in session.scalars(select(ReviewItem))])
    assert "visit-already-closed" in flagged, "a person looks at it"


def find_visit_of(visit):
    return find_visit(UUID(visit["id"]))
