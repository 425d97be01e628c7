"""Following a request: five steps, nothing that names the family, and no way to guess codes quickly."""

import re
from datetime import datetime, time, timedelta

import pytest
from limits import parse
from sqlalchemy.orm.attributes import set_committed_value

from app.citizens.queries import get_citizen
from app.core.clock import VN, now
from app.core.execute import execute
from app.core.numbers import new_tracking_code
from app.dossiers.commands import AskSupplement, Refuse, Withdraw
from app.public import limits
from app.public.offers import another_half_day
from app.requests import tracking
from app.requests.commands import AcceptRequest, DeclineRequest, MergeRequest
from app.requests.models import LetDown, Status
from app.requests.queries import get_request
from app.visits import rules
from app.visits.capacity import find_booking
from app.visits.commands import CallOff, CloseVisit, Reroute, StartVisit
from app.visits.commands.applying import NOBODY_YET
from app.visits.commands.wishes import REARRANGED
from app.visits.models import Half
from app.visits.queries import get_team, get_visit
from tests.make import WARD, done, make_coordinator, make_officer
from tests.make_dossiers import make_dossier
from tests.make_requests import make_request
from tests.make_visits import make_shift, make_visit, make_working_team, next_saturday
from tests.page import check_page, text


@pytest.fixture(autouse=True)
def fresh_limits(app):
    app.config["SLOWER_SECONDS"] = 0
    limits.limiter.reset()


@pytest.fixture
def family(client):
    """A request, its code, and a browser that follows it."""

    class Family:
        code = new_tracking_code()
        token = tracking.new_link_token()
        request = make_request(
            tracking_code=code,
            link_token=token,
            requester={"name": "Bùi Thị Con", "phone": "0987 654 321"},
            told={"full_name": "Bùi Văn Thử", "address": "Số nhà 12"},
        )

        def look_up(self, last4="4321"):
            return client.post("/tra-cuu", data={"code": tracking.show_code(self.code), "last4": last4})

        def page(self):
            return check_page(client.get("/tra-cuu/lich-hen"))

        def states(self):
            lines = self.page().one("main").iter("li")
            return [
                line.get("class").removeprefix("timeline-") for line in lines if "timeline-" in line.get("class", "")
            ]

    return Family()


def planned(family, **values):
    coordinator, officer = make_coordinator(), make_officer(name="Nguyễn Thị Hạnh")
    done(execute(AcceptRequest(request_id=family.request.id), actor=coordinator.as_actor()))
    return make_visit(team=make_working_team(officer), request=family.request, **values), officer


def test_code_and_digits_open_the_request(family):
    assert family.look_up().headers["Location"].endswith("/tra-cuu/lich-hen")
    assert family.states() == ["now", "next", "next", "next", "next"]


def test_the_page_names_neither_family_nor_address_nor_work(family):
    planned(family)
    family.look_up()

    shown = text(family.page().one("main"))

    for private in ("Bùi Văn", "Bùi Thị", "Số nhà", "trích lục", "0987"):
        assert private not in shown


def test_wrong_digits_and_an_unknown_code_get_the_same_page(client, family):
    wrong = family.look_up(last4="1111")
    unknown = client.post("/tra-cuu", data={"code": new_tracking_code(), "last4": "4321"})

    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert text(check_page(wrong).having("error-summary")[0]) == text(check_page(unknown).having("error-summary")[0])


def test_the_typed_code_stays_in_its_field(family):
    page = check_page(family.look_up(last4="1111"))

    assert page.value("code") == tracking.show_code(family.code)


def test_the_sixth_try_of_a_code_must_wait_even_with_the_right_digits(family):
    for _ in range(5):
        family.look_up(last4="1111")

    assert family.look_up(last4="4321").status_code == 429


def test_other_codes_are_not_shut_out_by_somebody_elses_tries(client, family):
    other = new_tracking_code()
    for _ in range(6):
        client.post("/tra-cuu", data={"code": other, "last4": "1111"})

    assert family.look_up().status_code == 303


def test_many_wrong_tries_are_slowed_down_and_raise_an_alarm(app, client, caplog):
    app.config["SLOWER_SECONDS"] = 0.01
    for _ in range(201):
        limits.limiter.limiter.hit(limits.WRONG_IN_ALL, "wrong-in-all", "")

    client.post("/tra-cuu", data={"code": new_tracking_code(), "last4": "1111"})

    assert "somebody may be guessing" in caplog.text


def test_the_link_of_the_slip_opens_the_request_without_digits(client, family):
    response = client.post("/tra-cuu/lien-ket", data={"token": family.token})

    assert response.headers["Location"].endswith("/tra-cuu/lich-hen")


def test_a_wrong_link_leads_to_the_form(client, family):
    response = client.post("/tra-cuu/lien-ket", data={"token": tracking.new_link_token()})

    assert response.headers["Location"].endswith("/tra-cuu")


@pytest.fixture
def called_off(family):
    """The family's visit was called off for a storm: Sunday morning is kept, the afternoon is free."""
    visit, _officer = planned(family)
    for half in Half:
        make_shift(get_team(visit.team_id, ward=WARD), on=sunday(), half=half, minutes=40)
    storm = CallOff(half_days=[{"date": visit.planned_on, "half": visit.half}], reason="bão số 10")
    done(execute(storm, actor=make_coordinator().as_actor()))
    family.look_up()


def sunday():
    return next_saturday() + timedelta(days=1)


def test_a_family_that_was_called_off_chooses_another_half_day_by_one_tap(client, family, called_off):
    page = family.page()
    shown = text(page.one("main"))
    assert re.search(r"phải hoãn: Sáng thứ Bảy.* Lý do: bão số 10", shown)
    assert "Đang giữ cho gia đình: Sáng Chủ Nhật" in shown
    offered = [button.get("value") for button in page.one("main").iter("button") if button.get("name") == "half_day"]
    assert offered == [f"{sunday()}/afternoon"]

    answer = client.post("/tra-cuu/doi-buoi", data={"half_day": offered[0]}, follow_redirects=True)

    assert "Đang giữ cho gia đình: Chiều Chủ Nhật" in text(check_page(answer).one("main"))
    assert find_booking(family.request.id).half is Half.AFTERNOON


def test_a_half_day_that_has_just_gone_is_refused_with_what_is_free(client, family, called_off):
    make_shift(make_working_team(name="Đội 2"), on=sunday() + timedelta(days=6))
    make_request(wish={"date": sunday(), "half": "afternoon"})

    answer = client.post("/tra-cuu/doi-buoi", data={"half_day": f"{sunday()}/afternoon"}, follow_redirects=True)

    shown = text(check_page(answer).root)
    assert "Buổi này đã kín chỗ." in shown
    assert "Còn chỗ: " in shown
    assert "Đang giữ cho gia đình: Sáng Chủ Nhật" in shown


@pytest.mark.parametrize("told", ["", "mai", "2026-11-28/evening"])
def test_what_is_no_half_day_changes_nothing(client, family, called_off, told):
    answer = client.post("/tra-cuu/doi-buoi", data={"half_day": told}, follow_redirects=True)

    assert "Hãy chọn một buổi." in text(check_page(answer).root)
    assert find_booking(family.request.id).half is Half.MORNING


def test_an_address_that_chooses_by_the_hundred_waits(client, family, called_off, monkeypatch):
    monkeypatch.setattr(limits, "CHOICES_PER_ADDRESS", parse("1/hour"))
    tap = {"data": {"half_day": f"{sunday()}/afternoon"}, "follow_redirects": True}
    client.post("/tra-cuu/doi-buoi", **tap)

    answer = client.post("/tra-cuu/doi-buoi", **tap)

    assert "Máy này đã hỏi nhiều lần." in text(check_page(answer).root)


def test_who_was_promised_nothing_else_is_offered_nothing(client, family):
    family.look_up()

    assert "doi-buoi" not in client.get("/tra-cuu/lich-hen").text


@pytest.fixture
def other_day(family):
    """The family has a visit on Saturday; on Sunday afternoon there is room for one more."""
    visit, _officer = planned(family)
    make_shift(get_team(visit.team_id, ward=WARD), on=sunday(), half=Half.AFTERNOON, minutes=40)
    family.look_up()
    return visit


def test_a_family_changes_the_day_by_one_question(client, family, other_day):
    assert "/tra-cuu/doi-buoi" in [a.get("href") for a in family.page().all("a")]
    page = check_page(client.get("/tra-cuu/doi-buoi"))
    assert "Buổi hiện nay: Sáng thứ Bảy" in text(page.one("main"))
    (offered,) = [one.get("value") for one in page.one("main").iter("button") if one.get("name") == "half_day"]

    answer = client.post("/tra-cuu/doi-buoi", data={"half_day": offered}, follow_redirects=True)

    assert "Đã giữ buổi này cho gia đình." in text(check_page(answer).root)
    assert not get_visit(other_day.id).is_standing
    assert find_booking(family.request.id).half is Half.AFTERNOON


def test_a_place_that_has_just_gone_leaves_the_family_at_its_question(client, family, other_day):
    make_request(wish={"date": sunday(), "half": "afternoon"})

    answer = client.post("/tra-cuu/doi-buoi", data={"half_day": f"{sunday()}/afternoon"}, follow_redirects=True)

    shown = text(check_page(answer).root)
    assert "Buổi này đã kín chỗ." in shown
    assert "Buổi hiện nay: Sáng thứ Bảy" in shown
    assert get_visit(other_day.id).is_standing


def test_too_late_to_change_names_a_number_to_ring(client, family, other_day, clock):
    clock(rules.change_until(other_day.planned_on) + timedelta(minutes=1))
    family.look_up()

    answer = client.get("/tra-cuu/doi-buoi", follow_redirects=True)

    shown = text(check_page(answer).root)
    assert "Hãy gọi điện để đổi buổi." in shown
    assert "Hoặc gọi " in shown


def test_a_stranger_chooses_nothing(client, family):
    answer = client.post("/tra-cuu/doi-buoi", data={"half_day": f"{sunday()}/morning"})

    assert answer.headers["Location"].endswith("/tra-cuu")


def test_without_a_look_up_nothing_is_shown(client, family):
    assert client.get("/tra-cuu/lich-hen").headers["Location"].endswith("/tra-cuu")
    assert client.get("/tra-cuu/huy").headers["Location"].endswith("/tra-cuu")


def test_a_look_up_is_forgotten_after_half_an_hour(client, family, monkeypatch):
    import time

    family.look_up()
    later = time.time() + 31 * 60
    monkeypatch.setattr(time, "time", lambda: later)

    assert client.get("/tra-cuu/lich-hen").status_code == 302


def test_a_planned_visit_shows_window_given_name_and_badge(family):
    visit, _officer = planned(family)
    family.look_up()

    page = family.page()

    shown = text(page.one("main"))
    assert family.states()[:3] == ["done", "now", "next"]
    assert visit.window_from in shown
    assert "Hạnh" in shown
    assert "Nguyễn Thị" not in shown


def test_an_officer_at_the_door_is_the_third_step(family, act):
    visit, officer = planned(family)
    act(officer, StartVisit(visit_id=visit.id))
    family.look_up()

    assert family.states() == ["done", "done", "now", "next", "next"]


@pytest.fixture
def third_home(family, clock):
    """The family is the third of a Saturday morning's round; `at(hour, minute)` is on that Saturday, seven at first."""
    officer = make_officer()
    team, coordinator = make_working_team(officer), make_coordinator()
    before = [make_visit(team=team, coordinator=coordinator) for _ in range(2)]
    done(execute(AcceptRequest(request_id=family.request.id), actor=coordinator.as_actor()))
    mine = make_visit(team=team, request=family.request, coordinator=coordinator)

    def at(hour, minute=0):
        clock(datetime.combine(mine.planned_on, time(hour, minute), VN))

    at(7)
    family.look_up()
    return officer, before, mine, at


def third_step(family):
    shown = next(line for line in family.page().one("main").iter("li") if "Cán bộ" in text(line))
    return shown.get("class").removeprefix("timeline-"), text(shown)


def test_before_the_round_begins_nobody_is_on_the_way(family, third_home):
    assert third_step(family) == ("next", "Cán bộ đến nhà (chưa tới)")


def test_a_round_that_began_tells_how_many_homes_come_before(family, third_home, act):
    officer, (first, _second), _mine, at = third_home
    at(7, 45)
    done(act(officer, StartVisit(visit_id=first.id)))

    state, said = third_step(family)

    assert state == "now"
    assert said.startswith("Cán bộ đang đến")
    assert "Tin lúc 07:45" in said
    assert "Trước nhà mình còn 2 nhà." in said


def test_when_the_home_before_is_done_they_are_on_their_way(family, third_home, act):
    officer, before, mine, at = third_home
    for hour, visit in zip((8, 9), before, strict=True):
        at(hour)
        done(act(officer, StartVisit(visit_id=visit.id)))
        at(hour, 20)
        done(act(officer, CloseVisit(visit_id=visit.id, outcome="met")))
    order = {"date": mine.planned_on, "half": mine.half, "stops": [{"visit_id": mine.id, "begins": "09:50"}]}
    done(act(officer, Reroute(cause="late", reason="nhà trước lâu hơn", **order)))

    state, said = third_step(family)

    assert state == "now"
    assert "Tin lúc 09:20" in said
    assert "Cán bộ đã xong nhà trước, đang trên đường đến. Dự kiến đến lúc 09:50." in said


def test_once_somebody_is_at_the_door_nobody_is_on_the_way(family, third_home, act):
    officer, (first, _second), mine, at = third_home
    at(8)
    done(act(officer, StartVisit(visit_id=first.id)))
    done(act(officer, StartVisit(visit_id=mine.id)))

    assert third_step(family)[1].startswith("Cán bộ đến nhà (đang ở bước này)")


def test_a_round_of_another_day_says_nothing_of_today(family, third_home, act, clock):
    officer, (first, _second), mine, at = third_home
    at(8)
    done(act(officer, StartVisit(visit_id=first.id)))
    clock(datetime.combine(mine.planned_on + timedelta(days=1), time(7), VN))
    family.look_up()

    assert third_step(family)[0] == "next"


def test_after_the_visit_the_family_is_asked_for_its_opinion(client, family, act):
    visit, officer = planned(family)
    family.look_up()
    assert not opinion_links(family)

    done(act(officer, StartVisit(visit_id=visit.id)))
    done(act(officer, CloseVisit(visit_id=visit.id, outcome="met")))

    (link,) = opinion_links(family)
    check_page(client.get(link))


def opinion_links(family):
    return [a.get("href") for a in family.page().all("a") if a.get("href", "").startswith("/y-kien/")]


def test_a_door_that_stayed_shut_is_told(family, act):
    visit, officer = planned(family)
    act(officer, StartVisit(visit_id=visit.id))
    act(officer, CloseVisit(visit_id=visit.id, outcome="nobody-home", reason="khoá cửa", note=""))
    family.look_up()

    assert "Lần này chưa gặp được" in text(family.page().one("main"))


def test_a_declined_request_stops_with_its_reason(family, act):
    act(make_coordinator(), DeclineRequest(request_id=family.request.id, reason="Việc này làm tại trung tâm"))
    family.look_up()

    assert family.states() == ["done", "stopped"]
    assert "Việc này làm tại trung tâm" in text(family.page().one("main"))


def test_a_dossier_that_is_not_taken_says_why_and_by_which_article(family, act):
    visit, officer = planned(family)
    act(officer, StartVisit(visit_id=visit.id))
    dossier = make_dossier(officer, citizen=get_citizen(family.request.citizen_id), visit_id=visit.id)
    done(act(officer, Refuse(dossier_id=dossier.id, reason="Bản chính bị tẩy xoá", ground="NĐ 23/2015, Điều 22")))
    family.look_up()

    shown = text(family.page().one("main"))
    assert family.states() == ["done", "done", "done", "stopped"]
    assert "Bản chính bị tẩy xoá Căn cứ: NĐ 23/2015, Điều 22." in shown
    assert "Đã trả kết quả" not in shown


def test_what_the_family_took_back_says_only_that(family, act):
    visit, officer = planned(family)
    act(officer, StartVisit(visit_id=visit.id))
    dossier = make_dossier(officer, citizen=get_citizen(family.request.citizen_id), visit_id=visit.id)
    act(officer, Withdraw(dossier_id=dossier.id, asked_by="Bùi Thị Con", reason="Chuyện riêng trong nhà"))
    family.look_up()

    shown = text(family.page().one("main"))
    assert "Gia đình đã rút hồ sơ" in shown
    assert "Chuyện riêng" not in shown


def test_missing_papers_are_said_without_their_names(family, act):
    visit, officer = planned(family)
    act(officer, StartVisit(visit_id=visit.id))
    dossier = make_dossier(officer, citizen=get_citizen(family.request.citizen_id), visit_id=visit.id)
    act(officer, AskSupplement(dossier_id=dossier.id, papers=[{"name": "Giấy báo tử", "why": "chưa có"}]))
    family.look_up()

    shown = text(family.page().one("main"))
    assert "Đang chờ gia đình bổ sung giấy tờ" in shown
    assert "báo tử" not in shown


def test_a_merged_code_shows_the_request_that_is_served(family, act):
    into = make_request()
    act(make_coordinator(), MergeRequest(request_id=family.request.id, into_id=into.id))
    family.look_up()

    assert family.states()[0] == "now"


def test_a_family_calls_the_visit_off(client, family):
    family.look_up()
    check_page(client.get("/tra-cuu/huy"))

    response = client.post("/tra-cuu/huy", data={"reason": "đã tự đi được"})

    assert response.headers["Location"].endswith("/tra-cuu/lich-hen")
    assert get_request(family.request.id).status is Status.CANCELLED
    assert family.states() == ["done", "stopped"]


def test_calling_off_a_planned_visit_takes_it_out_of_the_plan(client, family):
    visit, _officer = planned(family)
    family.look_up()

    client.post("/tra-cuu/huy", data={})

    assert get_visit(visit.id).is_standing is False


def test_after_six_in_the_evening_before_a_call_is_needed(client, family, clock):
    visit, _officer = planned(family)
    evening = datetime.combine(visit.planned_on - timedelta(days=1), rules.LAST_HOUR, VN)
    clock(evening + timedelta(minutes=1))
    family.look_up()

    page = check_page(client.post("/tra-cuu/huy", data={}))

    assert "Hãy gọi điện" in text(page.having("error-summary")[0])
    assert get_request(family.request.id).status is Status.PLANNED
    assert "/tra-cuu/huy" not in [link.get("href") for link in family.page().all("a")]


def test_a_request_that_is_over_cannot_be_called_off(client, family, act):
    act(make_coordinator(), DeclineRequest(request_id=family.request.id, reason="x"))
    family.look_up()

    assert check_page(client.post("/tra-cuu/huy", data={})).having("error-summary")


def test_the_last_moment_to_cancel_is_the_evening_before():
    saturday = now().astimezone(VN).date()

    until = rules.change_until(saturday).astimezone(VN)

    assert (until.date(), until.hour) == (saturday - timedelta(days=1), 18)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("", "Buổi gia đình mong đã hết chỗ"),
        (NOBODY_YET, "chưa xếp được cán bộ đến"),
        (REARRANGED, "phải xếp lại lịch"),
        ("bão số 11", "Lý do: bão số 11"),
    ],
)
def test_a_family_reads_why_it_was_let_down_last(app, family, called_off, reason, words):
    news = LetDown(date=sunday(), half="morning", reason=reason, at=now(), offers=())
    request = get_request(family.request.id)
    set_committed_value(request, "let_down", news.model_dump(mode="json"))

    with app.test_request_context():
        told = another_half_day(request).told

    assert words in told
    assert ("phải hoãn" in told) is ("bão" in reason)
    assert "bão số 10" not in told
