"""Starts a whole Tận Nhà: migrates, seeds the demo ward once, then runs web and worker until Ctrl-C.

`make run` calls it. Both processes live and die together: if one ends, the other is ended too.
"""

import argparse
import errno
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PATIENCE = 60  # seconds until the web process must answer
FIRST_FREE_PORT, HIGHEST_PORT = 1024, 65_535
FAREWELL = 20  # seconds that a process may take to finish what it is doing


class Ended(Exception):
    """Somebody asked us to stop."""


def main() -> int:
    """Prepare, start both processes, tell the address, wait."""
    arguments = parse(sys.argv[1:])
    os.chdir(ROOT)
    os.environ.update(PORT=str(arguments.port), DATA_DIR=str(arguments.data_dir.resolve()))
    os.environ.setdefault("DEMO", "1")
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    children: list[subprocess.Popen[bytes]] = []
    try:
        check_port(arguments.port)
        make_folder(arguments.data_dir)
        sign_ins = prepare()
        children = [start("gunicorn", "-c", "gunicorn.conf.py"), start("flask", "--app", "app", "worker", "run")]
        wait_until_answering(arguments.port, children)
        print(f"\nTận Nhà: http://localhost:{arguments.port}\n\n{sign_ins}\nCtrl-C ends it.", flush=True)
        return wait(children)
    except Ended:
        return 0
    except subprocess.CalledProcessError as failure:
        print(f"Could not start: `{' '.join(failure.cmd[1:])}` failed.", file=sys.stderr)
        return 1
    finally:
        end(children)


def parse(words: list[str]) -> argparse.Namespace:
    """Read the two things that move an installation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=port_number, default=8000)
    parser.add_argument("--data-dir", type=Path, default=Path("var"))
    return parser.parse_args(words)


def port_number(word: str) -> int:
    """Read a port."""
    if not (word.isdecimal() and 0 < int(word) <= HIGHEST_PORT):
        raise SystemExit(f"{word!r} is no port: it is a number from 1 to {HIGHEST_PORT}, like make run PORT=8000")
    return int(word)


def stop(number: int, frame: FrameType | None) -> None:
    """Turn a signal into an orderly end."""
    raise Ended


def check_port(port: int) -> None:
    """Say so at once when another program has the port, rather than after seeding."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            why = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
            other = port + 1 if FIRST_FREE_PORT <= port < HIGHEST_PORT else 8000
            raise SystemExit(f"Port {port} {why}. Choose another: make run PORT={other}") from None


def make_folder(data_dir: Path) -> None:
    """Say so at once when nothing can be kept there."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=data_dir).close()
    except OSError as error:
        why = f"Nothing can be kept in {data_dir} ({error.strerror})."
        raise SystemExit(f"{why} Choose another folder: make run DATA_DIR=/some/folder") from None


def prepare() -> str:
    """Bring the database up to date, fill an empty one, and return the sign-ins to show."""
    flask("db", "upgrade")
    flask("demo", "seed", "--if-empty")
    return flask("demo", "sign-ins", stdout=subprocess.PIPE)


def flask(*words: str, stdout: int | None = None) -> str:
    """Run one of the application's own commands."""
    done = subprocess.run([BIN / "flask", "--app", "app", *words], check=True, stdout=stdout, encoding="utf-8")
    return done.stdout or ""


def start(program: str, *words: str) -> subprocess.Popen[bytes]:
    """Start a process in a group of its own, so that Ctrl-C reaches only us and we end it in order."""
    return subprocess.Popen([BIN / program, *words], start_new_session=True)


def wait_until_answering(port: int, children: list[subprocess.Popen[bytes]]) -> None:
    """Return when the first page can be opened; give up when a process has ended."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if ended(children):
            raise SystemExit("Could not start: see what was said above.")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2).close()
        except urllib.error.HTTPError:
            return  # it answers: what it has to say is for a person to read
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"No answer on port {port} after {PATIENCE} seconds.")


def wait(children: list[subprocess.Popen[bytes]]) -> int:
    """Wait until one process ends by itself; that is never right."""
    while not ended(children):
        time.sleep(0.5)
    print("One of the two processes ended: ending the other.", file=sys.stderr)
    return 1


def ended(children: list[subprocess.Popen[bytes]]) -> bool:
    """Has any process ended?"""
    return any(child.poll() is not None for child in children)


def end(children: list[subprocess.Popen[bytes]]) -> None:
    """End what still runs: politely, and after a while not."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(FAREWELL)
        except subprocess.TimeoutExpired:
            child.kill()


if __name__ == "__main__":
    sys.exit(main())
