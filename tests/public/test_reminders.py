"""A family's browser asks to be told of its visit: only of its own, only while it wants, in its own language."""

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest
from limits import parse
from sqlalchemy import select

from app.core.db import session
from app.core.effects import run_effects
from app.notices.effects import send_push
from app.notices.models import PushSubscription
from app.public import limits, reminders
from app.requests import tracking
from app.requests.commands import MergeRequest
from app.requests.queries import get_request
from app.visits.commands import ConfirmVisit
from config import from_environment
from tests.make import make_coordinator, make_officer
from tests.make_bookings import book
from tests.make_requests import make_request
from tests.make_visits import make_accepted_request, make_visit, make_working_team
from tests.page import check_page
from tests.push_service import Browser

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
TRACKED, BOOKED = "/tra-cuu/lich-hen/nhac", "/dat-hen/xong/nhac"


@pytest.fixture(autouse=True)
def fresh_limits(app):
    limits.limiter.reset()


@pytest.fixture
def visit(client, push_on, clock):
    """A visit that this browser follows, at an hour at which phones may ring."""
    clock(NOON)
    token = tracking.new_link_token()
    planned = make_visit(team=make_working_team(make_officer()), request=make_accepted_request(link_token=token))
    client.post("/tra-cuu/lien-ket", data={"token": token})
    return planned


def ask(client, browser, wanted="on", path=TRACKED):
    return client.post(path, data={"wanted": wanted, "endpoint": browser.endpoint} | browser.keys)


def told():
    return [(row.subject, row.language) for row in session.scalars(select(PushSubscription))]


def confirm(act, visit, push_service):
    act(make_coordinator(), ConfirmVisit(visit_id=visit.id, told_by="phone"))
    run_effects()
    send_push()
    return push_service.received[0][2]


def test_the_page_says_what_is_sent_and_asks_nothing_without_scripts(client, visit):
    page = check_page(client.get("/tra-cuu/lich-hen"))
    (form,) = [one for one in page.all("form") if one.get("data-reminders") is not None]

    assert form.get("action") == TRACKED
    assert form.get("data-scope") == reminders.scope_of(visit.request_id)
    assert str(visit.request_id) not in form.get("data-scope")
    assert [one.get("hidden") is not None for one in form.iter() if one.get("data-when")] == [True] * 9
    (section,) = [one for one in page.all("section") if form in one]
    assert "needs-script" in section.get("class")
    assert "Tin không ghi họ tên, địa chỉ hay việc cần làm." in "".join(section.itertext())
    assert "trung tâm vẫn gọi điện" in "".join(section.itertext())


def test_a_server_that_sends_nothing_offers_nothing(client, visit, app):
    app.config["VAPID_PRIVATE_KEY"] = ""

    assert "data-reminders" not in client.get("/tra-cuu/lich-hen").text


def test_a_family_that_asked_is_told_in_its_language_and_only_it_can_read(act, client, visit, push_service):
    client.get("/tra-cuu/lich-hen?lang=en")
    browser = Browser(push_service)

    assert ask(client, browser).status_code == 204
    said = browser.read(confirm(act, visit, push_service))["notification"]

    assert told() == [(f"request:{visit.request_id}", "en")]
    assert (said["title"], said["navigate"], said["lang"]) == ("Your visit is confirmed", "/tra-cuu", "en")


def test_asking_again_keeps_one_browser_and_stopping_forgets_it(client, visit, push_service):
    browser = Browser(push_service)

    for _ in range(2):
        ask(client, browser)
    before = told()
    stopped = ask(client, browser, "off")

    assert before == [(f"request:{visit.request_id}", "vi")]
    assert (stopped.status_code, told()) == (204, [])


@pytest.fixture
def merged(act, client, visit, push_service):
    """`merged()`: the request that this browser now follows is merged into the visit's."""
    token = tracking.new_link_token()
    other = make_request(link_token=token)
    client.post("/tra-cuu/lien-ket", data={"token": token})

    def merge():
        act(make_coordinator(), MergeRequest(request_id=other.id, into_id=visit.request_id))
        run_effects()

    return merge


def test_who_asks_after_a_merge_is_told_of_the_request_that_is_served(act, client, visit, push_service, merged):
    browser = Browser(push_service)
    merged()

    assert "data-reminders" in client.get("/tra-cuu/lich-hen").text
    assert ask(client, browser).status_code == 204
    assert browser.read(confirm(act, visit, push_service))["notification"]["title"] == "Lượt hẹn đã chốt"


def test_who_asked_before_a_merge_is_told_still_and_may_stop(act, client, visit, push_service, merged):
    browser = Browser(push_service)
    ask(client, browser)
    before = client.get("/tra-cuu/lich-hen").text
    merged()

    assert browser.read(confirm(act, visit, push_service))["notification"]["title"] == "Lượt hẹn đã chốt"
    (scope,) = re.findall(r'data-scope="([^"]+)"', before)
    assert scope in client.get("/tra-cuu/lich-hen").text
    assert ask(client, browser, "off").status_code == 204
    assert told() == []


def test_whoever_just_booked_may_ask_too(client, push_on, push_service):
    make_working_team()
    page = book(client)
    (form,) = [one for one in page.all("form") if one.get("data-reminders") is not None]

    assert form.get("action") == BOOKED
    assert ask(client, Browser(push_service), path=BOOKED).status_code == 204
    ((subject, _language),) = told()
    assert get_request(UUID(subject.removeprefix("request:"))).is_open


@pytest.mark.parametrize("path", [TRACKED, BOOKED])
def test_who_has_shown_no_code_asks_for_nothing(client, push_on, push_service, path):
    assert ask(client, Browser(push_service), path=path).status_code == 404
    assert told() == []


def test_nobody_stops_another_family_s_browser(client, app, visit, push_service):
    browser, token = Browser(push_service), tracking.new_link_token()
    ask(client, browser)
    make_request(link_token=token, told={"full_name": "Đinh Thị Khác"})
    stranger = app.test_client()
    stranger.post("/tra-cuu/lien-ket", data={"token": token})

    ask(stranger, browser, "off")

    assert told() == [(f"request:{visit.request_id}", "vi")]


@pytest.mark.parametrize("change", [{"endpoint": "https://evil.example/p"}, {"endpoint": ""}, {"p256dh": "short"}])
def test_only_real_push_services_are_ever_called(client, visit, push_service, change):
    browser = Browser(push_service)
    fields = {"wanted": "on", "endpoint": browser.endpoint} | browser.keys | change

    assert client.post(TRACKED, data=fields).status_code == 400
    assert told() == []


def test_a_family_has_so_many_browsers_and_no_more(client, visit, push_service):
    answers = [ask(client, Browser(push_service, f"/p/{n}")).status_code for n in range(reminders.MOST + 1)]

    assert answers == [204] * reminders.MOST + [409]


def test_an_address_that_asks_by_the_hundred_is_slowed_down_and_may_always_stop(
    client, visit, push_service, monkeypatch
):
    monkeypatch.setattr(limits, "REMINDERS_PER_ADDRESS", parse("2/hour"))
    browser = Browser(push_service)

    assert [ask(client, browser).status_code for _ in range(3)] == [204, 204, 429]
    assert (ask(client, browser, "off").status_code, told()) == (204, [])


def test_a_foreign_page_cannot_ask_in_a_family_s_name(client, visit, push_service, app):
    app.config["WTF_CSRF_ENABLED"] = True

    assert ask(client, Browser(push_service)).status_code == 400
    assert told() == []


def test_the_worker_is_a_script_of_its_own_place(client):
    answer = client.get("/tra-cuu/nhac-hen.js")

    assert answer.mimetype == "text/javascript"
    assert "showNotification" in answer.text
    assert "fetch" not in re.findall(r"addEventListener\(\"(\w+)\"", answer.text)


def test_an_installation_has_a_key_of_its_own_that_its_secret_brings_back(app, monkeypatch, tmp_path):
    def key(secret, given=""):
        monkeypatch.setenv("DATA_DIR", str(tmp_path))
        monkeypatch.setenv("SECRET_KEY", secret)
        monkeypatch.setenv("VAPID_PRIVATE_KEY", given)
        return from_environment()["VAPID_PRIVATE_KEY"]

    assert key("one") == key("one") != key("two")
    assert (key("one", "off"), key("one", "given")) == ("", "given")
    app.config["VAPID_PRIVATE_KEY"] = key("one")
    assert len(reminders.offered(make_request().id).key) == 87
