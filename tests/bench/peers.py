"""The same dossiers on our phone and on PouchDB, one after the other in one browser: seconds side by side."""

import json
import os
from dataclasses import dataclass
from random import Random

from playwright.sync_api import sync_playwright
from sqlalchemy import select

from app.accounts.commands import AddUser, hash_password
from app.core.changes import EntityState
from app.core.commands import system_actor
from app.core.db import session
from app.core.execute import execute
from app.core.ids import new_id
from app.core.roles import Role
from tests.bench import ward as wards
from tests.bench.peer import own, pouchdb
from tests.make import WARD, done

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PASSWORD = "for measuring only"
SEED = 2026


@dataclass(frozen=True)
class Comparison:
    """Seconds that the same work took here and there."""

    what: str
    database: str
    ours: float
    peer: float

    @property
    def ratio(self):
        """Return our time as a part of the peer's."""
        return self.ours / self.peer


def compare(server, database, citizens, size, folder):
    """Return the comparisons at this many dossiers of one officer."""
    officer_id = make_officer(f"peer{size}")
    wards.make_dossiers(officer_id, citizens, size, Random(SEED))
    session.rollback()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            with own.app_page(browser, f"http://localhost:{server.port}", f"peer{size}", PASSWORD) as page:
                ours = own.first_sync(page)
            with pouchdb.pouchdb_page(browser, bodies_of(officer_id), folder) as page:
                theirs = pouchdb.first_sync(page)
        finally:
            browser.close()
    assert ours["rows"] == theirs["rows"] == size, (ours, theirs)
    return [Comparison(f"first sync of {size:,} dossiers", database, ours["seconds"], theirs["seconds"])]


def make_officer(username):
    """Return the id of an officer who can sign in."""
    user_id = new_id()
    command = AddUser(
        user_id=user_id, username=username, full_name="Nguyễn Văn Thử", role=Role.OFFICER,
        password_hash=hash_password(PASSWORD), neighbourhood_ids=[], post_office_id=None,
    )  # fmt: skip
    done(execute(command, actor=system_actor(WARD)))
    return user_id


def bodies_of(officer_id):
    """Return the dossiers that this officer may see, as their phone gets them."""
    key = f"user:{officer_id}"
    query = select(EntityState.body).where(EntityState.kind == "dossier", EntityState.keys.contains(key))
    return [json.loads(body) for body in session.scalars(query)]
