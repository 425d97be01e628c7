"""Static files, served by WhiteNoise with one version for the whole tree.

The version stands in the path (/static/~3f9a1c20/client/index.js), so that a module's relative
imports carry it too and a page never mixes modules of two releases. A version of another release (an
old page, another machine during an update) gets today's file, but may not keep it.

tools/pack.py packs them with gzip beside the originals. A packed file carries its original's time; one
that does not is of another day and is not served.
"""

import hashlib
import os
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

from app.web.headers import KEY_DERIVATION, KEY_DERIVATION_CSP, SECURITY_HEADERS

STATIC = Path(__file__).resolve().parents[2] / "static"
PACKED = ".gz"
VERSIONED = re.compile(r"^/static/~[0-9a-f]+/")
APP = "/app"
"""Before a file's address: the same file, under the scope of the phone app's service worker (decision 0171)."""

# The parts each kind of page needs, in the order of loading; print rules last.
CITIZEN_STYLES = ("tokens", "base", "layout", "components/buttons", "components/forms", "components/messages")
OFFICE_STYLES = (*CITIZEN_STYLES, "components/lists", "components/tables", "components/office")


class StaticFiles(WhiteNoise):  # type: ignore[misc]  # WhiteNoise has no types
    """WhiteNoise that also answers for versions of other releases."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path.startswith(f"{APP}/static/"):
            path = environ["PATH_INFO"] = path.removeprefix(APP)
        if VERSIONED.match(path) and path not in self.files:
            environ["PATH_INFO"] = VERSIONED.sub("/static/", path)
        answer: Iterable[bytes] = super().__call__(environ, start_response)
        return answer

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> Any:
        """Pass over a packed file whose original has changed since."""
        file = super().get_static_file(path, url, stat_cache=stat_cache)
        if file is not None and not is_current(path + PACKED, path):
            file.alternatives = [one for one in file.alternatives if not one[1].endswith(PACKED)]
        return file


def init_app(app: Flask) -> None:
    version = tree_version(STATIC)
    fresh = bool(app.debug)
    files = StaticFiles(
        app.wsgi_app,
        autorefresh=fresh or bool(app.config.get("FIND_STATIC_FILES_LATE")),  # tests make many applications
        max_age=0,
        add_headers_function=add_headers,
        immutable_file_test=lambda _path, url: bool(VERSIONED.match(url)),
    )
    files.add_files(str(STATIC), prefix="static/")
    files.add_files(str(STATIC), prefix=f"static/~{version}/")
    app.wsgi_app = files  # type: ignore[method-assign]  # the documented way to wrap a Flask application

    def static_url(path: str) -> str:
        return f"/static/{path}" if fresh else f"/static/~{version}/{path}"

    app.jinja_env.globals["static_url"] = static_url
    app.jinja_env.globals["CITIZEN_STYLES"] = CITIZEN_STYLES
    app.jinja_env.globals["OFFICE_STYLES"] = OFFICE_STYLES


def is_current(packed: str, original: str) -> bool:
    """Say whether there is a packed file, made from the original as it is now."""
    return os.path.exists(packed) and int(os.path.getmtime(packed)) == int(os.path.getmtime(original))


def add_headers(headers: Headers, _path: str, url: str) -> None:
    for name, value in SECURITY_HEADERS.items():
        headers[name] = value
    if KEY_DERIVATION.match(url):
        headers["Content-Security-Policy"] = KEY_DERIVATION_CSP


@cache
def tree_version(folder: Path) -> str:
    """Eight hex digits that change when any static file changes."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != PACKED):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
