"""A real server on a copy of the demo ward, and real browsers: one context is one device."""

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app import create_app
from app.core.db import db, session
from app.core.effects import run_effects
from app.core.records import CommandRecord
from app.demo.staff import PASSWORD
from config import push_key
from tests.journeys.hour import hour_to_come, live_then, program, set_hour

ROOT = Path(__file__).parents[2]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]  # fmt: skip
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
PATIENCE = 120
SECRET = "for journeys only"
expect.set_options(timeout=30_000)


def pytest_addoption(parser):
    parser.addoption("--at", type=hour_to_come, help="the hour of the journeys, as 2026-11-25T02:00+07:00")


def pytest_configure(config):
    hour = config.getoption("--at", None)  # unknown where the journeys are one folder among others
    if hour is not None:
        set_hour(hour)


def pytest_collection_modifyitems(items):
    """Everything in this folder needs a browser."""
    for item in items:
        if Path(__file__).parent in Path(item.fspath).parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(600))  # the first one makes the demo ward as well


def environment(folder, port=0):
    """The settings of a server on this folder."""
    return os.environ | {
        "DATA_DIR": str(folder), "PORT": str(port), "DEMO": "1", "SECRET_KEY": SECRET, "DATABASE_URL": "",
        "WEB_THREADS": "8", "PUSH_HOSTS": "127.0.0.1", "PLAN_TRIES": "60",
    }  # fmt: skip


@pytest.fixture(scope="session")
def demo_ward(tmp_path_factory):
    """The demo ward's files, made once and copied for each server."""
    return make_demo_ward(tmp_path_factory.mktemp("demo-ward"))


def make_demo_ward(folder):
    """Make the database of the demo ward in this folder."""
    for words in (("db", "upgrade"), ("demo", "seed")):
        subprocess.run([*program("flask"), "--app", "app", *words], cwd=ROOT, env=environment(folder), check=True)
    return folder


class Server:
    """A running web process on its own copy of the demo ward. `app` looks into the same database."""

    def __init__(self, folder):
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.app = create_app(
            {
                "DATA_DIR": folder, "SECRET_KEY": SECRET, "TESTING": True, "HTTPS": False,
                "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder / 'tan-nha.db'}", "STAFF_COOKIE": "phien",
                "WARD": "04795", "FILES_URL": "", "GEOCODER_URL": "", "VAPID_SUBJECT": "",
                "VAPID_PRIVATE_KEY": push_key("", SECRET),
                "RATELIMIT_STORAGE_URI": "memory://", "DEMO": True,
                "APP_MIN": 1, "PUSH_HOSTS": ("127.0.0.1",), "PLAN_TRIES": 60,
            }
        )  # fmt: skip
        self.process = None

    def start(self, root=ROOT):
        """Start the release in this folder, and wait until the first page opens."""
        self.process = subprocess.Popen(
            [*program("gunicorn"), "-c", "gunicorn.conf.py"], cwd=root, env=environment(self.folder, self.port)
        )
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2).close()
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        self.kill()
        raise RuntimeError("the server did not answer")

    def kill(self):
        """End as a power cut would."""
        self.process.kill()
        self.process.wait()

    def stop(self):
        """End in order."""
        self.process.terminate()
        self.process.wait(timeout=30)

    def work(self):
        """Do what the worker would do now."""
        with self.app.app_context():
            run_effects()

    def statuses(self, ids):
        """Return what became of those of these commands that have arrived."""
        query = select(CommandRecord.status).where(CommandRecord.command_id.in_([UUID(one) for one in ids]))
        return self.ask(lambda: session.scalars(query).all())

    def ask(self, question):
        """Return what `question()` finds in the database."""
        with self.app.app_context():
            session.rollback()
            try:
                return question()
            finally:
                session.remove()


@pytest.fixture
def server(demo_ward, tmp_path):
    """A server with a fresh copy of the demo ward."""
    folder = tmp_path / "data"
    shutil.copytree(demo_ward, folder)
    running = Server(folder)
    running.start()
    yield running
    running.stop()
    with running.app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def chromium(playwright_driver):
    """One browser process; contexts in it share nothing."""
    browser = playwright_driver.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def open_device(chromium, server):
    """`open_device(viewport=PHONE, **options)`: a fresh browser on its own device; its console stays clean."""
    contexts, complaints = [], []

    def open_device(viewport=PHONE, **options):
        context = chromium.new_context(
            viewport=viewport, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", base_url=server.url, **options
        )
        live_then(context)
        context.set_default_timeout(30_000)
        context.on("console", lambda m: complaints.append(m.text) if is_complaint(m) else None)
        contexts.append(context)
        return context.new_page()

    yield open_device
    for context in contexts:
        context.close()
    assert not complaints, complaints


@pytest.fixture
def living_phone(playwright_driver, server, tmp_path):
    """A phone with a folder of its own, as a real one has: its browser may be killed, its room is counted."""
    from tests.journeys.living_phone import LivingPhone  # it is started with the flags above

    phone = LivingPhone(playwright_driver, tmp_path / "phone", server.url)
    yield phone
    phone.close()


def is_complaint(message):
    """An error in the console; failing requests are part of being offline."""
    return message.type == "error" and "Failed to load resource" not in message.text


def sign_in(page, username, target="/sign-in"):
    """Sign in at the staff page."""
    page.goto(target)
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
