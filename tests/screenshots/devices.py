"""The phones' screens: a code, one phone, the page of a loss, its record and the notice. A phone enrols on the way."""

from playwright.sync_api import Page

from tests.screenshots.walk import Screen, follow

ENROL = """async (code) => {
    const { publicKey } = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign"]);
    const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", publicKey);
    const json = { code, device_id: crypto.randomUUID(), public_key: { kty, crv, x, y }, app: "may-thu" };
    const headers = { "Content-Type": "application/json" };
    const asked = { method: "POST", headers, body: JSON.stringify(json), credentials: "omit" };
    const answer = await fetch("/api/sync/v1/devices", asked);
    const { send_token } = await answer.json();
    const told = "unsent=4&oldest=2026-01-03T08:00:00%2B07:00&free=900000000&persisted=1&standalone=1&lock=P";
    const speaking = { Authorization: `Bearer ${send_token}`, "X-App": "b1" };
    await fetch(`/api/sync/v1/hello?${told}`, { headers: speaking, credentials: "omit" });
}"""
OFFICER = "Máy của ai"


def get_code(page: Page) -> None:
    """A code for the last person in the list."""
    people = page.get_by_label(OFFICER)
    people.select_option(index=people.locator("option").count() - 1)
    page.get_by_role("button", name="Lấy mã ghi danh").click()
    page.locator(".code").wait_for()


def enrol_and_open(page: Page) -> None:
    """A phone uses the code and tells how it is; its page."""
    page.evaluate(ENROL, page.locator(".code").inner_text().replace(" ", ""))
    page.goto("/office/devices")
    newest = page.locator('main a[href^="/office/devices/"]').last
    page.goto(newest.get_attribute("href") or "")


def report_loss(page: Page) -> None:
    """The phone is lost."""
    page.get_by_label("Chuyện gì đã xảy ra").fill("Rơi trên đường từ tổ 14 về, máy đang khóa")
    page.get_by_role("button", name="Máy đã mất").click()
    page.wait_for_url("**/office/lost-phones/*")


DEVICES = (
    Screen("Q2-devices", "/office/devices"),
    Screen("Q2-code", act=get_code),
    Screen("Q2-device", act=enrol_and_open),
    Screen("Q2-loss", act=follow("/office/devices/", tail="/loss")),
    Screen("Q2-lost-phone", act=report_loss),
    Screen("Q2-notice", act=follow("/office/lost-phones/", tail="/notice")),
    Screen("Q2-devices-lost", "/office/devices"),
)
