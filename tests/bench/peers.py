"""The same dossiers on our phone and on PouchDB, one after the other in one browser: seconds side by side."""

import json
import os
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import sync_playwright
from sqlalchemy import select

from app.accounts.commands import AddUser, hash_password
from app.core.changes import EntityState
from app.core.commands import system_actor
from app.core.db import session
from app.core.execute import execute
from app.core.ids import new_id
from tests.bench.peer import own, pouchdb
from tests.make import WARD, done

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PASSWORD = "for measuring only"


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


class Peers:
    """Both do the same in the same browser, one after the other, ours against one running server."""

    def __init__(self, server, database, folder):
        self.server, self.database, self.folder = server, database, folder
        self.comparisons = []

    def first_sync(self, username, officer_id, size):
        """A phone of this officer, empty and enrolled; and the same dossiers from the peer's server."""
        with self._own_page(username) as page:
            ours = own.first_sync(page)
        with self._peer_page(officer_id) as page:
            theirs = pouchdb.first_sync(page)
        assert ours["rows"] == theirs["rows"] == size, (ours, theirs)
        self._note(f"first sync of {size:,} dossiers", ours["seconds"], theirs["seconds"])

    def push(self, username, officer_id, edits, new):
        """This leader's phone edits citizens and registers people; the peer edits and adds documents of its own.

        `new` makes commands from tracking codes.
        """
        count = len(edits)
        with self._own_page(username) as page:
            our_edits = own.push(page, edits)
            wishes = new(own.lease_codes(page, count))
            our_new = own.push(page, wishes)
        with self._peer_page(officer_id) as page:
            pouchdb.first_sync(page)
            self._note_push(f"{count:,} edits", our_edits, pouchdb.push_edits(page, count))
            self._note_push(f"{count:,} new requests", our_new, pouchdb.push_new(page, [args for _, args, _ in wishes]))

    @contextmanager
    def _own_page(self, username):
        with _browser() as browser, own.app_page(browser, self._url, username, PASSWORD) as page:
            yield page

    @contextmanager
    def _peer_page(self, officer_id):
        with _browser() as browser, pouchdb.pouchdb_page(browser, bodies_of(officer_id), self.folder) as page:
            yield page

    @property
    def _url(self):
        return f"http://localhost:{self.server.port}"

    def _note_push(self, what, ours, theirs):
        self._note(f"push of {what}", ours["seconds"], theirs["seconds"])
        self._note(f"saving {what}, one by one", ours["saving"], theirs["saving"])

    def _note(self, what, ours, theirs):
        self.comparisons.append(Comparison(what, self.database, ours, theirs))


@contextmanager
def _browser():
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def make_person(username, role, *areas):
    """Return the id of somebody who can sign in."""
    user_id = new_id()
    command = AddUser(
        user_id=user_id, username=username, full_name="Nguyễn Văn Thử", role=role,
        password_hash=hash_password(PASSWORD), neighbourhood_ids=list(areas), post_office_id=None,
    )  # fmt: skip
    done(execute(command, actor=system_actor(WARD)))
    return user_id


def bodies_of(officer_id):
    """Return the dossiers that this officer may see, as their phone gets them."""
    key = f"user:{officer_id}"
    query = select(EntityState.body).where(EntityState.kind == "dossier", EntityState.keys.contains(key))
    return [json.loads(body) for body in session.scalars(query)]
