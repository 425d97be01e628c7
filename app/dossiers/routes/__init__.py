"""The office's pages of dossiers: work list, one dossier, custody, results on their way home, papers to print."""

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from app.accounts.navigation import Link
from app.core.roles import Role

blueprint = Blueprint("dossiers", __name__, template_folder="../templates")
COORDINATORS = frozenset({Role.COORDINATOR})
NAVIGATION = [
    Link(_l("Hồ sơ"), "/office/dossiers", COORDINATORS, 20),
    Link(_l("Kết quả cần trả"), "/office/results", COORDINATORS, 25),
    Link(_l("Bản chính đang giữ"), "/office/custody", COORDINATORS, 30),
]

from app.dossiers.routes import acts, custody, pages, printing, results  # noqa: E402, F401 - they hang their addresses on it
