"""Slow effects hold up nobody: each change is followed by the quick ones while a slow one is still busy."""

import threading

import pytest

from app.core import effects
from app.core.effects import Effect, all_effects, run_effects
from tests.make_visits import make_team

LONG = 60
"""Seconds that are only ever waited for when something is broken."""


class Busy:
    """A slow effect that is done only when it is let go."""

    def __init__(self):
        self.begun, self.let_go, self.ran = threading.Event(), threading.Event(), 0
        self.rounds = threading.Semaphore(0)

    def __call__(self, change):
        self.begun.set()
        assert self.let_go.wait(LONG)
        self.ran += 1

    def look(self, **chosen):
        """Do what the thread does, and tell that its round is over."""
        run_effects(**chosen)
        self.rounds.release()


@pytest.fixture
def busy(app, monkeypatch):
    run_effects()
    effect = Busy()
    monkeypatch.setattr(effects, "_effects", {"t.slow": Effect("t.slow", "team.added", effect, is_slow=True)})
    monkeypatch.setattr("app.core.slow.run_effects", effect.look)
    yield effect
    effect.let_go.set()


def test_messages_go_out_while_a_slow_effect_is_busy(app, busy, monkeypatch):
    told = []
    quick = Effect("t.quick", "team.added", lambda change: told.append(change.entity_id))
    monkeypatch.setitem(effects._effects, quick.name, quick)
    app.extensions["slow_effects"].start()
    wake = app.extensions["queue_wake"].call_local

    make_team()
    wake()
    assert busy.begun.wait(LONG)
    make_team()
    wake()

    assert len(told) == 2
    assert busy.ran == 0
    busy.let_go.set()
    assert all(busy.rounds.acquire(timeout=LONG) for _ in range(2)), "woken meanwhile, it looks once more"
    assert busy.ran == 2


def test_a_slow_effect_that_cannot_read_tries_again(app, busy, monkeypatch):
    asked = threading.Event()

    def away(**chosen):
        monkeypatch.setattr("app.core.slow.run_effects", busy.look)
        asked.set()
        raise ConnectionError

    monkeypatch.setattr("app.core.slow.run_effects", away)
    slow = app.extensions["slow_effects"]
    slow.start()
    make_team()
    busy.let_go.set()

    slow.wake()
    assert asked.wait(LONG)
    slow.wake()

    assert busy.rounds.acquire(timeout=LONG)
    assert busy.ran == 1


def test_plans_are_slow_and_messages_are_not(app):
    assert [effect.name for effect in all_effects() if effect.is_slow] == ["visits.make_plan"]
