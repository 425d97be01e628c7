"""The coordinator's request pages: find, read, answer, register a caller."""

import re

import pytest
from sqlalchemy import select

from app.catalogue.facts import AtHome, Case, HomeVisit
from app.core.db import session
from app.core.roles import Role
from app.requests import tracking
from app.requests.commands import AcceptRequest
from app.requests.models import ServiceRequest, Status
from app.requests.queries import get_request
from tests.make import make_coordinator, make_leader, make_user
from tests.make_catalogue import BY_ANOTHER, FORM, make_procedure
from tests.make_places import make_neighbourhood, make_ward
from tests.make_requests import make_request
from tests.page import check_page, text


@pytest.fixture
def desk(sign_in, client):
    """The coordinator's browser."""
    make_ward()
    return sign_in(make_coordinator())


def caller(**values):
    given = {
        "for_whom": "relative",
        "full_name": "Đinh Thị Gọi",
        "birth_year": "1941",
        "neighbourhood_id": str(make_neighbourhood().id),
        "phone": "0912 345 678",
        "requester_name": "Đinh Văn Cháu",
        "need_text": "xin xác nhận",
        "consent": "y",
    }
    return given | values


def answer(desk, request, kind, **fields):
    data = {f"{kind}-{name}": value for name, value in fields.items()}
    return desk.post(f"/office/requests/{request.id}/{kind}", data=data)


def status_of(request):
    return get_request(request.id).status


def test_the_page_says_what_to_have_ready_in_each_case_and_what_the_law_allows_at_the_door(desk):
    home = HomeVisit(way=AtHome.COLLECT, reason="Sao y tại trụ sở.", article="NĐ 23/2015/NĐ-CP, Điều 10")
    make_procedure(cases=(Case(key="all", papers=(FORM,)), BY_ANOTHER), at_home=home)
    request = make_request(procedure_code="2.000635")

    page = check_page(desk.get(f"/office/requests/{request.id}"))

    (told,) = [text(part) for part in page.all("section") if part.get("aria-labelledby") == "prepare-title"]
    for words in ("Sao y tại trụ sở. (NĐ 23/2015/NĐ-CP, Điều 10)", "Tờ khai", "Nhờ người khác", "Giấy ủy quyền"):
        assert words in told


def test_the_list_shows_who_waits_and_finds_without_marks(desk):
    make_request(told={"full_name": "Đặng Thị Hoà"})
    make_request(told={"full_name": "Bùi Văn Khác"})

    everybody = check_page(desk.get("/office/requests"))
    found = check_page(desk.get("/office/requests?q=dang hoa"))

    assert len(everybody.all("tr")) == 1 + 2
    assert "Đặng Thị Hoà" in text(found.all("tbody")[0])
    assert len(found.all("tr")) == 1 + 1


def test_an_empty_list_says_so(desk):
    assert check_page(desk.get("/office/requests?status=declined")).having("empty")


def test_a_request_is_read_with_everything_that_was_told(desk):
    request = make_request(need_text="Xin trích lục", wish={"date": "2026-11-28", "half": "morning"})

    shown = text(check_page(desk.get(f"/office/requests/{request.id}")).one("main"))

    for told in ("Bùi Văn Thử", "Số nhà 12", "Xin trích lục", "Bùi Thị Con", "28/11/2026", "0987 654 321"):
        assert told in shown


def test_accepting(desk):
    request = make_request()

    response = answer(desk, request, "acceptance", note="gọi trước")

    assert response.status_code == 303
    assert status_of(request) is Status.ACCEPTED


def test_declining_needs_a_reason(desk):
    request = make_request()

    refused = answer(desk, request, "refusal", reason="")
    done = answer(desk, request, "refusal", reason="Phải làm tại trung tâm")

    assert check_page(refused).having("error-summary")
    assert (done.status_code, status_of(request)) == (303, Status.DECLINED)


def test_a_second_request_of_the_same_person_is_offered_for_merging(desk):
    first = make_request(told={"full_name": "Bùi Thị Hoà", "birth_year": 1940})
    second = make_request(told={"full_name": "Bùi Thị Hòa", "birth_year": 1940})

    check_page(desk.get(f"/office/requests/{second.id}"))
    answer(desk, second, "merger", into_id=str(first.id))

    assert (status_of(second), get_request(second.id).merged_into) == (Status.MERGED, first.id)


def test_cancelling_for_the_family(desk):
    request = make_request()

    answer(desk, request, "cancellation", reason="gia đình gọi huỷ")

    assert status_of(request) is Status.CANCELLED


def test_an_answer_that_came_too_late_is_told_on_the_page(desk, act):
    request = make_request()
    act(make_coordinator(), AcceptRequest(request_id=request.id))

    response = answer(desk, request, "acceptance")

    assert response.status_code == 422
    assert "đã có người xử lý" in text(check_page(response).having("error-summary")[0])


def test_a_caller_is_registered_and_hears_the_code(desk):
    make_procedure("2.000635", popular=1)

    response = desk.post("/office/requests/new", data=caller(procedure_code="2.000635"))

    page = text(check_page(desk.get(response.headers["Location"])).one("main"))
    code = re.search(r"mã (\d{3} \d{3} \d{4})", page).group(1)
    request = tracking.find_by_tracking(code, "5678")
    assert (request.made_by, request.procedure_code) == ("coordinator", "2.000635")


@pytest.mark.parametrize(
    "wrong", [{"full_name": ""}, {"birth_year": "1"}, {"phone": "12"}, {"neighbourhood_id": ""}, {"consent": ""}]
)
def test_a_wrong_field_is_told_and_the_rest_stays(desk, wrong):
    given = caller(**wrong)
    if given["consent"] == "":
        del given["consent"]

    page = check_page(desk.post("/office/requests/new", data=given))

    assert page.having("error-summary")
    assert page.value("requester_name") == "Đinh Văn Cháu"
    assert session.scalars(select(ServiceRequest)).all() == []


def test_a_known_person_is_registered_for_more_work(desk):
    first = make_request()

    check_page(desk.get(f"/office/requests/new?citizen={first.citizen_id}"))
    desk.post(f"/office/requests/new?citizen={first.citizen_id}", data=caller(full_name="Bùi Văn Thử"))

    assert len(session.scalars(select(ServiceRequest).where(ServiceRequest.citizen_id == first.citizen_id)).all()) == 2


def test_a_request_of_another_ward_is_not_found(desk):
    request = make_request(ward="08500", neighbourhood_id=make_neighbourhood(ward="08500", old_ward_code="08500").id)

    assert desk.get(f"/office/requests/{request.id}").status_code == 404


def test_the_director_reads_and_does_not_answer(sign_in, client):
    request = make_request()
    browser = sign_in(make_user(Role.DIRECTOR))

    forms = check_page(browser.get(f"/office/requests/{request.id}")).all("form")
    assert not [form for form in forms if "/office/requests/" in form.get("action", "")]
    assert answer(browser, request, "acceptance").status_code == 403


def test_a_leader_has_no_business_at_the_desk(sign_in, client):
    assert sign_in(make_leader()).get("/office/requests").status_code == 403


def shown_need(request):
    return {"shown": request.need.model_dump_json(), "need_text": request.need_text, "hardship": request.hardship or ""}


def test_the_desk_puts_a_registration_right_and_the_page_shows_both_who_and_why(desk):
    request = make_request(need_text="Xin trích lục giấy kết hôn")

    saved = answer(
        desk, request, "correction", **shown_need(request) | {"need_text": "Xin lại khai sinh", "reason": "Nghe nhầm"}
    )
    page = check_page(desk.get(f"/office/requests/{request.id}"))

    assert saved.status_code == 303
    assert get_request(request.id).need_text == "Xin lại khai sinh"
    (told,) = [text(part) for part in page.all("section") if part.get("aria-labelledby") == "need-corrected-title"]
    for words in ("Xin trích lục giấy kết hôn", "Xin lại khai sinh", "Nghe nhầm", "Nguyễn Văn Thử"):
        assert words in told


def test_a_correction_without_reason_without_change_or_of_what_moved_on_is_not_taken(desk):
    request = make_request(need_text="Xin trích lục giấy kết hôn")
    shown = shown_need(request)

    assert answer(desk, request, "correction", **shown | {"need_text": "Khác"}).status_code == 422
    assert "Chưa có gì thay đổi." in answer(desk, request, "correction", **shown | {"reason": "Gõ nhầm"}).text
    moved = shown | {"shown": shown["shown"].replace("kết hôn", "khai tử"), "reason": "Gõ nhầm", "need_text": "Khác"}
    assert "vừa được sửa" in answer(desk, request, "correction", **moved).text
    assert answer(desk, request, "correction", **shown | {"shown": "{", "reason": "Gõ nhầm"}).status_code == 422
    assert get_request(request.id).corrections == []
