"""The phone app's screens: the first run, then each role's own, all behind the hash."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.journeys import steps
from tests.screenshots.door import CHECKING, SIGNING, let_daughter_hand_in, prepare
from tests.screenshots.states import (
    FACES,
    OUTBOX,
    open_camera,
    open_the_count,
    press_empty,
    scan_card,
    scan_wrongly,
    turn_camera_on,
)
from tests.screenshots.walk import Screen, Walk, deeper, follow


def mistype_pin(page: Page) -> None:
    """Type a PIN that does not open."""
    page.locator("#unlock-pin").fill("000000")
    page.locator("lock-screen button[type=submit]").click()
    page.locator("lock-screen .field-error, lock-screen [role=alert]").first.wait_for()


def rate_at_last(page: Page) -> None:
    """Unlock, and hand the phone over to the household."""
    steps.unlock(page)
    rate_visit(page)


COMMON = (
    Screen("outbox", "#/outbox"),
    Screen("O16-this-phone", "#/this-phone"),
    Screen("S3-set-pin", "#/set-pin"),
    Screen("S3-locked", "#/this-phone", lambda page: page.get_by_role("button", name="Khoá ngay").click()),
    Screen("S3-locked-wrong-pin", act=mistype_pin),
)


def use_this_phone(page: Page) -> None:
    """Choose a PIN, and wait for everything to come down."""
    steps.choose_pin(page)
    page.get_by_text("đủ", exact=True).wait_for(timeout=steps.DOWNLOADING)


def begin(page: Page) -> None:
    """End the first run."""
    page.get_by_role("button", name="Vào việc").click()


FIRST_RUN = (
    Screen("S2-enrol", "/app/", lambda page: page.get_by_role("button", name="Dùng máy này").wait_for()),
    Screen("S3-first-pin", act=lambda page: page.get_by_role("button", name="Dùng máy này").click()),
    Screen("S4-getting-ready", act=use_this_phone),
)


def back_at_the_door(step: Callable[[Page], object]) -> Callable[[Page], None]:
    """Go to the list of things to do, and do one."""

    def do_it(page: Page) -> None:
        deeper("/tasks")(page)
        step(page)

    return do_it


def begin_visit(page: Page) -> None:
    """Stand at the door of a visit that takes a dossier in."""
    steps.start(page, steps.open_visit(page))


def take_photos(page: Page) -> None:
    """Take three pages, and look at them again."""
    steps.take_photos(page, 3)
    deeper("/photos")(page)


def keep_original(page: Page) -> None:
    """Take one original into the hands, and look at it again."""
    steps.keep_original(page)
    deeper("/originals")(page)


def read_back(page: Page) -> None:
    """Open the last page before the receipt."""
    page.get_by_role("link", name="5. Kiểm tra, giấy hẹn và ký").click()
    page.get_by_role("button", name="Lưu và cấp giấy hẹn").wait_for()


def bring_result(page: Page) -> None:
    """Open the hand-over of the result that a visit brings home."""
    visit = next(one for one in steps.rows(page, "visit") if any(part["kind"] == "return" for part in one["purposes"]))
    dossier = next(part["dossier_id"] for part in visit["purposes"] if part["kind"] == "return")
    steps.go(page, f"/visits/{visit['id']}/hand-over/{dossier}")


def scan_result(page: Page) -> None:
    """The camera over the whole screen."""
    page.get_by_role("button", name="Quét mã kết quả").click()
    page.get_by_role("dialog").get_by_text("Đưa mã trên kết quả").wait_for()


def sign_along_the_phone(page: Page) -> None:
    """Out of the camera, to the pad over the whole screen."""
    page.get_by_role("dialog").get_by_role("button", name="Gõ bằng tay").click()
    page.get_by_role("dialog").wait_for(state="detached")
    page.get_by_role("button", name="Ký ngang máy").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Xong").wait_for()


def hold_envelopes(page: Page) -> None:
    """Both sides count and sign the list: two envelopes are with the post."""
    follow("#/manifests/")(page)
    for side in ("Bưu điện", "Trung tâm"):
        section = page.get_by_role("region", name=side)
        section.get_by_role("button", name="Đếm và ký").click()
        section.get_by_label("Số bưu gửi đếm được").fill("2")
        section.get_by_label("Họ tên người ký").fill("Nguyễn Thị Hạnh")
        steps.draw(page, section.locator("canvas"))
        section.get_by_role("button", name="Ký 2 bưu gửi").click()
        section.get_by_text("đã đếm 2 và ký").wait_for()


def close_visit(page: Page) -> None:
    """Open the end of the visit that is under way."""
    visit = next(one for one in steps.rows(page, "visit") if one["status"] == "started")
    steps.go(page, f"/visits/{visit['id']}/close")


def rate_visit(page: Page) -> None:
    """Hand the phone over to the household."""
    visit = next(one for one in steps.rows(page, "visit") if one["status"] == "started")
    steps.go(page, f"/visits/{visit['id']}/rate")


OFFICER = Walk(
    "officer",
    (
        *FIRST_RUN,
        Screen("O1-today", act=begin),
        Screen("O2-visit", act=follow("#/visits/")),
        Screen("O2-pin", act=follow("#/citizens/", tail="/pin")),
        Screen("O2-correct", act=deeper("/correct")),
        Screen("O2-prepare", "#/visits", act=prepare),
        Screen("O3-start", "#/visits", act=follow("#/visits/", tail="/start")),
        Screen("O4-tasks", act=begin_visit),
        Screen("O5-identity", act=deeper("/identity")),
        Screen("O5-camera", act=scan_card),
        Screen("O6-procedure", act=deeper("/dossier")),
        Screen("O4-tasks-filled", act=back_at_the_door(steps.fill_dossier)),
        Screen("O4-refuse", act=deeper("/refuse")),
        Screen("O6-people", act=deeper("/people")),
        Screen("O6-people-other", act=let_daughter_hand_in),
        Screen("O6-papers", act=deeper("/papers")),
        Screen("O6-fee", act=deeper("/fee")),
        Screen("O7-camera", act=back_at_the_door(open_camera)),
        Screen("O7-photos", act=back_at_the_door(take_photos)),
        Screen("O9-originals", act=back_at_the_door(keep_original)),
        Screen("O8-check", act=back_at_the_door(read_back)),
        *CHECKING,
        *SIGNING,
        Screen("O12-hand-over", act=bring_result),
        Screen("O12-scan", act=scan_result),
        Screen("O10-wide", act=sign_along_the_phone),
        Screen("O13-close", act=close_visit),
        Screen("O13-close-error", act=press_empty("Lưu kết quả")),
        Screen("O14-day-end", "#/day-end"),
        Screen("O14-papers", "#/papers"),
        *COMMON,
        Screen("O11-rate", act=rate_at_last),
        FACES,
    ),
    "canbo1",
    is_app=True,
)


def tell_the_need(page: Page) -> None:
    """What the resident needs and why, to be read back."""
    page.get_by_label("Chứng thực chữ ký").check()
    page.get_by_label("Cao tuổi").check()
    page.get_by_role("button", name="Kiểm tra lại").click()
    page.get_by_role("button", name="Lưu đăng ký").wait_for()


def agree(page: Page) -> None:
    """The resident has heard it and agrees; the slip comes up."""
    page.get_by_label("Chính người dân", exact=True).check()
    page.get_by_label("Đã nghe đọc và đồng ý").check()
    page.get_by_role("button", name="Lưu đăng ký").click()
    page.locator(".slip").wait_for()


def tapped_wrongly(page: Page) -> None:
    """Nobody answered, it says; but nobody was rung."""
    page.locator("main").get_by_role("button", name="Không nghe máy").first.click()
    page.locator("main").get_by_role("link", name="Sửa").first.click()
    page.get_by_role("button", name="Lưu đính chính").wait_for()


LEADER = Walk(
    "leader",
    (
        *FIRST_RUN,
        Screen("L1-today", act=begin),
        Screen("L2-find", "#/register"),
        Screen("L3-form-new", "#/register/new"),
        Screen("L3-form-error", act=press_empty("Kiểm tra lại")),
        Screen("L3-form", "#/register", follow("#/register/0")),
        Screen("L4-check", act=tell_the_need),
        Screen("L5-slip", act=agree),
        Screen("L6-calls", "#/calls"),
        Screen("L6-call-correct", "#/calls", tapped_wrongly),
        Screen("L7-area", "#/area"),
        *COMMON,
        OUTBOX,
    ),
    "totruong14",
    is_app=True,
)

POSTAL = Walk(
    "post",
    (
        *FIRST_RUN,
        Screen("P1-shift", act=begin),
        Screen("P3-manifest", act=follow("#/manifests/")),
        Screen("P3-count", act=open_the_count),
        Screen("P3-count-error", act=press_empty("Ký … bưu gửi")),
        Screen("P3-signed", "#/shift", hold_envelopes),
        Screen("P5-item", act=follow("#/items/")),
        Screen("P5-deliver", act=deeper("/deliver")),
        Screen("P5-deliver-error", act=press_empty("Đã giao")),
        Screen("P6-attempt", act=deeper("/attempt")),
        Screen("P4-return", act=deeper("/return")),
        Screen("P2-scan", "#/scan"),
        Screen("P2-camera", act=turn_camera_on),
        Screen("P2-rows", act=scan_wrongly),
        Screen("P7-journal", "#/journal"),
        *COMMON,
    ),
    "buudien",
    is_app=True,
)
