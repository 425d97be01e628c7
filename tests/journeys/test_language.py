"""The language is changed while the app is open: what stands on the screen is drawn anew, the sync chip too."""

from tests.journeys.steps import enrol, go, go_offline

AT_REST = {"vi": ("Đã gửi hết", "Không có mạng"), "en": ("All sent", "No network")}
"""Without a network the chip says either, until the next try to send."""


def test_the_sync_chip_speaks_the_chosen_language_at_once(open_device):
    page = open_device()
    enrol(page, "buudien")
    chip = page.locator("a.sync-chip")
    chip.get_by_text("Đã gửi hết").wait_for()
    go_offline(page)
    go(page, "/this-phone")

    page.get_by_text("English", exact=True).click()
    page.get_by_role("group", name="Text size").wait_for()
    assert chip.inner_text().startswith(AT_REST["en"])

    page.get_by_text("Tiếng Việt", exact=True).click()
    page.get_by_role("group", name="Cỡ chữ").wait_for()
    assert chip.inner_text().startswith(AT_REST["vi"])
