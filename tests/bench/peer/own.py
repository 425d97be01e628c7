"""Our phone in the same browser: enrolled, with its encrypted vault, real IndexedDB and strict writes."""

from contextlib import contextmanager

from tests.journeys.steps import choose_pin, in_app

READY = 120_000
EMPTY = """async (vault) => {
  const { id } = await vault.currentPerson();
  const generation = await vault.readNote("generation");
  await navigator.locks.request(`tan-nha-sync-${id}`, () => vault.beginGeneration({ generation, lastSeq: 0 }));
}"""
SYNC = """async (sync) => {
  const began = performance.now();
  const trouble = await sync.syncOnce();
  return { seconds: (performance.now() - began) / 1000, trouble };
}"""
COUNT = "async (vault, kind) => (await vault.snapshotsOf(kind)).length"
SAVE = """async (outbox, commands) => {
  const began = performance.now();
  for (const [type, args, entity] of commands) await outbox.send(type, args, { entity });
  return (performance.now() - began) / 1000;
}"""


@contextmanager
def app_page(browser, url, username, password):
    """Give the app on a phone enrolled for this person, everything downloaded once."""
    context = browser.new_context(base_url=url, locale="vi-VN", viewport={"width": 360, "height": 740})
    try:
        page = context.new_page()
        page.goto("/sign-in?next=/app/")
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu").fill(password)
        page.get_by_role("button", name="Đăng nhập").click()
        page.get_by_role("button", name="Dùng máy này").click()
        choose_pin(page)
        page.get_by_text("đủ", exact=True).wait_for(timeout=READY)
        page.get_by_role("button", name="Vào việc").click()
        yield page
    finally:
        context.close()


def first_sync(page, kind="dossier"):
    """Return seconds and rows of a sync with nothing stored: pull, encrypt, store."""
    in_app(page, "core/vault.js", EMPTY)
    took = in_app(page, "core/sync.js", SYNC)
    assert took["trouble"] is None, took
    return {"seconds": took["seconds"], "rows": in_app(page, "core/vault.js", COUNT, kind)}


def push(page, commands):
    """Return seconds of saving (signed, sealed, strict) and of pushing these commands."""
    saving = in_app(page, "core/outbox.js", SAVE, commands)
    took = in_app(page, "core/sync.js", SYNC)
    assert took["trouble"] is None, took
    return {"saving": saving, "seconds": took["seconds"], "rows": len(commands)}
