"""A phone's line to a real server: answers look like Flask's test client's, a new connection for each request."""

import http.client
from urllib.parse import urlencode, urlsplit

from tests.bench.wire import Answer, encode

FAMILIAR = {200, 201, 204, 404, 409, 429, 503}
BUSY = {429, 503}


class Line:
    """Notes every status that it hears; a server that fails must say when to come back."""

    def __init__(self, port):
        self.port = port
        self.heard = []

    def get(self, path, *, query_string=None, headers=None):
        return self.open(f"{path}?{urlencode(query_string)}" if query_string else path, method="GET", headers=headers)

    def post(self, path, *, json=None, data=None, headers=None):
        if json is not None:
            data, headers = encode(json), (headers or {}) | {"Content-Type": "application/json"}
        return self.open(path, method="POST", data=data, headers=headers)

    def open(self, url, *, method, data=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            path = urlsplit(url)._replace(scheme="", netloc="").geturl()
            connection.request(method, path, body=data or None, headers=(headers or {}) | {"Connection": "close"})
            response = connection.getresponse()
            answer = Answer(response.status, dict(response.getheaders()), response.read())
        finally:
            connection.close()
        self.heard.append((answer.status_code, answer.headers.get("Retry-After")))
        return answer

    def check_manners(self):
        """No failure without a word on when to come back."""
        assert {status for status, _ in self.heard} <= FAMILIAR
        assert [heard for heard in self.heard if heard[0] in BUSY and not heard[1]] == []
