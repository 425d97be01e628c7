"""Bad luck by the seed, on the database under test. `SEED=7 make test-long` plays other luck, and more of it."""

import pytest

from tests.machine.stage import Stage, play


@pytest.fixture
def stage(migrated, tmp_path):
    """The application and the made world."""
    stage = Stage(migrated, tmp_path)
    yield stage
    stage.end()


@pytest.mark.timeout(1800)
def test_whatever_happens_nothing_is_lost_doubled_or_shown_to_the_wrong_person(stage):
    play(stage, examples=6, steps=20)


@pytest.mark.long
@pytest.mark.timeout(7200)
def test_whatever_happens_for_long(stage):
    play(stage, examples=40, steps=40, shrink=True)
