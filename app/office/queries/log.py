"""The audit log as people read it: who did what by which command, on which device, at both times."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import Select, func, select

from app.accounts.models import Enrolment, User
from app.core.audit import AuditEntry
from app.core.changes import Change
from app.core.clock import VN
from app.core.db import session
from app.core.records import CommandRecord

PAGE_SIZE = 50
Place = tuple[str, UUID]


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What of the log is wanted; empty parts ask for everything."""

    person: str = ""
    entity: Place | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """One answered command."""

    entry: AuditEntry
    flags: Sequence[str]
    who: str
    device: str
    changes: list[Change] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class LogPage:
    """One page of the log, newest first."""

    lines: list[Line]
    page: int
    pages: int


def read_log(ward: str, wanted: Filter, page: int) -> LogPage:
    """Return one page of the ward's log."""
    query = _narrowed(select(AuditEntry).where(AuditEntry.ward == ward), wanted)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    newest_first = query.order_by(AuditEntry.place.desc()).offset((page - 1) * PAGE_SIZE).limit(PAGE_SIZE)
    return LogPage(lines=lines_of(list(session.scalars(newest_first))), page=page, pages=max(1, -(-total // PAGE_SIZE)))


def _narrowed(query: Select[AuditEntry], wanted: Filter) -> Select[AuditEntry]:
    if wanted.person:
        query = query.where(AuditEntry.actor == wanted.person)
    if wanted.first:
        query = query.where(AuditEntry.at >= _midnight(wanted.first))
    if wanted.last:
        query = query.where(AuditEntry.at < _midnight(wanted.last + timedelta(days=1)))
    if wanted.entity:
        kind, entity_id = wanted.entity
        numbers = select(Change.command_number).where(Change.kind == kind, Change.entity_id == entity_id)
        query = query.where(AuditEntry.command_number.in_(numbers))
    return query


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), VN)


def lines_of(entries: Sequence[AuditEntry]) -> list[Line]:
    """Return these entries with names, devices and changes, looked up all at once."""
    numbers = [entry.command_number for entry in entries]
    names, devices = _names(entry.actor for entry in entries), _devices(entry.device for entry in entries)
    flags = _flags(numbers)
    changes = _changes(numbers)
    return [
        Line(
            entry=entry,
            flags=flags.get(entry.command_number, []),
            who=names.get(entry.actor, entry.actor),
            device=devices.get(entry.device, ""),
            changes=changes.get(entry.command_number, []) if entry.status == "applied" else [],
        )
        for entry in entries
    ]


def entries_of_commands(ward: str, numbers: Iterable[int]) -> list[AuditEntry]:
    """Return the log's lines of these commands, in the order of the log."""
    query = select(AuditEntry).where(AuditEntry.ward == ward, AuditEntry.command_number.in_(set(numbers)))
    return list(session.scalars(query.order_by(AuditEntry.place)))


def _names(actors: Iterable[str]) -> dict[str, str]:
    ids = {UUID(actor) for actor in actors if len(actor) == len(str(UUID(int=0)))}
    query = select(User.id, User.full_name).where(User.id.in_(ids))
    return {str(user_id): name for user_id, name in session.execute(query)}


def _devices(devices: Iterable[str]) -> dict[str, str]:
    ids = {UUID(device) for device in devices if device}
    query = select(Enrolment.id, Enrolment.device_id).where(Enrolment.id.in_(ids))
    return {str(enrolment_id): device_id for enrolment_id, device_id in session.execute(query)}


def _flags(numbers: Sequence[int]) -> dict[int, list[str]]:
    query = select(CommandRecord.number, CommandRecord.flags).where(CommandRecord.number.in_(numbers))
    return {number: list(flags) for number, flags in session.execute(query)}


def _changes(numbers: Sequence[int]) -> dict[int, list[Change]]:
    found: dict[int, list[Change]] = {}
    query = select(Change).where(Change.command_number.in_(numbers)).order_by(Change.number)
    for change in session.scalars(query):
        found.setdefault(change.command_number, []).append(change)
    return found
