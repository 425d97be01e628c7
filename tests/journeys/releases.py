"""Another release of the app: a second copy of the tree, run by the same server in place of the first."""

import shutil

from tests.journeys.conftest import ROOT

MARK = "// the next release\n"


def release_newer(server, folder, page, *, module="core/ids.js", mark=MARK):
    """Let the same server run a release in which one module differs, and let the phone look for it."""
    leave_out = shutil.ignore_patterns("__pycache__")
    for name in ("app", "static"):
        shutil.copytree(ROOT / name, folder / name, ignore=leave_out)
    for name in ("config.py", "gunicorn.conf.py"):
        shutil.copy(ROOT / name, folder / name)
    with (folder / "static" / "client" / module).open("a", encoding="utf-8") as file:
        file.write(mark)
    server.stop()
    server.start(folder)
    look_for_update(page)


def look_for_update(page):
    """What the browser does by itself now and then."""
    page.evaluate("navigator.serviceWorker.ready.then((registration) => registration.update()).then(() => true)")
