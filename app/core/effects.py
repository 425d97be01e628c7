"""Effects: what follows a committed change outside the database. The change log is their queue.

Each effect has a cursor of its own in each ward. It runs at least once for each change and must be
idempotent; after `GIVE_UP` failures a change is skipped visibly, so that one bad row blocks nobody.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core.changes import Change, Number, WardSequence
from app.core.db import Model, bookkeeping, session

log = logging.getLogger(__name__)
GIVE_UP = 5
BATCH = 200

EffectFunction = Callable[[Change], None]


@dataclass(frozen=True)
class Effect:
    """One declared effect: its permanent name, the change it follows (`visit.planned`), the function."""

    name: str
    follows: str
    run: EffectFunction
    is_slow: bool = False
    """Takes seconds: it has a thread of its own, so that messages need not wait for it."""


_effects: dict[str, Effect] = {}


def effect(follows: str, *, name: str, is_slow: bool = False) -> Callable[[EffectFunction], EffectFunction]:
    """Declare an effect; the name keeps its cursor, so it never changes."""

    def register(function: EffectFunction) -> EffectFunction:
        if name in _effects:
            raise TypeError(f"effect {name!r} is declared twice")
        _effects[name] = Effect(name, follows, function, is_slow)
        return function

    return register


def all_effects() -> list[Effect]:
    """Return every effect, by name."""
    return [_effects[name] for name in sorted(_effects)]


class EffectCursor(Model):
    """How far an effect has read a ward's changes, and how often the next one has failed."""

    __tablename__ = "effect_cursor"
    bookkeeping = True

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    ward: Mapped[str] = mapped_column(String(5), primary_key=True)
    seq: Mapped[int] = mapped_column(Number, default=0)
    failures: Mapped[int] = mapped_column(default=0)


class SkippedEffect(Model):
    """A change that an effect gave up on; shown to the admin."""

    __tablename__ = "skipped_effect"
    bookkeeping = True

    number: Mapped[int] = mapped_column(Number, primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    ward: Mapped[str] = mapped_column(String(5))
    seq: Mapped[int] = mapped_column(Number)
    problem: Mapped[str] = mapped_column(String(200))


def run_effects(*, is_slow: bool | None = None) -> int:
    """Run everything that is due, or of it only the slow or the quick; return how many changes were looked at."""
    chosen = [effect_ for effect_ in all_effects() if is_slow in {None, effect_.is_slow}]
    heads = {row.ward: row.last for row in session.scalars(select(WardSequence))}
    session.rollback()
    return sum(_run_one(effect_, ward, head) for effect_ in chosen for ward, head in heads.items())


def _run_one(effect_: Effect, ward: str, head: int) -> int:
    seen = 0
    cursor = _position(effect_.name, ward)
    while cursor < head:
        changes = _next_changes(ward, cursor)
        for seq, what, number in changes:
            if effect_.follows in what and not _follow(effect_, ward, seq, number):
                return seen
            cursor, seen = seq, seen + 1
        _move(effect_.name, ward, cursor)
        if not changes:
            break
    return seen


def _position(name: str, ward: str) -> int:
    row = session.get(EffectCursor, (name, ward))
    position = row.seq if row else 0
    session.rollback()
    return position


def _next_changes(ward: str, cursor: int) -> list[tuple[int, set[str], int]]:
    query = select(Change).where(Change.ward == ward, Change.seq > cursor).order_by(Change.seq).limit(BATCH)
    changes = [(c.seq, {f"{c.kind}.{what}" for what in c.what.split()}, c.number) for c in session.scalars(query)]
    session.rollback()
    return changes


def _follow(effect_: Effect, ward: str, seq: int, number: int) -> bool:
    """Run the effect for one change; False when it failed and should be tried again later."""
    try:
        effect_.run(session.get_one(Change, number))
    except Exception as error:  # the worker's loop: whatever an effect raises is counted, not spread
        log.warning("effect %s failed at %s/%s", effect_.name, ward, seq, exc_info=True)
        session.rollback()
        return _count_failure(effect_.name, ward, seq, error)
    session.rollback()
    return True


def _count_failure(name: str, ward: str, seq: int, error: Exception) -> bool:
    with bookkeeping() as open_session:
        row = _row(name, ward)
        row.failures += 1
        if row.failures < GIVE_UP:
            row.seq = seq - 1
            return False
        row.failures = 0
        open_session.add(SkippedEffect(name=name, ward=ward, seq=seq, problem=type(error).__name__))
        return True


def _move(name: str, ward: str, seq: int) -> None:
    with bookkeeping():
        row = _row(name, ward)
        row.seq, row.failures = seq, 0


def _row(name: str, ward: str) -> EffectCursor:
    row = session.get(EffectCursor, (name, ward))
    if row is None:
        row = EffectCursor(name=name, ward=ward, seq=0, failures=0)
        session.add(row)
    return row
