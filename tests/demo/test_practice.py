"""A practice ward: beside the real one, marked everywhere, counted nowhere, left and begun anew."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import exists, func, select

from app.accounts.queries import find_user_by_name, staff_of
from app.citizens.models import Citizen
from app.core import audit
from app.core.clock import today
from app.core.db import session
from app.core.errors import reason_text
from app.core.practice import is_practice, next_practice_code
from app.core.roles import Role
from app.demo.practice import current_practice_ward, leave
from app.dossiers.models import HomeReceipt
from app.feedback.links import opinion_path
from app.feedback.models import Opinion
from app.office.queries.weekend import Weekend, numbers_of
from app.places.cli import DEMO_WARD
from app.places.queries import get_ward, neighbourhoods_of
from app.visits.models import Visit
from app.visits.rules import weekend_of
from tests.make import WARD, make_user
from tests.page import check_page, text
from tests.phone import Phone

MARK = "TẬP HUẤN – không phải hồ sơ thật"
PASSWORD = "bốn mươi ba con cò"


@pytest.mark.parametrize(("code", "is_one"), [("99001", True), ("04795", False), ("00000", False), ("9900", False)])
def test_a_code_tells_by_itself(code, is_one):
    assert is_practice(code) is is_one


def test_no_code_comes_twice():
    assert next_practice_code({"04795"}) == "99001"
    assert next_practice_code({"04795", "99001", "99007"}) == "99008"


def run(app, *words):
    return app.test_cli_runner().invoke(args=["demo", "practice", "--password", PASSWORD, *words])


@pytest.fixture
def practice(app):
    """The real ward's places, and the practice ward beside it."""
    app.test_cli_runner().invoke(args=["places", "load", str(DEMO_WARD)])
    made = run(app)
    assert made.exit_code == 0, made.output
    return made.output


@pytest.mark.timeout(500)
def test_practice_stands_beside_the_real_ward_and_is_counted_nowhere(app, practice, sign_in):
    real = numbers_of(WARD, Weekend(weekend_of(today())[0]))
    assert (real.requests.total(), real.visits.total(), real.originals, real.unsent) == (0, 0, 0, 0)
    assert staff_of(WARD) == []
    last = Weekend(weekend_of(today())[0] - timedelta(days=7))
    assert numbers_of("99001", last).visits["planned"] > 0
    assert len(neighbourhoods_of("99001")) == len(neighbourhoods_of(WARD)) == 94
    assert get_ward("99001").centre_name.startswith("TẬP HUẤN – ")
    assert audit.find_break("99001") is None

    numbers = list(session.scalars(select(HomeReceipt.number)))
    assert numbers
    assert all(number.startswith("TN99001-") for number in numbers), "a slip tells it by its number alone"

    check_marks(sign_in(find_user_by_name("th1-dieuphoi")))
    check_login(app.test_client())
    check_household(app.test_client(), numbers[0])
    check_phone(app.test_client())
    check_anew(app)


def check_marks(desk):
    """Every page of the practice ward says so, the printed ones on the sheet too."""
    for address in ("/office/board", "/office/", "/office/devices", "/office/custody", "/office/dossiers"):
        marks = [text(mark) for mark in check_page(desk.get(address)).having("practice-mark")]
        assert marks == [MARK], address
    listed = re.search(r"/office/dossiers/[0-9a-f-]{36}", desk.get("/office/dossiers").text)[0]
    sheet = check_page(desk.get(f"{listed}/receipt")).having("sheet")[0]
    assert MARK in text(sheet)


def check_household(browser, number):
    """What a household can open of it says so as well: the opinion page to its end, and the check of a receipt."""
    answered = exists().where(Opinion.visit_id == Visit.id)
    closed = select(Visit.id).where(Visit.ward == "99001", Visit.status == "closed", ~answered)
    path = opinion_path(session.scalars(closed).first())
    pages = [browser.get(path), browser.post(path, data={"score": "5"}, follow_redirects=True)]
    assert "Cảm ơn" in pages[1].text
    assert [[text(mark) for mark in check_page(page).having("practice-mark")] for page in pages] == [[MARK]] * 2
    verdict = text(check_page(browser.post("/kiem-tra", data={"code": number})).by_id("verdict"))
    assert reason_text("receipt-practice") in verdict
    assert number in verdict


def check_login(browser):
    answer = browser.post("/sign-in", data={"username": "th1-dieuphoi", "password": PASSWORD})
    assert (answer.status_code, answer.location) == (302, "/office/board")


def check_phone(client):
    """A phone learns its ward's code when it enrols, and pulls nothing of the real ward."""
    phone = Phone(client, find_user_by_name("th1-canbo1"))
    assert phone.enrolled["ward"] == "99001"
    assert phone.get("pull", ward=WARD, cursor=0, scope_epoch=1).status_code == 404


def check_anew(app):
    """Left and begun again: the accounts have ended, the people are others, the log is whole."""
    before = session.scalar(select(func.count()).where(Citizen.ward == "99001"))

    assert run(app).exit_code == 1, "one at a time"
    again = run(app, "--anew")

    assert again.exit_code == 0, again.output
    assert current_practice_ward() == "99002"
    assert "th2-dieuphoi" in again.output
    assert not any(user.is_active for user in staff_of("99001"))
    assert session.scalar(select(func.count()).where(Citizen.ward == "99001")) == before, "the log is never cut"
    assert session.scalar(select(func.count()).where(Citizen.ward == "99002")) > 0
    assert audit.find_break("99001") is None


def test_a_real_ward_is_never_left(app):
    with pytest.raises(ValueError, match="real ward"):
        leave(WARD)


def test_an_ordinary_ward_shows_no_mark(app, sign_in):
    assert MARK not in sign_in(make_user(Role.COORDINATOR)).get("/office/board").text
