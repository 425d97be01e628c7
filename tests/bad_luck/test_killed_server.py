"""SIGKILL in the middle of pushes and uploads of several phones: web server and database fall and come back.

Whatever was acknowledged is there, nothing is there twice, and uploads go on where they stopped.
"""

import http.client
import random
import threading
import time
from collections import Counter
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import func, select, text

from app import create_app
from app.core.db import db, session
from app.core.installation import begin_generation
from app.core.records import CommandRecord
from app.files.store import current_store, kept_path
from app.requests.models import ServiceRequest
from tests.bad_luck.line import Line
from tests.bad_luck.postgres import OwnPostgres
from tests.bad_luck.server import Server
from tests.conftest import make_tables, settings
from tests.files.make_upload import Tus, sha256
from tests.make import WARD, make_officer
from tests.make_places import make_neighbourhood
from tests.make_requests import registration
from tests.phone import Phone

pytestmark = pytest.mark.timeout(600)

PHONES = 4
PIECE = 40_000
MOST_TRIES = 400
CUT_OFF = (OSError, http.client.HTTPException)


class Busy(threading.Thread):
    """An officer's phone that registers and uploads until it is told to stop; keeps what was acknowledged."""

    def __init__(self, phone, line, place, seed, over):
        super().__init__(daemon=True)
        self.phone, self.line, self.place, self.over = phone, line, place, over
        self.random = random.Random(seed)
        self.acknowledged, self.files = [], []

    def run(self):
        while not self.over.is_set():
            batch = [self.register() for _ in range(self.random.randint(1, 4))]
            self.acknowledged += self.insist(lambda batch=batch: self.push(batch))
            self.upload(self.random.randbytes(self.random.randint(50_000, 200_000)))

    def register(self):
        return self.phone.make("requests.register", registration(neighbourhood_id=self.place).model_dump(mode="json"))

    def push(self, batch):
        answer = self.phone.push(*batch)
        return answer.json["results"] if answer.status_code == 200 else None

    def upload(self, content):
        tus, url = Tus(self.line, self.phone), None
        while url is None or not self.insist(partial(self.send_on, tus, url, content)):
            url = self.insist(lambda: tus.announce(content).headers.get("Location"))
        self.files.append(content)

    def send_on(self, tus, url, content):
        """Send what is missing; None means try again, False that the server knows nothing of this upload."""
        told = tus.offset(url)
        if told.status_code == 404:
            return False
        at = int(told.headers.get("Upload-Offset", -1))
        if 0 <= at < len(content):
            tus.send(url, content[at : at + PIECE], at)
        return at == len(content) or None

    def insist(self, ask):
        """Ask until there is an answer, but not for ever."""
        for _ in range(MOST_TRIES):
            try:
                answer = ask()
            except CUT_OFF:
                answer = None
            if answer is not None:
                return answer
            time.sleep(0.1)
        self.over.set()
        raise RuntimeError("the server did not come back")


def make_phones(server, over):
    place = make_neighbourhood().id
    lines = [Line(server.port) for _ in range(PHONES)]
    return [Busy(Phone(line, make_officer()), line, place, seed, over) for seed, line in enumerate(lines)]


def live_through(server, kills):
    """Let the phones work while each of `kills` happens; return them when all is delivered."""
    over = threading.Event()
    phones = make_phones(server, over)
    for phone in phones:
        phone.start()
    for kill in kills:
        time.sleep(random.Random(len(kills)).uniform(0.8, 1.6))
        kill()
    time.sleep(1)
    over.set()
    for phone in phones:
        phone.join(timeout=200)
        assert not phone.is_alive()
    return phones


def check(phones):
    session.rollback()
    results = [result for phone in phones for result in phone.acknowledged]
    assert {result["status"] for result in results} == {"applied"}
    query = select(CommandRecord.command_id).where(CommandRecord.type == "requests.register")
    assert Counter(session.scalars(query)) == Counter(UUID(result["id"]) for result in results)
    assert session.scalar(select(func.count()).select_from(ServiceRequest)) == len(results)
    for content in [content for phone in phones for content in phone.files]:
        assert current_store().get(kept_path(WARD, sha256(content))) == content
    for phone in phones:
        assert phone.files
        phone.line.check_manners()


def test_what_was_acknowledged_survives_a_killed_web_server(server):
    def kill():
        server.kill()
        server.start()

    check(live_through(server, [kill] * 3))


@pytest.mark.skipif("config.getoption('--database') != 'postgresql'")
def test_what_was_acknowledged_survives_a_killed_postgresql(tmp_path):
    postgres = OwnPostgres(tmp_path, make_tables)
    app = create_app(settings(tmp_path, postgres.uri))
    try:
        with app.app_context():
            begin_generation()
            server = Server(app).start()
            try:
                phones = live_through(server, [postgres.kill_and_start] * 3)
            finally:
                server.stop()
            db.engine.dispose()
            check(phones)
            assert session.scalar(text("SHOW synchronous_commit")) == "on"
            session.remove()
            db.engine.dispose()
    finally:
        postgres.close()
