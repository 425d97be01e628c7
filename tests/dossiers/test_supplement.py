"""Missing papers: asked for once and in full, received, and what becomes of the promised date."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.catalogue.commands import SetCalendarDay, SetLegalValue
from app.catalogue.queries import work_calendar_around
from app.core.changes import changes_of
from app.core.commands import lift, system_actor
from app.core.db import session
from app.core.execute import execute
from app.core.ids import new_id
from app.core.numbers import receipt_number
from app.core.records import ReviewItem
from app.core.roles import Role
from app.core.scope import SHARED_WARD
from app.dossiers.commands import Apologise, AskSupplement, ChangeStatus, ReceiveSupplement
from app.dossiers.queries import get_dossier
from app.dossiers.rules import promises
from app.sync.commands import ResolveReview
from tests.make import WARD, done, make_coordinator, make_leader, make_officer, make_user
from tests.make_dossiers import SATURDAY, make_dossier, make_result, phone_sends, receipt_for

WEDNESDAY = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
"""Ten in the morning in Vietnam; the day before, Tuesday, is a holiday."""
FORM = {"name": "Tờ khai", "why": "thiếu chữ ký", "key": "to-khai"}
MISSING = {"key": "to-khai", "name": "Tờ khai", "kind": "hand_in", "state": "missing"}


@pytest.fixture
def coordinator(app):
    return make_coordinator()


@pytest.fixture
def officer(app):
    return make_officer()


def dated(act, officer, number=7, **values):
    """Return a dossier of three working days, taken on Saturday and due on Thursday the 26th."""
    taken = make_dossier(officer, components=[MISSING], **values)
    done(act(officer, receipt_for(taken, receipt_number(WARD, 2026, number)), at=SATURDAY))
    return get_dossier(taken.id)


@pytest.fixture
def dossier(act, officer):
    return dated(act, officer)


def asking(dossier, *papers, **values):
    return AskSupplement.model_validate({"dossier_id": dossier.id, "papers": papers or [FORM], **values})


def receiving(dossier, **values):
    return ReceiveSupplement(**({"dossier_id": dossier.id, "received_at": WEDNESDAY} | values))


def told(dossier, due, **values):
    """Return the reception of somebody who told the citizen this date."""
    dates = {"counted_from": date(2026, 11, 26), "due_on": due, "rule_version": "2027-01"}
    return receiving(dossier, **(dates | values))


def test_an_officer_asks_for_all_of_it_at_the_door(act, officer, dossier):
    receipt = act(officer, asking(dossier, FORM, {"name": "Ảnh 3x4", "why": "ảnh mờ"}), at=SATURDAY)

    kept = get_dossier(dossier.id).snapshot()
    assert (receipt.status, receipt.flags, kept.status) == ("applied", [], 5)
    assert (kept.supplement.items, kept.supplement.whys) == (["Tờ khai", "Ảnh 3x4"], ["thiếu chữ ký", "ảnh mờ"])
    assert (kept.supplement.times, kept.supplement.received_at) == (1, None)
    assert kept.due_on == date(2026, 11, 26), "the promise stays readable while it waits"


@pytest.mark.parametrize("make", [asking, receiving])
def test_the_same_again_changes_nothing(act, coordinator, dossier, make):
    if make is receiving:
        done(act(coordinator, asking(dossier)))
    name, before = new_id(), len(changes_of("dossier", dossier.id))

    receipts = [act(coordinator, make(dossier), id=name) for _ in range(2)]

    assert [(r.status, r.is_duplicate) for r in receipts] == [("applied", False), ("applied", True)]
    assert len(changes_of("dossier", dossier.id)) == before + 1


def test_only_officers_and_the_desk_do_this(act, app, dossier):
    leader = make_leader()

    assert {act(leader, command).code for command in (asking(dossier), receiving(dossier))} == {"not-permitted"}


def test_somebody_must_say_why(act, officer, coordinator, dossier):
    bare = asking(dossier, {"name": "Tờ khai"})

    assert [act(who, bare).code for who in (officer, coordinator)] == ["reason-required"] * 2


def test_an_unknown_dossier_is_refused(act, coordinator, dossier):
    strays = [make(dossier).model_copy(update={"dossier_id": new_id()}) for make in (asking, receiving)]

    assert {act(coordinator, command).code for command in strays} == {"unknown-dossier"}


def test_the_desk_gives_a_reason_for_a_second_time_and_it_counts(act, coordinator, dossier):
    done(act(coordinator, asking(dossier)))

    warned = act(coordinator, asking(dossier))
    meant = act(coordinator, asking(dossier, second_reason="Giấy cũ đã hết hạn"))

    assert (warned.code, meant.status) == ("second-supplement", "applied")
    assert get_dossier(dossier.id).snapshot().supplement.times == 2


def test_a_second_time_at_the_door_was_said_and_is_flagged(act, officer, coordinator, dossier):
    done(act(coordinator, asking(dossier)))

    receipt = act(officer, asking(dossier))

    assert (receipt.status, receipt.flags) == ("applied", ["second-supplement"])
    assert get_dossier(dossier.id).snapshot().supplement.times == 2


def test_the_desk_asks_nothing_of_a_dossier_that_is_decided(act, coordinator, dossier):
    make_result(dossier)

    assert act(coordinator, asking(dossier)).code == "dossier-ended"


def test_what_was_asked_after_the_decision_lies_beside_until_a_person_says_so(act, officer, coordinator, dossier):
    make_result(dossier)
    receipt = phone_sends(officer, asking(dossier))
    beside = get_dossier(dossier.id).snapshot()

    item = session.query(ReviewItem).one()
    done(act(coordinator, ResolveReview(review_id=item.id, resolution="apply_as_is")))

    assert (receipt.flags, beside.status, beside.supplement) == (["dossier-ended"], 9, None)
    assert (get_dossier(dossier.id).status, get_dossier(dossier.id).snapshot().supplement.times) == (5, 1)


def test_asking_late_is_written_down(act, coordinator, officer):
    early, late = dated(act, officer, 8), dated(act, officer, 9)

    done(act(coordinator, asking(early), at=datetime(2026, 11, 26, 3, tzinfo=UTC)))
    done(act(coordinator, asking(late), at=datetime(2026, 11, 27, 3, tzinfo=UTC)))

    assert [get_dossier(one.id).supplement.is_late for one in (early, late)] == [False, True]


def test_the_limit_starts_again_when_the_papers_are_complete(act, coordinator, dossier):
    done(act(coordinator, asking(dossier), at=SATURDAY + timedelta(days=2)))

    done(act(coordinator, receiving(dossier, note="Con gái mang đến")))

    kept = get_dossier(dossier.id)
    assert (kept.due_on, kept.status) == (date(2026, 11, 30), 1)
    assert kept.receipt.due_on == date(2026, 11, 26), "what was signed stays as it was"
    assert [component.state for component in kept.components] == ["received"]
    assert kept.snapshot().supplement.received_at == WEDNESDAY


def test_a_ward_that_only_takes_the_waiting_off_says_so_before_the_dossier_is_taken(act, coordinator, officer):
    admin, rule = make_user(Role.ADMIN), SetLegalValue(legal_value_id=new_id(), key="while_missing", value="paused")
    before = dated(act, officer, 8)
    done(act(admin, rule))
    after = dated(act, officer, 9)
    for one in (before, after):
        done(act(coordinator, asking(one), at=SATURDAY + timedelta(days=2)))
        done(act(coordinator, receiving(one)))

    assert [get_dossier(one.id).due_on for one in (before, after)] == [date(2026, 11, 30), date(2026, 11, 27)]


def test_what_the_citizen_was_told_stands_and_a_difference_is_flagged(act, officer, dossier):
    done(act(officer, asking(dossier), at=SATURDAY))
    right = act(officer, told(dossier, date(2026, 11, 30)), at=WEDNESDAY)
    done(act(officer, asking(dossier, second_reason="Mất giấy"), at=WEDNESDAY))
    wrong = act(officer, told(dossier, date(2026, 12, 9)), at=WEDNESDAY)

    assert (right.flags, wrong.flags) == ([], ["due-date-differs"])
    assert get_dossier(dossier.id).due_on == date(2026, 12, 9)
    assert get_dossier(dossier.id).supplements_received[-1].checked["due_on"] == "2026-11-30"


def test_a_promise_is_never_brought_forward(act, coordinator, dossier, clock):
    clock(SATURDAY)
    done(act(coordinator, Apologise(dossier_id=dossier.id, reason="Chờ xác minh", new_due_on=date(2026, 12, 15))))
    done(act(coordinator, asking(dossier)))
    done(act(coordinator, receiving(dossier)))

    assert get_dossier(dossier.id).due_on == date(2026, 12, 15)


def test_while_papers_are_missing_nobody_apologises_and_going_on_means_they_are_there(act, coordinator, dossier, clock):
    clock(SATURDAY)
    done(act(coordinator, asking(dossier)))

    early = act(coordinator, Apologise(dossier_id=dossier.id, reason="Chậm", new_due_on=date(2026, 12, 1)))
    done(act(coordinator, ChangeStatus(dossier_id=dossier.id, status=4), at=WEDNESDAY))

    kept = get_dossier(dossier.id)
    assert (early.code, kept.status) == ("limit-is-waiting", 4)
    assert (kept.snapshot().supplement.received_at, kept.due_on) == (WEDNESDAY, date(2026, 11, 30))


def test_papers_that_nobody_asked_for(act, officer, coordinator, dossier):
    at_the_desk, at_the_door = act(coordinator, receiving(dossier)), act(officer, receiving(dossier))

    assert (at_the_desk.code, at_the_door.flags) == ("no-open-supplement", ["no-open-supplement"])
    assert get_dossier(dossier.id).due_on == date(2026, 11, 26)


def test_the_first_version_is_still_understood(app, dossier, officer):
    old = {"dossier_id": str(dossier.id), "items": ["Tờ khai"], "reason": "Thiếu", "knows_second": True}

    command = AskSupplement.model_validate(lift("dossiers.ask_supplement", 1, old))

    assert (command.papers[0].name, command.reason, command.second_reason) == ("Tờ khai", "Thiếu", "Thiếu")


def test_a_holiday_declared_later_moves_no_promise_and_shows(act, officer, dossier):
    day = date(2026, 11, 26)
    before = promises.date_by_now(dossier, work_calendar_around(day))
    holiday = SetCalendarDay(day_id=new_id(), on=date(2026, 11, 25), is_working=False, name="Nghỉ bão")
    done(execute(holiday, actor=system_actor(SHARED_WARD), ward=SHARED_WARD))

    assert (before, promises.date_by_now(get_dossier(dossier.id), work_calendar_around(day))) == (
        None,
        date(2026, 11, 27),
    )
    assert get_dossier(dossier.id).due_on == date(2026, 11, 26)
