"""Journeys at another hour: `pytest tests/journeys/test_visit.py --at 2026-11-25T02:00+07:00`.

Server, demo ward, browsers and the tests' own questions then live at that hour, and their clocks run on from there.
As a program it is gunicorn or flask with the clock set ahead; only this process's choice, never a setting of a ward.
"""

import os
import sys
from argparse import ArgumentTypeError
from datetime import UTC, datetime, timedelta
from importlib.metadata import entry_points
from pathlib import Path

AHEAD = "JOURNEYS_AHEAD_S"
BIN = Path(sys.executable).parent
BROWSER = """(() => {
  const ahead = %d;
  const then = (date) => date.now() + ahead;
  globalThis.Date = new Proxy(Date, {
    construct: (date, said, what) => Reflect.construct(date, said.length ? said : [then(date)], what),
    apply: (date) => new date(then(date)).toString(),
    get: (date, name) => (name === "now" ? () => then(date) : Reflect.get(date, name)),
  });
})();"""


def hour_to_come(said):
    """Return the moment that somebody typed: browsers forget cookies of the past."""
    moment = datetime.fromisoformat(said)
    if moment.tzinfo is None or moment <= datetime.now(UTC):
        raise ArgumentTypeError("wants a moment to come, with its zone")
    return moment


def set_hour(moment):
    """Let this process, and whatever it starts by `program`, live at this moment from now on."""
    os.environ[AHEAD] = str((moment - datetime.now(UTC)).total_seconds())
    go_ahead()


def program(name):
    """Return the words that start gunicorn or flask at the journeys' hour."""
    return [sys.executable, __file__, name] if AHEAD in os.environ else [BIN / name]


def clock_then():
    """Return the script by which a page lives at the journeys' hour; empty when that is the real one."""
    return BROWSER % (float(os.environ[AHEAD]) * 1000) if AHEAD in os.environ else ""


def live_then(context):
    """Let every page of this browser live at the journeys' hour."""
    if clock := clock_then():
        context.add_init_script(clock)


def live_behind(context, seconds):
    """Let this browser's clock be slow, as that of a phone that nobody has set."""
    context.add_init_script(BROWSER % (-seconds * 1000))


def go_ahead():
    """Set the application's clock ahead; it goes on running."""
    from app.core.clock import Clock  # the release in the folder where the program was started

    Clock.ahead = timedelta(seconds=float(os.environ[AHEAD]))


if __name__ == "__main__":
    sys.path[0] = os.getcwd()
    go_ahead()
    sys.argv = sys.argv[1:]
    (start,) = entry_points(group="console_scripts", name=sys.argv[0])
    sys.exit(start.load()())
