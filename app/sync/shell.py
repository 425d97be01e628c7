"""The phone app's own files: the shell page, the service worker, and the list it keeps for offline use."""

import gzip
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, make_response, render_template

from app.accounts.current import find_current_user
from app.core.changes import canonical, sha256
from app.core.roles import PHONE_ROLES, Role
from app.sync.rules import APP_NUMBER
from app.web.assets import PACKED, is_current

blueprint = Blueprint("sync_shell", __name__, template_folder="templates")
STATIC = Path(__file__).resolve().parents[2] / "static"
KEPT = (
    "client/**/*.js",
    "client/**/*.json",
    "styles/**/*.css",
    "icons/*",
    "vendor/*.js",
)
OTHERS = ("choices", "map", "office", "pack", "post", "sheets", "tables")
OTHER_STYLES = (f"styles/components/{name}.css" for name in OTHERS)
ICON_FILES = ("icon-192.png", "icon-512.png", "icon-maskable-512.png", "maskable.svg", "needs.svg")
ICONS = (f"icons/{name}" for name in ICON_FILES)
NOT_KEPT = frozenset({"vendor/workbox-precaching.js", "vendor/leaflet.js", *ICONS, *OTHER_STYLES})
"""Icons are for installing, push messages and citizens, who all need the network; the app has no desk's pages."""
FRAME = "client/index.js"
STATIC_IMPORT = re.compile(r"""^(?:import|export)\s+(?:[^"';]*?\sfrom\s+)?"(\.[^"]+)";""", re.MULTILINE)


@cache
def precache_list() -> list[dict[str, str]]:
    """Return every file that the app needs without a network, with its SHA-256."""
    paths = sorted({path for pattern in KEPT for path in STATIC.glob(pattern) if path.is_file()})
    files = [p for p in paths if p.relative_to(STATIC).as_posix() not in NOT_KEPT and p.suffix != PACKED]
    rows = [_row(path) for path in files]
    return [{"url": "/app/", "revision": sha256(canonical(rows))[:16]}, *(row | _sent(row) for row in rows)]


def _row(path: Path) -> dict[str, str]:
    name = path.relative_to(STATIC).as_posix()
    return {"url": f"/static/{name}", "revision": hashlib.sha256(path.read_bytes()).hexdigest()}


def _sent(row: dict[str, str]) -> dict[str, str]:
    """Name the hash of what a packed file unpacks to, where that is not the file as written: it has no comments."""
    path = STATIC / row["url"].removeprefix("/static/")
    if not is_current(f"{path}{PACKED}", str(path)):
        return {}
    sent = hashlib.sha256(gzip.decompress(Path(f"{path}{PACKED}").read_bytes())).hexdigest()
    return {} if sent == row["revision"] else {"sent": sent}


@cache
def shell_modules(*more: str) -> list[str]:
    """Return the frame's modules and all that they, and `more`, import at once: what the first screen waits for."""
    found: list[str] = []
    waiting = [FRAME, *more]
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found.append(name)
            text = (STATIC / name).read_text(encoding="utf-8")
            waiting += [_beside(name, path) for path in STATIC_IMPORT.findall(text)]
    return found


def _beside(name: str, path: str) -> str:
    return (STATIC / name).parent.joinpath(path).resolve().relative_to(STATIC).as_posix()


def release() -> str:
    """Return a name of today's app: it changes when any of its files does."""
    return sha256(canonical(_list()))[:16]


def _list() -> list[dict[str, str]]:
    if current_app.debug:
        precache_list.cache_clear()
        shell_modules.cache_clear()
    return precache_list()


@blueprint.get("/app/", defaults={"rest": ""})
@blueprint.get("/app/<path:rest>")
def app_shell(rest: str) -> Response:
    """The one page of the app. It holds nothing personal but who is signed in at this browser, if anybody."""
    user = find_current_user()
    signed_in: dict[str, Any] = {}
    if user is not None and Role(user.role) in PHONE_ROLES:
        signed_in = {"id": user.id, "name": user.full_name}
    version = f"{APP_NUMBER}.{release()}"
    page = render_template("sync/app.html", signed_in=signed_in, app_version=version, modules=shell_modules())
    return make_response(page)


@blueprint.get("/app/precache.json")
def precache() -> Response:
    """The list that the service worker keeps."""
    response = make_response(canonical(_list()))
    response.mimetype = "application/json"
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/sw.js")
def service_worker() -> Response:
    """The worker at the root of its scope; the first line makes each release another worker."""
    text = (STATIC / "sw.js").read_text(encoding="utf-8")
    response = make_response(f'const RELEASE = "{release()}";\n{text}')
    response.mimetype = "text/javascript"
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Service-Worker-Allowed"] = "/"
    return response
