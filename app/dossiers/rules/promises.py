"""The dates of one dossier, by the rules frozen into it: what was promised, what a supplement makes of it, and
whether the calendar has moved away from under a promise. Nothing here changes a date; promises to citizens do."""

from collections.abc import Sequence
from datetime import date, datetime

from app.catalogue.calendar import WorkCalendar
from app.catalogue.deadlines import MODES, Mode, after_working_days, counted_from, due_for, local
from app.catalogue.facts import Channel, ProcedureFacts, TimeLimit
from app.catalogue.legal import thawed
from app.catalogue.waiting import Gap, due_of
from app.core.clock import VN
from app.dossiers.models import Dossier, Supplement
from app.dossiers.models.shapes import Dates, Standing


def facts_of(dossier: Dossier) -> ProcedureFacts:
    """Return the procedure as it was frozen into the dossier."""
    return ProcedureFacts.model_validate(dossier.frozen)


def limit_of(dossier: Dossier) -> TimeLimit | None:
    """Return the time limit of the frozen version, None where the catalogue knows no usable one."""
    facts = facts_of(dossier).by_channel(Channel.DIRECT)
    return facts.limit if facts is not None and facts.limit.is_usable else None


def count_dates(dossier: Dossier, taken_at: datetime, calendar: WorkCalendar) -> Dates | None:
    """Count the time limit from this moment, None where there is none to count."""
    limit, rules = limit_of(dossier), thawed(dossier.deadline_rules)
    if limit is None:
        return None
    return Dates(
        counted_from=counted_from(taken_at, calendar, MODES.get(limit.unit, Mode.WORKING), rules),
        due_on=due_for(limit, taken_at, calendar, rules),
        rule_version=rules.version,
    )


def dates_after_supplement(dossier: Dossier, complete: datetime, calendar: WorkCalendar) -> Dates | None:
    """Count what holds once the papers are complete: anew, or with the waiting taken off, as the dossier's rules say.

    A promise is never taken back: a date that was promised later stays.
    """
    limit, rules = limit_of(dossier), thawed(dossier.deadline_rules)
    if limit is None:
        return None
    gaps = [Gap(gap.asked, gap.complete or complete) for gap in gaps_of(dossier)]
    due = due_of(limit, taken_at(dossier), gaps, calendar, rules)
    return Dates(
        counted_from=counted_from(complete, calendar, MODES.get(limit.unit, Mode.WORKING), rules),
        due_on=max(filter(None, (due, dossier.due_on)), default=None),
        rule_version=rules.version,
    )


def gaps_of(dossier: Dossier) -> list[Gap]:
    """Return when papers were missing. What completes the papers completes every list that was still open."""
    gaps: list[Gap] = []
    complete: datetime | None = None
    for asked in reversed(in_force(dossier.supplements)):
        received = next((r for r in dossier.supplements_received if r.answers(asked)), None)
        complete = received.received_at if received else complete
        gaps.insert(0, Gap(asked.at, complete))
    return gaps


def in_force(supplements: Sequence[Supplement]) -> list[Supplement]:
    """Return the requests that count."""
    return [asked for asked in supplements if asked.standing == Standing.IN_FORCE]


def taken_at(dossier: Dossier) -> datetime:
    """Return when the papers were taken at home."""
    return dossier.receipt.taken_at if dossier.receipt else dossier.recorded_at


def is_late_request(dossier: Dossier, asked: datetime, days: int, calendar: WorkCalendar) -> bool:
    """Say whether papers are asked for after the working days that the law leaves for it."""
    return local(asked).date() > after_working_days(local(taken_at(dossier)).date(), days, calendar)


def date_by_now(dossier: Dossier, calendar: WorkCalendar) -> date | None:
    """Return what the promised date would be by today's calendar where it is another; the promise itself stays."""
    limit = limit_of(dossier)
    if limit is None or dossier.due_on is None or dossier.apologies:
        return None
    gaps = gaps_of(dossier)
    if gaps and gaps[-1].complete is None:
        return None
    counted = due_of(limit, taken_at(dossier), gaps, calendar, thawed(dossier.deadline_rules))
    return counted if counted != dossier.due_on else None


def calendar_years(moment: datetime) -> tuple[int, ...]:
    """Return the years that a limit running now may reach into."""
    year = moment.astimezone(VN).year
    return year - 1, year, year + 1


def dates_differ(counted: Dates | None, said_from: date | None, said_due: date | None) -> bool:
    """Say whether the citizen was told other dates than our count gives."""
    return counted is not None and (counted.counted_from, counted.due_on) != (said_from, said_due)
