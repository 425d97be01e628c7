"""Whole days of several phones on a bad network: the app's own modules in Node, a real server, a wire full of faults.

`SEED=7 pytest tests/bad_luck/test_days.py` plays one day again; every day prints its seed.
"""

import pytest

from app.core.db import session
from tests.bad_luck.conftest import seeds
from tests.bad_luck.node import live
from tests.bad_luck.oracle import check_day

pytestmark = pytest.mark.timeout(600)  # a busy machine takes its time

HURRY = 20
"""Timeouts of the phone run this much faster; a lost answer costs 1.5 s instead of 30."""
EVERYBODY = ["officer-1", "officer-1b", "officer-2", "leader"]


@pytest.fixture
def play(ward, server):
    """`play(seed, names, …)`: let these phones live through a day; returns what each holds in the end."""

    def work_at_the_desk(said):
        session.rollback()
        ward.work_at_the_desk(said["office"])

    def play(seed, names, **told):
        asked = {"server": server.url, "seed": seed, "hurry": HURRY, "photo_bytes": 60_000}
        return live("day.mjs", asked | {"phones": ward.phones(*names)} | told, work_at_the_desk)

    return play


def test_every_fault_befalls_every_call_once(ward, client, play):
    phones = play(1, ["officer-1"], script=True, rounds=4)

    check_day(ward, client, phones)


@pytest.mark.parametrize("seed", seeds(2))
def test_a_random_day_loses_nothing_and_does_nothing_twice(ward, client, play, seed):
    phones = play(seed, EVERYBODY, steps=100)

    check_day(ward, client, phones)


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", seeds(*range(1, 7)))
def test_a_long_random_day_loses_nothing_and_does_nothing_twice(ward, client, play, seed):
    phones = play(seed, EVERYBODY, steps=300, photo_bytes=400_000)

    check_day(ward, client, phones)
