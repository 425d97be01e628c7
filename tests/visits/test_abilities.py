"""What officers can do and what visits ask for: said by the office, shown on the board, obeyed by plans."""

import pytest

from app.core.changes import changes_of
from app.core.ids import new_id
from app.visits.abilities import TWO_OFFICERS, Abilities, find_needs
from app.visits.commands import ConfirmVisit, SetNeeds, SetSkills
from app.visits.models import Change, Skill
from app.visits.queries import get_visit
from tests.make import WARD, make_coordinator, make_leader, make_officer
from tests.make_catalogue import make_procedure
from tests.make_plans import apply, line_of, make_plan
from tests.make_visits import make_accepted_request, make_visit, make_working_team, next_saturday
from tests.page import check_page, text


@pytest.fixture
def desk(coordinator, sign_in):
    return sign_in(coordinator)


def skilled(act, coordinator, *skills):
    officer = make_officer()
    assert act(coordinator, SetSkills(officer_id=officer.id, skills=skills)).is_applied
    return officer


def asks(act, coordinator, citizen_id, *skills, **values):
    command = SetNeeds(needs_id=new_id(), citizen_id=citizen_id, skills=skills, **values)
    assert act(coordinator, command).is_applied


def board(desk):
    return text(check_page(desk.get(f"/office/board?weekend={next_saturday()}")).root)


def test_an_officer_has_skills(act, coordinator):
    officer, name = make_officer(), new_id()
    command = SetSkills(officer_id=officer.id, skills=[Skill.MUONG, Skill.CARE])

    act(coordinator, command, id=name)
    again = act(coordinator, command, id=name)
    assert again.is_duplicate
    assert Abilities(WARD).of_officers([officer.id]) == {"muong", "care"}

    act(coordinator, SetSkills(officer_id=officer.id, skills=[Skill.CARE, Skill.DAO]))
    assert Abilities(WARD).of_officers([officer.id]) == {"care", "dao"}
    assert [one.what for one in changes_of("staff", officer.id)][-2:] == ["skills-set", "skills-set"]


def test_a_procedure_asks_for_skills(act, coordinator):
    procedure, name = make_procedure(), new_id()
    command = SetNeeds(needs_id=new_id(), procedure_code=procedure.code, skills=[Skill.CERTIFY], two_officers=True)

    act(coordinator, command, id=name)
    again = act(coordinator, command, id=name)

    assert again.is_duplicate
    assert Abilities(WARD).asked(new_id(), [procedure.code, None]) == {"certify", TWO_OFFICERS}
    assert [one.what for one in changes_of("visit_needs", command.needs_id)] == ["needs-set"]


def test_what_a_household_asks_for_is_changed_and_taken_back(act, coordinator):
    citizen_id = make_accepted_request(coordinator=coordinator).citizen_id

    asks(act, coordinator, citizen_id, Skill.MUONG, two_officers=True)
    first = find_needs(WARD, citizen_id=citizen_id).id
    assert Abilities(WARD).asked(citizen_id, []) == {"muong", TWO_OFFICERS}

    asks(act, coordinator, citizen_id)
    assert Abilities(WARD).asked(citizen_id, []) == set()
    assert find_needs(WARD, citizen_id=citizen_id).id == first


def test_two_officers_are_an_ability_of_a_pair(act, coordinator):
    one, other = skilled(act, coordinator, Skill.DAO), skilled(act, coordinator, Skill.CARE)

    assert Abilities(WARD).of_officers([one.id]) == {"dao"}
    assert Abilities(WARD).of_officers([one.id, other.id]) == {"dao", "care", TWO_OFFICERS}


@pytest.mark.parametrize("make_command", [
    lambda: ("unknown-staff", SetSkills(officer_id=new_id(), skills=[])),
    lambda: ("unknown-staff", SetSkills(officer_id=make_officer(ward="08500").id, skills=[])),
    lambda: ("not-an-officer", SetSkills(officer_id=make_leader().id, skills=[])),
    lambda: ("needs-of-one", SetNeeds(needs_id=new_id(), skills=[])),
    lambda: ("needs-of-one", SetNeeds(needs_id=new_id(), procedure_code="1.0", citizen_id=new_id())),
    lambda: ("unknown-procedure", SetNeeds(needs_id=new_id(), procedure_code="9.999999", skills=[])),
    lambda: ("unknown-citizen", SetNeeds(needs_id=new_id(), citizen_id=new_id(), skills=[])),
])  # fmt: skip
def test_it_is_refused(act, coordinator, make_command):
    code, command = make_command()

    assert act(coordinator, command).code == code


def test_another_wards_household_is_unknown(act, coordinator):
    citizen_id = make_accepted_request(coordinator=coordinator).citizen_id

    receipt = act(make_coordinator(ward="08500"), SetNeeds(needs_id=new_id(), citizen_id=citizen_id))

    assert receipt.code == "unknown-citizen"


@pytest.mark.parametrize("command", [
    SetSkills(officer_id=new_id(), skills=[]),
    SetNeeds(needs_id=new_id(), citizen_id=new_id()),
])  # fmt: skip
def test_officers_do_not_say_what_they_can_do(act, app, command):
    assert act(make_officer(), command).code == "not-permitted"


def test_a_plan_sends_whoever_is_able(act, coordinator):
    make_working_team(make_officer(), name="Đội 1")
    able = make_working_team(skilled(act, coordinator, Skill.MUONG), name="Đội 2")
    requests = [make_accepted_request(coordinator=coordinator) for _ in range(2)]
    for request in requests:
        asks(act, coordinator, request.citizen_id, Skill.MUONG)

    plan = make_plan(coordinator)

    assert [line_of(plan, request).team_id for request in requests] == [able.id, able.id]


def test_two_officers_go_where_two_are_asked_for(act, coordinator):
    make_working_team(make_officer(), name="Đội 1")
    pair = make_working_team(make_officer(), make_officer(), name="Đội 2")
    request = make_accepted_request(coordinator=coordinator)
    asks(act, coordinator, request.citizen_id, two_officers=True)

    assert line_of(make_plan(coordinator), request).team_id == pair.id


def test_where_nobody_is_able_the_reason_names_what_is_missing(act, coordinator, desk):
    make_working_team(skilled(act, coordinator, Skill.DAO))
    request = make_accepted_request(coordinator=coordinator)
    asks(act, coordinator, request.citizen_id, Skill.MUONG, Skill.DAO, two_officers=True)

    line = line_of(make_plan(coordinator), request)

    assert (line.change, line.why["code"], line.why["missing"]) == (
        Change.LEFT_OUT, "no-skill", ["muong", TWO_OFFICERS],
    )  # fmt: skip
    shown = text(check_page(desk.get(f"/office/plan?weekend={next_saturday()}")).root)
    assert "Không đội nào có đủ: tiếng Mường, hai cán bộ cùng đi." in shown
    assert "Xếp được khi có một đội đủ các điều đó" in shown


def test_a_plan_goes_stale_when_skills_or_needs_change(act, coordinator):
    officer = make_officer()
    make_working_team(officer)
    request = make_accepted_request(coordinator=coordinator)
    first = make_plan(coordinator)
    act(coordinator, SetSkills(officer_id=officer.id, skills=[Skill.MUONG]))
    assert apply(first, coordinator).code == "plan-is-stale"

    second = make_plan(coordinator)
    asks(act, coordinator, request.citizen_id, Skill.MUONG)
    assert apply(second, coordinator).code == "plan-is-stale"


def test_a_visit_put_elsewhere_by_hand_is_warned_of_and_a_plan_puts_it_right(act, coordinator, desk):
    unable = make_working_team(make_officer(), name="Đội 1")
    able = make_working_team(skilled(act, coordinator, Skill.MUONG), name="Đội 2")
    request = make_accepted_request(coordinator=coordinator)
    asks(act, coordinator, request.citizen_id, Skill.MUONG)
    assert "Cần: tiếng Mường" in board(desk)

    lane = f"{unable.id}/{next_saturday().isoformat()}/morning"
    query = {"card": f"request:{request.id}", "lane": lane}
    assert "(tiếng Mường)" in " ".join(desk.get("/office/board/answer", query_string=query).json["faults"])

    visit = make_visit(team=unable, request=request)
    shown = board(desk)
    assert "Đội thiếu: tiếng Mường" in shown
    assert "Tổ thiếu người làm được thủ tục này (tiếng Mường)" in shown

    assert apply(make_plan(coordinator), coordinator).is_applied
    assert get_visit(visit.id).team_id == able.id
    assert "Đội thiếu" not in board(desk)


def test_a_promise_that_a_person_made_stands_whatever_is_asked_for(act, coordinator):
    unable = make_working_team(make_officer(), name="Đội 1")
    make_working_team(skilled(act, coordinator, Skill.MUONG), name="Đội 2")
    visit = make_visit(team=unable)
    asks(act, coordinator, visit.citizen_id, Skill.MUONG)
    act(coordinator, ConfirmVisit(visit_id=visit.id, told_by="điện thoại"))

    (line,) = make_plan(coordinator).lines

    assert (line.change, line.team_id) == (Change.PINNED, unable.id)


def test_the_office_sets_skills_and_needs_on_its_pages(desk, coordinator):
    officer, procedure = make_officer(), make_procedure()
    page = check_page(desk.get("/office/skills"))
    assert "Chưa ghi năng lực riêng." in text(page.root)

    desk.post(f"/office/skills/officers/{officer.id}", data={f"{officer.id}-skills": ["muong", "certify"]})
    shown = text(check_page(desk.get("/office/skills")).root)
    assert "tiếng Mường, chứng thực tại nhà" in shown

    wrong = check_page(desk.post("/office/skills", data={"procedure_code": "", "asks": ["care"]}))
    assert "Hãy chọn một thủ tục." in text(wrong.root)
    sent = {"procedure_code": procedure.code, "asks": ["care", TWO_OFFICERS]}
    shown = text(check_page(desk.post("/office/skills", data=sent, follow_redirects=True)).root)
    assert "đánh giá mức độ khuyết tật, hai cán bộ cùng đi" in shown

    citizen_id = make_accepted_request(coordinator=coordinator).citizen_id
    address = f"/office/skills/households/{citizen_id}"
    check_page(desk.post(address, data={"asks": ["sign-language"]}, follow_redirects=True))
    assert Abilities(WARD).asked(citizen_id, []) == {"sign-language"}
    assert 'value="sign-language" checked' in desk.get(address).text


def test_a_refused_procedure_leaves_every_officers_skills_checked(act, desk, coordinator):
    officer = skilled(act, coordinator, Skill.MUONG)

    refused = check_page(desk.post("/office/skills", data={"procedure_code": "", "asks": ["care"]}))

    boxes = [box for box in refused.all("input") if box.get("name") == f"{officer.id}-skills"]
    assert [box.get("value") for box in boxes if box.get("checked") is not None] == ["muong"]


def test_the_same_page_sent_again_asks_for_the_same_once(desk):
    procedure, name = make_procedure(), str(new_id())
    sent = {"procedure_code": procedure.code, "asks": ["care"], "command_id": name}

    answers = [desk.post("/office/skills", data=sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]


def test_others_do_not_open_these_pages(app, sign_in):
    officer = sign_in(make_officer())

    assert officer.get("/office/skills").status_code == 403
    assert officer.get(f"/office/skills/households/{new_id()}").status_code == 403
