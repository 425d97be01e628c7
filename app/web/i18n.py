"""Languages: Vietnamese first, English second.

The Vietnamese text is the message id, so only English has catalogues, one in each feature.
Compiled catalogues are made on the spot when they are missing or older than their text.
"""

import os
import tempfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, Response, has_request_context, request
from flask_babel import Babel, get_locale

from app.web.headers import is_https

APP = Path(__file__).resolve().parents[1]
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
YEAR_SECONDS = 365 * 24 * 3600


def init_app(app: Flask) -> None:
    compile_stale(APP)
    folders = sorted(str(folder) for folder in APP.glob("*/translations"))
    Babel(
        app,
        default_locale="vi",
        default_timezone="Asia/Ho_Chi_Minh",
        default_translation_directories=";".join(folders),
        locale_selector=chosen_language,
    )
    app.jinja_env.globals["LANGUAGES"] = LANGUAGES
    app.jinja_env.globals["page_language"] = page_language
    app.after_request(remember_asked_language)


def chosen_language() -> str:
    """The language asked for in this address, or kept from before, or Vietnamese."""
    if not has_request_context():
        return "vi"
    asked = request.args.get("lang") or request.cookies.get("lang")
    return asked if asked in LANGUAGES else "vi"


def page_language() -> str:
    return str(get_locale() or "vi")


def remember_asked_language(response: Response) -> Response:
    asked = request.args.get("lang")
    if asked in LANGUAGES and asked != request.cookies.get("lang"):
        response.set_cookie("lang", asked, max_age=YEAR_SECONDS, samesite="Lax", secure=is_https())
    return response


def compile_stale(root: Path) -> list[Path]:
    """Write each .mo that is missing or older than its .po; several processes may do so at once."""
    made = []
    for source in sorted(root.glob("*/translations/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as text:
            catalogue = read_po(text, locale=source.parents[1].name)
        handle, unfinished = tempfile.mkstemp(dir=target.parent)
        with os.fdopen(handle, "wb") as compiled:
            write_mo(compiled, catalogue)
        os.replace(unfinished, target)
        made.append(target)
    return made
