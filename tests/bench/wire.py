"""What a phone's browser does on the wire, with every byte counted; answers look like Flask's test client's."""

import gzip
import http.client
import json
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

IDLE_S = 2
"""The server keeps a silent connection for five seconds."""


@dataclass
class Traffic:
    """Requests and bytes in both directions; bodies as packed, header lines too."""

    requests: int = 0
    up: int = 0
    down: int = 0
    body_up: int = 0
    body_down: int = 0


class Answer:
    """One answer. `data` is unpacked."""

    def __init__(self, status, headers, raw):
        self.status_code, self.headers, self.raw = status, headers, raw
        packed = headers.get("Content-Encoding") == "gzip"
        self.data = gzip.decompress(raw) if packed else raw
        self.headers.pop("Content-Encoding", None)

    @property
    def json(self):
        return json.loads(self.data)


@dataclass
class Wire:
    """A kept-alive connection to the server."""

    port: int
    traffic: Traffic = field(default_factory=Traffic)

    def __post_init__(self):
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        self.heard_at = time.monotonic()

    def get(self, path, *, query_string=None, headers=None):
        return self._ask("GET", f"{path}?{urlencode(query_string)}" if query_string else path, None, headers)

    def post(self, path, *, json=None, data=None, headers=None):
        if json is not None:
            data, headers = encode(json), (headers or {}) | {"Content-Type": "application/json"}
        return self._ask("POST", path, data, headers)

    def _ask(self, method, path, body, headers):
        sent = {"Host": "localhost", "Accept-Encoding": "gzip"} | (headers or {})
        if body is not None:
            sent["Content-Length"] = str(len(body))
        if time.monotonic() - self.heard_at > IDLE_S:
            self.connection.close()  # the server has, or is about to; the next request opens it again
        self.connection.request(method, path, body=body, headers=sent)
        response = self.connection.getresponse()
        raw, self.heard_at = response.read(), time.monotonic()
        took = self.traffic
        took.requests += 1
        took.body_up += len(body or b"")
        took.body_down += len(raw)
        took.up += len(f"{method} {path} HTTP/1.1\r\n") + length_of(sent.items()) + len(body or b"")
        took.down += len("HTTP/1.1 200 OK\r\n") + length_of(response.getheaders()) + len(raw)
        return Answer(response.status, dict(response.getheaders()), raw)

    def take(self):
        """Return the traffic since the last time."""
        took, self.traffic = self.traffic, Traffic()
        return took


def length_of(headers):
    """Return the bytes of these header lines and the empty one after them."""
    return sum(len(name) + len(value) + 4 for name, value in headers) + 2


def encode(value):
    """Return JSON as bytes."""
    return json.dumps(value).encode()
