"""A real gunicorn on a scratch folder and database, and the processor time that it has used."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 60


class Server:
    """The web process. `processor_seconds` counts it and its children, and nobody else."""

    def __init__(self, folder, database_url):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        environment = os.environ | {
            "DATA_DIR": str(folder), "PORT": str(self.port), "DATABASE_URL": database_url, "WEB_THREADS": "8",
            "SECRET_KEY": "for measuring only", "DEMO": "0",
        }  # fmt: skip
        self.process = subprocess.Popen([BIN / "gunicorn", "-c", "gunicorn.conf.py"], cwd=ROOT, env=environment)

    def wait(self):
        """Return when it answers."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5).close()
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise RuntimeError("the server did not answer")

    def processor_seconds(self):
        """Return user and system time so far."""
        return sum(processor_seconds(pid) for pid in family(self.process.pid))

    def stop(self):
        """End in order."""
        self.process.terminate()
        self.process.wait(timeout=30)


def family(pid):
    """Return this process and all that descend from it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in family(int(child)))]


def processor_seconds(pid):
    """Return one process's user and system time; nothing once it has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS
