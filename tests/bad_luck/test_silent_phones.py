"""Phones that fall silent in mid request, as with every lost mobile network, must not use up the server's threads."""

import random
import socket

import pytest

from app.files.store import current_store, kept_path
from tests.bad_luck.line import Line
from tests.bad_luck.server import Server
from tests.files.make_upload import Tus, make_phone, sha256
from tests.make import WARD, make_officer

pytestmark = pytest.mark.timeout(300)

THREADS = 2


@pytest.fixture
def impatient(app):
    """A server with few threads that waits one second for a silent phone."""
    running = Server(app, WEB_THREADS=str(THREADS), WEB_SILENCE="1").start()
    yield running
    running.stop()


def fall_silent(server, tus, url, content):
    """Send half of what was promised, and then nothing: neither a byte nor a goodbye."""
    wire = socket.create_connection(("127.0.0.1", server.port))
    head = (
        f"PATCH {url} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {tus.token}\r\nTus-Resumable: 1.0.0\r\n"
        f"Upload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    wire.sendall(head.encode() + content[: len(content) // 2])
    return wire


def test_silent_phones_leave_the_server_to_the_others_and_go_on_where_they_stopped(impatient):
    tus, content = Tus(Line(impatient.port), make_phone(make_officer())), random.Random(1).randbytes(200_000)
    url = tus.announce(content).headers["Location"].removeprefix(impatient.url)

    silent = [fall_silent(impatient, tus, url, content) for _ in range(THREADS * 2)]
    at = int(tus.offset(url).headers["Upload-Offset"])
    while at < len(content) // 3:  # what came is kept as soon as the silence has lasted
        at = int(tus.offset(url).headers["Upload-Offset"])
    tus.send(url, content[at:], at)

    assert current_store().get(kept_path(WARD, sha256(content))) == content
    for wire in silent:
        wire.close()
