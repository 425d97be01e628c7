"""The call list: whom to ring, what came of it, when to ring again."""

from datetime import UTC, date, datetime, timedelta

import html5lib
import pytest

from app.catalogue.facts import Case
from app.core.changes import changes_of, find_state
from app.core.ids import new_id
from app.core.roles import Role
from app.core.scope import unpack, user_key
from app.notices.calls import weekend_of
from app.notices.commands import RecordCall
from app.notices.models import Call
from app.notices.queries import calls_about, find_call
from app.notices.rules import call_again_at, waking_hour
from tests.make import WARD, make_coordinator, make_leader, make_officer, make_user
from tests.make_catalogue import BY_ANOTHER, FORM, make_procedure
from tests.make_dossiers import phone_sends
from tests.make_visits import make_accepted_request, make_visit, make_working_team

MORNING = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


@pytest.fixture
def visit(app):
    return make_visit(team=make_working_team(make_officer(name="Đinh Thị Nhận")))


@pytest.fixture
def coordinator(app):
    return make_coordinator()


def calling(visit, **values):
    return RecordCall(**({"citizen_id": visit.citizen_id, "visit_id": visit.id, "outcome": "told"} | values))


def called(outcome, at=MORNING):
    return Call(outcome=outcome, at=at)


def test_a_call_is_written_down(act, coordinator, visit):
    command = calling(visit, call_id=new_id(), note="Con gái nghe máy")

    receipt = act(coordinator, command, at=MORNING)

    call = find_call(command.call_id)
    assert (receipt.status, receipt.flags) == ("applied", [])
    assert (call.outcome, call.note, call.by_name, call.at) == (
        "told",
        "Con gái nghe máy",
        coordinator.full_name,
        MORNING,
    )
    assert [c.what for c in changes_of("call", call.id)] == ["told"]


def test_the_same_call_sent_again_is_one(act, coordinator, visit):
    command, name = calling(visit), new_id()

    act(coordinator, command, id=name)
    act(coordinator, command, id=name)

    assert len(calls_about([visit.id])[visit.id]) == 1


def test_a_leader_calls_the_own_neighbourhood(visit):
    leader = make_leader(str(visit.neighbourhood_id))

    receipt = phone_sends(leader, calling(visit, outcome="no-answer"))

    call = calls_about([visit.id])[visit.id][0]
    assert (receipt.status, receipt.flags) == ("applied", [])
    assert user_key(leader.id) in unpack(find_state("call", call.id).keys)


def test_a_leader_of_elsewhere_is_noticed(visit):
    receipt = phone_sends(make_leader(), calling(visit))

    assert (receipt.status, receipt.flags) == ("applied", ["called-outside-area"])


@pytest.mark.parametrize(("field", "code"), [("citizen_id", "unknown-citizen"), ("visit_id", "unknown-visit")])
def test_nobody_calls_whom_nobody_knows(act, coordinator, visit, field, code):
    assert act(coordinator, calling(visit, **{field: new_id()})).code == code


def test_a_call_id_is_used_once(act, coordinator, visit):
    command = calling(visit, call_id=new_id())
    act(coordinator, command)

    assert act(coordinator, command).code == "call-id-used"


@pytest.mark.parametrize("role", [Role.POSTAL, Role.DIRECTOR])
def test_others_record_no_calls(act, visit, role):
    assert act(make_user(role), calling(visit)).code == "not-permitted"


def test_who_did_not_answer_is_rung_again_three_hours_later():
    assert call_again_at([called("no-answer")]) == MORNING + timedelta(hours=3)


@pytest.mark.parametrize(
    "calls", [[], [called("told")], [called("no-answer"), called("asked-relative")], [called("wrong-number")]]
)
def test_nobody_is_rung_again_without_need(calls):
    assert call_again_at(calls) is None


@pytest.mark.parametrize(
    ("asked", "woken"),
    [
        ("2026-11-20T22:00:00+07:00", "2026-11-21T07:00:00+07:00"),
        ("2026-11-20T05:30:00+07:00", "2026-11-20T07:00:00+07:00"),
        ("2026-11-20T20:30:00+07:00", "2026-11-20T20:30:00+07:00"),
        ("2026-11-20T12:00:00+07:00", "2026-11-20T12:00:00+07:00"),
    ],
)
def test_nobody_is_rung_at_night(asked, woken):
    assert waking_hour(datetime.fromisoformat(asked)) == datetime.fromisoformat(woken)


@pytest.mark.parametrize("day", [16, 20, 21, 22])
def test_the_weekend_of_a_day_is_its_own_or_the_next(day):
    assert weekend_of(date(2026, 11, day)) == (date(2026, 11, 21), date(2026, 11, 22))


def page(browser, visit, **values):
    return browser.get("/office/calls", query_string={"weekend": visit.planned_on.isoformat()} | values).text


def test_the_list_shows_whom_to_ring_and_what_to_say(sign_in, coordinator, visit):
    shown = page(sign_in(coordinator), visit)

    html5lib.HTMLParser(strict=True).parse(shown)
    assert shown.count("<h1") == 1
    assert visit.visit_word in shown
    assert "Nhận" in shown
    assert 'href="tel:' in shown


def test_the_list_says_which_papers_to_ask_for_by_the_rules_of_that_day(sign_in, coordinator):
    make_procedure(cases=(Case(key="all", papers=(FORM,)), BY_ANOTHER))
    asked = make_accepted_request(coordinator=coordinator, procedure_code="2.000635")
    purpose = {"kind": "collect", "procedure_code": "2.000635"}
    visit = make_visit(request=asked, team=make_working_team(make_officer()), purposes=[purpose])

    shown = page(sign_in(coordinator), visit)

    assert "Dặn chuẩn bị: Tờ khai." in shown
    assert "Giấy ủy quyền" not in shown, "it belongs to one case only"


def test_a_button_records_the_call_once(sign_in, coordinator, visit):
    browser = sign_in(coordinator)
    data = {
        "citizen_id": str(visit.citizen_id),
        "visit_id": str(visit.id),
        "outcome": "no-answer",
        "command_id": str(new_id()),
    }

    for _ in range(2):
        browser.post(f"/office/calls?weekend={visit.planned_on.isoformat()}", data=data)

    assert [call.outcome for call in calls_about([visit.id])[visit.id]] == ["no-answer"]
    assert "Gọi lại từ" in page(browser, visit)


def test_an_unknown_outcome_is_not_recorded(sign_in, coordinator, visit):
    data = {"citizen_id": str(visit.citizen_id), "visit_id": str(visit.id), "outcome": "maybe"}

    sign_in(coordinator).post("/office/calls", data=data)

    assert calls_about([visit.id]) == {}


def test_the_list_is_the_coordinators(client, sign_in, visit):
    assert client.get("/office/calls").status_code == 302
    assert sign_in(make_officer()).get("/office/calls").status_code == 403


def test_an_empty_weekend_says_so(sign_in, coordinator):
    shown = sign_in(coordinator).get("/office/calls?weekend=2030-01-05&lang=en").text

    assert "No visits to ring about" in shown
    assert "Gọi" not in shown.split("<main")[1].split("</main")[0]


def test_another_ward_rings_its_own(sign_in, visit):
    stranger = make_coordinator(ward="08500")

    assert visit.visit_word not in page(sign_in(stranger), visit)
    assert stranger.ward != WARD
