"""The camera's picture ends with the lock, and a camera that is not to be had leaves everybody where they were."""

from playwright.sync_api import expect

from tests.journeys import steps

NO_CAMERA = "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
KEEP_STREAMS = """() => {
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  window.streams = [];
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await open(wanted);
    window.streams.push(stream);
    return stream;
  };
}"""
STATES = "streams.flatMap((stream) => stream.getTracks()).map((track) => track.readyState)"
FRAME = "(video) => new Promise((go) => video.requestVideoFrameCallback(go))"


def test_a_locked_phone_films_nothing(open_device):
    page = open_device(permissions=["camera"])
    steps.enrol(page, "buudien")
    page.evaluate(KEEP_STREAMS)
    steps.go(page, "/scan")
    page.get_by_role("button", name="Máy ảnh").click()
    page.locator("qr-scanner video").evaluate(FRAME)

    steps.in_app(page, "core/lock.js", "(it) => it.lockNow()")
    page.locator("lock-screen").wait_for()
    assert page.evaluate(STATES) == ["ended"], "it ends before the lock is drawn"

    steps.unlock(page)
    expect(page.get_by_role("button", name="Máy ảnh", exact=True)).to_be_visible()
    expect(page.locator("qr-scanner")).to_have_count(0)


def test_a_refused_camera_gives_the_focus_back(open_device):
    page = open_device()
    page.add_init_script(NO_CAMERA)
    page.goto("/app/")

    page.get_by_role("button", name="Quét mã").click()

    expect(page.get_by_text("Không mở được máy ảnh. Hãy gõ bằng tay.")).to_be_visible()
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Quét mã")).to_be_focused()
