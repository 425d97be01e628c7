"""A real gunicorn on a test's own database and folder, which can be killed and started again on the same port."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

from tests.bench.server import family

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
PATIENCE = 60


class Server:
    """The web process of the application under test."""

    def __init__(self, app, **settings):
        self.environment = os.environ | {
            "DATA_DIR": str(app.config["DATA_DIR"]),
            "DATABASE_URL": str(app.config["SQLALCHEMY_DATABASE_URI"]),
            "SECRET_KEY": app.config["SECRET_KEY"],
            "WARD": app.config["WARD"],
            "WEB_THREADS": "8",
            "DEMO": "0",
        } | settings  # fmt: skip
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None

    def start(self):
        """Start, and return when it answers."""
        command = [BIN / "gunicorn", "-c", "gunicorn.conf.py"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment | {"PORT": str(self.port)})
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=5).close()
                return self
            except urllib.error.HTTPError:
                return self
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the server did not answer")

    def kill(self):
        """End as a power cut would: the whole family at once, nobody can tidy up."""
        for process in family(self.process.pid):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """End in order."""
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=30)
