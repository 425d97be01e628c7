"""The worker: effects soon after a commit, and the things that happen by the clock.

The queue only wakes it; what is to be done is read from the change log, so a lost wake-up costs a
minute and never a message.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from huey import Huey, MemoryHuey, PostgresHuey, SqliteHuey, crontab

from app.core.clock import now
from app.core.effects import run_effects

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Duty:
    """Something done by the clock: its name, the minutes between two runs, the function."""

    name: str
    minutes: int
    run: Callable[[], None]


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
    """Prepare the queue and its two tasks."""
    queue = make_queue(app)
    app.extensions["queue"] = queue

    def wake() -> None:
        with app.app_context():
            run_effects()

    def minute() -> None:
        with app.app_context():
            run_duties()
            run_effects()

    app.extensions["queue_wake"] = queue.task(name="wake")(wake)
    queue.periodic_task(crontab(minute="*"), name="minute")(minute)


def run_duties(*, minute: int | None = None) -> None:
    """Run the duties of this minute; one that fails is logged and tried again at its next time."""
    this = now().minute + now().hour * 60 if minute is None else minute
    for duty in all_duties():
        if this % duty.minutes == 0:
            _run(duty)


def _run(duty: Duty) -> None:
    try:
        duty.run()
    except Exception:  # the worker's loop: one duty must not stop the others
        log.exception("duty %s failed", duty.name)


def nudge() -> None:
    """Ask the worker to look at the log now; failing to ask costs at most a minute."""
    if current_app.config.get("TESTING"):
        return
    wake: Any = current_app.extensions["queue_wake"]
    try:
        wake()
    except Exception:  # the work is in the log already
        log.warning("could not wake the worker", exc_info=True)
