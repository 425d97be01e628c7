"""Booking without JavaScript: one question a page, nothing typed is lost, sent once."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.catalogue.facts import Case
from app.citizens.models import Citizen
from app.core.clock import Clock, now
from app.core.db import session
from app.public import limits
from app.requests import tracking
from app.requests.models import ServiceRequest
from app.visits.models import Half, WishedHalfDay
from tests.make import WARD
from tests.make_bookings import ANSWERS, answer_all, book, code_of, send
from tests.make_catalogue import BY_ANOTHER, FORM, make_catalogue, make_procedure
from tests.make_places import make_neighbourhood, make_ward
from tests.make_requests import make_request
from tests.make_visits import make_shift, make_working_team, next_saturday
from tests.page import check_page, text


@pytest.fixture(autouse=True)
def fresh_limits(app):
    limits.limiter.reset()


def requests_made():
    return session.scalars(select(ServiceRequest)).all()


def wrong_fields(page):
    return [text(error) for error in page.having("field-error")]


def test_the_front_door_offers_three_ways(client):
    page = check_page(client.get("/"))

    links = [link.get("href") for link in page.having("choice-card")]
    assert links[:2] == ["/dat-hen", "/tra-cuu"]
    assert links[2].startswith("tel:")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("path", ["/", "/quyen-rieng-tu", "/gop-y", "/tra-cuu"])
def test_quiet_pages_are_whole_pages_in_both_languages(client, path, language):
    make_ward()

    assert check_page(client.get(f"{path}?lang={language}")).one("html").get("lang") == language


@pytest.mark.parametrize("slug", ANSWERS)
def test_every_question_is_a_whole_page(client, slug):
    make_working_team()
    answer_all(client, until=slug)

    page = check_page(client.get(f"/dat-hen/{slug}"))

    assert page.having("back-link")
    assert not page.having("error-summary")


def test_the_eight_kinds_of_work_have_pictures_of_their_own_and_not_knowing_is_an_answer(client):
    make_catalogue()
    answer_all(client, until="viec")

    page = check_page(client.get("/dat-hen/viec"))

    tiles = page.having("tile")
    pictures = [use.get("href") for tile in tiles for use in tile.iter("use")]
    sheet = client.get("/static/icons/needs.svg").get_data(as_text=True)
    drawn = [href.rpartition("#")[2] for href in pictures if "/icons/needs.svg#" in href]
    assert len(tiles) == len(pictures) == 10
    assert len(set(drawn)) == 8
    assert not [name for name in drawn if f'<symbol id="{name}"' not in sheet]
    assert text(tiles[-1]) == "Tôi không rõ, hãy gọi lại cho tôi"
    assert all(picture.get("aria-hidden") == "true" for tile in tiles for picture in tile.iter("svg"))


@pytest.mark.parametrize("slug", ["ai", "viec", "nguoi", "noi-o", "lien-he", "ngay"])
def test_an_empty_answer_is_told_at_the_top_and_at_the_field(client, slug):
    answer_all(client, until=slug)

    response = client.post(f"/dat-hen/{slug}", data={})

    page = check_page(response)
    assert response.status_code == 422
    assert page.having("error-summary")
    assert wrong_fields(page)
    assert text(page.one("title")).startswith("Lỗi: ")


@pytest.mark.parametrize(
    ("slug", "given", "kept"),
    [
        ("nguoi", {"full_name": "Bùi Văn Thử", "birth_year": "năm Tý"}, ("full_name", "Bùi Văn Thử")),
        ("nguoi", {"full_name": "Bùi Văn Thử", "birth_year": "1748"}, ("birth_year", "1748")),
        ("lien-he", {"has_phone": "yes", "phone": "091234"}, ("phone", "091234")),
        ("noi-o", {"neighbourhood_id": "", "address": "Số 5"}, ("address", "Số 5")),
    ],
)
def test_a_refused_answer_keeps_what_was_typed(client, slug, given, kept):
    answer_all(client, until=slug)

    page = check_page(client.post(f"/dat-hen/{slug}", data=given))

    assert page.value(kept[0]) == kept[1]


def test_going_back_shows_the_answer_and_changes_nothing(client):
    answer_all(client, until="lien-he")

    assert check_page(client.get("/dat-hen/nguoi")).value("full_name") == "Bùi Văn Thử"
    assert client.get("/dat-hen").headers["Location"].endswith("/dat-hen/lien-he")


def test_a_later_question_leads_back_to_the_first_open_one(client):
    client.post("/dat-hen/ai", data={"for_whom": "self"})

    assert client.get("/dat-hen/lien-he").headers["Location"].endswith("/dat-hen/ly-do")
    assert client.get("/dat-hen/kiem-tra").headers["Location"].endswith("/dat-hen/ly-do")


def test_change_returns_to_the_check_page_and_keeps_the_rest(client):
    answer_all(client)

    response = client.post("/dat-hen/nguoi?sua=1", data={"full_name": "Bùi Văn Sửa", "birth_year": "1950"})

    assert response.headers["Location"].endswith("/dat-hen/kiem-tra")
    shown = client.get("/dat-hen/kiem-tra").get_data(as_text=True)
    assert "Bùi Văn Sửa, sinh năm 1950" in shown
    assert "0987 654 321" in shown


def test_the_check_page_shows_every_answer_with_a_way_to_change_it(client):
    answer_all(client)

    page = check_page(client.get("/dat-hen/kiem-tra"))

    assert len(page.having("summary-change")) == len(ANSWERS)


def test_nothing_is_sent_without_consent(client):
    answer_all(client)

    page = check_page(client.post("/dat-hen/kiem-tra", data={}))

    assert wrong_fields(page)
    assert requests_made() == []


def test_a_daughter_books_and_gets_a_slip(client):
    page = book(client)

    request, citizen = requests_made()[0], session.scalars(select(Citizen)).one()
    assert tracking.find_by_tracking(code_of(page), "4321").id == request.id
    assert (citizen.full_name, citizen.phone, request.phone) == ("Bùi Văn Thử", None, "+84987654321")
    slip = text(page.having("slip")[0])
    assert request.visit_word in slip
    assert "Bùi Văn" not in slip


def test_somebody_without_a_phone_is_registered_too(client):
    page = book(client, lien_he={"has_phone": "no", "phone": ""})

    assert tracking.find_by_tracking(code_of(page), "1948").id == requests_made()[0].id


def test_booking_for_oneself_keeps_the_number_with_the_person(client):
    book(client, ai={"for_whom": "self"})

    citizen = session.scalars(select(Citizen)).one()
    assert (citizen.phone, citizen.phone_owner) == ("+84987654321", "self")


def test_a_double_click_is_one_request(client):
    answer_all(client)
    cookie = client.get_cookie("dat-hen", path="/dat-hen").value
    send(client)
    client.set_cookie("dat-hen", cookie, path="/dat-hen")

    again = send(client)

    assert again.headers["Location"].endswith("/dat-hen/xong")
    assert len(requests_made()) == 1


def test_a_chosen_kind_of_work_tells_what_to_prepare(client):
    make_procedure("2.000635", popular=1, cases=(Case(key="all", papers=(FORM,)), BY_ANOTHER))

    page = book(client, viec={"need": "2.000635", "need_text": ""})

    assert requests_made()[0].procedure_code == "2.000635"
    assert "Tờ khai" in text(page.one("main"))
    (case,) = [element for element in page.all("details") if element.get("name")]
    assert text(case).replace(" ", "") == "Nhờ người khác Giấy tờ nộp Giấy ủy quyền".replace(" ", "")


def test_a_half_day_is_wished_and_lands_in_the_calendar(client):
    make_working_team()
    saturday = next_saturday()

    book(client, ngay={"wish": f"{saturday}/morning"})

    entry = client.get("/dat-hen/xong/lich.ics").get_data(as_text=True)
    assert requests_made()[0].wish == {"date": saturday.isoformat(), "half": "morning"}
    assert f"DTSTART;TZID=Asia/Ho_Chi_Minh:{saturday:%Y%m%d}T073000" in entry
    assert "Bùi" not in entry


def test_a_full_half_day_is_seen_but_not_chosen(client):
    make_working_team(minutes=0)
    make_working_team(minutes=20, name="Đội 2")
    saturday = f"{next_saturday()}/morning"
    answer_all(client, until="ngay")

    shown = check_page(client.get("/dat-hen/ngay"))
    refused = check_page(client.post("/dat-hen/ngay", data={"wish": saturday}))

    boxes = {box.get("value"): box.get("disabled") is not None for box in shown.all("input")}
    assert boxes[saturday] is True
    assert wrong_fields(refused)


def test_a_half_day_that_filled_up_meanwhile_brings_back_to_its_question_with_all_answers(client):
    make_shift(make_working_team(minutes=60), half=Half.AFTERNOON)
    saturday = next_saturday()
    answer_all(client, ngay={"wish": f"{saturday}/morning"})
    Clock.fixed = now() + timedelta(minutes=11)  # the place was kept for ten
    make_request(requester=None, told={"phone": None}, wish={"date": saturday, "half": "morning"})

    response = send(client)
    page = check_page(client.get(response.headers["Location"]))

    (told,) = wrong_fields(page)
    assert "hết chỗ" in told
    assert f"Còn chỗ: Chiều thứ Bảy, {saturday:%d/%m/%Y} (13:30–17:00)." in told
    assert "gọi" in told
    assert len(requests_made()) == 1
    assert check_page(client.get("/dat-hen/nguoi")).value("full_name") == "Bùi Văn Thử"


def test_a_chosen_half_day_is_kept_while_the_form_is_filled_in(client, app):
    make_shift(make_working_team(minutes=60), half=Half.AFTERNOON)
    wish = f"{next_saturday()}/morning"
    answer_all(client, ngay={"wish": wish})

    other = app.test_client()
    answer_all(other, until="ngay")
    refused = check_page(other.post("/dat-hen/ngay", data={"wish": wish}))
    page = check_page(client.get("/dat-hen/kiem-tra"))
    send(client)

    assert wrong_fields(refused)
    assert "được giữ cho bạn đến" in text(page.one("main"))
    (kept,) = session.scalars(select(WishedHalfDay)).all()
    assert (kept.request_id, kept.held_until, kept.has_place) == (requests_made()[0].id, None, True)


def test_whoever_holds_too_much_is_still_served_when_the_form_is_sent(client):
    make_working_team()
    answer_all(client, until="ngay")
    wish = {"wish": f"{next_saturday()}/morning"}

    answers = [client.post("/dat-hen/ngay", data=wish) for _ in range(31)]

    assert {answer.status_code for answer in answers} == {303}
    assert send(client).headers["Location"].endswith("/dat-hen/xong")
    assert session.scalars(select(WishedHalfDay)).one().has_place


def spot(north=0.0, accuracy_m=15):
    """A position some degrees north of the middle of the neighbourhood, as the page's fields send it."""
    place = make_neighbourhood()
    return {"lat": str(round(place.lat + north, 6)), "lon": str(place.lon), "accuracy_m": str(accuracy_m)}


def test_a_position_that_somebody_tapped_for_is_shown_and_kept_with_its_exactness(client):
    answer_all(client, noi_o=spot(0.001))
    shown = text(check_page(client.get("/dat-hen/kiem-tra")).one("main"))
    assert "Vị trí của máy, sai số khoảng 15 m" in shown
    assert check_page(client.get("/dat-hen/noi-o")).value("accuracy_m") == "15"

    send(client)

    home = session.scalars(select(Citizen)).one()
    assert (home.position_source, home.position_accuracy_m) == ("family", 15)
    assert home.lat == float(spot(0.001)["lat"])


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"lat": "20.8"},
        {"lat": "đây", "lon": "đó", "accuracy_m": "5"},
        {"lat": "95", "lon": "105", "accuracy_m": "5"},
    ],
)
def test_without_a_position_the_home_lies_in_the_middle_of_the_neighbourhood(client, told):
    book(client, noi_o=told)

    home = session.scalars(select(Citizen)).one()
    assert (home.position_source, home.position_accuracy_m) == ("neighbourhood", make_neighbourhood().radius_m)


def test_a_phone_far_from_the_home_is_told_once_and_its_position_is_not_kept(client):
    answer_all(client, until="noi-o")
    given = ANSWERS["noi-o"] | {"neighbourhood_id": str(make_neighbourhood().id)}

    page = check_page(client.post("/dat-hen/noi-o", data=given | spot(0.7)))

    assert "Máy này đang ở xa tổ dân phố đã chọn" in wrong_fields(page)[0]
    assert [page.value(name) for name in ("lat", "lon", "accuracy_m", "address")] == ["", "", "", "Số nhà 12"]
    assert client.post("/dat-hen/noi-o", data=given).headers["Location"].endswith("/dat-hen/lien-he")


def test_the_fourth_request_of_a_phone_is_refused_in_words_and_keeps_the_answers(client):
    place = make_neighbourhood().id
    for _ in range(3):
        make_request(neighbourhood_id=place, requester={"phone": "0987 654 321"})
    answer_all(client)

    page = check_page(send(client))

    assert "Hãy gọi cho trung tâm" in text(page.having("error-summary")[0])
    assert len(page.having("summary-change")) == len(ANSWERS)


def test_robots_are_asked_to_look_again(client):
    answer_all(client)

    page = check_page(send(client, website="http://spam.example"))

    assert page.having("error-summary")
    assert requests_made() == []


def test_what_no_person_can_fill_in_so_quickly_is_not_sent(client):
    answer_all(client)

    client.post("/dat-hen/kiem-tra", data={"consent": "y"})

    assert requests_made() == []


def test_the_eleventh_booking_of_a_day_is_told_to_call(client):
    for number in range(10):
        book(client, lien_he={"phone": f"09876543{number:02d}"})
    answer_all(client, lien_he={"phone": "0987654399"})

    page = check_page(send(client))

    assert "Hãy gọi" in text(page.having("error-summary")[0])
    assert len(requests_made()) == 10


def test_nothing_personal_stands_in_an_address_or_a_readable_cookie(client):
    answer_all(client)

    response = send(client)

    cookies = "".join(response.headers.getlist("Set-Cookie"))
    assert not re.search(r"\d{9,12}", response.headers["Location"])
    assert "Thử" not in cookies
    assert tracking.read_code(code_of(check_page(client.get("/dat-hen/xong")))) not in cookies


def test_the_longest_answers_still_fit_into_the_cookie(client):
    words = "Ngõ ẩn sâu rẽ ngược về phía đồi chè Đà Giang, hỏi ông Nguyễn Đức Khuyến bán tạp hoá, "
    text_of = lambda length: (words * 9)[:length]  # noqa: E731 - a name for one expression
    answer_all(
        client,
        viec={"need_text": text_of(400)},
        nguoi={"full_name": text_of(100)},
        noi_o={"address": text_of(200), "directions": text_of(300)},
        lien_he={"requester_name": text_of(100), "relation": text_of(60), "best_time": text_of(60)},
    )

    assert send(client).status_code == 303


def test_a_slip_asked_for_in_another_browser_points_to_the_look_up(client):
    response = client.get("/dat-hen/xong")

    assert response.status_code == 404
    assert check_page(response).heading == "Phiếu hẹn không còn ở máy này"


def test_a_cookie_made_by_somebody_else_is_an_empty_booking(client):
    client.set_cookie("dat-hen", "gAAAAAB-not-ours", path="/dat-hen")

    assert client.get("/dat-hen").headers["Location"].endswith("/dat-hen/ai")


def test_the_request_belongs_to_the_ward_of_this_server(client):
    book(client)

    assert requests_made()[0].ward == WARD
