"""A call that was tapped wrongly is put right by a command that follows it; both results stay readable."""

import html5lib
import pytest

from app.core.db import session
from app.core.ids import new_id
from app.core.records import ReviewItem
from app.notices.commands import RecordCall
from app.notices.correcting import CorrectCall
from app.notices.models import NOT_CALLED, Said
from app.notices.queries import calls_about, find_call
from app.notices.rules import call_again_at
from app.sync.commands import ResolveReview
from tests.make import done, make_coordinator, make_leader, make_user
from tests.make_dossiers import phone_sends
from tests.make_visits import make_visit, make_working_team


@pytest.fixture
def visit(app):
    return make_visit(team=make_working_team())


@pytest.fixture
def leader(visit):
    return make_leader(str(visit.neighbourhood_id))


@pytest.fixture
def call(leader, visit):
    """The leader has said that the household was told."""
    command = RecordCall(call_id=new_id(), citizen_id=visit.citizen_id, visit_id=visit.id, outcome="told")
    assert phone_sends(leader, command).status == "applied"
    return find_call(command.call_id)


def correct(call, outcome=NOT_CALLED, **values):
    told = {"call_id": call.id, "seen": call.said, "said": Said(outcome=outcome), "reason": "Bấm nhầm nhà bên"}
    return CorrectCall(**(told | values))


def listed(browser, visit):
    return browser.get(f"/office/calls?weekend={visit.planned_on.isoformat()}").text


def test_who_was_never_rung_is_to_be_rung_again_and_both_stay_readable(act, sign_in, leader, visit, call):
    receipt = act(leader, correct(call))

    (entry,) = find_call(call.id).snapshot().corrections
    assert (receipt.status, receipt.flags) == ("applied", [])
    assert find_call(call.id).outcome == NOT_CALLED
    assert (entry.before.outcome, entry.after.outcome, entry.counts) == ("told", NOT_CALLED, True)
    assert (entry.why, entry.by) == ("Bấm nhầm nhà bên", leader.full_name)
    assert call_again_at(calls_about([visit.id])[visit.id]) is None, "at once, for nobody has rung yet"
    shown = listed(sign_in(make_coordinator()), visit)
    assert "Còn 1 hộ chưa báo được trên 1" in shown
    assert "<del>Đã báo</del> → <ins>Chưa gọi, bấm nhầm</ins>" in shown


def test_who_did_not_answer_after_all_is_rung_again_later(act, leader, call):
    act(leader, correct(call, "no-answer"))

    assert call_again_at([find_call(call.id)]) is not None


def test_the_same_correction_again_is_one(act, leader, call):
    command, name = correct(call), new_id()
    act(leader, command, id=name)

    assert act(leader, command, id=name).is_duplicate
    assert len(find_call(call.id).corrections) == 1


def test_what_is_no_correction_is_refused(act, leader, call):
    assert act(leader, correct(call, said=call.said)).code == "correction-empty"
    assert act(leader, correct(call, call_id=new_id())).code == "unknown-call"
    assert act(make_coordinator(ward="08500"), correct(call)).code == "unknown-call"
    assert act(make_leader(), correct(call)).code == "not-the-author"
    assert find_call(call.id).corrections == []


def test_only_who_rings_may_correct(act, call):
    assert act(make_user(role="postal"), correct(call)).code == "not-permitted"
    assert act(make_coordinator(), correct(call)).is_applied


def test_two_who_correct_at_once_are_looked_at_and_the_second_counts_when_accepted(act, leader, call):
    late = correct(call, "no-answer")
    act(make_coordinator(), correct(call, "wrong-number"))

    receipt = phone_sends(leader, late)

    assert (receipt.status, receipt.flags) == ("applied", ["call-corrected-before"])
    assert find_call(call.id).outcome == "wrong-number"
    item = session.query(ReviewItem).one()
    done(act(make_coordinator(), ResolveReview(review_id=item.id, resolution="apply_as_is")))
    assert find_call(call.id).outcome == "no-answer"
    assert [one["counts"] for one in find_call(call.id).corrections] == [True, True]


def test_the_desk_puts_a_call_right_on_a_page(sign_in, visit, call):
    browser = sign_in(make_coordinator())
    path = f"/office/calls/{call.id}/correction?weekend={visit.planned_on.isoformat()}"
    shown = browser.get(path).text
    html5lib.HTMLParser(strict=True).parse(shown)
    typed = {"shown": call.said.model_dump_json(), "outcome": "asked-relative", "note": "Cháu nghe máy"}

    assert "Hãy ghi vì sao sửa." in browser.post(path, data=typed).text
    assert path.split("/correction")[0] + "/correction" in listed(browser, visit)
    browser.post(path, data=typed | {"reason": "Nghe nhầm"})

    assert find_call(call.id).said == Said(outcome="asked-relative", note="Cháu nghe máy")


def test_a_page_that_is_behind_is_looked_at_anew(act, sign_in, call):
    before = call.said.model_dump_json()
    act(make_coordinator(), correct(call, "wrong-number"))

    answer = sign_in(make_coordinator()).post(
        f"/office/calls/{call.id}/correction", data={"shown": before, "outcome": "no-answer", "reason": "Nghe nhầm"}
    )

    assert "vừa được sửa" in answer.text
    assert find_call(call.id).outcome == "wrong-number"


def test_a_correction_that_changes_nothing_says_so(sign_in, call):
    typed = {"shown": call.said.model_dump_json(), "outcome": "told", "reason": "Thử"}

    assert (
        "Chưa có gì thay đổi."
        in sign_in(make_coordinator()).post(f"/office/calls/{call.id}/correction", data=typed).text
    )


def test_another_ward_knows_of_no_such_call(sign_in, call):
    assert sign_in(make_coordinator(ward="08500")).get(f"/office/calls/{call.id}/correction").status_code == 404
