"""Only our own pages change things with nothing but a cookie."""

import pytest

from tests.page import check_page


@pytest.fixture
def token(visitor):
    return check_page(visitor.get("/form")).value("csrf_token")


def post(visitor, token, **headers):
    return visitor.post("/form", data={"csrf_token": token}, headers=headers).status_code


def test_a_form_without_its_token_is_refused(visitor, token):
    assert visitor.post("/form", data={}).status_code == 400
    assert post(visitor, token) == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 400),
        ({"Sec-Fetch-Site": "same-site"}, 400),
        ({"Origin": "http://localhost"}, 200),
        ({"Origin": "null"}, 200),
        ({"Origin": "https://evil.example"}, 400),
    ],
)
def test_a_form_from_another_site_is_refused_even_with_a_token(visitor, token, headers, status):
    assert post(visitor, token, **headers) == status


def test_the_api_needs_nothing_from_a_caller_without_cookies(site):
    assert site.test_client().post("/api/things", json={}).status_code == 200


def test_a_signed_in_member_of_staff_proves_it_too(site):
    staff = site.test_client()
    staff.set_cookie("phien", "x")

    assert staff.post("/api/things", json={}).status_code == 400


def test_the_api_needs_nothing_more_than_a_bearer_token(visitor, token):
    assert visitor.post("/api/things", json={}, headers={"Authorization": "Bearer x"}).status_code == 200


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"X-Ung-Dung": "1", "Sec-Fetch-Site": "same-origin"}, {"json": {}}, 200),
        ({"X-Ung-Dung": "1", "Origin": "http://localhost"}, {"json": {}}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, {"json": {}}, 400),
        ({"X-Ung-Dung": "1"}, {"json": {}}, 400),
        ({"X-Ung-Dung": "1", "Origin": "https://evil.example"}, {"json": {}}, 400),
        ({"X-Ung-Dung": "1", "Sec-Fetch-Site": "cross-site"}, {"json": {}}, 400),
        ({"X-Ung-Dung": "1", "Sec-Fetch-Site": "same-origin"}, {"data": {"a": "b"}}, 400),
    ],
)
def test_a_cookie_call_to_the_api_proves_that_it_is_ours(visitor, token, headers, body, status):
    answer = visitor.post("/api/things", headers=headers, **body)

    assert answer.status_code == status
    if status == 400:
        assert answer.json["error"] == "cross-site"


def test_a_null_character_is_refused_before_anything_reads_it(client):
    assert client.get("/thu-tuc/2.000635%00").status_code == 404
    assert client.get("/thu-tuc?q=a%00b").status_code == 400
    assert client.post("/tra-cuu", data={"code": "1\x00", "last4": "1234"}).status_code == 400
