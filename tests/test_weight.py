"""How much a phone on a slow network must fetch: bytes only, so that no machine is too slow for these tests."""

import gzip
import json
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from app.catalogue.shipped import load_shipped
from app.sync.shell import precache_list, shell_modules

STATIC = Path(__file__).parents[1] / "static"
KB = 1024
"""As browsers and Lighthouse count."""

ROLES = {
    "leader": ("notices", "catalogue", "citizens", "requests", "visits"),
    "officer": ("notices", "catalogue", "citizens", "requests", "visits", "dossiers", "feedback"),
    "postal": ("postal",),
}
IMPORTED = re.compile(r'import\("\./(\w+)/index\.js"\)')
"""A feature in static/client/roles.js."""


def packed(data):
    """Return the length after gzip, as the server sends it."""
    return len(gzip.compress(data, 9))


@cache
def own_modules():
    """Return how long each of our modules is as it is sent: packed without its comments and blanks."""
    answer = subprocess.run(["node", "tools/pack.mjs", "--sizes"], cwd=STATIC.parent, capture_output=True, check=True)
    return json.loads(answer.stdout)


def weight(paths):
    """Return the packed bytes of these static files, each packed by itself."""
    return sum(own_modules().get(path) or packed((STATIC / path).read_bytes()) for path in paths)


def test_the_frame_is_light():
    modules = shell_modules()

    assert "vendor/lit.js" in modules
    assert weight(modules) <= 80 * KB, "the phone: what every role waits for before the first screen"


@pytest.mark.parametrize("role", ROLES)
def test_the_first_load_of_a_role_is_light(role):
    modules = shell_modules(*(f"client/{feature}/index.js" for feature in ROLES[role]))

    assert weight(modules) <= 90 * KB, "the phone: import() screens and what only they need"


def test_the_roles_load_what_is_measured_here():
    text = (STATIC / "client/roles.js").read_text(encoding="utf-8")
    assert set(IMPORTED.findall(text)) == {feature for features in ROLES.values() for feature in features}


def test_all_that_is_kept_for_offline_use_is_light(app):
    urls = [row["url"] for row in precache_list()]
    kept = [url.removeprefix("/static/") for url in urls if url.startswith("/static/")]

    assert len(kept) > 100
    assert "vendor/qr-decode.js" in kept, "a phone without a reader of its own scans offline too"
    assert weight(kept) <= 400 * KB, "the phone: precache"
    assert weight(["vendor/qr-decode.js"]) <= 20 * KB, "the phone: QR lazy"


def test_a_citizen_s_page_is_light(app, client):
    load_shipped()
    for path in ("/", "/thu-tuc", "/dat-hen", "/tra-cuu"):
        page = client.get(path, follow_redirects=True)
        assert page.status_code == 200, path
        styles, scripts = named(page, "stylesheet"), [*public_scripts()]
        sizes = {"HTML": packed(page.data), "CSS": weight(styles), "JS": weight(scripts)}
        assert len(styles) > 3
        assert sizes["HTML"] <= 14 * KB, f"citizen page: {path}"
        assert sizes["CSS"] <= 14 * KB, f"citizen page: {path}"
        assert sizes["JS"] <= 10 * KB, f"citizen page: {path}"
        assert sum(sizes.values()) + weight(["icons/sprite.svg", "icons/needs.svg"]) <= 60 * KB, f"citizen page: {path}"


def named(page, rel):
    """Return the static files that a page names with <link rel=…>."""
    return re.findall(rf'<link rel="{rel}" href="/static/(?:~\w+/)?([^"]+)"', page.get_data(as_text=True))


def public_scripts():
    """Return the modules of citizens' pages."""
    text = (STATIC / "public/index.js").read_text(encoding="utf-8")
    yield "public/index.js"
    for name in re.findall(r'from "\./([\w-]+\.js)"', text):
        yield f"public/{name}"


def test_the_frame_names_its_modules_so_that_they_come_at_once(app, client):
    preloaded = named(client.get("/app/"), "modulepreload")

    assert preloaded == shell_modules()
    assert all((STATIC / name).is_file() for name in preloaded)


def test_no_file_of_a_page_is_a_font():
    assert not [*STATIC.rglob("*.woff*"), *STATIC.rglob("*.ttf")]
