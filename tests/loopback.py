"""Other people's servers, played on this machine: what every such fake needs to answer JSON and to end again."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler


class JsonDoor(BaseHTTPRequestHandler):
    """Answers a GET by what `told()` returns, a status and what to say as JSON; is silent on the terminal."""

    def do_GET(self):
        status, said = self.told()
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


@contextmanager
def serving(server):
    """Let this server answer until the end."""
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
