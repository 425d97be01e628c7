"""The desk puts an officer's report right for whoever rings it, and both reports stay to be read."""

from datetime import timedelta

import pytest

from app.citizens.commands import CorrectCitizen
from app.core.changes import project
from app.core.clock import now
from app.core.ids import new_id
from app.core.roles import Role
from app.requests.queries import get_request
from app.visits.commands import CloseVisit, CorrectVisitFact, StartVisit
from app.visits.models import Outcome, Status
from app.visits.queries import get_visit
from tests.make import make_coordinator, make_leader, make_officer
from tests.make_dossiers import phone_sends
from tests.make_visits import make_team, make_visit, make_working_team
from tests.page import check_page, text


@pytest.fixture
def officer(app):
    return make_officer(name="Trần Văn Đi")


@pytest.fixture
def visit(officer):
    return make_visit(team=make_working_team(officer))


@pytest.fixture
def desk(sign_in):
    return sign_in(make_coordinator(name="Lê Thị Bàn"))


def address(visit, language="vi"):
    return f"/office/visits/{visit.id}?lang={language}"


def correction(page, **values):
    """Return what the form of the page sends when only these fields are typed anew."""
    typed = {name: page.value(name) for name in ("report_id", "outcome_reason", "command_id")}
    return typed | {"outcome": "met", "note": "", "why": "cán bộ gọi về báo nhầm"} | values


def reports(page):
    section = next(one for one in page.all("section") if one.get("aria-labelledby") == "reports-title")
    return [text(one) for one in section.iter("li")]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_coordinator_corrects_an_officers_report_and_both_stay(act, desk, officer, visit, language):
    act(officer, StartVisit(visit_id=visit.id))
    act(officer, CloseVisit(visit_id=visit.id, outcome=Outcome.NOBODY_HOME, reason="Cửa khoá ngoài"))
    before = check_page(desk.get(address(visit, language)))
    assert "Cửa khoá ngoài" in reports(before)[-1]

    answer = desk.post(address(visit), data=correction(before, outcome_reason=""))

    after = check_page(desk.get(answer.location))
    arrived, wrong, right = reports(after)
    assert [text(one) for one in after.all("del")] == [wrong.split(" Không" if language == "vi" else " Does not")[0]]
    assert ("Trần Văn Đi" in arrived, "Trần Văn Đi" in wrong, "Lê Thị Bàn" in right) == (True, True, True)
    assert "cán bộ gọi về báo nhầm" in right
    assert get_visit(visit.id).closing.outcome is Outcome.MET
    assert get_request(visit.request_id).status == "done"


def test_a_correction_needs_a_reason_a_change_and_the_report_that_counts(act, desk, officer, visit):
    act(officer, CloseVisit(visit_id=visit.id, outcome=Outcome.NOBODY_HOME, reason="Cửa khoá ngoài"))
    page = check_page(desk.get(address(visit)))

    silent = desk.post(address(visit), data=correction(page, why=" "))
    empty = desk.post(address(visit), data=correction(page, outcome="nobody-home"))
    stale = desk.post(address(visit), data=correction(page, report_id=str(new_id())))

    told = [text(check_page(one).having("error-summary")[0]) for one in (silent, empty, stale)]
    wanted = ["Hãy ghi lý do đính chính.", "Chưa có gì thay đổi.", "vừa được đính chính"]
    assert [one in said for one, said in zip(wanted, told, strict=True)] == [True] * 3, told
    assert [one.status_code for one in (silent, empty, stale)] == [422] * 3
    assert get_visit(visit.id).closing.outcome is Outcome.NOBODY_HOME


def test_a_note_as_long_as_the_phone_writes_can_be_corrected(act, desk, officer, visit):
    note = "đường lầy, " * 300
    act(officer, CloseVisit(visit_id=visit.id, outcome=Outcome.NOBODY_HOME, note=note.strip()))

    answer = desk.post(address(visit), data=correction(check_page(desk.get(address(visit))), note=note))

    assert (answer.status_code, get_visit(visit.id).closing.outcome) == (303, Outcome.MET)


def test_the_same_form_sent_twice_is_one_correction(act, desk, officer, visit):
    act(officer, CloseVisit(visit_id=visit.id, outcome=Outcome.NOBODY_HOME))
    form = correction(check_page(desk.get(address(visit))))

    desk.post(address(visit), data=form)
    desk.post(address(visit), data=form)

    assert len(get_visit(visit.id).closings) == 2


def test_an_arrival_pressed_by_mistake_is_withdrawn_at_the_desk(act, desk, officer, visit):
    act(officer, StartVisit(visit_id=visit.id))
    page = check_page(desk.get(address(visit)))

    desk.post(address(visit), data={"report_id": page.value("report_id"), "why": "bấm nhầm nhà"})

    after = check_page(desk.get(address(visit)))
    assert get_visit(visit.id).status is Status.PLANNED
    assert (text(after.one("del")), "bấm nhầm nhà" in reports(after)[-1]) == ("Đã đến nhà", True)
    assert after.value("report_id") is None


def test_when_a_report_came_late_both_times_are_shown(act, desk, officer, visit):
    act(officer, CloseVisit(visit_id=visit.id, outcome=Outcome.MET), at=now() - timedelta(hours=3))

    assert "về tới trung tâm" in reports(check_page(desk.get(address(visit))))[0]


def test_the_page_shows_what_was_put_right_about_the_person(act, desk, officer, visit):
    fields = {"birth_year": {"from": 1948, "to": 1946}}
    act(officer, CorrectCitizen(citizen_id=visit.citizen_id, fields=fields, reason="theo thẻ"))

    page = check_page(desk.get(address(visit)))
    request = check_page(desk.get(f"/office/requests/{visit.request_id}"))

    for shown in (page, request):
        assert (text(shown.one("del")), text(shown.one("ins"))) == ("1948", "1946")
        assert "theo thẻ" in text(shown.one("main"))


def test_board_request_and_story_lead_to_the_page(desk, visit):
    pages = [
        f"/office/board?weekend={visit.planned_on}",
        f"/office/requests/{visit.request_id}",
        f"/office/timeline/visit/{visit.id}",
    ]

    assert [f"/office/visits/{visit.id}" in desk.get(page).text for page in pages] == [True] * 3


def test_nobody_but_the_coordinator_of_the_ward_sees_the_page(sign_in, officer, visit):
    assert sign_in(officer).get(address(visit)).status_code == 403
    assert sign_in(make_coordinator(ward="08500")).get(address(visit)).status_code == 404
    assert sign_in(make_coordinator()).get(f"/office/visits/{new_id()}").status_code == 404


def test_other_phones_learn_what_was_corrected_and_leaders_do_not(act, officer, visit):
    wrong, coordinator = new_id(), make_coordinator()
    act(officer, CloseVisit(visit_id=visit.id, outcome=Outcome.NOBODY_HOME, reason="Cửa khoá ngoài"), id=wrong)
    first = act(coordinator, right_of(visit, wrong, Outcome.MET, "nhầm hộ"))
    act(coordinator, right_of(visit, first.command_id, Outcome.POSTPONED, "gia đình báo"))

    body = get_visit(visit.id).snapshot().model_dump_json()

    assert get_visit(visit.id).snapshot().corrections == [
        {"outcome": "nobody-home", "outcome_reason": "Cửa khoá ngoài", "why": "nhầm hộ"},
        {"outcome": "met", "outcome_reason": "Cửa khoá ngoài", "why": "gia đình báo"},
    ]
    assert ["nhầm hộ" in project("visit", body, role) for role in (Role.OFFICER, Role.LEADER)] == [True, False]


def right_of(visit, wrong, outcome, reason):
    return CorrectVisitFact(command_id=wrong, visit_id=visit.id, outcome=outcome, reason=reason)


def test_a_correction_of_what_was_corrected_meanwhile_waits_for_a_person(act, officer, visit):
    wrong = new_id()
    act(officer, CloseVisit(visit_id=visit.id, outcome=Outcome.NOBODY_HOME), id=wrong)
    act(make_coordinator(), right_of(visit, wrong, Outcome.MET, "nhầm"))

    late = act(officer, right_of(visit, wrong, Outcome.REFUSED, "nhầm"))

    assert (late.status, late.flags) == ("applied", ["corrected-before"])
    assert get_visit(visit.id).closing.outcome is Outcome.MET


def test_leaders_correct_no_visit(act, officer, visit):
    receipt = act(make_leader(), right_of(visit, new_id(), Outcome.MET, "thử"))

    assert (receipt.status, receipt.code) == ("rejected", "not-permitted")


def giving(team, **values):
    return {"team_id": str(team.id), "why": "Xe đội 1 hỏng"} | values


def give(desk, visit, team, **values):
    return desk.post(f"/office/visits/{visit.id}/team", data=giving(team, **values))


def test_a_visit_is_given_to_another_team_with_a_reason_and_a_late_report_waits_beside(desk, officer, visit):
    other = make_working_team(name="Đội 2")
    assert "Đội 2" in text(check_page(desk.get(address(visit))).all("main")[0])

    answer = give(desk, visit, other)
    late = phone_sends(officer, CloseVisit(visit_id=visit.id, outcome=Outcome.MET))

    page = check_page(desk.get(answer.location))
    (given,) = [text(one) for one in page.all("section") if one.get("aria-labelledby") == "given-title"]
    assert get_visit(visit.id).team_id == other.id
    assert all(words in given for words in ("Đội 2", "Xe đội 1 hỏng", "Lê Thị Bàn"))
    assert late.flags == ["visit-reassigned"]
    assert "Không tính" in reports(page)[0]


def test_another_team_needs_a_reason_and_room(desk, visit):
    other, full = make_working_team(name="Đội 2"), make_working_team(name="Đội 3", minutes=5)

    assert give(desk, visit, other, why=" ").status_code == 422
    refused = give(desk, visit, full)

    assert refused.status_code == 422
    assert "kín chỗ" in text(check_page(refused).all("main")[0])
    assert get_visit(visit.id).team_id == visit.team_id
    assert give(desk, visit, make_team(name="Đội nghỉ")).status_code == 422


def test_who_has_begun_is_not_sent_away(act, desk, officer, visit):
    other = make_working_team(name="Đội 2")
    act(officer, StartVisit(visit_id=visit.id))

    assert give(desk, visit, other).status_code == 303
    assert get_visit(visit.id).team_id != other.id
    assert "Giao cho đội này" not in desk.get(address(visit)).text
