"""The worker: effects soon after a commit, and the things that happen by the clock.

The queue only wakes it; what is to be done is read from the change log, so a lost wake-up costs a
minute and never a message.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from huey import Huey, MemoryHuey, PostgresHuey, SqliteHuey, crontab
from sqlalchemy import String
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import now
from app.core.db import Model, UtcDateTime, bookkeeping, session
from app.core.effects import run_effects
from app.core.errors import Refusal
from app.core.slow import SlowThread

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Duty:
    """Something done by the clock: its name, the minutes between two runs, the function."""

    name: str
    minutes: int
    run: Callable[[], None]


class DutyRun(Model):
    """When a duty last began and ended, and how; `HEARTBEAT` is the worker's own minute."""

    __tablename__ = "duty_run"
    bookkeeping = True

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime] = mapped_column(UtcDateTime)
    problem: Mapped[str] = mapped_column(String(80), default="")
    """A refusal's code, the name of an unforeseen error, or empty."""


HEARTBEAT = "minute"

_duties: dict[str, Duty] = {}


def every(minutes: int, *, name: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Declare a duty; it must do no harm when it runs twice."""

    def register(function: Callable[[], None]) -> Callable[[], None]:
        _duties[name] = Duty(name, minutes, function)
        return function

    return register


def all_duties() -> list[Duty]:
    """Return every duty, by name."""
    return [_duties[name] for name in sorted(_duties)]


def make_queue(app: Flask) -> Huey:
    """Return the wake-up queue: a file beside embedded data, the database itself when that is PostgreSQL."""
    uri = str(app.config["SQLALCHEMY_DATABASE_URI"])
    if app.config.get("TESTING"):
        return MemoryHuey("tan-nha")
    if uri.startswith("postgresql"):
        return PostgresHuey("tan-nha", dsn=uri.replace("+psycopg", ""))
    folder = Path(app.config["DATA_DIR"])
    folder.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("tan-nha", filename=str(folder / "queue.db"), strict_fifo=False)


def init_app(app: Flask) -> None:
    """Prepare the queue and its two tasks; both also wake the thread of what is slow."""
    queue, slow = make_queue(app), SlowThread(app)
    app.extensions["queue"] = queue
    app.extensions["slow_effects"] = slow

    def wake() -> None:
        slow.wake()
        with app.app_context():
            run_effects(is_slow=False)

    def minute() -> None:
        slow.wake()
        with app.app_context():
            run_duties()
            run_effects(is_slow=False)

    app.extensions["queue_wake"] = queue.task(name="wake")(wake)
    queue.periodic_task(crontab(minute="*"), name="minute")(minute)


def run_duties(*, minute: int | None = None) -> None:
    """Run the duties of this minute; one that fails is logged and tried again at its next time."""
    this = now().minute + now().hour * 60 if minute is None else minute
    _note(HEARTBEAT, now(), "")
    for duty in all_duties():
        if this % duty.minutes == 0:
            _run(duty)


def _run(duty: Duty) -> None:
    began_at, problem = now(), ""
    try:
        duty.run()
    except Refusal as refusal:
        log.warning("duty %s: %s", duty.name, refusal.code)
        problem = refusal.code
    except Exception as error:  # the worker's loop: one duty must not stop the others
        log.exception("duty %s failed", duty.name)
        problem = type(error).__name__
    _note(duty.name, began_at, problem)


def _note(name: str, began_at: datetime, problem: str) -> None:
    try:
        with bookkeeping() as opened:
            opened.merge(DutyRun(name=name, began_at=began_at, ended_at=now(), problem=problem))
    except SQLAlchemyError:  # a full disk or a database that is away: /healthz says so by the age of the last note
        log.warning("could not note duty %s", name, exc_info=True)


def last_run(name: str) -> DutyRun | None:
    """Return when the duty last ran, None if it never did."""
    return session.get(DutyRun, name)


def nudge() -> None:
    """Ask the worker to look at the log now; failing to ask costs at most a minute."""
    if current_app.config.get("TESTING"):
        return
    wake: Any = current_app.extensions["queue_wake"]
    try:
        wake()
    except Exception:  # the work is in the log already
        log.warning("could not wake the worker", exc_info=True)
