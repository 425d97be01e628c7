"""Settled at the door: place, hour and minute, the result given at once; what follows on nothing lies beside."""

from datetime import timedelta

import pytest

from app.catalogue.queries import work_calendar_around
from app.core.changes import changes_of
from app.core.clock import VN
from app.core.db import session
from app.core.ids import new_id
from app.core.records import ReviewItem
from app.dossiers.commands import AttachResult, Withdraw
from app.dossiers.models.shown import shown_lines
from app.dossiers.models.signing import said_now
from app.dossiers.queries import get_dossier
from app.dossiers.rules.on_time import measure
from app.sync.commands import ResolveReview
from tests.make import done, make_officer
from tests.make_dossiers import (
    SATURDAY,
    make_dossier,
    make_procedure,
    make_result,
    phone_sends,
    settling,
    some_sha,
)

DONE_AT = SATURDAY + timedelta(minutes=35)


@pytest.fixture
def dossier(officer):
    """A signature is to be certified, which the law lets happen at a home."""
    at_home = {"way": "settle", "article": "NĐ 23/2015/NĐ-CP, Điều 10"}
    return make_dossier(officer, procedure=make_procedure(code="2.000884", at_home=at_home))


def test_the_act_is_done_with_place_and_minute_and_its_result_given(officer, dossier):
    receipt = phone_sends(officer, settling(dossier), at=SATURDAY + timedelta(hours=1))

    kept = get_dossier(dossier.id).snapshot()
    assert (receipt.status, receipt.flags) == ("applied", [])
    assert (kept.result.settled.done_in, kept.result.settled.at) == ("Số nhà 12, Tổ 14", DONE_AT)
    assert (kept.result.state, kept.result.code, kept.result.handed.to_name) == (
        "handed-over",
        "152/2026",
        "Bùi Văn Thử",
    )
    assert [step.status for step in kept.history] == [1, 2, 9, 10]
    assert kept.history[2].at == DONE_AT
    assert (kept.roles.decider.name, kept.receipt, kept.due_on) == ("Phó Chủ tịch Hà Văn Ký", None, None)


def test_what_is_signed_says_where_when_and_to_whom(officer, dossier):
    phone_sends(officer, settling(dossier))

    told = shown_lines(said_now(get_dossier(dossier.id)))
    assert told["Giấy tiếp nhận hồ sơ tại nhà"] == "không cấp, kết quả trao ngay"
    assert told["Giải quyết tại nhà"] == "Số nhà 12, Tổ 14, 10:05, Thứ Bảy, 21/11/2026"
    assert told["Đã trao ngay"] == "Giấy ủy quyền đã chứng thực chữ ký (2), cho Bùi Văn Thử"
    assert not {"Hẹn trả", "Tính thời hạn từ", "Trả kết quả"} & set(told)


def test_the_same_again_changes_nothing(act, officer, dossier):
    name, command, before = new_id(), settling(dossier), len(changes_of("dossier", dossier.id))

    receipts = [act(officer, command, id=name) for _ in range(2)]

    assert [(r.status, r.is_duplicate) for r in receipts] == [("applied", False), ("applied", True)]
    assert len(changes_of("dossier", dossier.id)) == before + 1


def test_what_is_for_the_office_is_taken_and_a_person_asked(officer):
    collected = make_dossier(officer)

    receipt = phone_sends(officer, settling(collected))

    assert (receipt.status, receipt.flags) == ("applied", ["not-for-the-door"])
    assert get_dossier(collected.id).status == 10


def test_a_result_that_was_there_before_stays_until_a_person_says_otherwise(act, officer, coordinator, dossier):
    known = make_result(dossier, coordinator)
    receipt = phone_sends(officer, settling(dossier))
    beside = get_dossier(dossier.id)
    was = (beside.result.id, beside.result.state, beside.handed)
    item = session.query(ReviewItem).one()
    done(act(coordinator, ResolveReview(review_id=item.id, resolution="apply_as_is")))

    kept = get_dossier(dossier.id)
    assert receipt.flags == ["result-already-attached"]
    assert was == (known.id, "ready", None)
    assert (kept.result.done_in, kept.handed.to_name, kept.status) == ("Số nhà 12, Tổ 14", "Bùi Văn Thử", 10)


def test_what_was_taken_back_meanwhile_lies_beside(act, officer, coordinator, dossier):
    done(act(coordinator, Withdraw(dossier_id=dossier.id, asked_by="Bùi Thị Con")))

    receipt = phone_sends(officer, settling(dossier))

    assert (receipt.flags, get_dossier(dossier.id).result, get_dossier(dossier.id).status) == (
        ["dossier-ended"],
        None,
        7,
    )


def test_another_officer_is_heard_and_asked_about(dossier):
    receipt = phone_sends(make_officer(name="Người Khác"), settling(dossier))

    assert (receipt.status, receipt.flags) == ("applied", ["visit-reassigned"])


def test_the_desk_settles_nothing_at_a_door(act, coordinator, dossier):
    assert act(coordinator, settling(dossier)).code == "not-permitted"


def test_one_result_belongs_to_one_dossier(act, officer, coordinator, dossier):
    known = make_result(make_dossier(officer, procedure=make_procedure(code="2.000815")), coordinator)

    assert act(officer, settling(dossier, result_id=known.id)).code == "result-id-used"
    assert act(officer, settling(dossier, dossier_id=new_id())).code == "unknown-dossier"


def test_there_is_no_second_result_after_it(act, officer, coordinator, dossier):
    phone_sends(officer, settling(dossier))
    more = AttachResult.model_validate(
        {"dossier_id": dossier.id, "result_id": new_id(), "papers": [{"name": "Bản sao"}], "files": [some_sha()]}
    )

    assert act(coordinator, more).code == "result-already-attached"
    assert get_dossier(dossier.id).result.done_in == "Số nhà 12, Tổ 14"


@pytest.mark.parametrize(("days_later", "is_on_time"), [(0, True), (1, True), (3, False)])
def test_what_was_settled_without_a_receipt_is_measured_too(officer, days_later, is_on_time):
    at_home = {"way": "settle", "article": "NĐ 23/2015/NĐ-CP, Điều 10"}
    limit = {"text": "Trong ngày", "n": 1, "unit": "working_days", "trust": "confirmed"}
    procedure = make_procedure(code="2.000884", at_home=at_home, channels=[{"channel": 1, "limit": limit}])
    dossier = make_dossier(officer, procedure=procedure, at=SATURDAY)
    moment = DONE_AT + timedelta(days=days_later)

    phone_sends(officer, settling(dossier, done_at=moment), at=moment)

    found = measure(get_dossier(dossier.id), work_calendar_around(SATURDAY.date()))
    assert (found.ended_on, found.is_on_time) == (moment.astimezone(VN).date(), is_on_time)
