"""Is this home receipt genuine? Asked by anybody who holds one, with and without a network.

GET, POST /kiem-tra · GET /kiem-tra/sw.js · GET /api/receipt-keys
"""

from functools import cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue

from app.core.changes import canonical, sha256
from app.core.errors import reason_text
from app.dossiers.receipt_keys import check_receipt, published_keys
from app.dossiers.receipt_words import RECEIPT_CHECK
from app.dossiers.rules.qr import Judged
from app.public import limits
from app.public.forms import CheckReceiptForm
from app.web.headers import nothing_personal
from app.web.i18n import page_language

blueprint = Blueprint("receipts", __name__, template_folder="../templates")

STATIC = Path(__file__).resolve().parents[3] / "static"
WORKER = STATIC / "check-sw.js"
KEYS_AGE = 300
"""Seconds for which a list of keys may be used without asking again; a revoked phone shows within that time."""
KEPT = ("public/*.js", "client/core/*.js", "vendor/qr-decode.js", "styles/**/*.css", "icons/*")
PAGE_NEEDS = frozenset({"camera.js", "qr-reader.js", "crypto.js", "damm.js", "ids.js", "page-look.js"})
"""What the page imports of the phone's code; the rest is for staff."""
VERDICT_KINDS = {"genuine": "good", "number-only": "info", "not-a-code": "info", "number-misread": "warn"}


@blueprint.route("/kiem-tra", methods=["GET", "POST"])
def check_page() -> ResponseReturnValue:
    """Scan, type or paste; scripts answer at once and offline, this answers browsers without scripts."""
    form = CheckReceiptForm()
    judged = None
    if form.validate_on_submit():
        judged = _judge(form)
        if request.accept_mimetypes.best == "application/json":
            return jsonify({"verdict": judged.verdict if judged else "", "number": judged.number if judged else ""})
    page = render_template(
        "public/check_receipt.html",
        form=form,
        judged=judged,
        is_busy=form.is_submitted() and not form.errors and judged is None,
        words=_words(),
        kinds=VERDICT_KINDS,
    )
    return nothing_personal(make_response(page, 422 if form.errors else 200))


def _judge(form: CheckReceiptForm) -> Judged | None:
    """None when this address asks too often: the page then answers by itself, without what only we know."""
    if not limits.may_check_receipt():
        return None
    return check_receipt(form.code.data or "", str(current_app.config["WARD"]), form.words.data or "")


def _words() -> dict[str, str]:
    """Return what can be said of a receipt, by verdict, for scripts to show."""
    return {code.removeprefix("receipt-"): reason_text(code, page_language()) for code in RECEIPT_CHECK}


@blueprint.get("/api/receipt-keys")
def receipt_keys() -> Response:
    """The keys whose signatures count here, ended ones with their last day; no person is named."""
    response = make_response(canonical(published_keys(str(current_app.config["WARD"]))))
    response.mimetype = "application/json"
    response.headers["Cache-Control"] = f"public, max-age={KEYS_AGE}"
    response.add_etag()
    response.make_conditional(request)
    return response


@blueprint.get("/kiem-tra/sw.js")
def check_worker() -> Response:
    """The page's own small worker; its first line names the files of this release."""
    static_url: Any = current_app.jinja_env.globals["static_url"]
    files = [static_url(path) for path in kept_files()]
    head = f'const RELEASE = "{sha256(canonical(files))[:16]}";\nconst FILES = {canonical(files)};\n'
    response = make_response(head + WORKER.read_text(encoding="utf-8"))
    response.mimetype = "text/javascript"
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Service-Worker-Allowed"] = "/kiem-tra"
    return response


@cache
def kept_files() -> list[str]:
    """Return what the page is made of."""
    found = {path for pattern in KEPT for path in STATIC.glob(pattern) if path.suffix in {".js", ".css", ".svg"}}
    names = sorted(path.relative_to(STATIC).as_posix() for path in found)
    return [name for name in names if not name.startswith("client/") or name.rpartition("/")[2] in PAGE_NEEDS]
