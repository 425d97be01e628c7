"""Our phone in the same browser: enrolled, with its encrypted vault, real IndexedDB and strict writes."""

from contextlib import contextmanager

from app.core.ids import new_id
from tests.journeys.steps import choose_pin, go, in_app, rows

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
HOLD = """async (vault) => {
  const { id } = await vault.currentPerson();
  await new Promise((held) => {
    navigator.locks.request(`tan-nha-sync-${id}`, () => new Promise((go) => { globalThis.goOn = go; held(); }));
  });
}"""
SAVE = """async (outbox, commands) => {
  const began = performance.now();
  for (const [type, args, entity] of commands) await outbox.send(type, args, { entity });
  return (performance.now() - began) / 1000;
}"""
PUSH = """async (sync) => {
  const began = performance.now();
  globalThis.goOn();
  const trouble = await sync.syncOnce();
  return { seconds: (performance.now() - began) / 1000, trouble };
}"""
APPLIED = """async (vault, types) => {
  const sent = (await vault.allCommands()).filter(({ body }) => types.includes(JSON.parse(body).type));
  return sent.filter(({ state }) => state === "applied").length;
}"""
BLOCK = 200
AT_ONCE = 25


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
        page.locator("getting-ready").wait_for(state="detached")
        go(page, "/this-phone")  # the peer draws no list of a thousand cards either
        page.get_by_role("heading", name="Máy này", exact=True).wait_for()
        yield page
    finally:
        context.close()


def first_sync(page, kind="dossier"):
    """Return seconds and rows of a sync with nothing stored: pull, encrypt, store."""
    in_app(page, "core/vault.js", EMPTY)
    took = in_app(page, "core/sync.js", SYNC)
    assert took["trouble"] is None, took
    return {"seconds": took["seconds"], "rows": in_app(page, "core/vault.js", COUNT, kind)}


def lease_codes(page, count):
    """Return tracking codes that this phone may give away."""
    asked = {"kind": "tracking", "count": BLOCK}
    push(page, [["sync.lease_numbers", asked | {"lease_id": str(new_id())}, None] for _ in range(0, count, BLOCK)])
    blocks = [row["codes"] for row in rows(page, "number_lease") if row["number_kind"] == "tracking"]
    return [code for block in blocks if len(block) == BLOCK for code in block][:count]


def _save(page, commands):
    page.keyboard.press("Shift")  # somebody is at work: the app stays unlocked
    return in_app(page, "core/outbox.js", SAVE, commands)


def push(page, commands):
    """Return seconds of saving these commands one by one (signed, sealed, strict), and of one round that sends them."""
    in_app(page, "core/vault.js", HOLD)
    saving = sum(_save(page, commands[first : first + AT_ONCE]) for first in range(0, len(commands), AT_ONCE))
    took = in_app(page, "core/sync.js", PUSH)
    assert took["trouble"] is None, took
    applied = in_app(page, "core/vault.js", APPLIED, sorted({type for type, *_ in commands}))
    assert applied >= len(commands), f"{applied} of {len(commands)} were applied"
    return {"saving": saving, "seconds": took["seconds"]}
