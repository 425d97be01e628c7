"""The real tus-js-client against a running server: what the phone app uses, over real sockets."""

import contextlib
import json
import random
import shutil
import socket
import subprocess
import threading
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from app.core.sealing import CHUNK
from app.core.sealing_keys import current_public_key
from app.files.queries import find_stored
from app.files.store import current_store, kept_path
from tests.files.make_upload import make_phone, photo, sha256
from tests.make import WARD, make_officer
from tests.sealing import seal_file

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tests/client/uploads/deliver.mjs"


@pytest.fixture
def port(app):
    """A server of this application, on a free port."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join(10)


@pytest.fixture
def deliver(port, tmp_path):
    """`deliver(bytes, …)`: send them as the phone app would; returns what the client says happened."""
    phone = make_phone(make_officer())

    def deliver(content, *, through=None, **asked):
        path = tmp_path / "outgoing"
        path.write_bytes(content)
        told = {
            "endpoint": f"http://127.0.0.1:{through or port}/api/uploads",
            "token": phone.send_token,
            "path": str(path),
            "sha256": sha256(content),
            "type": "image/jpeg",
        }
        node = shutil.which("node") or "node"
        run = subprocess.run(
            [node, SCRIPT, json.dumps(told | asked)], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
        )
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout.splitlines()[-1])

    return deliver


class CuttingWire:
    """A wire to the server that breaks once, after so many bytes from the phone."""

    def __init__(self, port, cut_after):
        self.target = port
        self.left = cut_after
        self.is_cut = False
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                phone, _ = self.door.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.target))
            threading.Thread(target=self._carry_up, args=(phone, server), daemon=True).start()
            threading.Thread(target=self._carry_down, args=(server, phone), daemon=True).start()

    def _carry_up(self, phone, server):
        try:
            while part := phone.recv(16_384):
                if not self.is_cut:
                    part, self.left = part[: self.left], self.left - len(part)
                server.sendall(part)
                if self.left <= 0 and not self.is_cut:
                    self.is_cut = True
                    break
        except OSError:
            pass
        for end in (phone, server):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _carry_down(self, server, phone):
        try:
            while part := server.recv(16_384):
                phone.sendall(part)
        except OSError:
            pass


def noise(size, seed=1):
    return random.Random(seed).randbytes(size)


def kept(content):
    return current_store().get(kept_path(WARD, sha256(content)))


@pytest.mark.parametrize("with_creation", [False, True])
def test_a_photo_sent_in_parts_arrives_byte_for_byte(deliver, with_creation):
    taken = noise(300_000)

    happened = deliver(taken, withCreation=with_creation)

    assert happened["stored"]
    assert happened["requests"] == ["POST"] + ["PATCH"] * (4 if with_creation else 5)
    assert kept(taken) == taken


def test_an_upload_left_half_way_goes_on_where_it_stopped(deliver):
    taken = noise(300_000)
    left = deliver(taken, stopAfter=128 * 1024)

    resumed = deliver(taken, url=left["url"])

    assert not left["stored"]
    assert resumed["requests"][0] == "HEAD"
    assert resumed["requests"].count("PATCH") < 5
    assert kept(taken) == taken


def test_a_cut_connection_costs_only_what_had_not_arrived(deliver, port):
    taken = noise(400_000)
    wire = CuttingWire(port, cut_after=150_000)

    happened = deliver(taken, through=wire.port, retries=5)

    assert wire.is_cut
    assert happened["stored"]
    assert "HEAD" in happened["requests"]
    assert kept(taken) == taken


def test_other_bytes_than_named_are_answered_460(deliver):
    taken = photo()

    happened = deliver(taken, sha256=sha256(b"other"))

    assert (happened["stored"], happened["status"]) == (False, 460)
    assert find_stored(WARD, sha256(taken)) is None


def test_too_large_a_file_is_refused_before_it_is_sent(deliver):
    happened = deliver(bytes(12 * 1024 * 1024 + 1))

    assert (happened["status"], happened["requests"]) == (413, ["POST"])


def test_a_client_may_forget_its_upload(deliver):
    taken = noise(100_000)

    happened = deliver(taken, forget=True)

    assert happened["requests"][-1] == "DELETE"
    assert kept(taken) == taken


def test_a_sealed_photo_cut_on_its_way_arrives_byte_for_byte(deliver, port):
    taken = noise(2 * CHUNK + 70_000)
    stream, sealed_key = seal_file(current_public_key(), taken)
    wire = CuttingWire(port, cut_after=350_000)

    happened = deliver(stream, through=wire.port, retries=5, sha256=sha256(taken), sealed=json.dumps(sealed_key))

    assert wire.is_cut
    assert happened["stored"]
    assert kept(taken) == taken


def test_a_sealed_photo_with_another_key_is_sent_back(deliver):
    taken = noise(90_000)
    stream, _ = seal_file(current_public_key(), taken)
    _, other_key = seal_file(current_public_key(), taken)

    happened = deliver(stream, sha256=sha256(taken), sealed=json.dumps(other_key))

    assert (happened["stored"], happened["status"]) == (False, 460)
