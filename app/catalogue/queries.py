"""Every question about procedures and working days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, or_, select

from app.catalogue.calendar import WorkCalendar, calendar_for
from app.catalogue.deadlines import Promise, Rules, local, promise_for
from app.catalogue.facts import Channel, TimeLimit
from app.catalogue.legal import days_from, rules_from
from app.catalogue.models import CalendarDay, LegalChoice, Procedure, Status
from app.core.clock import today
from app.core.db import session
from app.core.errors import Unknown
from app.core.scope import SHARED_WARD
from app.core.search import fold

MOST_FOUND = 300


def procedure_version(version_id: UUID) -> Procedure:
    """Return one version by its id, whatever its standing: dossiers point at it."""
    found = session.get(Procedure, version_id)
    if found is None:
        raise Unknown("procedure", version_id)
    return found


def get_procedure(code: str, *, on: date | None = None) -> Procedure:
    """Return the version of this code that is offered and in force on this day, today if not said."""
    found = find_procedure(code, on=on)
    if found is None:
        raise Unknown("procedure", code)
    return found


def find_procedure(code: str, *, on: date | None = None) -> Procedure | None:
    """Return the offered version of this code in force on this day, or None."""
    day = on or today()
    query = _in_force(day).where(Procedure.code == code).order_by(Procedure.version_no.desc()).limit(1)
    return session.scalars(query).one_or_none()


def find_offered(search: str = "", *, on: date | None = None) -> list[Procedure]:
    """Return offered procedures that hold every word searched for, without marks; the closest names first."""
    words = fold(search).split()
    query = _in_force(on or today())
    for word in words:
        query = query.where(Procedure.search_key.contains(word, autoescape=True))
    found = session.scalars(query.order_by(Procedure.code, Procedure.version_no).limit(MOST_FOUND))
    newest = {procedure.code: procedure for procedure in found}
    return sorted(newest.values(), key=lambda procedure: _rank(procedure, search))


def popular(count: int = 8) -> list[Procedure]:
    """Return the procedures that the booking page shows first, in their order."""
    ranked = {p: p.facts.popular for p in find_offered()}
    chosen = sorted((p for p in ranked if ranked[p] is not None), key=lambda p: (ranked[p], p.code))
    return chosen[:count]


def newest_version(code: str) -> Procedure | None:
    """Return the newest version of this code in any standing."""
    query = select(Procedure).where(Procedure.code == code).order_by(Procedure.version_no.desc()).limit(1)
    return session.scalars(query).one_or_none()


def versions_of(code: str) -> list[Procedure]:
    """Return all versions of this code, newest first."""
    return list(session.scalars(select(Procedure).where(Procedure.code == code).order_by(Procedure.version_no.desc())))


def all_newest(search: str = "", *, status: Status | None = None) -> list[Procedure]:
    """Return the newest version of each code, for staff: drafts and retired ones too."""
    query = select(Procedure).order_by(Procedure.code, Procedure.version_no)
    for word in fold(search).split():
        query = query.where(Procedure.search_key.contains(word, autoescape=True))
    newest = {procedure.code: procedure for procedure in session.scalars(query)}
    return [procedure for procedure in newest.values() if status is None or procedure.status == status]


def find_calendar_day(day: date, ward: str = SHARED_WARD) -> CalendarDay | None:
    """Return what was declared for this day, if anything was."""
    return session.scalars(select(CalendarDay).where(CalendarDay.ward == ward, CalendarDay.on == day)).one_or_none()


def calendar_days() -> list[CalendarDay]:
    """Return all declared days, the latest first."""
    return list(session.scalars(select(CalendarDay).order_by(CalendarDay.on.desc())))


def work_calendar(years: Iterable[int]) -> WorkCalendar:
    """Return the calendar of these years: national holidays with the declared days over them."""
    wanted = set(years)
    return calendar_for(wanted, [day.edited for day in calendar_days() if day.on.year in wanted])


def work_calendar_around(day: date) -> WorkCalendar:
    """Return a calendar wide enough for every limit that begins near this day."""
    return work_calendar(range(day.year - 1, day.year + 4))


def legal_choices(ward: str) -> dict[str, LegalChoice]:
    """Return what the ward has set or confirmed, by key."""
    return {row.key: row for row in session.scalars(select(LegalChoice).where(LegalChoice.ward == ward))}


def rules_of(ward: str) -> Rules:
    """Return how this ward counts time limits."""
    return rules_from(_chosen(ward))


def legal_days(ward: str, key: str) -> int:
    """Return one of the ward's legal values that are a number of days."""
    return days_from(_chosen(ward), key)


def _chosen(ward: str) -> dict[str, str]:
    return {key: row.value for key, row in legal_choices(ward).items()}


def promise(procedure: Procedure, received: datetime, *, ward: str, channel: Channel = Channel.DIRECT) -> Promise:
    """Return the two dates that a receipt of this ward may promise for papers received at this moment."""
    row = procedure.facts.by_channel(channel)
    calendar = work_calendar_around(local(received).date())
    return promise_for(row.limit if row else TimeLimit(), received, calendar, rules_of(ward))


def days_off(first: date, last: date) -> dict[date, str]:
    """Return the days between these two, both included, on which the office does not work, by name."""
    calendar = work_calendar(range(first.year, last.year + 1))
    days = (first + timedelta(days=step) for step in range((last - first).days + 1))
    return {day: calendar.name_of(day) for day in days if not calendar.is_working(day)}


def _in_force(day: date) -> Select[Procedure]:
    return select(Procedure).where(
        Procedure.status == Status.OFFERED,
        Procedure.valid_from <= day,
        or_(Procedure.valid_to.is_(None), Procedure.valid_to >= day),
    )


def _rank(procedure: Procedure, search: str) -> tuple[bool, bool, int, str]:
    """Exact marks before folded ones, popular before rare, then by name."""
    facts = procedure.facts
    wanted = search.strip().casefold()
    in_title = bool(wanted) and wanted in facts.title.casefold()
    folded = bool(wanted) and fold(wanted) in fold(facts.title)
    return not in_title, not folded, facts.popular or 99, fold(facts.title)
