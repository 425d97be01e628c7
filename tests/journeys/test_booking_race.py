"""Two families want the last place of a half-day in the same moment: one has it, the other loses nothing but that."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from app.core.clock import today
from app.core.commands import system_actor
from app.core.execute import execute
from app.core.ids import new_id
from app.requests import tracking
from app.visits.capacity import find_room, half_days_with_room, minutes_by_lane, promised_between
from app.visits.commands import SetShift
from app.visits.commands.wishes import minutes_of_request
from app.visits.models import Half
from app.visits.models.room import Lane
from app.visits.queries import shifts_between
from tests.journeys.test_book import answer_until_the_days, go_on, see, send

WARD = "04795"
PHONES = ("0987 654 321", "0987 655 432")
LAST_FOUR = ("4321", "5432")


@pytest.fixture
def last_place(server):
    """The day of a morning in which nobody has a wish, and where all teams together have room for one visit more."""

    def leave_one():
        rooms = half_days_with_room(WARD, today() + timedelta(days=1), weeks=4)
        room = [one for one in rooms if one.half is Half.MORNING and not one.booked][-1]
        taken, free = minutes_by_lane(WARD, room.date, room.date), minutes_of_request(None, room.date)
        for shift in shifts_between(WARD, room.date, room.date):
            if shift.half is room.half:
                planned = taken.get(Lane(shift.team_id, room.date, room.half), 0)
                shrink(shift, planned + free)
                free = 0
        return room.date

    return server.ask(leave_one)


def shrink(shift, minutes):
    command = SetShift(
        shift_id=new_id(), team_id=shift.team_id, date=shift.works_on, half=shift.half, capacity_minutes=minutes
    )
    assert execute(command, actor=system_actor(WARD)).is_applied


def test_the_last_place_goes_to_one_family_and_the_other_books_the_next(open_device, server, last_place):
    pages = [open_device(), open_device()]
    for page, phone in zip(pages, PHONES, strict=True):
        answer_until_the_days(page, phone=phone)
        page.locator(f"input[type=radio][value='{last_place.isoformat()}/morning']").check()

    # Sent from both phones before either has an answer.
    for page in pages:
        page.evaluate("() => setTimeout(() => document.querySelector('main form').requestSubmit(), 300)")
    for page in pages:
        expect(page).to_have_title(re.compile("^(Lỗi: |Kiểm tra lại)"))
    late = next(page for page in pages if page.title().startswith("Lỗi: "))
    early = next(page for page in pages if page is not late)

    see(early, "Kiểm tra lại trước khi gửi")
    summary = late.locator("[data-error-summary]")
    expect(summary).to_contain_text("Buổi này đã kín chỗ.")
    expect(summary).to_contain_text("Còn chỗ:")
    expect(late.locator(f"input[value='{last_place.isoformat()}/morning']")).to_be_disabled()
    late.locator("input[type=radio][value*=morning]:not([disabled])").first.check()
    go_on(late)
    see(late, "Kiểm tra lại trước khi gửi")
    expect(late.locator("main")).to_contain_text(PHONES[pages.index(late)])
    expect(late.locator("main")).to_contain_text("Bùi Văn Thử")

    codes = [booked(page) for page in pages]
    asked = [
        server.ask(lambda code=code, digits=digits: tracking.find_by_tracking(code, digits))
        for code, digits in zip(codes, LAST_FOUR, strict=True)
    ]
    promised = server.ask(lambda: promised_between(WARD, last_place, last_place))
    assert [one.request_id for one in promised if one.half is Half.MORNING] == [asked[pages.index(early)].id]
    assert server.ask(lambda: find_room(WARD, last_place, Half.MORNING)).minutes_left == 0


def booked(page):
    """Send the form; return the code that the family is given."""
    send(page)
    see(page, "Đã đăng ký xong")
    return page.locator("#code").inner_text()
