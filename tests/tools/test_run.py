"""`make run` by what it calls: what stands in its way is told in one sentence, and what was made is kept."""

import os
import re
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from app import create_app
from app.accounts.models import User
from app.core.db import db, session
from app.core.installation import begin_generation
from app.demo.staff import SIGN_INS
from tests.conftest import settings
from tests.make import make_officer

ROOT = Path(__file__).parents[2]
SETTINGS = {"DATABASE_URL", "PORT", "DATA_DIR", "SECRET_KEY", "DEMO", "WARD", "HTTPS"}
"""What the tests' own surroundings may say must not reach a run."""


def command(port, folder):
    return [sys.executable, ROOT / "tools" / "run.py", "--port", str(port), "--data-dir", folder]


def refused(port, folder):
    """Return what is said by a run that does not start."""
    done = subprocess.run(command(port, folder), cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stdout == ""
    return done.stderr


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_port_that_is_taken_is_told_before_anything_is_made(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        said = refused(port, tmp_path / "var")

    assert said == f"Port {port} is taken. Choose another: make run PORT={port + 1}\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("port", ["abc", "0", "70000"])
def test_what_is_no_port_is_told_in_one_sentence(tmp_path, port):
    said = refused(port, tmp_path / "var")

    assert said == f"{port!r} is no port: it is a number from 1 to 65535, like make run PORT=8000\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("inside", ["", "below"])
def test_a_folder_in_which_nothing_can_be_kept_is_told_in_one_sentence(tmp_path, inside):
    (tmp_path / "file").write_text("a file, no folder")
    folder = tmp_path / "file" / inside

    said = refused(free_port(), folder)

    problem, _, advice = said.partition(". ")
    assert re.fullmatch(rf"Nothing can be kept in {folder} \(.+\)", problem)
    assert advice == "Choose another folder: make run DATA_DIR=/some/folder\n"


@contextmanager
def running(folder, **told):
    """A whole Tận Nhà on this folder, once it has told its address; yields its port and what was said."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name not in SETTINGS} | told
    process = subprocess.Popen(command(port, folder), cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        yield port, "".join(iter(process.stdout.readline, "Ctrl-C ends it.\n"))
    finally:
        process.terminate()
        process.communicate()
    assert process.returncode == 0
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", port))


def check_it_answers(port, said):
    """It is where it says, and names a sign-in for each role."""
    assert re.search(r"http://localhost:(\d+)$", said, re.MULTILINE)[1] == str(port)
    assert [name for name, _ in SIGN_INS] == re.findall(r"^  (\w+) +\S+ +.+ · .+$", said, re.MULTILINE)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in") as page:
        assert page.status == 200


@pytest.mark.long
def test_the_first_run_fills_an_empty_folder_and_the_second_keeps_what_is_there(tmp_path):
    folder = tmp_path / "of" / "mine"
    with running(folder) as first:
        check_it_answers(*first)
        made = rows(folder)
    assert made["user"] > 100
    assert made["service_request"] > 30

    with running(folder) as second:
        check_it_answers(*second)
        assert "Demo ward" not in second[1]
        assert rows(folder) == made


def rows(folder):
    """Return how many people work there, and how many requests there are."""
    ask = "SELECT count(*) FROM {}".format
    with closing(sqlite3.connect(folder / "tan-nha.db")) as base:
        return {name: base.execute(ask(name)).fetchone()[0] for name in ("user", "service_request")}


@pytest.fixture
def uri(migrated):
    """A database in which one officer works."""
    found = migrated.fresh()
    yield found
    migrated.drop(found)


def test_where_somebody_works_it_starts_and_adds_nobody(uri, tmp_path):
    with database(uri):
        officer = make_officer(username="mot.nguoi").id

    with running(tmp_path, DATABASE_URL=uri) as port_and_said:
        check_it_answers(*port_and_said)

    with database(uri):
        assert [user.id for user in session.scalars(select(User))] == [officer]


@contextmanager
def database(uri):
    """Read and write it as the application does."""
    application = create_app(settings(Path("."), uri))
    with application.app_context():
        begin_generation()
        yield
        session.remove()
        db.engine.dispose()
