"""Importing, offering, retiring and declaring days: each works, once, refuses with its codes, and asks for a role."""

from datetime import UTC, date, datetime

import pytest

from app.catalogue import queries
from app.catalogue.commands import ImportProcedure, OfferProcedure, RetireProcedure, SetCalendarDay
from app.catalogue.duties import keep_calendar_ahead
from app.catalogue.facts import Confidence, Trust
from app.catalogue.models import Status
from app.catalogue.shipped import load_days
from app.core.changes import changes_of, find_state
from app.core.execute import execute
from app.core.ids import new_id
from app.core.roles import Role
from app.core.scope import SHARED_WARD, unpack, ward_key
from tests.make import WARD, make_coordinator, make_officer, make_user
from tests.make_catalogue import CATALOGUE, CONFIRMED, make_facts, make_limit, make_procedure

CODE = "2.000635"
REMEMBERED = CONFIRMED.model_copy(update={"code": Trust.MEMORY})
NOON = datetime(2026, 11, 21, 5, tzinfo=UTC)


def import_command(code=CODE, **values):
    return ImportProcedure(procedure_id=new_id(), facts=make_facts(code, **values))


def set_day(**values):
    given = {"day_id": new_id(), "on": date(2026, 12, 31), "is_working": False, "name": "Nghỉ hoán đổi"}
    return SetCalendarDay(**(given | values))


@pytest.fixture
def admin(app):
    return make_user(Role.ADMIN)


def test_a_confirmed_import_is_offered_to_citizens(app, act, admin):
    receipt = act(admin, import_command(), ward=SHARED_WARD)

    assert receipt.status == "applied"
    assert queries.get_procedure(CODE).version_no == 1


@pytest.mark.parametrize(
    "confidence",
    [REMEMBERED, CONFIRMED.model_copy(update={"papers": Trust.UNKNOWN}), Confidence()],
)
def test_an_unconfirmed_import_is_a_draft_that_no_phone_holds(app, act, confidence):
    command = import_command(confidence=confidence)

    act(CATALOGUE, command)

    assert queries.procedure_version(command.procedure_id).status == Status.DRAFT
    assert queries.find_procedure(CODE) is None
    assert unpack(find_state("procedure", command.procedure_id).keys) == set()


def test_an_offered_procedure_is_for_every_phone(app):
    procedure = make_procedure()

    assert unpack(find_state("procedure", procedure.id).keys) == {ward_key(SHARED_WARD)}


def test_the_same_facts_again_make_no_version(app, act):
    make_procedure()

    receipt = act(CATALOGUE, import_command())

    assert (receipt.status, receipt.entities) == ("applied", [])
    assert len(queries.versions_of(CODE)) == 1


def test_other_facts_make_a_version_from_today_and_the_old_one_ends_yesterday(app, act, clock):
    clock(datetime(2026, 11, 2, 5, tzinfo=UTC))
    old_id = make_procedure().id
    clock(NOON)

    act(CATALOGUE, import_command(limit=make_limit(3)))

    assert queries.get_procedure(CODE).version_no == 2
    assert queries.get_procedure(CODE, on=date(2026, 11, 20)).id == old_id
    assert queries.procedure_version(old_id).valid_to == date(2026, 11, 20)
    assert [change.what for change in changes_of("procedure", old_id)] == ["imported", "superseded"]


def test_a_version_replaced_on_its_first_day_never_held(app, act, clock):
    clock(NOON)
    old_id = make_procedure().id

    act(CATALOGUE, import_command(limit=make_limit(3)))

    assert queries.procedure_version(old_id).status == Status.RETIRED
    assert [p.version_no for p in queries.find_offered()] == [2]


def test_a_remembered_row_leaves_the_confirmed_version_in_force(app, act):
    confirmed_id = make_procedure().id

    act(CATALOGUE, import_command(confidence=REMEMBERED))

    assert queries.get_procedure(CODE).id == confirmed_id
    assert queries.newest_version(CODE).status == Status.DRAFT


def test_a_retired_procedure_comes_back_only_by_a_person(app, act, admin):
    procedure_id = make_procedure().id
    act(admin, RetireProcedure(procedure_id=procedure_id), ward=SHARED_WARD)

    act(CATALOGUE, import_command(limit=make_limit(3)))
    assert queries.find_procedure(CODE) is None

    newest_id = queries.newest_version(CODE).id
    act(admin, OfferProcedure(procedure_id=newest_id), ward=SHARED_WARD)
    assert queries.get_procedure(CODE).id == newest_id


def test_retiring_takes_a_procedure_from_the_citizens_but_not_from_its_dossiers(app, act, admin):
    procedure_id = make_procedure().id

    act(admin, RetireProcedure(procedure_id=procedure_id), ward=SHARED_WARD)

    assert queries.find_procedure(CODE) is None
    assert queries.procedure_version(procedure_id).facts.code == CODE
    assert unpack(find_state("procedure", procedure_id).keys) == {ward_key(SHARED_WARD)}


def test_a_declared_day_moves_the_due_date(app, act, clock):
    procedure = make_procedure(limit=make_limit(1))
    received = datetime(2026, 12, 30, 2, tzinfo=UTC)
    assert queries.promise(procedure, received, ward=WARD).due == date(2026, 12, 31)

    act(make_coordinator(), set_day(), ward=SHARED_WARD)

    procedure = queries.get_procedure(CODE)
    assert queries.promise(procedure, received, ward=WARD).due == date(2027, 1, 4)
    assert queries.days_off(date(2026, 12, 31), date(2027, 1, 1)) == {
        date(2026, 12, 31): "Nghỉ hoán đổi",
        date(2027, 1, 1): "Tết Dương lịch",
    }


def test_a_day_declared_again_replaces_what_was_said(app, act):
    act(CATALOGUE, set_day())

    act(CATALOGUE, set_day(is_working=True, name="Làm bù"))

    assert [(d.is_working, d.name) for d in queries.calendar_days()] == [(True, "Làm bù")]


def offer_draft():
    return OfferProcedure(procedure_id=make_procedure(confidence=REMEMBERED).id)


def retire_offered():
    return RetireProcedure(procedure_id=make_procedure().id)


def offer_retired():
    return OfferProcedure(procedure_id=_retired().id)


@pytest.mark.parametrize("make", [import_command, set_day, retire_offered, offer_retired])
def test_the_same_command_twice_changes_nothing_more(app, act, make):
    command, command_id = make(), new_id()

    first = act(CATALOGUE, command, id=command_id)
    again = act(CATALOGUE, command, id=command_id)

    assert (first.status, again.status, again.is_duplicate) == ("applied", "applied", True)
    assert first.entities == again.entities != []


@pytest.mark.parametrize("make", [import_command, offer_draft, retire_offered, set_day])
def test_officers_do_not_change_the_catalogue(app, act, make):
    receipt = act(make_officer(), make(), ward=SHARED_WARD)

    assert (receipt.status, receipt.code) == ("rejected", "not-permitted")


def test_coordinators_declare_days_but_import_nothing(app, act):
    coordinator = make_coordinator()

    assert act(coordinator, set_day(), ward=SHARED_WARD).status == "applied"
    assert act(coordinator, import_command(), ward=SHARED_WARD).code == "not-permitted"


def _retired():
    procedure_id = make_procedure().id
    execute(RetireProcedure(procedure_id=procedure_id), actor=CATALOGUE)
    return queries.procedure_version(procedure_id)


def _replaced():
    old_id = make_procedure().id
    make_procedure(limit=make_limit(9), confidence=REMEMBERED)
    execute(RetireProcedure(procedure_id=old_id), actor=CATALOGUE)
    return OfferProcedure(procedure_id=old_id)


def _day_twice():
    execute(set_day(), actor=CATALOGUE)
    return set_day()


def _too_early():
    make_procedure(valid_from=date(2026, 7, 1))
    return import_command(limit=make_limit(9), valid_from=date(2026, 1, 1))


REFUSALS = {
    "procedure-not-confirmed": offer_draft,
    "procedure-already-offered": lambda: OfferProcedure(procedure_id=make_procedure().id),
    "procedure-already-retired": lambda: RetireProcedure(procedure_id=_retired().id),
    "procedure-out-of-date": _replaced,
    "version-starts-too-early": _too_early,
    "calendar-day-is-unchanged": _day_twice,
    "unknown-procedure": lambda: OfferProcedure(procedure_id=new_id()),
}


@pytest.mark.parametrize("code", REFUSALS)
def test_each_refusal_has_its_code(app, act, code):
    receipt = act(CATALOGUE, REFUSALS[code]())

    assert (receipt.status, receipt.code) == ("rejected", code)
    assert receipt.message("vi") != code


def test_the_days_of_the_coming_years_are_declared_for_phones_and_a_correction_stays(app, act, clock):
    clock(NOON)
    act(CATALOGUE, set_day(on=date(2026, 11, 24), is_working=True, name="Trực cả ngày"))

    added = load_days(CATALOGUE)

    declared = {day.on: day.is_working for day in queries.calendar_days()}
    assert added == len(declared) - 1
    assert declared[date(2026, 11, 24)] is True
    assert declared[date(2026, 8, 22)] is True
    assert declared[date(2027, 5, 3)] is False
    assert load_days(CATALOGUE) == 0


def test_every_day_the_next_year_is_made_ready(app, clock):
    clock(NOON)
    keep_calendar_ahead()
    clock(datetime(2027, 1, 1, tzinfo=UTC))

    keep_calendar_ahead()

    assert max(day.on.year for day in queries.calendar_days()) == 2029
