"""The deadline arithmetic agrees with every known vector, and keeps its promises on any calendar."""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.calendar import EditedDay, WorkCalendar, calendar_for, with_compensation
from app.catalogue.deadlines import RULE_VERSION, Mode, Rules, counted_from, due_date, promise_for
from app.catalogue.facts import LimitUnit, TimeLimit
from app.catalogue.shipped import CALENDAR as CALENDAR_FILE

at = datetime.fromisoformat
VECTORS = json.loads((Path(__file__).parent / "calendar_vectors.json").read_text(encoding="utf-8"))
SHIPPED = json.loads(CALENDAR_FILE.read_text(encoding="utf-8"))["days"]
EDITED = [
    EditedDay(on=date.fromisoformat(day["on"]), is_working=day["is_working"], name=day["name"]) for day in SHIPPED
]
CALENDAR = calendar_for(range(2025, 2029), EDITED)
MOMENTS = st.datetimes(min_value=at("2026-01-01T00:00"), max_value=at("2027-06-30T00:00"))
CALENDARS = st.builds(
    WorkCalendar,
    days_off=st.dictionaries(st.dates(date(2026, 1, 1), date(2028, 1, 1)), st.just("off"), max_size=40),
    worked_days=st.dictionaries(st.dates(date(2026, 1, 1), date(2028, 1, 1)), st.just("worked"), max_size=10),
)
COUNTS = st.integers(0, 90)


@pytest.mark.parametrize("vector", VECTORS["deadline_vectors"], ids=lambda v: f"{v['received']}+{v['n']}{v['mode']}")
def test_each_deadline_vector_is_met(vector):
    due = due_date(at(vector["received"]), vector["n"], vector["mode"], CALENDAR)

    assert due == date.fromisoformat(vector["due"])


def test_the_days_off_of_2026_and_2027_are_those_of_the_vectors():
    known = {date.fromisoformat(day["date"]) for day in VECTORS["days_off"]}

    ours = {day for day in CALENDAR.days_off if day.year in (2026, 2027)}

    assert ours == known


def test_swapped_saturdays_are_worked():
    swapped = {date.fromisoformat(day["date"]) for day in VECTORS["working_saturdays"]}

    assert {day for day in CALENDAR.worked_days if day.year == 2026} == swapped
    assert all(CALENDAR.is_working(day) for day in swapped)


def test_only_the_edited_days_differ_from_the_library():
    library = calendar_for([2026, 2027])

    assert set(CALENDAR.days_off) - set(calendar_for(range(2025, 2029)).days_off) == {date(2026, 1, 2)}
    assert date(2026, 11, 24) in library.days_off


def test_two_holidays_on_one_weekend_are_made_up_on_two_days():
    days = with_compensation({date(2027, 2, 6): "Mùng 1", date(2027, 2, 7): "Mùng 2", date(2027, 2, 8): "Mùng 3"})

    assert sorted(days)[-2:] == [date(2027, 2, 9), date(2027, 2, 10)]


def test_an_edited_day_wins_over_the_holiday():
    calendar = calendar_for([2026], [EditedDay(on=date(2026, 11, 24), is_working=True, name="Trực")])

    assert due_date(at("2026-11-23T09:00"), 1, "working", calendar) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("hour", "minute", "due"), [(15, 0, date(2026, 11, 20)), (15, 1, date(2026, 11, 23)), (7, 30, date(2026, 11, 20))]
)
def test_the_cut_off_itself_is_still_the_same_day(hour, minute, due):
    assert due_date(at(f"2026-11-20T{hour:02}:{minute:02}"), 0, Mode.SAME_DAY, CALENDAR) == due


def test_the_cut_off_is_a_setting():
    received = at("2026-11-20T15:30")

    assert due_date(received, 0, "same_day", CALENDAR, Rules(cut_off=time(16))) == date(2026, 11, 20)


def test_a_moment_with_a_zone_is_read_on_the_clock_of_vietnam():
    evening = at("2026-11-20T18:00+00:00")  # Saturday 01:00 in Vietnam

    assert due_date(evening, 1, "working", CALENDAR) == date(2026, 11, 23)


def test_papers_taken_at_home_on_a_saturday_are_counted_from_monday():
    assert counted_from(at("2026-11-21T09:30"), CALENDAR) == date(2026, 11, 23)


def test_a_limit_without_a_unit_is_left_to_a_person():
    promise = promise_for(TimeLimit(text="3", n=3), at("2026-11-21T09:00"), CALENDAR)

    assert (promise.due, promise.counted_from, promise.rule_version) == (None, date(2026, 11, 23), RULE_VERSION)


def test_hours_end_on_a_working_day():
    limit = TimeLimit(text="1 giờ", n=1, unit=LimitUnit.HOURS)

    assert promise_for(limit, at("2026-11-20T23:30"), CALENDAR).due == date(2026, 11, 23)


def test_a_negative_limit_is_refused():
    with pytest.raises(ValueError, match="negative"):
        due_date(at("2026-11-20T00:00"), -1, "working", CALENDAR)


def test_a_calendar_without_working_days_is_refused():
    off = {date(2026, 1, 1) + timedelta(days=step): "đóng cửa" for step in range(200)}

    with pytest.raises(ValueError, match="no working day"):
        due_date(at("2026-01-05T00:00"), 1, "working", WorkCalendar(days_off=off))


@given(received=MOMENTS, n=COUNTS, mode=st.sampled_from(Mode), calendar=CALENDARS)
def test_a_limit_never_ends_on_a_day_off_or_before_receipt(received, n, mode, calendar):
    due = due_date(received, n, mode, calendar)

    assert calendar.is_working(due)
    assert due >= received.date()


@given(received=MOMENTS, n=COUNTS, later=st.timedeltas(timedelta(0), timedelta(days=40)), calendar=CALENDARS)
def test_who_files_later_is_never_served_sooner(received, n, later, calendar):
    for mode in Mode:
        assert due_date(received, n, mode, calendar) <= due_date(received + later, n, mode, calendar)


@given(received=MOMENTS, n=COUNTS, calendar=CALENDARS)
def test_a_longer_limit_never_ends_sooner(received, n, calendar):
    for mode in (Mode.WORKING, Mode.CALENDAR, Mode.HOURS):
        assert due_date(received, n, mode, calendar) <= due_date(received, n + 1, mode, calendar)


@given(received=MOMENTS, n=st.integers(1, 60), calendar=CALENDARS)
def test_exactly_n_working_days_lie_after_the_day_of_receipt(received, n, calendar):
    due, day, count = due_date(received, n, Mode.WORKING, calendar), received.date(), 0
    while day < due:
        day += timedelta(days=1)
        count += calendar.is_working(day)

    assert count == n
    assert counted_from(received, calendar) == due_date(received, 1, Mode.WORKING, calendar)
