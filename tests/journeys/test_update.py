"""The app of the last build becomes today's: on a tap, with a full outbox, never over unsaved input, tab by tab."""

from hashlib import sha256
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.db import session
from app.core.records import CommandRecord
from app.files.queries import find_stored
from tests.journeys import steps
from tests.journeys.releases import MARK, look_for_update, release_newer

WARD = "04795"
API = "**/api/**"
LAZY = "visits/day-end.js"
"""A screen of an officer that nothing loads before it is opened."""

TEXT_OF = """async (path) => {
  const index = [...document.scripts].find((one) => one.src.includes("/client/index.js")).src;
  return (await fetch(new URL(path, index))).text();
}"""
KEPT = "async () => (await caches.keys()).filter((name) => name.startsWith('tan-nha-files-')).length"
SETTLED = (
    "async () => { const it = await navigator.serviceWorker.getRegistration(); return !it.installing && !!it.waiting; }"
)


@pytest.fixture
def officer(open_device):
    """A phone with an officer's round, whose app is kept by its worker."""
    page = open_device(permissions=["camera"])
    steps.enrol(page, "canbo1")
    steps.reload(page)
    steps.see_the_round(page)
    page.evaluate("window.sameAsBefore = true")
    return page


def offer_on(page):
    return page.get_by_role("button", name="Có bản mới — Cập nhật")


def wait_offered(page):
    """Wait until the new release is whole on the phone, and offered."""
    offer_on(page).wait_for(timeout=steps.DOWNLOADING)


def is_same(page):
    """Whether this page has not been loaded anew."""
    return page.evaluate("window.sameAsBefore === true")


def take_update(page):
    """Tap, and wait until the new release stands there."""
    wait_offered(page)
    with page.expect_event("load", timeout=steps.DOWNLOADING):
        offer_on(page).click()
    assert not is_same(page)
    steps.unlock(page)
    page.get_by_role("heading", level=1).wait_for()


def eventually(page, question):
    """Wait until `question`, an async function in JavaScript, is answered with true."""
    for _ in range(300):
        if page.evaluate(question):
            return
        page.wait_for_timeout(200)
    raise AssertionError(question)


def fill_outbox(page):
    """A dossier with photos and signatures, then pins of every house: more than twenty commands."""
    steps.take_dossier(page, steps.open_visit(page))
    citizens = [citizen["id"] for citizen in steps.rows(page, "citizen")]
    place = "(it, id) => it.placePin(id, { lat: 20.83, lon: 105.35, accuracy_m: 9 })"
    while steps.owed(page)[0] < 21:
        for citizen in citizens[:5]:
            steps.in_app(page, "citizens/commands.js", place, citizen)


def test_a_release_waits_for_a_tap_and_is_offered_once(officer, server, tmp_path):
    page = officer
    assert offer_on(page).count() == 0

    release_newer(server, tmp_path / "newer", page)
    wait_offered(page)
    for path in ("/this-phone", "/outbox", "/day-end", "/visits"):
        steps.go(page, path)
        page.get_by_role("heading", level=1).wait_for()
        wait_offered(page)
        assert offer_on(page).count() == 1, path
    assert is_same(page), "moving about does not update"

    take_update(page)
    assert offer_on(page).count() == 0
    assert MARK in page.evaluate(TEXT_OF, "core/ids.js")


def test_a_full_outbox_goes_through_an_update_and_drains(officer, server, tmp_path):
    page = officer
    steps.go_offline(page)
    fill_outbox(page)
    before, hashes = steps.sent_box(page), steps.hashes(page)
    commands, files = steps.owed(page)
    assert commands > 20
    assert files >= 3
    page.context.route(API, lambda route: route.abort())
    page.context.set_offline(False)

    release_newer(server, tmp_path / "newer", page)
    take_update(page)

    assert steps.owed(page) == (commands, files)
    assert MARK in page.evaluate(TEXT_OF, "core/ids.js")
    page.context.unroute(API)
    steps.send_all(page)
    steps.wait_delivered(page)
    check_delivered(server, before, hashes)


def check_delivered(server, commands, hashes):
    """Each command stands at the server once, with the bytes that were saved; each file is what it was."""
    wanted = {UUID(one["id"]): sha256(one["text"].encode()).hexdigest() for one in commands}
    query = select(CommandRecord.command_id, CommandRecord.body_sha256, CommandRecord.status)
    found = server.ask(lambda: session.execute(query.where(CommandRecord.command_id.in_(wanted))).all())
    assert {row.status for row in found} == {"applied"}
    assert len(found) == len(wanted)
    assert {row.command_id: row.body_sha256 for row in found} == wanted
    assert all(server.ask(lambda name=name: find_stored(WARD, name)) for name in hashes)
    assert all(name == digest for name, digest in hashes.items())


def test_no_update_over_strokes_that_are_not_saved(officer, server, tmp_path):
    page = officer
    visit = steps.open_visit(page)
    steps.start(page, visit)
    page.get_by_role("link", name="4. Bản chính nhận giữ").click()
    page.get_by_role("button", name="Nhận giữ một bản chính").click()
    page.get_by_label("Giấy gì?").fill("Giấy khai sinh")
    steps.sign(page, "Người giao ký")
    drawn = page.locator("signature-field canvas").first.evaluate("(canvas) => canvas.toDataURL()")
    release_newer(server, tmp_path / "newer", page)
    wait_offered(page)

    offer_on(page).click()
    page.get_by_text("Còn phần chưa lưu trên màn hình. Hãy lưu xong rồi cập nhật.").wait_for()

    assert is_same(page)
    assert page.locator("signature-field canvas").first.evaluate("(canvas) => canvas.toDataURL()") == drawn
    assert page.get_by_label("Giấy gì?").input_value() == "Giấy khai sinh"

    page.get_by_role("button", name="Ký lại").first.click()
    take_update(page)
    page.get_by_label("Giấy gì?").wait_for()
    assert page.get_by_label("Giấy gì?").input_value() == "Giấy khai sinh", "what was typed is a draft, and goes along"


def test_a_tab_of_the_last_build_goes_on_with_its_own_files(officer, server, tmp_path):
    old, context = officer, officer.context
    new = context.new_page()
    new.goto("/app/")
    steps.unlock(new)
    steps.see_the_round(new)
    new.evaluate("window.sameAsBefore = true")
    release_newer(server, tmp_path / "newer", new, module=LAZY)
    take_update(new)
    assert MARK in new.evaluate(TEXT_OF, LAZY)
    assert new.evaluate(KEPT) == 2

    context.set_offline(True)
    steps.go(old, "/day-end")
    old.get_by_role("heading", level=1, name="Kết thúc buổi").wait_for()
    old.locator("day-end *").first.wait_for()
    assert is_same(old)
    assert MARK not in old.evaluate(TEXT_OF, LAZY)
    context.set_offline(False)

    wait_offered(old)
    take_update(old)
    assert MARK in old.evaluate(TEXT_OF, LAZY)
    steps.reload(new)
    new.get_by_role("heading", level=1).wait_for()
    eventually(new, f"async () => (await ({KEPT})()) === 1")


def test_a_tab_without_a_tap_keeps_its_build_through_a_second_release(officer, server, tmp_path):
    page = officer
    release_newer(server, tmp_path / "newer", page, module=LAZY)
    wait_offered(page)
    release_newer(server, tmp_path / "newest", page, module=LAZY, mark=MARK * 2)
    look_for_update(page)
    eventually(page, SETTLED)

    assert MARK not in page.evaluate(TEXT_OF, LAZY)
    take_update(page)
    assert MARK * 2 in page.evaluate(TEXT_OF, LAZY)
