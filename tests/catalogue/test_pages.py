"""What citizens and staff see of the catalogue."""

import pytest

from app.catalogue import queries
from app.catalogue.facts import Trust
from app.catalogue.models import Status
from app.core.ids import new_id
from app.core.roles import Role
from tests.make import make_coordinator, make_officer, make_user
from tests.make_catalogue import CONFIRMED, make_catalogue, make_fee, make_limit, make_procedure

REMEMBERED = CONFIRMED.model_copy(update={"code": Trust.MEMORY})


def text_of(response):
    assert response.status_code == 200, response.status
    return response.get_data(as_text=True)


def test_citizens_find_a_procedure_without_marks(client):
    make_catalogue()

    page = text_of(client.get("/thu-tuc?q=trich luc"))

    assert "Bản sao trích lục hộ tịch" in page
    assert "Trợ cấp hưu trí" not in page


def test_a_search_that_finds_nothing_offers_the_telephone(client):
    make_procedure()

    page = text_of(client.get("/thu-tuc?q=zzz"))

    assert "Chưa tìm thấy" in page
    assert "tel:" in page


def test_the_page_tells_what_to_bring_and_how_long(client):
    make_catalogue()

    page = text_of(client.get("/thu-tuc/1.003583"))

    assert "Giấy chứng sinh" in page
    assert "5 ngày làm việc" in page
    assert "Làm được tại nhà" in page


def test_a_fee_is_told_only_after_the_question_of_exemption(client):
    make_procedure(fee=make_fee(8000))

    asked = text_of(client.get("/thu-tuc/2.000635"))
    exempt = text_of(client.get("/thu-tuc/2.000635?mien=co"))
    paying = text_of(client.get("/thu-tuc/2.000635?mien=khong"))

    assert "8.000" not in asked
    assert "Người khuyết tật" in asked
    assert "Có thể bạn không phải trả phí" in exempt
    assert "8.000\u00a0đ một bản" in paying


def test_citizens_are_not_told_what_is_only_remembered(client):
    make_procedure(limit=make_limit(10, trust=Trust.MEMORY), fee=make_fee(7000, trust=Trust.MEMORY))

    page = text_of(client.get("/thu-tuc/2.000635?mien=khong"))

    assert "10 ngày" not in page
    assert "7.000" not in page
    assert "theo trí nhớ" not in page


@pytest.mark.parametrize("code", ["2.000635", "9.999999", "<script>", "2.000635%00"])
def test_drafts_and_unknown_codes_are_not_found(client, code):
    make_procedure(confidence=REMEMBERED)

    assert client.get(f"/thu-tuc/{code}").status_code == 404


def test_the_pages_speak_english(client):
    make_catalogue()

    page = text_of(client.get("/thu-tuc/2.000635?lang=en"))

    assert "Extract of marriage, birth or death" in page
    assert "What to prepare" in page
    assert "Cần chuẩn bị" not in page
    assert "Declaration asking for a copy (the officer helps to fill it in)" in page
    assert "Somebody else asks for you" in page
    assert "Tờ khai xin bản sao" not in page

    fee = text_of(client.get("/thu-tuc/2.000635?lang=en&mien=khong"))
    assert "(copy)" in fee
    assert "một bản" not in fee


def test_staff_see_drafts_with_the_confidence_of_each_value(sign_in):
    make_procedure(confidence=REMEMBERED, limit=make_limit(10, trust=Trust.MEMORY))

    browser = sign_in(make_coordinator())

    assert "Bản nháp" in text_of(browser.get("/office/catalogue?status=draft"))
    page = text_of(browser.get("/office/catalogue/2.000635"))
    assert "theo trí nhớ, chưa kiểm" in page
    assert "Cổng Dịch vụ công" in page
    assert "Công bố cho người dân" not in page


def test_an_administrator_retires_and_offers_again(sign_in):
    procedure_id = make_procedure().id
    browser = sign_in(make_user(Role.ADMIN))
    values = {"procedure_id": str(procedure_id), "command_id": str(new_id())}

    retired = browser.post("/office/catalogue/2.000635", data=values | {"step": "retire"})
    assert (retired.status_code, queries.find_procedure("2.000635")) == (302, None)

    browser.post("/office/catalogue/2.000635", data=values | {"step": "offer", "command_id": str(new_id())})
    assert queries.get_procedure("2.000635").status == Status.OFFERED


def test_a_refusal_is_shown_on_the_page(sign_in):
    procedure_id = make_procedure(confidence=REMEMBERED).id
    browser = sign_in(make_user(Role.ADMIN))

    response = browser.post("/office/catalogue/2.000635", data={"procedure_id": str(procedure_id), "step": "offer"})

    assert response.status_code == 409
    assert "chưa được xác nhận" in response.get_data(as_text=True)


def test_a_coordinator_declares_a_day(sign_in):
    browser = sign_in(make_coordinator())
    values = {"on": "2026-12-31", "is_working": "off", "name": "Nghỉ hoán đổi", "command_id": str(new_id())}

    first = browser.post("/office/calendar", data=values)
    double_click = browser.post("/office/calendar", data=values)

    assert (first.status_code, double_click.status_code) == (302, 302)
    assert "Nghỉ hoán đổi" in text_of(browser.get("/office/calendar?year=2026"))


def test_a_day_without_a_name_keeps_what_was_typed(sign_in):
    browser = sign_in(make_coordinator())

    response = browser.post("/office/calendar", data={"on": "2026-12-31", "is_working": "off", "name": ""})

    assert response.status_code == 422
    assert "2026-12-31" in response.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/office/catalogue", "/office/catalogue/2.000635", "/office/calendar"])
def test_office_pages_are_for_the_office(client, sign_in, path):
    assert client.get(path).status_code == 302

    assert sign_in(make_officer()).get(path).status_code == 403
