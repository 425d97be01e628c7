"""The language is changed while the app is open: what stands on the screen is drawn anew, the sync chip too."""

import re

from playwright.sync_api import expect

from tests.journeys.steps import enrol, go, go_offline

VIETNAMESE = re.compile("^(Đã gửi hết|Không có mạng|Đang kết nối)")
ENGLISH = re.compile("^(All sent|No network|Connecting)")
"""Without a network the chip says any of these, by when the next try to send is."""


def test_the_sync_chip_speaks_the_chosen_language_at_once(open_device):
    page = open_device()
    enrol(page, "buudien")
    chip = page.locator("a.sync-chip")
    chip.get_by_text("Đã gửi hết").wait_for()
    go_offline(page)
    go(page, "/this-phone")

    page.get_by_text("English", exact=True).click()
    page.get_by_role("group", name="Text size").wait_for()
    expect(chip).to_have_text(ENGLISH)

    page.get_by_text("Tiếng Việt", exact=True).click()
    page.get_by_role("group", name="Cỡ chữ").wait_for()
    expect(chip).to_have_text(VIETNAMESE)
