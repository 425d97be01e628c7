"""The citizen's screens: the way in, the eight questions of a booking, the slip, the tracking page."""

from playwright.sync_api import Page

from tests.screenshots.states import scan_at_the_counter
from tests.screenshots.walk import Screen, Walk

PHONE_NUMBER = "0987 654 321"


def go_on(page: Page) -> None:
    """Send the question's answer."""
    page.locator("main form button[type=submit]").last.click()


def choose(name: str, value: str) -> None:
    """Answer with one of the tiles, and go on."""

    def answer(page: Page) -> None:
        page.locator(f"[name={name}][value='{value}']").check()
        go_on(page)

    return answer


def write(**answers: str):
    """Fill in fields by their names, and go on."""

    def answer(page: Page) -> None:
        for name, text in answers.items():
            page.locator(f"[name={name}]").fill(text)
        go_on(page)

    return answer


def use_position(page: Page) -> None:
    """Let the browser say where it is, by one tap."""
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 20.83, "longitude": 105.34, "accuracy": 25})
    page.get_by_role("button", name="Dùng vị trí").click()
    page.get_by_text("Đã ghi vị trí, sai số khoảng 25 m.").wait_for()


def tell_the_place(page: Page) -> None:
    """Take the position back; choose a neighbourhood, fill in the address."""
    page.get_by_role("button", name="Bỏ vị trí").click()
    page.get_by_role("button", name="Dùng vị trí").wait_for()
    page.locator("[name=neighbourhood_id]").select_option(index=14)
    write(address="Số nhà 12, ngõ 3", directions="Cạnh trạm y tế cũ, cổng xanh")(page)


def tell_the_phone(page: Page) -> None:
    """Say whom to call."""
    page.locator("[name=has_phone][value=yes]").check()
    write(requester_name="Bùi Thị Con", relation="con gái", phone=PHONE_NUMBER)(page)


def choose_a_half_day(page: Page) -> None:
    """Choose the first half-day that has room."""
    page.locator("input[type=radio][value*=morning]:not([disabled])").first.check()
    go_on(page)


def consent_and_send(page: Page) -> None:
    """Tick and send, no quicker than the page believes of a person."""
    page.wait_for_timeout(3_000)
    page.locator("[name=consent]").check()
    go_on(page)


def track(page: Page) -> None:
    """Go from the slip to the tracking page, with the code that stands on it."""
    page.goto("/dat-hen/xong")
    code = page.locator("#code").inner_text()
    page.goto("/tra-cuu")
    write(code=code, last4=PHONE_NUMBER.replace(" ", "")[-4:])(page)


def check_a_false_receipt(page: Page) -> None:
    """Paste the code of a receipt that nobody here has signed."""
    write(code=f"TN1|TN04795-26-0000010|2026-11-21|{'A' * 22}|0193aaaa-0000-7000-8000-000000000001|{'A' * 86}")(page)
    page.locator("#verdict .banner").wait_for()


SCREENS = (
    Screen("C1-home", "/"),
    Screen("C2-who", "/dat-hen"),
    Screen("C2-who-error", act=go_on),
    Screen("C3-why", act=choose("for_whom", "relative")),
    Screen("C4-what", act=choose("hardship", "age")),
    Screen("C5-name", act=choose("need", "unknown")),
    Screen("C5-name-error", act=write(full_name="Bùi Văn Thử", birth_year="48")),
    Screen("C6-place", act=write(birth_year="1948")),
    Screen("C6-position", act=use_position),
    Screen("C7-phone", act=tell_the_place),
    Screen("C8-day", act=tell_the_phone),
    Screen("C9-check", act=choose_a_half_day),
    Screen("C10-done", act=consent_and_send),
    Screen("C11-track", "/tra-cuu"),
    Screen("C11-track-error", act=write(code="1234567890", last4="0000")),
    Screen("C12-status", act=track),
    Screen("C12-change", "/tra-cuu/doi-buoi"),
    Screen("C12-cancel", "/tra-cuu/huy"),
    Screen("C13-check-receipt", "/kiem-tra"),
    Screen("C13-check-receipt-camera", act=scan_at_the_counter),
    Screen("C13-check-receipt-false", "/kiem-tra", check_a_false_receipt),
    Screen("C14-complaint", "/gop-y"),
    Screen("C15-privacy", "/quyen-rieng-tu"),
    Screen("catalogue", "/thu-tuc"),
    Screen("procedure", "/thu-tuc/2.000635"),
    Screen("display", "/display"),
    Screen("not-found", "/khong-co-trang-nay"),
    Screen("sign-in", "/sign-in"),
)

CITIZEN = Walk("citizen", SCREENS)
