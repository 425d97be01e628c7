"""Slow effects in a thread of their own: while a weekend is planned, messages still go out.

The thread belongs to the worker's one process, so that each slow effect still runs once at a time.
"""

import logging
import threading

from flask import Flask

from app.core.effects import run_effects

log = logging.getLogger(__name__)


class SlowThread:
    """Sleeps until it is woken, then runs what is due; woken meanwhile, it looks once more."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._due = threading.Event()

    def start(self) -> None:
        """Begin; the thread ends with its process, and what it had not finished is done anew after the next start."""
        threading.Thread(target=self._go_on, name="slow-effects", daemon=True).start()

    def wake(self) -> None:
        """Let it look at the log now, or as soon as it is done with what it does."""
        self._due.set()

    def _go_on(self) -> None:
        while True:
            self._due.wait()
            self._due.clear()
            try:
                with self._app.app_context():
                    run_effects(is_slow=True)
            except Exception:  # a database that is away: the next minute tries again
                log.exception("slow effects failed")
