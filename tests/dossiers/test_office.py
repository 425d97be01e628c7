"""The dossier at the office: official code, ten states, supplement, apology, result, delivery."""

from datetime import date, timedelta

import pytest

from app.core.changes import changes_of
from app.core.ids import new_id
from app.core.numbers import receipt_number
from app.dossiers.commands import (
    Apologise,
    AttachResult,
    ChangeStatus,
    ChooseDelivery,
    LinkCode,
)
from app.dossiers.models.words import STATUS
from app.dossiers.queries import get_dossier, work_list
from tests.make import WARD, done
from tests.make_dossiers import (
    SATURDAY,
    make_dossier,
    make_result,
    receipt_for,
)

CODE = "G09.20-20260609-0092637"


@pytest.fixture
def dossier(officer):
    """Taken in a moment ago, and nothing else."""
    return make_dossier(officer)


@pytest.fixture
def dated(act, officer, dossier):
    """A dossier with a receipt: due on Thursday 26 November 2026."""
    done(act(officer, receipt_for(dossier, receipt_number(WARD, 2026, 7)), at=SATURDAY))
    return get_dossier(dossier.id)


def result_for(dossier, **values):
    args = {"dossier_id": dossier.id, "result_id": new_id(), "papers": [{"name": "Bản sao", "count": 1}]}
    return AttachResult(**(args | values))


def commands_for(dossier):
    """Return one of each office command."""
    return [
        LinkCode(dossier_id=dossier.id, official_code=CODE),
        ChangeStatus(dossier_id=dossier.id, status=2),
        Apologise(dossier_id=dossier.id, reason="Chờ xác minh", new_due_on=date(2026, 12, 1)),
        result_for(dossier),
        ChooseDelivery(dossier_id=dossier.id, way="home"),
    ]


def test_officers_do_none_of_this(act, officer, dossier):
    assert {act(officer, command).code for command in commands_for(dossier)} == {"not-permitted"}


def test_an_unknown_dossier_is_refused(act, coordinator, dossier):
    strays = [command.model_copy(update={"dossier_id": new_id()}) for command in commands_for(dossier)]

    assert {act(coordinator, command).code for command in strays} == {"unknown-dossier"}


@pytest.mark.parametrize("place", range(5))
def test_each_is_done_once_however_often_it_is_sent(act, coordinator, dated, clock, place):
    clock(SATURDAY)
    command, name = commands_for(dated)[place], new_id()

    receipts = [act(coordinator, command, id=name) for _ in range(2)]

    assert [(r.status, r.is_duplicate) for r in receipts] == [("applied", False), ("applied", True)]
    assert len(changes_of("dossier", dated.id)) == 3


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("000.00.00.H44-250901-0001", "000.00.00.H44-250901-0001"),
        (" h44.35-260609-0001 ", "H44.35-260609-0001"),
        ("G09.20–20260609–0092637", CODE),
    ],
)
def test_three_shapes_of_official_codes_are_taken(act, coordinator, dossier, typed, kept):
    done(act(coordinator, LinkCode(dossier_id=dossier.id, official_code=typed)))

    linked = get_dossier(dossier.id)
    assert (linked.official_code, linked.status) == (kept, 2)
    assert [found.id for found in work_list(WARD, text=kept)] == [dossier.id]


@pytest.mark.parametrize("typed", ["12345", "H44-26-1", "TN04795-26-0000011", "H44.35-260609-0001; DROP TABLE"])
def test_other_codes_are_refused(act, coordinator, dossier, typed):
    assert act(coordinator, LinkCode(dossier_id=dossier.id, official_code=typed)).code == "official-code-shape"


def test_one_code_belongs_to_one_dossier(act, coordinator, dossier, officer):
    done(act(coordinator, LinkCode(dossier_id=make_dossier(officer).id, official_code=CODE)))

    assert act(coordinator, LinkCode(dossier_id=dossier.id, official_code=CODE)).code == "official-code-taken"


def test_a_wrong_code_is_replaced_knowingly(act, coordinator, dossier):
    right = "G09.20-20260609-0092638"
    done(act(coordinator, LinkCode(dossier_id=dossier.id, official_code=CODE)))

    refused = act(coordinator, LinkCode(dossier_id=dossier.id, official_code=right))
    done(act(coordinator, LinkCode(dossier_id=dossier.id, official_code=right, replaces=CODE)))

    assert refused.code == "official-code-already-linked"
    assert get_dossier(dossier.id).official_code == right


def test_a_state_follows_with_its_reason_in_the_history(act, coordinator, dossier):
    done(act(coordinator, ChangeStatus(dossier_id=dossier.id, status=2)))
    done(act(coordinator, ChangeStatus(dossier_id=dossier.id, status=4, reason="Chuyển chuyên môn")))

    history = get_dossier(dossier.id).snapshot().history
    assert [(step.status, step.reason) for step in history] == [(1, ""), (2, ""), (4, "Chuyển chuyên môn")]


def test_the_ten_states_have_the_national_words():
    assert STATUS[1][0] == "Mới đăng ký"
    assert STATUS[10][0] == "Đã trả kết quả"
    assert sorted(STATUS) == list(range(1, 11))


@pytest.mark.parametrize(
    ("status", "reason", "code"),
    [(9, "", "status-not-next"), (10, "đã trao", "status-not-next"), (3, "Thiếu", "status-has-own-act")],
)
def test_a_state_that_cannot_follow_is_refused(act, coordinator, dossier, status, reason, code):
    command = ChangeStatus(dossier_id=dossier.id, status=status, reason=reason)

    assert act(coordinator, command).code == code


def test_a_result_is_never_handed_over_by_a_change_of_state(act, coordinator, dossier):
    make_result(dossier)
    command = ChangeStatus(dossier_id=dossier.id, status=10, reason="đã trao")

    refused = act(coordinator, command)
    done(act(coordinator, ChooseDelivery(dossier_id=dossier.id, way="counter")))
    at_the_counter = act(coordinator, command)

    assert [refused.code, at_the_counter.code] == ["hand-over-is-at-the-door"] * 2


def test_an_apology_names_one_new_date(act, coordinator, dated, clock):
    clock(SATURDAY)
    command = Apologise(dossier_id=dated.id, reason="Chờ xác minh", new_due_on=date(2026, 12, 1))

    done(act(coordinator, command))
    second = act(coordinator, command)

    assert get_dossier(dated.id).due_on == date(2026, 12, 1)
    assert get_dossier(dated.id).receipt.due_on == date(2026, 11, 26)
    assert second.code == "already-apologised"


@pytest.mark.parametrize(
    ("days_later", "new_due_on", "code"),
    [
        (5, date(2026, 12, 1), "apology-too-late"),
        (4, date(2026, 11, 26), "new-date-not-later"),
        (4, date(2026, 12, 1), None),
    ],
)
def test_an_apology_comes_at_least_a_day_before(act, coordinator, dated, clock, days_later, new_due_on, code):
    clock(SATURDAY + timedelta(days=days_later))

    receipt = act(coordinator, Apologise(dossier_id=dated.id, reason="Chậm", new_due_on=new_due_on))

    assert receipt.code == code


def test_without_a_due_date_there_is_nothing_to_extend(act, coordinator, dossier):
    command = Apologise(dossier_id=dossier.id, reason="Chậm", new_due_on=date(2026, 12, 1))

    assert act(coordinator, command).code == "no-due-date"


def test_work_is_listed_by_due_date_and_found_by_name_without_marks(act, officer, dated):
    undated = make_dossier(officer)

    assert [d.id for d in work_list(WARD)] == [dated.id, undated.id]
    assert len(work_list(WARD, text="bui thi con")) == 2
    assert work_list(WARD, text="Trần") == []
    assert [d.id for d in work_list(WARD, due_before=date(2026, 11, 27))] == [dated.id]
    assert work_list(WARD, statuses=[9]) == []
    assert work_list("08500") == []
