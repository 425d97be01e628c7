"""A weekend in numbers, and the table behind each number."""

from datetime import UTC, datetime, time, timedelta

import pytest

from app.accounts.models import ACTIVE, Enrolment
from app.core.clock import VN, now
from app.core.db import bookkeeping
from app.core.ids import new_id
from app.core.roles import Role
from app.office.figures import TABLES
from app.office.queries.weekend import Weekend, numbers_of, visits_by_area
from app.places.queries import get_neighbourhood
from app.visits.commands import CloseVisit
from app.visits.models import Outcome
from tests.make import WARD, done, make_coordinator, make_officer, make_user
from tests.make_places import make_post_office
from tests.make_postal import DAY, HOUR, MONDAY, delivering, make_item, make_postal
from tests.make_requests import make_request
from tests.make_visits import make_accepted_request, make_visit, make_working_team, next_saturday
from tests.page import check_page, text


@pytest.fixture
def weekend(app):
    return Weekend(next_saturday())


@pytest.fixture
def director(app, sign_in):
    return sign_in(make_user(Role.DIRECTOR))


def hold_unsent(user, count, since):
    """Let the user's phone have said that it holds unsent work."""
    user_id = user.id
    with bookkeeping() as opened:
        opened.add(
            Enrolment(
                id=new_id(), device_id=str(new_id()), user_id=user_id, role="officer", public_key={}, status=ACTIVE,
                send_token_hash="s", read_token_hash="r", enrolled_at=since, last_contact_at=since,
                lease_until=since, oldest_unsent_at=since, unsent=count,
            )
        )  # fmt: skip


def test_a_weekend_lasts_from_saturdays_to_mondays_midnight_in_vietnam(weekend):
    assert weekend.begins.astimezone(UTC).time() == time(17, 0)
    assert weekend.ends - weekend.begins == timedelta(days=2)
    assert weekend.begins.astimezone(VN).date() == weekend.saturday


def test_visits_are_counted_by_how_they_ended(act, weekend):
    officer = make_officer()
    team, coordinator = make_working_team(officer), make_coordinator()
    visits = [make_visit(team=team, coordinator=coordinator) for _ in range(4)]
    for visit, outcome in zip(visits, [Outcome.MET, Outcome.NOBODY_HOME, Outcome.REFUSED], strict=False):
        act(officer, CloseVisit(visit_id=visit.id, outcome=outcome))

    numbers = numbers_of(WARD, weekend)

    assert numbers.visits == {"planned": 4, "met": 1, "nobody-home": 1, "other": 1, "open": 1}
    assert len(visits_by_area(WARD, weekend)) == 4


def test_requests_are_counted_by_where_they_stand(weekend):
    make_request()
    make_accepted_request()
    make_visit()

    assert numbers_of(WARD, weekend).requests == {"waiting": 1, "accepted": 1, "planned": 1}


def test_a_delivery_by_post_is_one_result_given_back(act):
    post_office = make_post_office()
    item = make_item(post_office)
    weekend = Weekend(MONDAY.date() + 5 * DAY)

    done(act(make_postal(post_office), delivering(item), at=weekend.begins + 9 * HOUR))

    results = numbers_of(WARD, weekend).results
    assert (results["delivered"], results["handed-over"]) == (1, 0)


def test_another_wards_numbers_stay_there(weekend):
    make_visit()

    numbers = numbers_of("08500", weekend)

    assert (numbers.visits, numbers.requests, numbers.dossiers) == ({}, {}, 0)


def test_phones_with_unsent_work_are_counted_and_the_oldest_named(weekend):
    long_ago = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    hold_unsent(make_officer(), 3, now())
    hold_unsent(make_officer(), 2, long_ago)
    hold_unsent(make_officer(), 0, long_ago)

    numbers = numbers_of(WARD, weekend)

    assert (numbers.unsent, numbers.silent_phones, numbers.oldest_unsent) == (5, 2, long_ago)


def test_the_director_sees_the_weekend(director, weekend):
    make_visit()
    hold_unsent(make_officer(), 3, now())

    page = check_page(director.get("/office/", query_string={"weekend": weekend.saturday.isoformat()}))

    numbers = {
        text(card.find("p[@class='stat-text']")): text(card.find("p[@class='stat-value']"))
        for card in page.having("stat")[6:]
    }
    assert numbers == {
        "Yêu cầu đang mở": "1",
        "Lượt hẹn cuối tuần": "1",
        "Hồ sơ tiếp nhận tại nhà": "0",
        "Kết quả đã trả": "0",
        "Hồ sơ quá hạn hoặc sắp đến hạn": "0",
        "Bản chính đang giữ": "0",
        "Việc chưa gửi trên các máy": "3",
    }


@pytest.mark.parametrize("name", list(TABLES))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_number_opens_a_table(director, weekend, name, language):
    make_visit()
    hold_unsent(make_officer(), 3, now())

    address = f"/office/figures/{name}?weekend={weekend.saturday.isoformat()}&lang={language}"

    assert check_page(director.get(address)).heading


def test_a_table_names_its_neighbourhoods(director, weekend):
    visit = make_visit()
    area = visit.neighbourhood_id

    page = director.get(f"/office/figures/visits?weekend={weekend.saturday.isoformat()}").text

    assert get_neighbourhood(area).label in page


def test_a_number_that_is_none_is_not_found(director):
    assert director.get("/office/figures/salaries").status_code == 404


@pytest.mark.parametrize("path", ["/office/", "/office/figures/visits", "/office/audit"])
def test_numbers_are_for_the_office(app, sign_in, path):
    assert sign_in(make_officer()).get(path).status_code == 403
