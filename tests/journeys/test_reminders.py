"""A family and an officer let their browsers be told, are told by real encrypted messages, and stop it.

No push service can be reached from here: the browser's own subscribing is the edge, everything after it is real.
"""

import json

import pytest
from sqlalchemy import select

from app.accounts.models import User
from app.core.clock import now
from app.core.commands import public_actor
from app.core.db import session
from app.core.execute import execute
from app.core.scope import user_key
from app.notices import push
from app.notices.effects import send_push
from app.notices.models import PushSubscription
from app.places.queries import neighbourhoods_of
from app.requests import tracking
from tests.journeys.steps import enrol, go
from tests.make_requests import registration
from tests.push_service import Browser, certificate, running

WARD = "04795"
EDGE = """(told) => {
  const bytes = (key) => Uint8Array.from(atob(key.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const held = (key) => ({
    options: { applicationServerKey: bytes(key).buffer },
    toJSON: () => told,
    unsubscribe: async () => { localStorage.removeItem("edge"); return true; },
  });
  PushManager.prototype.getSubscription = async () => {
    const key = localStorage.getItem("edge");
    return key ? held(key) : null;
  };
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    localStorage.setItem("edge", applicationServerKey);
    return held(applicationServerKey);
  };
}"""


@pytest.fixture
def service(tmp_path, monkeypatch):
    path = certificate(tmp_path)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(path))
    with running(path) as found:
        yield found


@pytest.fixture
def open_browser(open_device, service):
    """`open_browser(place)`: a page whose push service is ours, and the browser's end of it."""

    def open_browser(place):
        page, browser = open_device(), Browser(service, place)
        page.context.grant_permissions(["notifications"])
        page.add_init_script(f"({EDGE})({json.dumps({'endpoint': browser.endpoint, 'keys': browser.keys})})")
        return page, browser

    return open_browser


def tell(server, service, subject):
    """Say something to whoever this is, as the worker does; return the sealed bytes."""
    said = push.Message(
        kind="on-the-way", title=("Cán bộ đã đến", "Here"), text=("Hỏi từ", "Ask"), path="/", about="x", dedupe_key="x"
    )
    assert server.ask(lambda: push.tell(subject, said, now())) == 1
    server.ask(send_push)
    return service.received[-1][2]


def subjects(server):
    return server.ask(lambda: session.scalars(select(PushSubscription.subject)).all())


def asked_for(token):
    """Somebody asks for a visit; return whom the news are for."""
    place = neighbourhoods_of(WARD)[0].id
    command = registration(neighbourhood_id=place, link_token=token)
    assert execute(command, actor=public_actor(WARD)).is_applied
    return f"request:{command.request_id}"


def test_a_family_is_told_of_its_visit_until_it_says_stop(open_browser, server, service):
    page, browser = open_browser("/p/daughter")
    token = tracking.new_link_token()
    subject = server.ask(lambda: asked_for(token))
    page.goto(f"/tra-cuu#{token}")
    page.get_by_role("button", name="Bật nhắc trên máy này").click()
    page.get_by_text("Đang bật trên máy này.").wait_for()

    assert browser.read(tell(server, service, subject))["notification"]["title"] == "Cán bộ đã đến"
    page.reload()
    page.get_by_role("button", name="Tắt nhắc").click()
    page.get_by_text("Đã tắt. Máy này không nhận tin nữa.").wait_for()
    assert subjects(server) == []


def test_an_officer_is_told_from_the_first_screen_on_until_they_say_stop(open_browser, server, service):
    page, browser = open_browser("/p/officer")
    enrol(page, "canbo1")
    go(page, "/this-phone")
    page.get_by_role("button", name="Bật thông báo").click()
    page.get_by_text("Đang bật", exact=True).wait_for()

    officer = server.ask(lambda: session.scalars(select(User.id).where(User.username == "canbo1")).one())
    assert browser.read(tell(server, service, user_key(officer)))["notification"]["body"] == "Hỏi từ"
    page.get_by_role("button", name="Tắt thông báo").click()
    page.get_by_role("button", name="Bật thông báo").wait_for()
    assert subjects(server) == []
