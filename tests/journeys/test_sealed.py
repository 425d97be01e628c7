"""Work that its phone cannot read any more arrives all the same: forgotten PIN, disabled account, revoked device,
another person's sign-in, logout; and the rescue file. After a wipe nothing is left on the phone.
"""

from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.accounts.commands import SetActive
from app.accounts.devices import find_device
from app.accounts.queries import find_user_by_name
from app.core.commands import system_actor
from app.core.db import session
from app.core.execute import execute
from app.core.records import CommandRecord, ReviewItem
from app.files.queries import find_stored
from tests.journeys import steps
from tests.journeys.conftest import DESK, sign_in
from tests.journeys.traces import found_in, planted
from tests.make import set_status

WARD = "04795"
NOTES = ["Cầu thang hẹp, gọi trước khi lên", "Nhà có chó dữ ở cổng sau", "Bà cụ nghe kém, nói to"]

LEFT = """async () => {
  const files = await Array.fromAsync((await navigator.storage.getDirectory()).keys());
  const databases = (await indexedDB.databases()).map((one) => one.name).filter((name) => name !== "tan-nha");
  return [...databases, ...files, ...(await caches.keys()), ...(await navigator.serviceWorker.getRegistrations())];
}"""
"""What the browser still keeps of the app; the store that says that nobody is at home is allowed."""


@pytest.fixture
def officer(living_phone):
    """The first officer's phone with unsent work on it, and no network."""
    page = living_phone.open()
    steps.enrol(page, "canbo1")
    steps.go_offline(page)
    return page


def do_work(page):
    """A visit, begun and ended; returns what waits."""
    visit = steps.open_visit(page)
    steps.start(page, visit)
    steps.close_met(page, visit)
    return waiting(page)


def waiting(page):
    waits = [one for one in steps.sent_box(page) if one["state"] == "waiting"]
    assert len(waits) >= 2
    return waits


def lock(page):
    """Put the phone away."""
    steps.in_app(page, "core/lock.js", "(it) => it.lockNow()")
    page.locator("lock-screen").wait_for()


def statuses(server, waits):
    """How each of these commands stands at the server, without those it does not know."""
    wanted = [UUID(one["id"]) for one in waits]
    query = select(CommandRecord.status).where(CommandRecord.command_id.in_(wanted))
    return sorted(server.ask(lambda: list(session.scalars(query))))


def wait_arrived(page, server, waits):
    """Wait until the server knows every one of these, and has every photo of theirs."""
    files = {name for one in waits for name in one["files"]}
    for _ in range(200):
        stored = server.ask(lambda: sum(find_stored(WARD, name) is not None for name in files))
        if len(statuses(server, waits)) == len(waits) and stored == len(files):
            return
        page.wait_for_timeout(300)
    raise AssertionError(f"arrived: {statuses(server, waits)} of {len(waits)}, {stored} of {len(files)} files")


def device_of(page):
    return steps.in_app(page, "core/vault.js", "(it) => it.readEnrolment().then((one) => one.device_id)")


def for_review(server, waits):
    """How many of these wait for a person."""
    wanted = [UUID(one["id"]) for one in waits]
    query = select(func.count()).select_from(CommandRecord).join(ReviewItem, ReviewItem.id == CommandRecord.review_id)
    return server.ask(lambda: session.scalar(query.where(CommandRecord.command_id.in_(wanted))))


def test_a_locked_phone_sends_everything_and_shows_nothing(officer, server):
    waits = do_work(officer)
    lock(officer)

    officer.context.set_offline(False)
    wait_arrived(officer, server, waits)

    assert set(statuses(server, waits)) == {"applied"}
    assert officer.locator("lock-screen").is_visible()
    steps.unlock(officer)
    steps.send_all(officer)
    steps.wait_delivered(officer)
    assert statuses(server, waits) == ["applied"] * len(waits)


def test_after_logout_the_work_still_goes(officer, server):
    waits = do_work(officer)
    steps.go(officer, "/this-phone")
    officer.get_by_role("button", name="Đăng xuất khỏi máy này").click()
    officer.locator("lock-screen").wait_for()

    officer.context.set_offline(False)
    wait_arrived(officer, server, waits)

    assert set(statuses(server, waits)) == {"applied"}


def end_account(server):
    def end():
        user = find_user_by_name("canbo1")
        command = SetActive(user_id=user.id, is_active=False, reason="nghỉ việc")
        assert execute(command, actor=system_actor(WARD)).is_applied

    server.ask(end)


@pytest.mark.parametrize("way", ["disabled account", "revoked phone"])
def test_what_a_shut_out_phone_holds_arrives_for_review(officer, server, way):
    waits = do_work(officer)
    device = device_of(officer)
    lock(officer)
    if way == "disabled account":
        end_account(server)
    else:
        server.ask(lambda: set_status(find_device(device).id, "revoked"))

    officer.context.set_offline(False)
    wait_arrived(officer, server, waits)

    assert set(statuses(server, waits)) == {"late"}
    assert for_review(server, waits) == len(waits)


def sign_in_anew(page, username, pin):
    """The way round the lock: somebody signs in with a password, the same person or another."""
    page.context.set_offline(False)
    page.context.clear_cookies()
    page.context.route("**/api/sync/v1/sealed", lambda route: route.abort())
    sign_in(page, username, "/sign-in?next=/app/")
    page.locator("lock-screen").wait_for()
    page.get_by_role("button", name="Quên mã PIN, hoặc người khác dùng máy").click()
    page.get_by_role("button", name="Dùng máy này").click()
    page.context.unroute("**/api/sync/v1/sealed")
    steps.choose_pin(page, pin)


@pytest.mark.parametrize("who", ["canbo1", "canbo2"], ids=["a forgotten PIN", "another person"])
def test_after_another_sign_in_the_old_work_arrives(officer, server, who):
    waits = do_work(officer)
    lock(officer)

    sign_in_anew(officer, who, "864209")
    wait_arrived(officer, server, waits)

    assert set(statuses(server, waits)) == {"applied"}


def test_the_rescue_file_of_a_locked_phone_is_taken_twice_without_harm(officer, server, open_device, tmp_path):
    waits = do_work(officer)
    lock(officer)

    with officer.expect_download() as saving:
        officer.get_by_role("button", name="Xuất gói dự phòng").click()
    officer.get_by_text(f"Đã xuất {len(waits)} việc").wait_for()
    path = tmp_path / "goi.tannha"
    saving.value.save_as(path)
    admin = open_device(viewport=DESK)
    sign_in(admin, "quantri", "/sign-in?next=/office/rescue")
    for known in (0, len(waits)):
        admin.wait_for_url("**/office/rescue")
        admin.get_by_label("Gói dự phòng lấy từ máy").set_input_files(path)
        admin.get_by_role("button", name="Nhập gói").click()
        admin.get_by_text("Đã đọc hết gói").wait_for()
        admin.wait_for_load_state()
        assert admin.get_by_text("Đã có từ trước").count() >= known
        admin.goto("/office/rescue")

    assert statuses(server, waits) == ["applied"] * len(waits)
    officer.context.set_offline(False)
    steps.unlock(officer)
    steps.send_all(officer)
    steps.wait_delivered(officer)
    assert statuses(server, waits) == ["applied"] * len(waits)


def test_a_wiped_phone_keeps_nothing_and_the_server_has_everything(officer, server, living_phone):
    waits = do_work(officer)
    words = planted(officer)
    assert len(words) > 20
    device = device_of(officer)
    lock(officer)
    server.ask(lambda: set_status(find_device(device).id, "wipe"))

    with officer.expect_response("**/api/sync/v1/erased", timeout=steps.DOWNLOADING):
        officer.context.set_offline(False)

    wait_arrived(officer, server, waits)
    assert set(statuses(server, waits)) == {"late"}
    for _ in range(100):
        if (left := officer.evaluate(LEFT)) == []:
            break
        officer.wait_for_timeout(200)
    assert left == []
    living_phone.close()
    assert found_in(living_phone.folder, words) == set()
