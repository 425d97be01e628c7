"""SIGKILL of the browser at the steps of a delivery: what was said to be saved is there offline, and arrives once."""

from contextlib import suppress
from uuid import UUID

import pytest
from playwright.sync_api import Error
from sqlalchemy import select

from app.core.db import session
from app.core.records import CommandRecord
from app.files.queries import find_stored
from app.visits.queries import find_visit
from tests.journeys import steps
from tests.journeys.living_phone import LivingPhone

WARD = "04795"
PUSH, PULL, UPLOAD = "**/api/sync/v1/push", "**/api/sync/v1/pull*", "**/api/uploads/*"
MOMENTS = [
    # saved and nothing else; on its way, unheard; answered, and the answer not yet written down
    [(None, False), (PUSH, False), (PUSH, True)],
    [(PULL, True)],
    [(UPLOAD, True)],
]
"""For each report: where the browser dies, one time after the other."""
KEEP = """async (it, seed) => it.keepFile(Uint8Array.from({ length: 300000 }, (_, n) => (n * 7 + seed) % 251).buffer,
  "image/jpeg", "photo")"""
REPORT = """async (it, [id, file]) => {
  const one = await it.startVisit(id);
  const other = await it.closeVisit(id, { outcome: "met", reason: null, note: "", next_try: null }, { files: [file] });
  return [one.id, other.id];
}"""


@pytest.fixture
def living_phone(playwright_driver, server, tmp_path):
    """A phone whose browser may be killed."""
    phone = LivingPhone(playwright_driver, tmp_path / "phone", server.url)
    yield phone
    phone.close()


def report(page, visit, seed):
    """Start and close a visit with a photo; the answer comes when it is saved."""
    file = steps.in_app(page, "core/files.js", KEEP, seed)
    ids = steps.in_app(page, "visits/commands.js", REPORT, [visit["id"], file])
    return ids, file["sha256"]


def die_at(phone, page, call, is_heard):
    """Find the network, and lose the battery when this call is made: before or after the server has heard it."""

    def die(route):
        if is_heard:
            route.fetch()
        phone.kill()

    if call is None:
        phone.kill()
        return
    page.context.route(call, die)
    page.context.set_offline(False)
    with suppress(Error):  # the page ends under our hands
        for _ in range(300):
            page.wait_for_timeout(200)
    assert phone.processes() == [], f"nobody called {call}"


def test_a_browser_killed_at_each_step_of_a_delivery_loses_nothing_and_does_nothing_twice(living_phone, server):
    page = living_phone.open()
    steps.enrol(page, "canbo1")
    visits = [visit for visit in steps.rows(page, "visit") if visit["status"] == "planned"][: len(MOMENTS)]
    assert len(visits) == len(MOMENTS)
    steps.go_offline(page)
    ids, files = [], []

    for seed, (visit, moments) in enumerate(zip(visits, MOMENTS, strict=True)):
        saved, file = report(page, visit, seed)
        ids, files = [*ids, *saved], [*files, file]
        for call, is_heard in moments:
            die_at(living_phone, page, call, is_heard)
            page = living_phone.open(offline=True)
            page.goto("/app/")
            steps.unlock(page)
            assert set(ids) <= {command["id"] for command in steps.sent_box(page)}
            assert {file: file for file in files}.items() <= steps.hashes(page).items()

    steps.go_online(page)
    query = select(CommandRecord.status).where(CommandRecord.command_id.in_([UUID(one) for one in ids]))
    assert server.ask(lambda: session.scalars(query).all()) == ["applied"] * len(ids)
    for visit in visits:
        assert server.ask(lambda id=visit["id"]: len(find_visit(UUID(id)).closings)) == 1
    for file in files:
        assert server.ask(lambda file=file: find_stored(WARD, file))
