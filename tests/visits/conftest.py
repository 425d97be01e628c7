"""The people of most tests about visits: an officer, whose team works on Saturday morning, and a coordinator."""

import pytest

from tests.make import make_coordinator, make_officer
from tests.make_visits import make_working_team


@pytest.fixture
def coordinator(app):
    return make_coordinator()


@pytest.fixture
def officer(app):
    return make_officer()


@pytest.fixture
def team(officer):
    return make_working_team(officer)
