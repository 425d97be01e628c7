"""D1: six numbers of a month, each beside the same days of the month before, and the table behind each."""

from datetime import date, datetime

import pytest

from app.core.clock import VN, today
from app.core.roles import Role
from app.office.month_figures import MONTH_TABLES, shown_numbers
from app.office.queries.month import Month, MonthNumbers, median_of
from app.visits.commands import CloseVisit
from app.visits.models import Outcome
from tests.feedback.make_opinions import NOON, give, make_visits
from tests.make import WARD, done, make_officer, make_user
from tests.make_places import make_post_office
from tests.make_postal import delivering, make_item, make_postal
from tests.make_visits import make_accepted_request, make_visit, make_working_team, next_saturday
from tests.page import check_page, text


@pytest.fixture
def director(app, sign_in):
    return sign_in(make_user(Role.DIRECTOR))


@pytest.fixture
def month(app):
    """The whole month in which the next visits are planned."""
    return Month.until(Month.until(next_saturday()).ends_on)


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        (date(2026, 11, 1), date(2026, 11, 22), (date(2026, 10, 1), date(2026, 10, 22))),
        (date(2026, 11, 1), date(2026, 11, 30), (date(2026, 10, 1), date(2026, 10, 31))),
        (date(2027, 3, 1), date(2027, 3, 30), (date(2027, 2, 1), date(2027, 2, 28))),
        (date(2027, 1, 1), date(2027, 1, 31), (date(2026, 12, 1), date(2026, 12, 31))),
    ],
)
def test_a_month_is_laid_beside_the_same_days_a_month_that_is_over_beside_a_whole_one(first, last, before):
    found = Month(first, last).before

    assert (found.first, found.last) == before


def test_visits_waits_and_people_reached_are_counted(act, month):
    officer = make_officer()
    team = make_working_team(officer)
    told = [{"birth_year": 1990, "priority_groups": ["disabled-severe"]}, {"birth_year": 1940}, {"birth_year": 1990}]
    visits = [make_visit(team=team, minutes=10, request=make_accepted_request(told=one)) for one in told]
    for visit, outcome in zip(visits, [Outcome.MET, Outcome.MET, Outcome.NOBODY_HOME], strict=True):
        done(act(officer, CloseVisit(visit_id=visit.id, outcome=outcome)))

    numbers = MonthNumbers(WARD, month)

    wait = (next_saturday() - today()).days
    assert (len(numbers.made), len(numbers.met), numbers.waited) == (3, 2, wait)
    assert numbers.reached == {"any": 2, "elderly": 1, "disabled-severe": 1}
    elsewhere = MonthNumbers("08500", month)
    assert (len(elsewhere.made), elsewhere.waited, elsewhere.reached["any"]) == (0, None, 0)


def test_the_median_is_the_middle():
    assert [median_of(days) for days in ([], [9], [1, 30, 3], [1, 4])] == [None, 9, 3, 2.5]


def test_what_the_post_delivered_is_its_own_number(act, app):
    post_office = make_post_office()
    item = make_item(post_office)
    at = datetime(2027, 2, 3, 9, 0, tzinfo=VN)

    done(act(make_postal(post_office), delivering(item), at=at))

    counted = [MonthNumbers(WARD, Month.until(day)).post["delivered"] for day in (date(2027, 2, 3), date(2027, 1, 31))]
    assert counted == [1, 0]


def test_the_director_sees_six_numbers_each_with_its_comparison(act, sign_in, clock):
    officer = make_officer()
    visit = make_visit(team=make_working_team(officer))
    done(act(officer, CloseVisit(visit_id=visit.id, outcome=Outcome.MET)))
    clock(datetime.combine(Month.until(visit.planned_on).ends_on, datetime.min.time(), VN))

    page = check_page(sign_in(make_user(Role.DIRECTOR)).get("/office/"))

    cards = {text(card.find("p[@class='stat-text']")): card for card in page.having("stat")[:6]}
    assert list(cards) == [
        "Lượt đến nhà",
        "Số ngày chờ (trung vị)",
        "Hồ sơ đúng hạn",
        "Hài lòng",
        "Người cao tuổi, khuyết tật đã gặp",
        "Bưu điện đã phát",
    ]
    assert text(cards["Lượt đến nhà"].find("p[@class='stat-value']")) == "1"
    assert text(cards["Lượt đến nhà"].find("p[@class='stat-note']")) == "Tháng trước 0: tăng 1"
    assert text(cards["Hài lòng"].find("p[@class='stat-value']")) == "–"
    assert text(cards["Bưu điện đã phát"].find("p[@class='stat-note']")) == "Tháng trước 0: không đổi"


@pytest.mark.parametrize("name", list(MONTH_TABLES))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_number_opens_a_table(act, director, month, name, language):
    officer = make_officer()
    done(act(officer, CloseVisit(visit_id=make_visit(team=make_working_team(officer)).id, outcome=Outcome.MET)))

    assert check_page(director.get(f"/office/months/{name}?month={month.first}&lang={language}")).heading


def test_the_director_sees_what_is_said_out_of_the_officers_sight_apart(director, clock):
    for visit in make_visits(5, make_working_team(make_officer())):
        give(visit, where="officer-phone", score=5)
        give(visit, where="own-phone", score=1, answers={"on_time": False, "asked_extra": True, "explained": True})
    clock(NOON)

    page = check_page(director.get(f"/office/months/opinions?month={NOON.date().isoformat()}"))

    rows, answers = ([text(row) for row in body] for body in page.all("tbody")[-2:])
    assert [text(head) for head in page.all("h2")] == ["Đánh giá theo nơi trả lời", "Trả lời từng câu hỏi"]
    for said, share in [("đúng giờ", "0%"), ("dễ hiểu", "100%"), ("thêm tiền", "0%"), ("đi lại", "dưới 5")]:
        assert [share in row for row in answers if said in row] == [True], answers
    assert any("điện thoại của gia đình" in row and "1,0" in row and "0%" in row for row in rows), rows
    assert any("máy của cán bộ" in row and "5,0" in row and "100%" in row for row in rows), rows
    assert any("phiếu giấy" in row and "dưới 5" in row for row in rows), rows


def test_a_table_holds_the_days_of_its_number(director):
    home = check_page(director.get("/office/"))

    table = check_page(director.get(home.having("stat")[0].find("p[@class='stat-text']/a").get("href")))

    days = [text(page.one("main").find(".//nav[@aria-label='Chọn tháng']/strong")) for page in (home, table)]
    assert days == [f"{today().replace(day=1):%d/%m/%Y} – {today():%d/%m/%Y}"] * 2


def test_few_people_of_a_group_are_not_told(act, director, month):
    officer = make_officer()
    request = make_accepted_request(told={"priority_groups": ["disabled-mild"], "birth_year": 1990})
    visit = make_visit(team=make_working_team(officer), request=request)
    done(act(officer, CloseVisit(visit_id=visit.id, outcome=Outcome.MET)))

    [told] = [row for row in MONTH_TABLES["reached"](WARD, month).rows if row[0] == "Khuyết tật nhẹ"]

    assert told[1:] == ["dưới 5, không hiện", 0]


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (4, ("–", "Chưa đủ số liệu", "Tháng trước chưa đủ số liệu")),
        (5, ("5", "Tháng trước 0: tăng 5", "Tháng trước 5: giảm 5")),
    ],
)
def test_few_people_reached_are_not_told_on_the_first_page_either(act, month, people, told):
    officer = make_officer()
    team = make_working_team(officer)
    for _ in range(people):
        request = make_accepted_request(told={"birth_year": 1940})
        visit = make_visit(team=team, minutes=10, request=request)
        done(act(officer, CloseVisit(visit_id=visit.id, outcome=Outcome.MET)))

    [now] = [one for one in shown_numbers(WARD, month) if one.name == "reached"]
    [later] = [
        one for one in shown_numbers(WARD, Month.until(Month.until(month.following).ends_on)) if one.name == "reached"
    ]

    assert (now.value, now.note, later.note) == told


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("asked", ["month", "weekend"])
def test_a_day_beyond_all_calendars_still_shows_a_page(director, day, asked):
    assert check_page(director.get(f"/office/?{asked}={day}")).heading


def test_a_number_that_is_none_is_not_found_and_officers_see_none(director, sign_in):
    assert director.get("/office/months/salaries").status_code == 404
    assert sign_in(make_officer()).get("/office/months/made").status_code == 403
