"""Web push against a push service of our own on this machine: what it answers decides."""

import base64
import json
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid
from sqlalchemy import select

from app.core.db import session
from app.core.effects import run_effects
from app.core.scope import user_key
from app.notices import push, rules
from app.notices.effects import send_push
from app.notices.models import PushSubscription, QueuedNotice
from app.visits.commands import ConfirmVisit, StartVisit
from tests.files.make_upload import make_phone
from tests.make import make_coordinator, make_officer
from tests.make_visits import make_visit, make_working_team

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


def b64(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Service(ThreadingHTTPServer):
    """A push service that keeps what it was sent and answers as it is told."""

    status, headers_out = 201, {}

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Door)
        self.received = []


class Door(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.path, self.headers, body))
        self.send_response(self.server.status)
        for name, value in self.server.headers_out.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *words):
        pass


@pytest.fixture
def service():
    server = Service()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture
def push_on(app):
    vapid = Vapid()
    vapid.generate_keys()
    private = vapid.private_key.private_numbers().private_value.to_bytes(32, "big")
    app.config |= {"VAPID_PRIVATE_KEY": b64(private), "VAPID_SUBJECT": "mailto:a@b.vn", "PUSH_HOSTS": ("127.0.0.1",)}


class Browser:
    """A browser's end of a subscription: it alone can read what is sent."""

    def __init__(self, service, place="/p/1"):
        self.key, self.auth = ec.generate_private_key(ec.SECP256R1()), b"0123456789abcdef"
        self.endpoint = f"http://127.0.0.1:{service.server_port}{place}"
        public = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.keys = {"p256dh": b64(public), "auth": b64(self.auth)}

    def read(self, body):
        return json.loads(http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth, version="aes128gcm"))


@pytest.fixture
def officer(app):
    return make_officer()


@pytest.fixture
def browser(service, officer, push_on):
    browser = Browser(service)
    push.subscribe(endpoint=browser.endpoint, **browser.keys, subject=user_key(officer.id), now=NOON)
    return browser


def message(**values):
    given = {
        "kind": "status",
        "title": "Lịch thăm vừa thay đổi",
        "text": "Mở ứng dụng.",
        "path": "/app/",
        "about": "visit:1",
        "dedupe_key": "one",
    }
    return push.Message(**(given | values))


def notices():
    session.expire_all()
    return list(session.scalars(select(QueuedNotice).order_by(QueuedNotice.made_at)))


def test_a_message_reaches_the_browser_and_only_it_can_read_it(officer, browser, service, clock):
    clock(NOON)
    push.tell(user_key(officer.id), message(), NOON)

    send_push()

    _, headers, body = service.received[0]
    assert browser.read(body) == {
        "web_push": 8030,
        "notification": {"title": "Lịch thăm vừa thay đổi", "body": "Mở ứng dụng.", "navigate": "/app/", "lang": "vi"},
    }
    assert (headers["TTL"], headers["Urgency"], len(headers["Topic"])) == (str(3 * 24 * 3600), "normal", 32)
    assert headers["Authorization"].startswith("vapid ")
    assert len(body) < 1024
    assert [notice.state for notice in notices()] == ["sent"]


def test_the_same_message_is_queued_and_sent_once(officer, browser, service, clock):
    clock(NOON)
    assert [push.tell(user_key(officer.id), message(), NOON) for _ in range(2)] == [1, 0]

    send_push()
    send_push()

    assert len(service.received) == 1


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(officer, browser, service, clock, status):
    clock(NOON)
    service.status = status
    push.tell(user_key(officer.id), message(), NOON)

    send_push()

    assert session.scalars(select(PushSubscription)).all() == []
    assert notices() == []


def test_a_busy_service_is_waited_for_as_long_as_it_says(officer, browser, service, clock):
    clock(NOON)
    service.status, service.headers_out = 429, {"Retry-After": "120"}
    push.tell(user_key(officer.id), message(), NOON)
    send_push()
    clock(NOON + timedelta(seconds=119))
    send_push()
    assert len(service.received) == 1
    service.status, service.headers_out = 201, {}
    clock(NOON + timedelta(seconds=121))

    send_push()

    assert (len(service.received), notices()[0].state, notices()[0].tries) == (2, "sent", 1)


@pytest.mark.parametrize("status", [401, 403])
def test_a_wrong_key_alarms_and_deletes_nobody(officer, browser, service, clock, caplog, status):
    clock(NOON)
    service.status = status
    push.tell(user_key(officer.id), message(), NOON)

    send_push()

    assert "VAPID_PRIVATE_KEY" in caplog.text
    assert len(session.scalars(select(PushSubscription)).all()) == 1
    assert (notices()[0].state, notices()[0].tries) == ("waiting", 1)


def test_a_service_that_fails_is_tried_less_and_less_often_then_given_up(officer, browser, service, clock):
    service.status = 500
    push.tell(user_key(officer.id), message(), NOON)
    moment = NOON
    for _ in range(rules.MOST_TRIES + 1):
        clock(moment)
        send_push()
        moment = max(moment, notices()[0].due_at)

    assert notices()[0].state == "failed"
    assert len(service.received) == rules.MOST_TRIES + 1


def test_nobody_there_is_no_crash(officer, browser, service, clock):
    clock(NOON)
    service.shutdown()
    service.server_close()
    push.tell(user_key(officer.id), message(), NOON)

    send_push()

    assert (notices()[0].state, notices()[0].problem) == ("waiting", "no answer")


def test_an_old_message_is_not_sent(officer, browser, service, clock):
    push.tell(user_key(officer.id), message(), NOON)
    clock(NOON + timedelta(days=3, minutes=1))

    send_push()

    assert (service.received, notices()[0].state) == ([], "expired")


def test_at_night_a_message_waits_for_the_morning(officer, browser, service, clock):
    night = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)  # ten in the evening
    push.tell(user_key(officer.id), message(), night)
    clock(night)

    send_push()

    assert service.received == []
    assert notices()[0].due_at == datetime(2026, 11, 21, 0, 0, tzinfo=UTC)


def test_officers_hear_of_a_new_visit_without_a_name_in_it(officer, browser, service, clock, push_on):
    clock(NOON)
    visit = make_visit(team=make_working_team(officer))
    run_effects()
    send_push()

    said = browser.read(service.received[0][2])

    assert said["notification"]["title"] == "Lịch thăm có thêm lượt mới"
    assert str(visit.citizen_id) not in json.dumps(said)


def test_a_household_that_asked_hears_that_the_officer_is_there(act, officer, service, push_on, clock):
    clock(NOON)
    visit = make_visit(team=make_working_team(officer))
    daughter = Browser(service, "/p/daughter")
    push.subscribe(endpoint=daughter.endpoint, **daughter.keys, subject=f"request:{visit.request_id}", now=NOON)

    act(officer, StartVisit(visit_id=visit.id))
    run_effects()
    send_push()

    assert daughter.read(service.received[0][2])["notification"]["title"] == "Cán bộ đã đến"


def test_a_household_that_asked_hears_that_the_day_stands_and_where_the_papers_are_named(
    act, officer, service, push_on, clock
):
    clock(NOON)
    visit = make_visit(team=make_working_team(officer))
    daughter = Browser(service, "/p/daughter")
    push.subscribe(endpoint=daughter.endpoint, **daughter.keys, subject=f"request:{visit.request_id}", now=NOON)

    act(make_coordinator(), ConfirmVisit(visit_id=visit.id, told_by="phone"))
    run_effects()
    send_push()

    said = daughter.read(service.received[0][2])
    assert said["notification"]["title"] == "Lượt hẹn đã chốt"
    assert "giấy tờ cần chuẩn bị" in said["notification"]["body"]
    assert "Trích lục" not in json.dumps(said, ensure_ascii=False)


def test_without_a_key_nothing_is_sent_and_the_key_is_unknown(client, officer, service):
    browser = Browser(service)
    push.subscribe(endpoint=browser.endpoint, **browser.keys, subject=user_key(officer.id), now=NOON)
    push.tell(user_key(officer.id), message(), NOON)

    send_push()

    assert service.received == []
    assert client.get("/api/push/key").status_code == 404


def subscribe_by(client, phone, browser, method="POST"):
    return client.open(
        "/api/push/subscriptions",
        method=method,
        json={"endpoint": browser.endpoint, "keys": browser.keys, "expirationTime": None},
        headers={"Authorization": f"Bearer {phone.read_token}"},
    )


def test_a_phone_subscribes_and_leaves(client, officer, service, push_on):
    phone, browser = make_phone(officer), Browser(service)

    joined = subscribe_by(client, phone, browser)
    subjects = [row.subject for row in session.scalars(select(PushSubscription))]
    left = subscribe_by(client, phone, browser, "DELETE")

    assert (joined.status_code, left.status_code) == (204, 204)
    assert subjects == [user_key(officer.id)]
    assert session.scalars(select(PushSubscription)).all() == []
    assert len(base64.urlsafe_b64decode(client.get("/api/push/key").json["key"] + "=")) == 65


@pytest.mark.parametrize(
    "endpoint", ["http://169.254.169.254/latest", "https://evil.example/p", "file:///etc/passwd", ""]
)
def test_only_real_push_services_are_ever_called(client, officer, service, push_on, endpoint):
    browser = Browser(service)
    browser.endpoint = endpoint

    assert subscribe_by(client, make_phone(officer), browser).json["error"] == "push-address"


def test_strangers_subscribe_nobody(client, service, push_on):
    browser = Browser(service)

    answer = client.post("/api/push/subscriptions", json={"endpoint": browser.endpoint, "keys": browser.keys})

    assert answer.status_code == 401


def test_the_queue_is_shown_to_the_office(sign_in, officer, browser, clock):
    push.tell(user_key(officer.id), message(), NOON)

    shown = sign_in(make_coordinator()).get("/office/notices").text

    assert "Lịch thăm vừa thay đổi" in shown
    assert "Chờ gửi" in shown
