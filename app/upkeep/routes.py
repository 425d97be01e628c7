"""Pages of the server's memory.

GET /office/backups · /office/checkpoints · /healthz
"""

import segno
from flask import Blueprint, Response, jsonify, render_template
from flask_babel import lazy_gettext as _l

from app.accounts.current import current_user, staff
from app.accounts.navigation import Link
from app.core.clock import now
from app.core.errors import has_reason, reason_text
from app.core.roles import Role
from app.upkeep import checkpoints, condition, signing, words
from app.web.i18n import page_language

blueprint = Blueprint("upkeep", __name__, template_folder="templates")

READERS = (Role.ADMIN, Role.DIRECTOR)
NAVIGATION = [Link(_l("Sao lưu"), "/office/backups", frozenset(READERS), 95)]
SHOWN = 12


@blueprint.get("/office/backups")
@staff(*READERS)
def backups_page() -> str:
    """Is there a backup of today's work, and if not, what is to be done."""
    state = condition.backups()
    return render_template(
        "upkeep/backups.html",
        state=state,
        notes=state.notes[: -SHOWN - 1 : -1],
        problem=problem_words(state.problem),
        now=now(),
        words=words,
        key_id=signing.key_id(signing.public_key()),
    )


def problem_words(code: str) -> str:
    """Return what to do about a refusal; an error that nobody foresaw is named as it is."""
    return reason_text(code, page_language()) if has_reason(code) else code


@blueprint.get("/office/checkpoints")
@staff(*READERS, Role.COORDINATOR)
def checkpoints_page() -> str:
    """The newest signed line of the ward's log, to be printed for the minutes of the week."""
    point = checkpoints.newest_of(current_user().ward)
    return render_template(
        "upkeep/checkpoints.html",
        point=point,
        qr=segno.make(point.line(), error="m", micro=False).svg_data_uri(scale=4, border=4, light="#fff")
        if point
        else None,
        public_key=signing.public_key(),
        key_id=signing.key_id(signing.public_key()),
    )


def drawn(text: str) -> str:
    """Return a QR code as the address of a picture, dark on white in dark mode too."""
    return segno.make(text, error="m", micro=False).svg_data_uri(scale=4, border=4, light="#fff")


@blueprint.get("/healthz")
def show_health() -> tuple[Response, int]:
    """For whoever keeps the machine running: 503 only when work that phones send could not be kept."""
    found = condition.health()
    answer = jsonify(
        status="look" if found.words() else "ok",
        look_at=found.words(),
        database="ok" if found.database else "away",
        disk_free_mb=found.disk_free // 1_000_000,
        worker_seconds=found.worker_age,
        backup_minutes=None if found.backup_age is None else found.backup_age // 60,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer, 200 if found.can_serve else 503
