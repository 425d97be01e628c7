"""Web push against a push service of our own on this machine: what it answers decides."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from app.core.db import session
from app.core.effects import run_effects
from app.core.scope import user_key
from app.notices import push, rules
from app.notices.effects import forget_silent_browsers, send_push
from app.notices.models import PushSubscription, QueuedNotice
from app.visits.commands import ConfirmVisit, StartVisit
from config import PUSH_HOSTS
from tests.files.make_upload import make_phone
from tests.make import make_coordinator, make_officer
from tests.make_visits import make_visit, make_working_team
from tests.push_service import Browser

BAD_KEYS = [{"p256dh": "A" * 87}, {"p256dh": "B" * 85}, {"auth": "A" * 21}]
NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


@pytest.fixture
def officer(app):
    return make_officer()


@pytest.fixture
def browser(push_service, officer, push_on):
    browser = Browser(push_service)
    push.subscribe(endpoint=browser.endpoint, **browser.keys, subject=user_key(officer.id), now=NOON)
    return browser


def message(**values):
    given = {
        "kind": "status",
        "title": ("Lịch thăm vừa thay đổi", "Your plan has changed"),
        "text": ("Mở ứng dụng.", "Open the app."),
        "path": "/app/",
        "about": "visit:1",
        "dedupe_key": "one",
    }
    return push.Message(**(given | values))


def notices():
    session.expire_all()
    return list(session.scalars(select(QueuedNotice).order_by(QueuedNotice.made_at)))


def test_a_message_reaches_the_browser_and_only_it_can_read_it(officer, browser, push_service, clock):
    clock(NOON)
    push.tell(user_key(officer.id), message(), NOON)

    send_push()

    _, headers, body = push_service.received[0]
    assert browser.read(body) == {
        "web_push": 8030,
        "notification": {"title": "Lịch thăm vừa thay đổi", "body": "Mở ứng dụng.", "navigate": "/app/", "lang": "vi"},
    }
    assert (headers["TTL"], headers["Urgency"], len(headers["Topic"])) == (str(3 * 24 * 3600), "normal", 32)
    assert headers["Authorization"].startswith("vapid ")
    assert len(body) < 1024
    assert [notice.state for notice in notices()] == ["sent"]


def test_the_same_message_is_queued_and_sent_once(officer, browser, push_service, clock):
    clock(NOON)
    assert [push.tell(user_key(officer.id), message(), NOON) for _ in range(2)] == [1, 0]

    send_push()
    send_push()

    assert len(push_service.received) == 1


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(officer, browser, push_service, clock, status):
    clock(NOON)
    push_service.status = status
    push.tell(user_key(officer.id), message(), NOON)

    send_push()

    assert session.scalars(select(PushSubscription)).all() == []
    assert notices() == []


def test_a_busy_service_is_waited_for_as_long_as_it_says(officer, browser, push_service, clock):
    clock(NOON)
    push_service.status, push_service.headers_out = 429, {"Retry-After": "120"}
    push.tell(user_key(officer.id), message(), NOON)
    send_push()
    clock(NOON + timedelta(seconds=119))
    send_push()
    assert len(push_service.received) == 1
    push_service.status, push_service.headers_out = 201, {}
    clock(NOON + timedelta(seconds=121))

    send_push()

    assert (len(push_service.received), notices()[0].state, notices()[0].tries) == (2, "sent", 1)


@pytest.mark.parametrize("status", [401, 403])
def test_a_wrong_key_alarms_and_deletes_nobody(officer, browser, push_service, clock, caplog, status):
    clock(NOON)
    push_service.status = status
    push.tell(user_key(officer.id), message(), NOON)

    send_push()

    assert "VAPID_PRIVATE_KEY" in caplog.text
    assert len(session.scalars(select(PushSubscription)).all()) == 1
    assert (notices()[0].state, notices()[0].tries) == ("waiting", 1)


def test_a_service_that_fails_is_tried_less_and_less_often_then_given_up(officer, browser, push_service, clock):
    push_service.status = 500
    push.tell(user_key(officer.id), message(), NOON)
    moment = NOON
    for _ in range(rules.MOST_TRIES + 1):
        clock(moment)
        send_push()
        moment = max(moment, notices()[0].due_at)

    assert notices()[0].state == "failed"
    assert len(push_service.received) == rules.MOST_TRIES + 1


def test_nobody_there_is_no_crash(officer, browser, push_service, clock):
    clock(NOON)
    push_service.shutdown()
    push_service.server_close()
    push.tell(user_key(officer.id), message(), NOON)

    send_push()

    assert (notices()[0].state, notices()[0].problem) == ("waiting", "no answer")


def test_an_old_message_is_not_sent(officer, browser, push_service, clock):
    push.tell(user_key(officer.id), message(), NOON)
    clock(NOON + timedelta(days=3, minutes=1))

    send_push()

    assert (push_service.received, notices()[0].state) == ([], "expired")


def test_at_night_a_message_waits_for_the_morning(officer, browser, push_service, clock):
    night = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)  # ten in the evening
    push.tell(user_key(officer.id), message(), night)
    clock(night)

    send_push()

    assert push_service.received == []
    assert notices()[0].due_at == datetime(2026, 11, 21, 0, 0, tzinfo=UTC)


def test_officers_hear_of_a_new_visit_without_a_name_in_it(officer, browser, push_service, clock, push_on):
    clock(NOON)
    visit = make_visit(team=make_working_team(officer))
    run_effects()
    send_push()

    said = browser.read(push_service.received[0][2])

    assert said["notification"]["title"] == "Lịch thăm có thêm lượt mới"
    assert str(visit.citizen_id) not in json.dumps(said)


def test_a_household_that_asked_hears_that_the_officer_is_there(act, officer, push_service, push_on, clock):
    clock(NOON)
    visit = make_visit(team=make_working_team(officer))
    daughter = Browser(push_service, "/p/daughter")
    push.subscribe(endpoint=daughter.endpoint, **daughter.keys, subject=f"request:{visit.request_id}", now=NOON)

    act(officer, StartVisit(visit_id=visit.id))
    run_effects()
    send_push()

    assert daughter.read(push_service.received[0][2])["notification"]["title"] == "Cán bộ đã đến"


def test_a_household_that_asked_hears_that_the_day_stands_and_where_the_papers_are_named(
    act, officer, push_service, push_on, clock
):
    clock(NOON)
    visit = make_visit(team=make_working_team(officer))
    daughter = Browser(push_service, "/p/daughter")
    push.subscribe(endpoint=daughter.endpoint, **daughter.keys, subject=f"request:{visit.request_id}", now=NOON)

    act(make_coordinator(), ConfirmVisit(visit_id=visit.id, told_by="phone"))
    run_effects()
    send_push()

    said = daughter.read(push_service.received[0][2])
    assert said["notification"]["title"] == "Lượt hẹn đã chốt"
    assert "giấy tờ cần chuẩn bị" in said["notification"]["body"]
    assert "Trích lục" not in json.dumps(said, ensure_ascii=False)


def test_without_a_key_nothing_is_sent_and_the_key_is_unknown(client, officer, push_service):
    browser = Browser(push_service)
    push.subscribe(endpoint=browser.endpoint, **browser.keys, subject=user_key(officer.id), now=NOON)
    push.tell(user_key(officer.id), message(), NOON)

    send_push()

    assert push_service.received == []
    assert client.get("/api/push/key").status_code == 404


def subscribe_by(client, phone, browser, method="POST", **more):
    return client.open(
        "/api/push/subscriptions",
        method=method,
        json={"endpoint": browser.endpoint, "keys": browser.keys, "expirationTime": None} | more,
        headers={"Authorization": f"Bearer {phone.read_token}"},
    )


def test_a_phone_subscribes_and_leaves(client, officer, push_service, push_on):
    phone, browser = make_phone(officer), Browser(push_service)

    joined = subscribe_by(client, phone, browser)
    subjects = [row.subject for row in session.scalars(select(PushSubscription))]
    left = subscribe_by(client, phone, browser, "DELETE")

    assert (joined.json, left.json) == ({"on": True}, {"on": False})
    assert subjects == [user_key(officer.id)]
    assert session.scalars(select(PushSubscription)).all() == []
    assert len(base64.urlsafe_b64decode(client.get("/api/push/key").json["key"] + "=")) == 65


def test_a_browser_is_told_in_the_language_that_its_phone_is_read_in(client, officer, push_service, push_on, clock):
    clock(NOON)
    browser = Browser(push_service)
    subscribe_by(client, make_phone(officer), browser, language="en")
    push.tell(user_key(officer.id), message(), NOON)

    send_push()

    said = browser.read(push_service.received[0][2])["notification"]
    assert (said["title"], said["body"], said["lang"]) == ("Your plan has changed", "Open the app.", "en")


def test_nobody_stops_another_person_s_browser(client, officer, browser):
    other = make_phone(make_officer())

    assert subscribe_by(client, other, browser, "DELETE").status_code == 200
    assert [row.subject for row in session.scalars(select(PushSubscription))] == [user_key(officer.id)]


def test_a_phone_that_changes_hands_is_told_of_its_new_person_only(client, officer, browser):
    second = make_officer()

    subscribe_by(client, make_phone(second), browser)

    assert [row.subject for row in session.scalars(select(PushSubscription))] == [user_key(second.id)]


@pytest.mark.parametrize(
    "endpoint", ["http://169.254.169.254/latest", "https://evil.example/p", "file:///etc/passwd", ""]
)
def test_only_real_push_services_are_ever_called(client, officer, push_service, push_on, endpoint):
    browser = Browser(push_service)
    browser.endpoint = endpoint

    assert subscribe_by(client, make_phone(officer), browser).json["error"] == "push-address"


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://evil.example:8443\\@x.push.apple.com/",
        "https://evil.example@x.push.apple.com/",
        "https://x.push.apple.com@evil.example/",
        "https://evil.example\\.push.apple.com/",
        "https://evil.example /x.push.apple.com/",
        "https://evil.example/.push.apple.com",
        "https://x.push.apple.com/\r\nHost: evil.example",
        "https://x.push.apple.com\t/",
        "https://x.push.apple.com:8443/",
        "https://x.push.apple.com:99999/",
        "https://x.push.apple.com:port/",
        "https://x.push.applé.com/",
        "https://[",
        "https://[::1]/",
    ],
)
def test_an_address_that_two_readers_read_differently_is_never_called(
    client, officer, push_service, push_on, app, endpoint
):
    app.config["PUSH_HOSTS"] = (*PUSH_HOSTS, "127.0.0.1")
    browser = Browser(push_service)
    browser.endpoint = endpoint

    answer = subscribe_by(client, make_phone(officer), browser)

    assert (answer.status_code, answer.json["error"]) == (400, "push-address")


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/dK3:APA91b-_x",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAAA=",
        "https://web.push.apple.com:443/QL-x",
        "https://wns2-sg2p.notify.windows.com/w/?token=BQYAAA%2f%2b",
    ],
)
def test_the_push_services_of_today_are_called(client, officer, push_service, push_on, app, endpoint):
    app.config["PUSH_HOSTS"] = PUSH_HOSTS
    browser = Browser(push_service)
    browser.endpoint = endpoint

    assert subscribe_by(client, make_phone(officer), browser).json == {"on": True}


@pytest.mark.parametrize("keys", BAD_KEYS)
def test_keys_that_nothing_can_be_sealed_with_are_refused(client, officer, push_service, push_on, keys):
    browser = Browser(push_service)
    browser.keys |= keys

    assert subscribe_by(client, make_phone(officer), browser).json["error"] == "push-address"
    assert session.scalars(select(PushSubscription)).all() == []


@pytest.mark.parametrize("keys", BAD_KEYS)
def test_a_subscription_that_nothing_can_be_sent_to_stops_no_other(officer, browser, push_service, clock, keys):
    clock(NOON)
    bad = Browser(push_service, "/p/bad")
    bad.keys |= keys
    push.subscribe(endpoint=bad.endpoint, **bad.keys, subject="request:bad", now=NOON)
    push.tell("request:bad", message(), NOON - timedelta(minutes=1))
    push.tell(user_key(officer.id), message(), NOON)

    send_push()

    assert [path for path, _, _ in push_service.received][-1] == "/p/1"
    assert notices()[-1].state == "sent"
    assert (notices()[0].state, notices()[0].problem) == ("failed", "cannot be sent")


def test_two_messages_to_a_browser_that_is_gone_stop_no_other(officer, browser, push_service, clock):
    clock(NOON)
    push_service.status = 410
    for key in ("one", "two"):
        push.tell(user_key(officer.id), message(dedupe_key=key), NOON)

    send_push()

    assert (len(push_service.received), notices()) == (1, [])


def test_a_browser_unseen_for_half_a_year_is_forgotten_with_what_waits_for_it(officer, browser, push_service, clock):
    other = Browser(push_service, "/p/seen")
    push.subscribe(endpoint=other.endpoint, **other.keys, subject="request:other", now=NOON + timedelta(days=1))
    push.tell(user_key(officer.id), message(), NOON)
    clock(NOON + rules.SILENT_FOR)
    forget_silent_browsers()
    assert len(session.scalars(select(PushSubscription)).all()) == 2
    session.rollback()

    clock(NOON + rules.SILENT_FOR + timedelta(minutes=1))
    forget_silent_browsers()

    assert [row.subject for row in session.scalars(select(PushSubscription))] == ["request:other"]
    assert notices() == []


def test_a_page_that_is_opened_again_keeps_its_browser(officer, browser, push_service, clock):
    later = NOON + rules.SILENT_FOR
    push.subscribe(endpoint=browser.endpoint, **browser.keys, subject=user_key(officer.id), now=later)
    clock(later + timedelta(days=1))

    forget_silent_browsers()

    assert len(session.scalars(select(PushSubscription)).all()) == 1


@pytest.mark.parametrize(("status", "remembered"), [(201, 1), (500, 0)])
def test_a_browser_that_was_reached_is_not_silent(officer, browser, push_service, clock, status, remembered):
    """Staff keep push on for years and subscribe once."""
    later = NOON + rules.SILENT_FOR
    clock(later)
    push_service.status = status
    push.tell(user_key(officer.id), message(), later)
    send_push()
    clock(later + timedelta(days=1))

    forget_silent_browsers()

    assert len(session.scalars(select(PushSubscription)).all()) == remembered


def test_strangers_subscribe_nobody(client, push_service, push_on):
    browser = Browser(push_service)

    answer = client.post("/api/push/subscriptions", json={"endpoint": browser.endpoint, "keys": browser.keys})

    assert answer.status_code == 401


def test_the_queue_is_shown_to_the_office(sign_in, officer, browser, clock):
    push.tell(user_key(officer.id), message(), NOON)

    shown = sign_in(make_coordinator()).get("/office/notices").text

    assert "Lịch thăm vừa thay đổi" in shown
    assert "Chờ gửi" in shown
