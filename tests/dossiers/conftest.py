"""The coordinator's desk with one dossier on it; a test module may set its own table."""

from datetime import timedelta

import pytest

from app.core.clock import now, today
from app.core.numbers import receipt_number
from app.dossiers.queries import get_dossier
from tests.make import WARD, done, make_coordinator, make_officer
from tests.make_dossiers import (
    fee_of,
    make_dossier,
    make_paper,
    receipt_for,
    signing,
)
from tests.make_places import make_ward


@pytest.fixture
def coordinator(app):
    make_ward()
    return make_coordinator(name="Hà Thị Điều Phối")


@pytest.fixture
def desk(coordinator, sign_in):
    """The coordinator's browser."""
    return sign_in(coordinator)


@pytest.fixture
def officer(app):
    return make_officer(name="Đinh Văn Cán Bộ")


@pytest.fixture
def dossier(act, officer):
    """A dossier that the officer took in an hour ago, with receipt, signature, fee and one original."""
    moment = now() - timedelta(hours=1)
    taken = make_dossier(officer, at=moment)
    number = receipt_number(WARD, 2026, 7)
    due_on = today() + timedelta(days=3)
    command = receipt_for(taken, number, taken_at=moment, due_on=due_on)
    done(act(officer, command, at=moment))
    done(act(officer, signing(taken, command.shown_sha256), at=moment))
    done(act(officer, fee_of(taken), at=moment))
    make_paper(taken, officer, at=moment)
    return get_dossier(taken.id)
