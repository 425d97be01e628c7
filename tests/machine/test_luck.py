"""Bad luck by the seed, on the database under test. `SEED=7 make test-long` plays other luck, and more of it."""

import os

import pytest

from tests.machine.stage import Stage, play

EXAMPLES = int(os.environ.get("LUCK_EXAMPLES", "8"))
STEPS = int(os.environ.get("LUCK_STEPS", "20"))


@pytest.fixture
def stage(databases, tmp_path):
    """The application and the made world."""
    stage = Stage(databases, tmp_path)
    yield stage
    stage.end()


@pytest.mark.timeout(7200)
def test_whatever_happens_nothing_is_lost_doubled_or_shown_to_the_wrong_person(stage):
    play(stage, examples=EXAMPLES, steps=STEPS, shrink="LUCK_SHRINK" in os.environ)
