"""The demo ward is whole: places, staff, people, requests in every state, last weekend's work, all by commands."""

from collections import Counter

import pytest
from sqlalchemy import func, select

from app.accounts.queries import staff_of
from app.citizens.models import Citizen
from app.core import audit
from app.core.db import session
from app.core.roles import Role
from app.dossiers.models import Dossier
from app.places.queries import neighbourhoods_of
from app.postal.models import Manifest
from app.requests.models import ServiceRequest, Status
from app.visits.models import Visit
from tests.make import WARD


@pytest.mark.timeout(500)
def test_the_demo_ward_is_whole(app):
    runner = app.test_cli_runner()

    result = runner.invoke(args=["demo", "seed"])

    assert result.exit_code == 0, result.output
    staff = Counter(user.role for user in staff_of(WARD))
    assert (staff[Role.LEADER], staff[Role.OFFICER], staff[Role.POSTAL]) == (94, 9, 1)
    assert len(neighbourhoods_of(WARD)) == 94
    states = Counter(session.scalars(select(ServiceRequest.status)))
    assert sum(states.values()) == 40
    assert set(states) == set(Status)
    people = list(session.scalars(select(Citizen)))
    assert len(people) == 60
    assert sum(bool(person.old_address) for person in people) > 40
    repeated = [person.address for person in people if "Tổ" in person.address]
    assert not repeated, "every page says the neighbourhood beside the address"
    for table in (Visit, Dossier, Manifest):
        assert session.scalar(select(func.count()).select_from(table)) > 0
    assert audit.find_break(WARD) is None
    again = runner.invoke(args=["demo", "seed"])
    assert again.exit_code == 1
    assert runner.invoke(args=["demo", "seed", "--if-empty"]).exit_code == 0
