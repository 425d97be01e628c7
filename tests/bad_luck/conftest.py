"""Fixtures of bad luck: a small ward, a real server on its database, and the seed of the day."""

import os

import pytest

from tests.bad_luck.server import Server
from tests.bad_luck.ward import Ward


@pytest.fixture
def ward(app):
    """A ward with people, visits and a desk."""
    return Ward()


@pytest.fixture
def server(app):
    """A running gunicorn on the database of `app`."""
    running = Server(app).start()
    yield running
    running.stop()


def seeds(*usual):
    """Return the seeds to run: `SEED=7 make test-long` plays one day again."""
    asked = os.environ.get("SEED", "")
    return [int(one) for one in asked.split(",")] if asked else list(usual)
