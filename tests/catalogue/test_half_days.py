"""A day of which one half is worked counts half, on the server and (by the same vectors) on the phone."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.calendar import EditedDay, WorkCalendar, WorkedHalf, calendar_for
from app.catalogue.commands import SetCalendarDay
from app.catalogue.deadlines import Mode, Rules, WhileMissing, due_date
from app.catalogue.legal import thawed
from app.catalogue.queries import work_calendar
from app.catalogue.waiting import Gap, due_after
from app.core.ids import new_id
from tests.make import done, make_coordinator
from tests.page import check_page, text

at = datetime.fromisoformat
KNOWN = json.loads((Path(__file__).parent / "half_day_vectors.json").read_text(encoding="utf-8"))
HALVES = [
    EditedDay(on=date.fromisoformat(day), is_working=True, name="Nửa ngày", half=WorkedHalf(half))
    for day, half in KNOWN["half_days"].items()
]
CALENDAR = calendar_for(range(2026, 2029), HALVES)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
HALF_CALENDARS = st.builds(
    lambda off, halves: WorkCalendar(days_off=off, worked_days=dict.fromkeys(halves, "nửa"), half_days=halves),
    off=st.dictionaries(DAYS, st.just("off"), max_size=30),
    halves=st.dictionaries(DAYS, st.sampled_from(WorkedHalf), max_size=60),
)
MOMENTS = st.datetimes(min_value=at("2026-01-01T00:00"), max_value=at("2027-06-30T00:00"))


@pytest.mark.parametrize("vector", KNOWN["vectors"], ids=lambda v: v["note"])
def test_each_vector_is_met(vector):
    due = due_date(at(vector["received"]), vector["n"], vector["mode"], CALENDAR)

    assert due == date.fromisoformat(vector["due"])


@pytest.mark.parametrize("vector", KNOWN["waiting"], ids=lambda v: v["note"])
def test_waiting_is_taken_off_by_halves(vector):
    gap = Gap(at(vector["asked"]), at(vector["complete"]))
    rules = Rules(while_missing=WhileMissing.PAUSED)

    due = due_after(at(vector["received"]), vector["n"], Mode.WORKING, [gap], CALENDAR, rules)

    assert due == date.fromisoformat(vector["due"])


def test_a_dossier_of_earlier_rules_is_counted_as_it_was_promised():
    before = KNOWN["before"]
    kept = {"cut_off": "15:00", "while_missing": "starts-again", "office_hours": "07:30-11:30 13:00-17:00"}
    rules = thawed(kept | {"version": before["rule_version"]})

    due = due_date(at(before["received"]), before["n"], before["mode"], CALENDAR, rules)

    assert due == date.fromisoformat(before["due"])


@given(received=MOMENTS, n=st.integers(1, 40), calendar=HALF_CALENDARS)
def test_n_working_days_are_two_halves_each_and_no_day_more(received, n, calendar):
    due = due_date(received, n, Mode.WORKING, calendar)

    days = [received.date() + timedelta(days=step + 1) for step in range((due - received.date()).days)]
    halves = [calendar.halves_of(day) for day in days]
    assert sum(halves) >= 2 * n > sum(halves[:-1])
    assert halves[-1] > 0


LATER = st.timedeltas(timedelta(0), timedelta(days=20))


@given(received=MOMENTS, n=st.integers(0, 60), later=LATER, calendar=HALF_CALENDARS)
def test_who_files_later_is_never_served_sooner_and_longer_never_ends_sooner(received, n, later, calendar):
    for mode in Mode:
        due = due_date(received, n, mode, calendar)
        assert due <= due_date(received + later, n, mode, calendar)
        assert due <= due_date(received, n + 1, mode, calendar)
        assert calendar.is_working(due)


def declaring(**values):
    args = {"day_id": new_id(), "on": date(2026, 11, 28), "is_working": True, "name": "Làm sáng thứ Bảy"}
    return SetCalendarDay(**(args | values))


def test_a_half_day_is_declared_changed_and_taken_back(act, app):
    coordinator = make_coordinator()
    for half, halves in [("morning", 1), ("afternoon", 1), (None, 2)]:
        done(act(coordinator, declaring(worked_half=half), ward="00000"))
        calendar = work_calendar([2026])
        assert (calendar.halves_of(date(2026, 11, 28)), calendar.half_days.get(date(2026, 11, 28))) == (halves, half)


def test_the_same_half_day_again_and_a_half_of_a_day_off_are_refused(act, app):
    coordinator = make_coordinator()
    done(act(coordinator, declaring(worked_half="morning"), ward="00000"))

    again = act(coordinator, declaring(worked_half="morning"), ward="00000")
    off = act(coordinator, declaring(worked_half="morning", is_working=False), ward="00000")

    assert (again.code, off.code) == ("calendar-day-is-unchanged", "half-day-is-off")


def test_the_page_declares_a_morning_and_says_so(sign_in, app):
    desk = sign_in(make_coordinator())
    form = {"on": "2026-11-28", "is_working": "morning", "name": "Làm sáng thứ Bảy"}

    answer = desk.post("/office/calendar?year=2026", data=form | {"command_id": str(new_id())}, follow_redirects=True)

    assert answer.status_code == 200
    rows = [text(row) for row in check_page(desk.get("/office/calendar?year=2026")).all("tr")]
    assert ["Chỉ làm buổi sáng" in row for row in rows if "Làm sáng thứ Bảy" in row] == [True]
