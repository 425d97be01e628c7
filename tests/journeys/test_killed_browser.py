"""SIGKILL of the browser at the steps of a delivery and of a save: what was said to be saved is there offline, and
arrives once; what was not yet saved has never been called so, and leaves nothing half done.
"""

from io import BytesIO
from uuid import UUID

from PIL import Image
from playwright.sync_api import Error

from app.dossiers.queries import dossiers_of_visit
from app.files.queries import find_stored
from app.visits.queries import find_visit
from tests.journeys import steps

WARD = "04795"
PUSH, PULL, UPLOAD = "**/api/sync/v1/push", "**/api/sync/v1/pull*", "**/api/uploads/*"
MOMENTS = [
    # saved and nothing else; on its way, unheard; answered, and the answer not yet written down
    [(None, False), (PUSH, False), (PUSH, True)],
    [(PULL, True)],
    [(UPLOAD, True)],
]
"""For each report: where the browser dies, one time after the other."""
KEEP = """async (it, seed) => it.keepFile(Uint8Array.from({ length: 300000 }, (_, n) => (n * 7 + seed) % 251).buffer,
  "image/jpeg", "photo")"""
REPORT = """async (it, [id, file]) => {
  const one = await it.startVisit(id);
  const other = await it.closeVisit(id, { outcome: "met", reason: null, note: "", next_try: null }, { files: [file] });
  return [one.id, other.id];
}"""


KILL_POINT = "**/kill-point"
STAND_STILL = """(() => {
  const knock = (point) => {
    if (point !== globalThis.diesAt) return;
    const call = new XMLHttpRequest();
    call.open("POST", "/kill-point", false);
    call.send(document.body.innerText);
  };
  for (const name of ["put", "add"]) {
    const write = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (...row) {
      const request = write.apply(this, row);
      knock(`${this.name} asked`);
      return request;
    };
  }
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (names, mode, ...more) {
    const transaction = begin.call(this, names, mode, ...more);
    const tell = () => Array.from(transaction.objectStoreNames).forEach((name) => knock(`${name} written`));
    if (mode === "readwrite") transaction.addEventListener("complete", tell);
    return transaction;
  };
})()"""
"""A page that stands still at one point of writing: asked, and the transaction open; or written, and nobody told."""


def report(page, visit, seed):
    """Start and close a visit with a photo; the answer comes when it is saved."""
    file = steps.in_app(page, "core/files.js", KEEP, seed)
    ids = steps.in_app(page, "visits/commands.js", REPORT, [visit["id"], file])
    return ids, file["sha256"]


def die_at(phone, page, call, is_heard):
    """Find the network, and lose the battery when this call is made: before or after the server has heard it."""
    if call is None:
        phone.kill()
        return
    die_when(phone, page, call, lambda: page.context.set_offline(False), is_heard=is_heard)


def die_when(phone, page, call, act, *, is_heard=False):
    """Do this, and lose the battery when this call is made; return what the call carried."""
    carried = []

    def die(route):
        carried.append(route.request.post_data)
        if is_heard:
            route.fetch()
        phone.kill()

    page.context.route(call, die)
    try:
        act()
        for _ in range(300):
            page.wait_for_timeout(200)
    except Error:  # the page ends under our hands
        if phone.processes():
            raise
    assert phone.processes() == [], f"nobody called {call}"
    return carried[0]


def test_a_browser_killed_at_each_step_of_a_delivery_loses_nothing_and_does_nothing_twice(living_phone, server):
    page = living_phone.open()
    steps.enrol(page, "canbo1")
    visits = [visit for visit in steps.rows(page, "visit") if visit["status"] == "planned"][: len(MOMENTS)]
    assert len(visits) == len(MOMENTS)
    steps.go_offline(page)
    ids, files = [], []

    for seed, (visit, moments) in enumerate(zip(visits, MOMENTS, strict=True)):
        saved, file = report(page, visit, seed)
        ids, files = [*ids, *saved], [*files, file]
        for call, is_heard in moments:
            die_at(living_phone, page, call, is_heard)
            page = living_phone.open(offline=True)
            page.goto("/app/")
            steps.unlock(page)
            assert set(ids) <= {command["id"] for command in steps.sent_box(page)}
            assert {file: file for file in files}.items() <= steps.hashes(page).items()

    steps.go_online(page)
    assert server.statuses(ids) == ["applied"] * len(ids)
    for visit in visits:
        assert server.ask(lambda id=visit["id"]: len(find_visit(UUID(id)).closings)) == 1
    for file in files:
        assert server.ask(lambda file=file: find_stored(WARD, file))


def die_in(phone, page, point, act):
    """Do this, and lose the battery at this point of writing; return what the screen said at that moment."""
    page.evaluate("(point) => { globalThis.diesAt = point }", point)
    return die_when(phone, page, KILL_POINT, act)


def reopen(phone, path):
    """The phone is started again, still without a network, on this screen."""
    page = phone.open(offline=True)
    page.add_init_script(STAND_STILL)
    page.goto(f"/app/#{path}")
    steps.unlock(page)
    return page


def choose_photo(page, shade):
    """Take an existing picture under the first paper: no two shades are the same file."""
    picture = BytesIO()
    Image.new("RGB", (640, 480), (shade, 120, 90)).save(picture, "JPEG")
    paper = page.locator("main details").first
    paper.evaluate("(details) => { details.open = true }")
    one = {"name": "giay.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}
    paper.get_by_label("Chọn ảnh có sẵn").set_input_files(one)


def drafted_photos(page):
    """The photos that the unfinished dossier names, each with its bytes on the phone."""
    (draft,) = [one for one in steps.in_app(page, "core/vault.js", "(it) => it.drafts()") if "photos" in one["values"]]
    names = [photo["sha256"] for photo in draft["values"]["photos"]]
    count = "(it, names) => Promise.all(names.map(async (name) => (await it.fileBytes(name))?.byteLength ?? 0))"
    assert all(steps.in_app(page, "core/vault.js", count, names))
    return names


def issue(page):
    page.get_by_role("button", name="Lưu và cấp giấy hẹn").click()


def test_a_browser_killed_at_each_step_of_a_save_has_all_of_it_or_nothing(living_phone, server):
    page = living_phone.open()
    page.add_init_script(STAND_STILL)
    steps.enrol(page, "canbo1")
    visit = steps.open_visit(page)
    steps.go_offline(page)
    steps.start(page, visit)
    steps.fill_dossier(page)
    steps.take_photos(page, 1)
    screen = f"/visits/{visit['id']}"

    steps.go(page, f"{screen}/photos")
    points = (("chunks asked", 0), ("files written", 0), ("drafts asked", 0), ("drafts written", 1))
    for shade, (point, more) in enumerate(points):
        before = drafted_photos(page)
        said = die_in(living_phone, page, point, lambda page=page, shade=shade: choose_photo(page, 40 * shade))
        assert "Đã lưu ảnh" not in said, point
        page = reopen(living_phone, f"{screen}/photos")
        assert len(drafted_photos(page)) == len(before) + more, point

    for point in ("commands asked", "commands written"):
        steps.go(page, f"{screen}/check")
        said = die_in(living_phone, page, point, lambda page=page: issue(page))
        assert steps.SAVED not in said, point
        page = reopen(living_phone, f"{screen}/check")
    issue(page)
    page.get_by_text(steps.SAVED).first.wait_for()
    steps.go_online(page)

    sent = [one for one in steps.sent_box(page) if one["body"]["type"].startswith(("visits.", "dossiers."))]
    assert [one["body"]["type"] for one in sent] == [
        "visits.start", "dossiers.record", "dossiers.take_fee", "dossiers.issue_receipt",
    ]  # fmt: skip
    assert {one["state"] for one in sent} == {"applied"}
    assert server.ask(lambda: pages_of(visit["id"])) == 2


def pages_of(visit_id):
    """How many photos of papers the one dossier of this visit has."""
    (dossier,) = dossiers_of_visit(UUID(visit_id))
    return len([file for file in dossier.files if file.role == "component"])
