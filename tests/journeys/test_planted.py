"""A finder reads the whole folder of a locked phone, and of a wiped one: a thousand planted words, the keys, the token,
the PIN. Nothing. The same search is shown to find the words where they were written without a vault.
"""

import random
import string

from app.accounts.devices import find_device
from app.core.ids import new_id
from app.core.numbers import new_tracking_code
from tests.journeys import steps
from tests.journeys.traces import found_in, planted
from tests.make import set_status

PEOPLE, WORDS_EACH = 100, 10
LETTERS = 24
SETTLING_MS = 3_000

WATCH_KEYS = """(() => {
  const seen = (globalThis.keysSeen = []);
  const subtle = SubtleCrypto.prototype;
  const importKey = subtle.importKey;
  const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
  subtle.importKey = function (format, data, ...rest) {
    if (format === "raw" && data.byteLength === 32) seen.push(["bytes", hex(new Uint8Array(data.slice(0)))]);
    if (format === "jwk" && data.d) seen.push(["text", data.d]);
    return importKey.call(this, format, data, ...rest);
  };
})()"""
"""Every secret key that the page hands to the browser's cryptography, as the page wrote it."""

OPEN_PART = "async (it) => { const one = await it.readEnrolment(); return [one.send_token, one.device_id] }"
SAVE = """async (outbox, wishes) => {
  for (const args of wishes) await outbox.send("requests.register", args);
}"""
WRITE_PLAINLY = """(words) => new Promise((done, failed) => {
  const opening = indexedDB.open("without-a-vault", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("rows", { autoIncrement: true });
  opening.onsuccess = () => {
    const writing = opening.result.transaction("rows", "readwrite", { durability: "strict" });
    for (const word of words) writing.objectStore("rows").add({ name: word, note: `Ghi chú: ${word}` });
    writing.oncomplete = () => { opening.result.close(); done(true); };
    writing.onerror = failed;
  };
})"""


def some_words(seed):
    """Return words that no other file holds and no compression can shorten."""
    source, letters = random.Random(seed), string.ascii_letters + string.digits
    return ["".join(source.choice(letters) for _ in range(LETTERS)) for _ in range(PEOPLE * WORDS_EACH)]


def wish(neighbourhood_id, words):
    """Return the arguments of one registration that carries ten planted words."""
    name, address, old, way, access, owner, contact, requester, need, note = words
    return {
        "request_id": str(new_id()),
        "citizen_id": str(new_id()),
        "person": {
            "full_name": f"Cụ {name}", "birth_year": 1938, "neighbourhood_id": neighbourhood_id,
            "address": f"Số nhà {address}", "old_address": f"Xóm {old}", "directions": f"Cạnh giếng {way}",
            "access_notes": f"Cửa {access}", "phone": "0977 305 914", "phone_owner": f"Bà {owner}",
            "contacts": [{"name": f"Chị {contact}", "relation": "con gái", "phone": "0966 208 573"}],
        },
        "for_whom": "relative",
        "requester": {"name": f"Anh {requester}", "relation": "con trai"},
        "need_text": f"Cần {need}",
        "note": f"Dặn {note}",
        "tracking_code": new_tracking_code(),
        "visit_word": "hoa sen",
        "consent": {"given": True, "by": "leader", "text_version": "2026-11"},
    }  # fmt: skip


def work_a_day(page, words):
    """Register everybody on the phone, send it, and read it back; return all that a finder must not find."""
    place = steps.rows(page, "citizen")[0]["neighbourhood_id"]
    wishes = [wish(place, words[n : n + WORDS_EACH]) for n in range(0, len(words), WORDS_EACH)]
    steps.go_offline(page)
    steps.in_app(page, "core/outbox.js", SAVE, wishes)
    steps.go_online(page)
    return planted(page)


def secrets_of(page):
    """Return the phone's keys as they could lie on a disk: texts, and raw bytes."""
    seen = page.evaluate("keysSeen")
    read_token = steps.in_app(page, "core/vault.js", "async (it) => (await it.readEnrolment()).read_token")
    texts = {value for kind, value in seen if kind == "text"} | {read_token}
    raw = {bytes.fromhex(value) for kind, value in seen if kind == "bytes"}
    assert texts
    assert raw
    return sorted(texts), sorted(raw)


def bytes_found(folder, wanted):
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return [one for one in wanted if any(one in content for content in files)]


def wipe(phone, server, device):
    """The centre has the phone wiped; it learns of it at its next start."""
    server.ask(lambda: set_status(find_device(device).id, "wipe"))
    page = phone.open()
    with page.expect_response("**/api/sync/v1/erased", timeout=steps.DOWNLOADING):
        page.goto("/app/")
    page.get_by_role("heading", name="Đăng ký máy này", level=1).wait_for()
    page.wait_for_function("navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)")
    phone.close()


def test_a_finder_of_the_locked_or_the_wiped_phone_reads_nothing(living_phone, server):
    words = some_words(seed=2026)
    page = living_phone.open()
    page.add_init_script(WATCH_KEYS)
    steps.enrol(page, "totruong14")
    told = work_a_day(page, words)
    assert any(words[0] in text for text in told), "the words never reached the screen"
    texts, raw = secrets_of(page)
    send_token, device = steps.in_app(page, "core/vault.js", OPEN_PART)
    page.reload()
    page.locator("lock-screen").wait_for()
    page.wait_for_timeout(SETTLING_MS)
    living_phone.kill()

    assert found_in(living_phone.folder, [*words, *told, *texts]) == set()
    assert bytes_found(living_phone.folder, raw) == []
    stores = [living_phone.folder / "Default" / name for name in ("IndexedDB", "File System")]
    assert all(found_in(store, [steps.PIN]) == set() for store in stores)
    assert found_in(stores[0], [send_token]), "what may lie open was not found either: the search is blind"
    assert_opens_nothing(server, send_token, words)

    wipe(living_phone, server, device)
    assert found_in(living_phone.folder, [*words, *told, *texts, send_token, device]) == set()
    assert bytes_found(living_phone.folder, raw) == []


def test_the_search_finds_what_was_written_without_a_vault(living_phone, server):
    words = some_words(seed=2027)
    page = living_phone.open()
    page.goto("/sign-in")
    page.evaluate(WRITE_PLAINLY, words)
    living_phone.kill()

    assert len(found_in(living_phone.folder, words)) > len(words) * 0.9


def assert_opens_nothing(server, send_token, words):
    """With what lies open on the phone, the server gives ids and states, and no word about anybody."""
    client = server.app.test_client()
    carried = {"Authorization": f"Bearer {send_token}"}
    for path in ("hello", "receipts?after=0", "files/needed"):
        answer = client.get(f"/api/sync/v1/{path}", headers=carried)
        assert answer.status_code == 200, path
        assert not [word for word in words if word in answer.get_data(as_text=True)]
    asked = [
        client.get("/api/sync/v1/pull?ward=04795&cursor=0&limit=10&scope_epoch=1&protocol=1", headers=carried),
        client.post("/api/sync/v1/manifest", json={"ward": "04795"}, headers=carried),
        client.post("/api/sync/v1/entities", json={"ids": [str(new_id())]}, headers=carried),
        client.get(f"/api/files/{'0' * 64}", headers=carried),
    ]
    assert {answer.status_code for answer in asked} <= {401, 403, 404}
