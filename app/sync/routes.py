"""What the sync feature serves: the API, the app's own files, and the review list."""

from flask_babel import lazy_gettext as _l

from app.accounts.navigation import Link
from app.core.roles import Role
from app.sync import api, ledger_page, rescue_routes, review_pages, sealed_api, shell, vault_api

blueprints = [
    api.blueprint,
    sealed_api.blueprint,
    rescue_routes.blueprint,
    shell.blueprint,
    ledger_page.blueprint,
    vault_api.blueprint,
    review_pages.blueprint,
]
NAVIGATION = [
    Link(_l("Cần xem lại"), "/office/review", frozenset({Role.COORDINATOR}), 40),
    Link(_l("Sổ số giấy hẹn"), "/office/numbers", frozenset({Role.COORDINATOR, Role.ADMIN}), 82),
    Link(_l("Gói dự phòng"), "/office/rescue", frozenset({Role.ADMIN}), 85),
]
