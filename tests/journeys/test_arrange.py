"""Journey 3: the coordinator accepts requests and gives them a place, by menu and by drag; nothing is overfilled."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from app.accounts.commands import AddUser, hash_password
from app.core.clock import today
from app.core.commands import system_actor
from app.core.execute import execute
from app.core.ids import new_id
from app.core.roles import Role
from app.demo.staff import PASSWORD, TEAMS
from app.requests.models import Status
from app.requests.queries import list_requests
from app.visits.capacity import minutes_for, minutes_taken
from app.visits.commands import CollectDossier, SetShift
from app.visits.models import Half
from app.visits.models.room import Lane
from app.visits.queries import find_shift, teams, visits_in
from app.visits.rules import weekend_of
from tests.journeys.conftest import DESK, sign_in

WARD = "04795"


@pytest.fixture
def weekend():
    """A weekend of the demo on which nobody is visited yet."""
    return weekend_of(today() + timedelta(weeks=4))[0]


@pytest.fixture
def lane(server, weekend):
    """The first team's Saturday morning."""
    return server.ask(
        lambda: Lane(next(team.id for team in teams(WARD) if team.name == TEAMS[0]), weekend, Half.MORNING)
    )


@pytest.fixture
def open_board(open_device, weekend):
    """`open_board(username)`: a coordinator's desk with the board of that weekend."""

    def open_board(username="dieuphoi"):
        page = open_device(DESK)
        sign_in(page, username, f"/sign-in?next=/office/board?weekend={weekend.isoformat()}")
        page.get_by_role("heading", level=1, name="Bàn điều phối").wait_for()
        return page

    return open_board


def ids_of(server, status):
    found = server.ask(lambda: list_requests(WARD, statuses=(status,)).requests)
    return [request.id for request in found]


def of_equal_length(server, lane, count):
    """Return so many accepted requests whose visits would take equally long, and how many minutes."""

    def ask():
        found = {}
        for request in list_requests(WARD, statuses=(Status.ACCEPTED,)).requests:
            errand = CollectDossier(procedure_code=request.procedure_code)
            found.setdefault(minutes_for([errand], on=lane.on), []).append(request.id)
        return next((ids[:count], minutes) for minutes, ids in found.items() if len(ids) >= count)

    return server.ask(ask)


def shrink(server, lane, minutes):
    """Let the team work only so many minutes on this half-day."""
    command = SetShift(shift_id=new_id(), team_id=lane.team_id, date=lane.on, half=lane.half, capacity_minutes=minutes)
    assert server.ask(lambda: execute(command, actor=system_actor(WARD))).is_applied


def value_of(lane):
    return f"{lane.team_id}/{lane.on.isoformat()}/{lane.half.value}"


def lane_on(page, lane):
    return page.locator(f"[data-lane='{value_of(lane)}']")


def drag(page, card, target):
    """Drag a card by its heading as a hand does: to a place that is in sight already."""
    target.scroll_into_view_if_needed()
    card.and_(page.locator("[draggable=true]")).locator("h3, h4").drag_to(target)


def menu_of(card):
    return card.locator("summary", has_text="Xếp vào…")


def choose_by_keyboard(card, lane, *, is_answered=True):
    """Open the card's menu, read what would come of it, and send it without touching the mouse."""
    if is_answered:
        # Whoever answers is there: the page's own script has run.
        card.and_(card.page.locator("[draggable=true]")).wait_for()
    menu_of(card).focus()
    menu_of(card).press("Enter")
    card.get_by_label("Đội và buổi").select_option(value_of(lane))
    if is_answered:
        card.page.locator("[data-answer]").get_by_text("Rời trung tâm").wait_for()
    card.get_by_role("button", name="Xếp lịch").focus()
    card.get_by_role("button", name="Xếp lịch").press("Enter")


def test_a_request_is_accepted_and_placed_by_the_keyboard_and_undone(open_board, server, lane):
    request_id = ids_of(server, Status.WAITING)[0]
    page = open_board()
    card = page.locator(f"#request-{request_id}")
    card.get_by_role("button", name=re.compile("Tiếp nhận")).press("Enter")
    page.get_by_text("Đã tiếp nhận yêu cầu.").wait_for()

    choose_by_keyboard(card, lane)

    page.get_by_text(f"Đã xếp vào: {TEAMS[0]}, sáng thứ Bảy").wait_for()
    expect(lane_on(page, lane).locator("article")).to_have_count(1)
    assert [visit.request_id for visit in server.ask(lambda: visits_in(lane))] == [request_id]

    page.get_by_role("button", name="Hoàn tác").click()

    page.get_by_text("Đã hoàn tác.").wait_for()
    expect(page.locator(f"#request-{request_id}")).to_have_count(1)
    assert server.ask(lambda: visits_in(lane)) == []


def test_the_menu_works_without_javascript(open_device, server, lane, weekend):
    request_id = ids_of(server, Status.ACCEPTED)[0]
    page = open_device(DESK, java_script_enabled=False)
    sign_in(page, "dieuphoi", f"/sign-in?next=/office/board?weekend={weekend.isoformat()}")

    choose_by_keyboard(page.locator(f"#request-{request_id}"), lane, is_answered=False)

    page.get_by_text(f"Đã xếp vào: {TEAMS[0]}").wait_for()
    assert len(server.ask(lambda: visits_in(lane))) == 1


def test_cards_are_dragged_into_a_half_day_into_order_and_back(open_board, server, lane):
    first, second = ids_of(server, Status.ACCEPTED)[:2]
    add_coordinator(server, "dieuphoi2")
    page, other_desk = open_board(), open_board("dieuphoi2")
    for request_id in (first, second):
        drag(page, page.locator(f"#request-{request_id}"), lane_on(page, lane).locator("h3"))
        page.get_by_text(f"Đã xếp vào: {TEAMS[0]}").wait_for()
        page.locator(f"#request-{request_id}").wait_for(state="detached")

        page.get_by_text("Giờ mới: Rời trung tâm").wait_for()

    # Nobody touched the other desk: it is drawn anew by itself.
    lane_on(other_desk, lane).locator("article").nth(1).wait_for()
    other_desk.get_by_role("heading", name="Bản đồ và lộ trình").scroll_into_view_if_needed()
    other_desk.locator(".map-stop").nth(1).wait_for()
    expect(other_desk.locator(".map-number")).to_have_text(["1", "2"])
    # Both were dropped on the heading, which is before the first card.
    assert [visit.request_id for visit in server.ask(lambda: visits_in(lane))] == [second, first]

    card = lane_on(page, lane).locator("article").first
    card.scroll_into_view_if_needed()
    card.locator("h4").drag_to(page.locator("[data-waiting]"))

    page.get_by_text("Đã bỏ khỏi lịch.").wait_for()
    expect(page.locator(f"#request-{second}")).to_have_count(1)
    assert [visit.request_id for visit in server.ask(lambda: visits_in(lane))] == [first]


def test_a_full_half_day_refuses_with_its_reason_and_says_where_there_is_room(open_board, server, lane):
    (request_id,), minutes = of_equal_length(server, lane, 1)
    shrink(server, lane, minutes - 1)
    page = open_board()
    expect(lane_on(page, lane)).to_contain_text("Hết chỗ")

    drag(page, page.locator(f"#request-{request_id}"), lane_on(page, lane).locator("h3"))

    refusal = page.get_by_role("alert")
    expect(refusal).to_contain_text("Buổi này đã kín chỗ. Hãy chọn buổi khác.")
    expect(refusal).to_contain_text("Còn chỗ:")
    expect(page.locator(f"#request-{request_id}")).to_have_count(1)
    assert server.ask(lambda: visits_in(lane)) == []


def test_two_coordinators_at_once_never_overfill_a_half_day(open_board, server, lane):
    add_coordinator(server, "dieuphoi2")
    ids, minutes = of_equal_length(server, lane, 2)
    shrink(server, lane, minutes)
    pages = [open_board("dieuphoi"), open_board("dieuphoi2")]
    for page, request_id in zip(pages, ids, strict=True):
        card = page.locator(f"#request-{request_id}")
        menu_of(card).click()
        card.get_by_label("Đội và buổi").select_option(value_of(lane))

    # Sent from both desks before either has an answer.
    for page, request_id in zip(pages, ids, strict=True):
        page.evaluate(
            "id => setTimeout(() => document.querySelector(`#request-${id} form[data-place]`).requestSubmit(), 300)",
            str(request_id),
        )
    answers = [told(page) for page in pages]

    assert sorted("kín chỗ" in answer for answer in answers) == [False, True]
    assert sorted("Đã xếp vào" in answer for answer in answers) == [False, True]
    assert server.ask(lambda: minutes_taken(lane)) == minutes
    assert server.ask(lambda: find_shift(lane).capacity_minutes) == minutes


def add_coordinator(server, username):
    command = AddUser(
        user_id=new_id(),
        username=username,
        full_name="Quách Thị Điều Phối",
        role=Role.COORDINATOR,
        password_hash=hash_password(PASSWORD),
    )
    assert server.ask(lambda: execute(command, actor=system_actor(WARD))).is_applied


def told(page):
    """Return what the board answered."""
    banner = page.locator(".banner-good, .banner-bad").first
    banner.wait_for()
    page.wait_for_load_state()
    return banner.inner_text()
