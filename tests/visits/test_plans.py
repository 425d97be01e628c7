"""A weekend plan is asked for, made by the worker, stopped, taken over and put back; pins hold."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.core.changes import changes_of
from app.core.clock import now, today
from app.core.commands import public_actor, system_actor
from app.core.effects import run_effects
from app.core.execute import execute
from app.core.ids import new_id
from app.requests.queries import get_request
from app.visits.capacity import find_booking, minutes_taken
from app.visits.commands import (
    ApplyPlan,
    CallOff,
    CancelPlan,
    ConfirmVisit,
    FinishPlan,
    HoldHalfDay,
    MoveVisit,
    PinVisit,
    ProposePlan,
    SetShift,
    StopMessages,
    UndoPlan,
    UnpinVisit,
)
from app.visits.homes import weekends_waited
from app.visits.models import Change, Half, PlanState
from app.visits.models.room import Lane
from app.visits.queries import find_plan, find_visit, get_visit, progress_of, visits_between, visits_in
from tests.make import WARD, make_coordinator, make_officer
from tests.make_plans import apply, ask_plan, line_of, make_plan
from tests.make_requests import make_request
from tests.make_visits import make_accepted_request, make_shift, make_visit, make_working_team, next_saturday


def story(plan):
    return [change.what for change in changes_of("weekend_plan", plan.id)]


def confirmed(visit, act, coordinator, **values):
    assert act(coordinator, ConfirmVisit(visit_id=visit.id, told_by="điện thoại", **values)).is_applied
    return visit


def place_of(visit_id):
    visit = get_visit(visit_id)
    return visit.team_id, visit.planned_on, visit.half, visit.window_from, visit.window_to, visit.status


def test_the_worker_makes_the_plan_that_was_asked_for(act, coordinator, team):
    request = make_accepted_request(coordinator=coordinator)

    plan = find_plan(ask_plan(coordinator))
    assert (plan.state, progress_of(plan.id)) == (PlanState.QUEUED, None)
    run_effects()

    plan = find_plan(plan.id)
    assert (plan.state, progress_of(plan.id), story(plan)) == (PlanState.DONE, 100, ["proposed", "done"])
    line = line_of(plan, request)
    assert (line.change, line.team_id, line.on, line.half, line.order) == (
        Change.NEW, team.id, next_saturday(), Half.MORNING, 1,
    )  # fmt: skip
    assert (line.begins >= "07:30", line.why["day"]) == (True, "only-crew")
    assert {"base": 10, "age": 10}.items() <= line.parts.items()
    assert set(plan.made_with) == {"rules", "weights", "distances", "effort", "pyvrp", "ortools", "numpy"}
    assert (plan.notes["served"], plan.notes["left_out"]) == (1, 0)
    assert get_request(request.id).status == "accepted"


def test_who_is_not_planned_is_told_why_and_when_instead(act, coordinator):
    team = make_working_team(minutes=45)
    make_shift(team, on=next_saturday() + timedelta(days=7))
    requests = [make_accepted_request(coordinator=coordinator) for _ in range(2)]

    plan = make_plan(coordinator)

    (left,) = [line for line in plan.lines if line.change is Change.LEFT_OUT]
    assert left.request_id in {request.id for request in requests}
    assert (left.why["code"], left.why["short"][0]["minutes"] > 0) == ("full", True)
    assert left.why["later"] == {"date": (next_saturday() + timedelta(days=7)).isoformat(), "half": "morning"}
    assert len(left.why["instead_of"]) == 1


def test_asking_twice_with_one_id_asks_once(act, coordinator, team):
    command, name = ProposePlan(plan_id=new_id(), weekend=next_saturday()), new_id()

    act(coordinator, command, id=name)
    again = act(coordinator, command, id=name)

    assert (again.status, again.is_duplicate) == ("applied", True)
    assert story(find_plan(command.plan_id)) == ["proposed"]


def half_day_past():
    return ProposePlan(plan_id=new_id(), weekend=today() - timedelta(days=7))


def weekend_without_shifts():
    return ProposePlan(plan_id=new_id(), weekend=next_saturday() + timedelta(days=7))


def plan_under_way():
    ask_plan()
    return ProposePlan(plan_id=new_id(), weekend=next_saturday())


@pytest.mark.parametrize("make_command", [half_day_past, weekend_without_shifts, plan_under_way])
def test_a_plan_is_not_asked_for(act, coordinator, team, make_command):
    receipt = act(coordinator, make_command())

    assert receipt.code == make_command.__name__.replace("_", "-")


@pytest.mark.parametrize("command", [ProposePlan, CancelPlan, ApplyPlan, UndoPlan, PinVisit, UnpinVisit])
def test_only_the_coordinator_plans_weekends(act, team, command):
    named = {"plan_id": new_id()} if "plan_id" in command.model_fields else {"visit_id": new_id()}
    values = {"weekend": next_saturday()} if command is ProposePlan else {}

    assert act(make_officer(), command(**named, **values)).code == "not-permitted"


def test_only_the_worker_answers(act, coordinator, team):
    assert act(coordinator, FinishPlan(plan_id=ask_plan(coordinator), outcome="done")).code == "not-permitted"


@pytest.mark.parametrize("command", [CancelPlan, ApplyPlan, UndoPlan])
def test_a_plan_of_another_ward_is_unknown(app, act, team, command):
    plan = make_plan()
    stranger = make_coordinator(ward="00040")

    assert act(stranger, command(plan_id=plan.id)).code == "unknown-weekend-plan"


def test_a_stopped_plan_is_not_answered(act, coordinator, team):
    make_accepted_request(coordinator=coordinator)
    plan_id, name = ask_plan(coordinator), new_id()

    act(coordinator, CancelPlan(plan_id=plan_id), id=name)
    again = act(coordinator, CancelPlan(plan_id=plan_id), id=name)
    run_effects()

    plan = find_plan(plan_id)
    assert (again.is_duplicate, plan.state, plan.lines) == (True, PlanState.CANCELLED, [])
    assert act(coordinator, CancelPlan(plan_id=plan_id)).code == "plan-not-there"
    assert act(system_actor(WARD), FinishPlan(plan_id=plan_id, outcome="done")).is_applied
    assert find_plan(plan_id).state is PlanState.CANCELLED


def test_an_answer_counts_once(act, coordinator, team):
    plan_id, name = ask_plan(coordinator), new_id()
    command = FinishPlan(plan_id=plan_id, outcome="broken", problem="ValueError")

    act(system_actor(WARD), command, id=name)
    again = act(system_actor(WARD), command, id=name)

    assert (again.is_duplicate, find_plan(plan_id).problem) == (True, "ValueError")
    assert act(system_actor(WARD), FinishPlan(plan_id=new_id(), outcome="done")).code == "unknown-weekend-plan"


def test_a_plan_is_taken_over_and_nobody_is_overfilled(act, coordinator):
    teams = [make_working_team(name="Đội 1", minutes=100), make_working_team(name="Đội 2")]
    requests = [make_accepted_request(coordinator=coordinator) for _ in range(10)]
    plan, name = make_plan(coordinator), new_id()

    receipt = act(coordinator, ApplyPlan(plan_id=plan.id), id=name)
    again = act(coordinator, ApplyPlan(plan_id=plan.id), id=name)

    assert (receipt.is_applied, again.is_duplicate, find_plan(plan.id).state) == (True, True, PlanState.APPLIED)
    planned = [request for request in requests if get_request(request.id).status == "planned"]
    assert len(planned) == plan.notes["served"] == 8
    for team, given in zip(teams, (100, 240), strict=True):
        lane = Lane(team.id, next_saturday(), Half.MORNING)
        assert 0 < minutes_taken(lane) <= given
        assert [visit.order for visit in visits_in(lane)] == list(range(1, len(visits_in(lane)) + 1))
    first = find_visit(line_of(plan, planned[0]).visit_id)
    officers = {team.id: team.member_ids for team in teams}
    assert (first.request_id, first.visit_word) == (planned[0].id, planned[0].visit_word)
    assert first.officer_ids == officers[first.team_id]
    assert act(coordinator, ApplyPlan(plan_id=plan.id)).code == "plan-not-there"


def test_confirmed_visits_stay_where_they_are(act, coordinator, team):
    promised = confirmed(
        make_visit(team=team, coordinator=coordinator), act, coordinator, window={"from": "10:00", "to": "11:00"}
    )
    before = place_of(promised.id)
    for _ in range(8):
        make_accepted_request(coordinator=coordinator)

    plan = make_plan(coordinator)
    line = next(line for line in plan.lines if line.visit_id == promised.id)
    assert (line.change, line.why["day"]) == (Change.PINNED, "promised")
    assert "09:45" <= line.begins <= "11:15"
    assert apply(plan, coordinator).is_applied

    assert place_of(promised.id) == before
    assert len(visits_in(Lane(team.id, next_saturday(), Half.MORNING))) == plan.notes["served"] > 4


def crowd_out(act, coordinator):
    """Return a planned visit whose half-day somebody needs who weighs far more."""
    team = make_working_team(minutes=45)
    light = make_visit(team=team, coordinator=coordinator)
    heavy = make_accepted_request(coordinator=coordinator, told={"birth_year": 1930, "priority_groups": ["bedridden"]})
    return light, heavy


def test_a_pinned_visit_is_left_alone_and_a_freed_one_is_not(act, coordinator):
    light, heavy = crowd_out(act, coordinator)
    name = new_id()

    act(coordinator, PinVisit(visit_id=light.id), id=name)
    assert act(coordinator, PinVisit(visit_id=light.id), id=name).is_duplicate
    assert line_of(make_plan(coordinator), heavy).change is Change.LEFT_OUT

    act(coordinator, UnpinVisit(visit_id=light.id))
    plan = make_plan(coordinator)
    assert line_of(plan, heavy).change is Change.NEW
    assert line_of(plan, get_request(light.request_id)).change is Change.DROPPED


def test_a_freed_visit_is_pinned_again_when_the_household_is_told(act, coordinator, team):
    visit, name = make_visit(team=team, coordinator=coordinator), new_id()
    confirmed(visit, act, coordinator)
    assert get_visit(visit.id).is_pinned

    act(coordinator, UnpinVisit(visit_id=visit.id), id=name)
    assert act(coordinator, UnpinVisit(visit_id=visit.id), id=name).is_duplicate
    assert not get_visit(visit.id).is_pinned
    confirmed(visit, act, coordinator)

    assert get_visit(visit.id).is_pinned


@pytest.mark.parametrize("command", [PinVisit, UnpinVisit])
def test_what_is_not_there_is_not_pinned(act, coordinator, team, command):
    assert act(coordinator, command(visit_id=new_id())).code == "unknown-visit"
    visit = make_visit(team=team, coordinator=coordinator)
    plan = make_plan(coordinator)
    apply(plan, coordinator)
    act(coordinator, StopMessages(citizen_id=visit.citizen_id, why="hospital", note="con gái báo"))

    assert act(coordinator, command(visit_id=visit.id)).code == "visit-was-unplanned"


def test_a_dropped_visit_comes_back_when_the_plan_is_undone(act, coordinator):
    light, heavy = crowd_out(act, coordinator)
    plan = make_plan(coordinator)
    assert apply(plan, coordinator).is_applied
    assert not get_visit(light.id).is_standing
    assert get_request(light.request_id).status == "accepted"

    name = new_id()
    assert act(coordinator, UndoPlan(plan_id=plan.id), id=name).is_applied
    assert act(coordinator, UndoPlan(plan_id=plan.id), id=name).is_duplicate

    (back,) = visits_between(WARD, next_saturday(), next_saturday())
    assert (back.request_id, back.order, back.minutes, back.window_from) == (light.request_id, 1, 40, "07:30")
    assert (get_request(heavy.id).status, get_request(light.request_id).visit_id) == ("accepted", back.id)
    assert find_plan(plan.id).state is PlanState.UNDONE


def test_undoing_puts_everything_back(act, coordinator, team):
    other = make_working_team(name="Đội 2")
    standing = [make_visit(team=team, coordinator=coordinator) for _ in range(3)]
    before = [place_of(visit.id) for visit in standing]
    booked = make_accepted_request(coordinator=coordinator, wish={"date": next_saturday(), "half": "morning"})
    plan = make_plan(coordinator)
    assert apply(plan, coordinator).is_applied
    assert find_booking(booked.id) is None

    assert act(coordinator, UndoPlan(plan_id=plan.id)).is_applied

    assert [place_of(visit.id) for visit in standing] == before
    assert [visit.minutes for visit in visits_in(Lane(team.id, next_saturday(), Half.MORNING))] == [40, 40, 40]
    assert visits_in(Lane(other.id, next_saturday(), Half.MORNING)) == []
    assert (get_request(booked.id).status, find_booking(booked.id).half) == ("accepted", Half.MORNING)
    assert act(coordinator, UndoPlan(plan_id=plan.id)).code == "plan-not-there"


def told(act, coordinator, team, visit):
    confirmed(visit, act, coordinator)


def moved(act, coordinator, team, visit):
    make_shift(team, half=Half.AFTERNOON)
    place = {"team_id": team.id, "date": visit.planned_on, "half": Half.AFTERNOON}
    assert act(coordinator, MoveVisit(visit_id=visit.id, **place)).is_applied


@pytest.mark.parametrize("build_on", [told, moved])
def test_what_people_have_built_on_is_not_undone(act, coordinator, team, build_on):
    request = make_accepted_request(coordinator=coordinator)
    plan = make_plan(coordinator)
    apply(plan, coordinator)
    visit = find_visit(line_of(plan, request).visit_id)
    build_on(act, coordinator, team, visit)

    receipt = act(coordinator, UndoPlan(plan_id=plan.id))

    assert (receipt.code, receipt.details) == ("plan-was-overtaken", {"visit_ids": [str(visit.id)]})


def another_visit(act, coordinator, team, visit, request):
    return [f"visit:{make_visit(team=team, coordinator=coordinator).id}"]


def another_shift(act, coordinator, team, visit, request):
    lane = {"team_id": team.id, "date": next_saturday(), "half": Half.MORNING}
    act(coordinator, SetShift(shift_id=new_id(), capacity_minutes=200, **lane))
    return [f"shift:{team.id}/{next_saturday()}/morning"]


def confirmed_meanwhile(act, coordinator, team, visit, request):
    confirmed(visit, act, coordinator)
    return [f"visit:{visit.id}"]


def planned_by_hand(act, coordinator, team, visit, request):
    planned = make_visit(team=team, request=request, coordinator=coordinator)
    return sorted([f"visit:{planned.id}", f"request:{request.id}"])


@pytest.mark.parametrize("change", [another_visit, another_shift, confirmed_meanwhile, planned_by_hand])
def test_a_stale_plan_is_refused_and_says_what_has_changed(act, coordinator, team, change):
    visit, request = make_visit(team=team, coordinator=coordinator), make_accepted_request(coordinator=coordinator)
    plan = make_plan(coordinator)
    changed = change(act, coordinator, team, visit, request)

    receipt = apply(plan, coordinator)

    assert (receipt.code, receipt.details) == ("plan-is-stale", {"changed": changed})
    assert find_plan(plan.id).state is PlanState.DONE


def test_who_asks_after_the_plan_was_made_waits_for_the_next(act, coordinator, team):
    make_accepted_request(coordinator=coordinator)
    plan = make_plan(coordinator)
    late = make_accepted_request(coordinator=coordinator)

    assert apply(plan, coordinator).is_applied
    assert get_request(late.id).status == "accepted"


def test_a_half_day_booked_meanwhile_is_not_taken(act, coordinator):
    make_working_team(minutes=60)
    make_accepted_request(coordinator=coordinator)
    plan = make_plan(coordinator)
    hold = HoldHalfDay(request_id=new_id(), date=next_saturday(), half=Half.MORNING)
    assert execute(hold, actor=public_actor(WARD)).is_applied

    assert apply(plan, coordinator).code == "plan-leaves-no-room"


def test_room_is_kept_for_who_has_booked_and_is_not_accepted(act, coordinator):
    make_working_team(minutes=85)
    wish = {"date": next_saturday(), "half": "morning"}
    booked = make_request(wish=wish)
    requests = [make_accepted_request(coordinator=coordinator) for _ in range(3)]

    plan = make_plan(coordinator)

    assert line_of(plan, booked).change is Change.RESERVED
    assert [line_of(plan, request).change for request in requests].count(Change.NEW) == 1
    assert apply(plan, coordinator).is_applied
    assert find_booking(booked.id).has_place


def test_who_has_booked_comes_before_any_weight(act, coordinator):
    make_working_team(minutes=45)
    heavy = {"birth_year": 1930, "priority_groups": ["bedridden"]}
    booked = make_accepted_request(coordinator=coordinator, wish={"date": next_saturday(), "half": "morning"})
    make_accepted_request(coordinator=coordinator, told=heavy)

    assert line_of(make_plan(coordinator), booked).change is Change.NEW


def test_promises_that_do_not_go_together_are_left_to_people(act, coordinator, team):
    other = make_working_team(name="Đội 2")
    window = {"from": "07:30", "to": "07:45"}
    stuck = [confirmed(make_visit(team=team, coordinator=coordinator), act, coordinator, window=window)
             for _ in range(3)]  # fmt: skip
    request = make_accepted_request(coordinator=coordinator)

    plan = make_plan(coordinator)

    assert plan.notes["left_alone"] == [f"{team.id}/{next_saturday()}/morning"]
    assert not {visit.id for visit in stuck} & {line.visit_id for line in plan.lines}
    assert line_of(plan, request).team_id == other.id


def test_weekends_are_counted_by_the_days_of_vietnam(app, coordinator):
    """Asked on a Monday morning that in London is still Sunday: six days before the first Sunday, not seven."""
    request = make_request(who=coordinator, at=datetime(2026, 11, 22, 18, tzinfo=UTC))

    assert [weekends_waited(request, date(2026, 11, 28) + timedelta(weeks=week)) for week in range(3)] == [0, 1, 2]
    assert weekends_waited(request, date(2026, 11, 29)) == 0


def test_a_household_left_in_peace_is_not_planned(act, coordinator, team):
    request = make_accepted_request(coordinator=coordinator)
    act(coordinator, StopMessages(citizen_id=request.citizen_id, why="hospital", note="con gái báo"))
    later = make_accepted_request(
        coordinator=coordinator, wish={"date": next_saturday() + timedelta(days=14), "half": "morning"}
    )

    plan = make_plan(coordinator)

    assert plan.lines == []
    assert (plan.notes["not-ready"], plan.notes["later"]) == (1, 1)
    assert get_request(later.id).status == "accepted"


def test_on_saturday_only_sunday_is_planned(act, coordinator, team, clock):
    saturday, request = next_saturday(), make_accepted_request(coordinator=coordinator)
    make_shift(team, on=saturday + timedelta(days=1))
    clock(now() + (saturday - today()))

    plan = make_plan(coordinator, weekend=saturday)

    assert line_of(plan, request).on == saturday + timedelta(days=1)


def test_what_the_engine_cannot_do_is_told(app, act, coordinator, team):
    """A setting that makes no sense breaks the reading of the weekend, whoever asks."""
    plan_id = ask_plan(coordinator)
    app.config["PIN_SLACK_MINUTES"] = "mười lăm"
    confirmed(make_visit(team=team, coordinator=coordinator), act, coordinator)
    run_effects()

    plan = find_plan(plan_id)
    assert (plan.state, plan.problem) == (PlanState.FAILED, "ValueError")


def test_who_had_booked_keeps_the_half_day_once_planned(act, coordinator):
    team = make_working_team(minutes=45)
    booked = make_accepted_request(coordinator=coordinator, wish={"date": next_saturday(), "half": "morning"})
    make_visit(team=team, request=booked, coordinator=coordinator)
    heavy = make_accepted_request(coordinator=coordinator, told={"birth_year": 1930, "priority_groups": ["bedridden"]})

    plan = make_plan(coordinator)

    assert (line_of(plan, booked).change, line_of(plan, heavy).change) == (Change.STAYS, Change.LEFT_OUT)


def test_the_half_day_kept_after_a_storm_stays_when_the_visit_is_planned(act, coordinator, team):
    sunday = next_saturday() + timedelta(days=1)
    make_shift(team, on=sunday, minutes=45)
    request = make_accepted_request(coordinator=coordinator, wish={"date": next_saturday(), "half": "morning"})
    storm = CallOff(half_days=[{"date": next_saturday(), "half": "morning"}], reason="bão số 10")
    assert act(coordinator, storm).is_applied
    make_shift(team, on=sunday, half=Half.AFTERNOON, minutes=45)
    visit = make_visit(team=team, request=request, coordinator=coordinator, date=sunday)
    wish = {"date": sunday, "half": "morning"}
    heavy = make_accepted_request(
        coordinator=coordinator, wish=wish, told={"birth_year": 1930, "priority_groups": ["bedridden"]}
    )

    plan = make_plan(coordinator)

    assert (line_of(plan, request).change, line_of(plan, heavy).change) == (Change.STAYS, Change.LEFT_OUT)
    assert (visit.promised_on, visit.promised_half) == (sunday, Half.MORNING)


def test_a_dropped_visit_comes_back_with_what_was_promised(act, coordinator):
    """Promised for a week later, planned sooner by hand: that day is nobody's promise, the later one is."""
    team, later = make_working_team(minutes=45), next_saturday() + timedelta(days=7)
    make_shift(team, on=later)
    booked = make_accepted_request(coordinator=coordinator, wish={"date": later, "half": "morning"})
    make_visit(team=team, request=booked, coordinator=coordinator)
    make_accepted_request(coordinator=coordinator, told={"birth_year": 1930, "priority_groups": ["bedridden"]})
    plan = make_plan(coordinator)
    assert line_of(plan, booked).change is Change.DROPPED
    assert apply(plan, coordinator).is_applied

    assert act(coordinator, UndoPlan(plan_id=plan.id)).is_applied

    back = get_visit(get_request(booked.id).visit_id)
    assert (back.promised_on, back.promised_half) == (later, Half.MORNING)
