"""Red and amber lists in working days, promises beside today's calendar, and what the index counts as in time."""

from datetime import UTC, date, datetime

import pytest

from app.catalogue.queries import work_calendar
from app.core.clock import today
from app.core.numbers import receipt_number
from app.dossiers.commands import Apologise, AskSupplement, ChangeStatus, ReceiveSupplement, Withdraw
from app.dossiers.queries import get_dossier
from app.dossiers.rules.countdown import countdown_of
from app.dossiers.rules.on_time import measure
from app.office.queries.deadlines import on_time, standings
from tests.make import WARD, done, make_coordinator, make_officer
from tests.make_dossiers import SATURDAY, make_dossier, receipt_for
from tests.make_places import make_ward
from tests.page import check_page, text


def words(answer):
    """Return what the page says."""
    return text(check_page(answer).one("main"))


def utc(day, hour=3):
    return datetime(2026, day // 100, day % 100, hour, tzinfo=UTC)


@pytest.fixture
def calendar(app):
    return work_calendar([2026, 2027])


@pytest.fixture
def coordinator(app):
    return make_coordinator()


@pytest.fixture
def officer(app):
    return make_officer()


@pytest.fixture
def dossier(act, officer):
    """Taken on Saturday the 21st, due on Thursday the 26th; Tuesday the 24th is a holiday."""
    taken = make_dossier(officer)
    done(act(officer, receipt_for(taken, receipt_number(WARD, 2026, 7)), at=SATURDAY))
    return get_dossier(taken.id)


def asking(dossier, **values):
    return AskSupplement.model_validate(
        {"dossier_id": dossier.id, "papers": [{"name": "Tờ khai", "why": "thiếu chữ ký"}], **values}
    )


@pytest.mark.parametrize(
    ("day", "standing", "left"),
    [(20, "calm", 3), (23, "amber", 2), (26, "amber", 0), (27, "red", -1), (29, "red", -1), (30, "red", -2)],
)
def test_days_left_are_working_days(dossier, calendar, day, standing, left):
    countdown = countdown_of(dossier, date(2026, 11, day), calendar)

    assert (countdown.standing, countdown.left) == (standing, left)


def test_what_waits_and_what_has_ended_does_not_press(act, coordinator, officer, dossier, calendar):
    done(act(coordinator, asking(dossier)))
    waiting = countdown_of(get_dossier(dossier.id), date(2026, 12, 30), calendar)
    done(act(coordinator, Withdraw(dossier_id=dossier.id, asked_by="Bùi Thị Con")))

    assert waiting.standing == "waiting"
    assert countdown_of(get_dossier(dossier.id), date(2026, 12, 30), calendar).standing == "none"


def end_on(act, coordinator, dossier, moment):
    done(act(coordinator, ChangeStatus(dossier_id=dossier.id, status=2), at=moment))
    done(act(coordinator, ChangeStatus(dossier_id=dossier.id, status=9), at=moment))
    return get_dossier(dossier.id)


@pytest.mark.parametrize(("day", "is_on_time"), [(1126, True), (1127, False)])
def test_the_end_is_the_day_of_the_decision(act, coordinator, dossier, calendar, day, is_on_time):
    ended = end_on(act, coordinator, dossier, utc(day))

    assert measure(ended, calendar).is_on_time is is_on_time


def test_waiting_for_papers_is_taken_off_and_a_second_request_is_overdue(act, coordinator, dossier, calendar):
    done(act(coordinator, asking(dossier), at=utc(1123)))
    done(act(coordinator, ReceiveSupplement(dossier_id=dossier.id, received_at=utc(1125)), at=utc(1125)))
    ended = end_on(act, coordinator, dossier, utc(1127))
    once = measure(ended, calendar)
    done(act(coordinator, ChangeStatus(dossier_id=dossier.id, status=4)))
    done(act(coordinator, asking(dossier, second_reason="Giấy cũ hết hạn")))
    twice = measure(get_dossier(dossier.id), calendar)

    assert (once.due_on, once.is_on_time) == (date(2026, 11, 27), True)
    assert twice.is_on_time is False


def test_an_apology_moves_the_measured_date_and_what_never_ended_is_not_measured(
    act, coordinator, dossier, calendar, clock
):
    clock(SATURDAY)
    assert measure(dossier, calendar) is None
    done(act(coordinator, Apologise(dossier_id=dossier.id, reason="Chờ xác minh", new_due_on=date(2026, 12, 1))))
    ended = end_on(act, coordinator, dossier, utc(1130))

    assert measure(ended, calendar).due_on == date(2026, 12, 1)
    assert measure(ended, calendar).is_on_time


def test_the_office_counts_what_presses_and_what_was_in_time(act, coordinator, dossier, clock):
    clock(utc(1127))
    assert standings(WARD, today())["red"] == 1

    end_on(act, coordinator, dossier, utc(1127))

    november, february = (date(2026, 11, 1), date(2026, 11, 29)), (date(2027, 2, 1), date(2027, 2, 28))
    assert (on_time(WARD, *november).ended, on_time(WARD, *november).percent) == (1, 0)
    assert (on_time(WARD, *february).ended, on_time("08500", *november).ended) == (0, 0)


def test_lists_and_figures_say_it_in_words(act, coordinator, dossier, sign_in, clock):
    make_ward()
    clock(utc(1127, 1))
    desk = sign_in(coordinator)
    pages = {state: words(desk.get(f"/office/dossiers?state={state}")) for state in ("overdue", "due", "moved", "open")}
    home, table = words(desk.get("/office/")), words(desk.get("/office/figures/due"))

    assert "quá hạn 1 ngày làm việc" in pages["overdue"]
    assert "Bùi Văn Thử" in pages["open"]
    assert "Bùi Văn Thử" not in pages["due"] + pages["moved"]
    assert "1 quá hạn, 0 sắp đến hạn" in home
    assert "quá hạn 1 ngày làm việc" in table


def test_the_day_before_it_is_amber_on_the_list(act, coordinator, dossier, sign_in, clock):
    make_ward()
    clock(utc(1125))

    assert "còn 1 ngày làm việc" in words(sign_in(coordinator).get("/office/dossiers?state=due"))
