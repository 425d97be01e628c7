"""Hours, half days and limits with gaps in them, held to slow counters that walk through every day and minute."""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.catalogue.calendar import WorkCalendar
from app.catalogue.deadlines import PLAIN, Mode, Rules, WhileMissing, counted_from, due_date
from app.catalogue.hours import OPEN, is_full_day
from app.catalogue.waiting import Gap, due_after, paused, waiting_taken_off, working_days_left
from tests.catalogue.test_deadlines import CALENDAR, CALENDARS, MOMENTS

at = datetime.fromisoformat
VECTORS = json.loads((Path(__file__).parent / "waiting_vectors.json").read_text(encoding="utf-8"))
PAUSED = paused(PLAIN)
A_MONTH = st.timedeltas(timedelta(0), timedelta(days=30))
DAYS = st.integers(1, 30)


def gap_of(pair):
    return Gap(at(pair[0]), at(pair[1]) if pair[1] else None)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["note"])
def test_each_vector_is_met(vector):
    rules = Rules(while_missing=vector["while_missing"])
    gaps = [gap_of(pair) for pair in vector["gaps"]]

    due = due_after(at(vector["received"]), vector["n"], vector["mode"], gaps, CALENDAR, rules)

    assert due == (date.fromisoformat(vector["due"]) if vector["due"] else None)


def walked_minutes(received, hours, calendar):
    """The day of the last of so many working minutes, one minute at a time."""
    moment, left = received, hours * 60
    while left:
        if calendar.is_working(moment.date()) and any(start <= moment.time() < end for start, end in OPEN):
            left -= 1
        last, moment = moment, moment + timedelta(minutes=1)
    return last.date()


@given(received=MOMENTS, hours=st.integers(1, 20), calendar=CALENDARS)
def test_hours_are_worked_minutes(received, hours, calendar):
    assume(received.time() > time(7, 31) or not calendar.is_working(received.date()))

    day = due_date(received.replace(second=0, microsecond=0), hours, Mode.HOURS, calendar)

    assert day == walked_minutes(received.replace(second=0, microsecond=0), hours, calendar)


@given(received=MOMENTS, n=st.integers(0, 20), calendar=CALENDARS)
def test_eight_hours_are_two_half_days_and_one_working_day(received, n, calendar):
    by_hours = due_date(received, 8 * n, Mode.HOURS, calendar)

    assert by_hours == due_date(received, 2 * n, Mode.HALF_DAYS, calendar)
    assert by_hours == due_date(received, n, Mode.WORKING, calendar)


@given(received=MOMENTS, n=st.integers(1, 40), more=st.integers(0, 40), calendar=CALENDARS)
def test_limits_add_up(received, n, more, calendar):
    first = due_date(received, n, Mode.WORKING, calendar)

    assert due_date(datetime.combine(first, time(9)), more, Mode.WORKING, calendar) == due_date(
        received, n + more, Mode.WORKING, calendar
    )


@st.composite
def limits_with_gaps(draw):
    """A limit of days, and one or two gaps, each of which begins while the limit is still running."""
    received, n, calendar = draw(MOMENTS), draw(DAYS), draw(CALENDARS)
    gaps, moment = [], received
    for _ in range(draw(st.integers(1, 2))):
        asked = moment + draw(A_MONTH)
        gaps.append(Gap(asked, asked + draw(A_MONTH)))
        moment = gaps[-1].complete
    return received, n, calendar, gaps


def walked_days(received, n, calendar, gaps):
    """The n-th working day on which no paper was missing, one day at a time."""
    day, left = received.date(), n
    while left:
        day += timedelta(days=1)
        is_missing = any(gap.asked.date() < day <= gap.complete.date() for gap in gaps)
        left -= calendar.is_working(day) and not is_missing
    return day


@given(limits_with_gaps())
def test_a_paused_limit_counts_the_days_on_which_nothing_was_missing(case):
    received, n, calendar, gaps = case
    for before, gap in enumerate(gaps):
        running = due_after(received, n, Mode.WORKING, gaps[:before], calendar, PAUSED)
        assume(gap.asked.date() < running)

    assert due_after(received, n, Mode.WORKING, gaps, calendar, PAUSED) == walked_days(received, n, calendar, gaps)


@given(limits_with_gaps(), st.sampled_from(Mode))
def test_starting_again_is_never_sooner_than_waiting_and_both_end_on_a_working_day(case, mode):
    received, n, calendar, gaps = case

    again = due_after(received, n, mode, gaps, calendar)
    waited = due_after(received, n, mode, gaps, calendar, PAUSED)

    assert again >= waited
    assert calendar.is_working(again)
    assert calendar.is_working(waited)


@given(limits_with_gaps(), A_MONTH, st.sampled_from(WhileMissing), st.sampled_from(Mode))
def test_who_brings_papers_later_is_never_served_sooner(case, later, way, mode):
    received, n, calendar, gaps = case
    rules, last = Rules(while_missing=way), gaps[-1]
    delayed = [*gaps[:-1], Gap(last.asked, last.complete + later)]

    assert due_after(received, n, mode, gaps, calendar, rules) <= due_after(received, n, mode, delayed, calendar, rules)


@given(limits_with_gaps(), st.sampled_from(WhileMissing))
def test_while_papers_are_missing_nothing_is_due(case, way):
    received, n, calendar, gaps = case
    still_open = [*gaps[:-1], Gap(gaps[-1].asked)]

    assert due_after(received, n, Mode.WORKING, still_open, calendar, Rules(while_missing=way)) is None


@given(received=MOMENTS, n=DAYS, mode=st.sampled_from(Mode), way=st.sampled_from(WhileMissing))
def test_without_a_gap_both_ways_are_the_plain_limit(received, n, mode, way):
    assert due_after(received, n, mode, [], CALENDAR, Rules(while_missing=way)) == due_date(received, n, mode, CALENDAR)


def test_clocks_that_differ_never_end_a_gap_before_it_began():
    gap = Gap(at("2026-11-25T10:00"), at("2026-11-25T09:58"))

    assert due_after(at("2026-11-21T09:30"), 3, "working", [gap], CALENDAR, PAUSED) == date(2026, 11, 26)


def test_the_measure_takes_the_waiting_off_a_promised_date():
    gap = Gap(at("2026-11-23T10:00"), at("2026-11-25T10:00"))

    assert waiting_taken_off(date(2026, 11, 26), [gap], CALENDAR) == date(2026, 11, 27), "the 24th is a holiday"


@pytest.mark.parametrize(
    ("today", "left"), [("2026-11-20", 3), ("2026-11-25", 1), ("2026-11-26", 0), ("2026-11-27", -1), ("2026-11-29", -1)]
)
def test_days_left_are_working_days_and_late_is_late_at_a_weekend_too(today, left):
    assert working_days_left(date(2026, 11, 26), date.fromisoformat(today), CALENDAR) == left


def test_hours_count_from_today_while_the_office_is_open():
    moments = ["2026-11-20T09:00", "2026-11-20T17:00", "2026-11-21T09:00"]

    assert [counted_from(at(m), CALENDAR, Mode.HOURS).day for m in moments] == [20, 23, 23]


def test_office_hours_make_one_whole_day():
    seven = ((time(8), time(11)), (time(13), time(17)))
    backwards = ((time(13), time(17)), (time(7, 30), time(11, 30)))

    assert [is_full_day(OPEN), is_full_day(seven), is_full_day(backwards)] == [True, False, False]


def test_a_calendar_without_a_named_day_is_the_plain_week():
    assert due_date(at("2026-11-20T16:00"), 3, Mode.HALF_DAYS, WorkCalendar()) == date(2026, 11, 24)
