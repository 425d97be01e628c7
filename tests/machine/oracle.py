"""Who may see what, said a second time: in plain SQL over the domain's tables, without scope keys or links.

Written from the promise (docs/protocol.md, "Who sees what"), not from `app/core/scope.py`: the office sees its ward,
a leader the own neighbourhoods, an officer what a standing visit needs, whoever holds a paper or is to fetch it that
paper, a post office its own lists and envelopes.
"""

import json
from uuid import UUID

from sqlalchemy import bindparam, text

from app.core.db import session
from app.core.roles import Role
from app.core.scope import SHARED_WARD

WIDE = {Role.COORDINATOR, Role.DIRECTOR, Role.ADMIN}
NOBODY = "00000000000000000000000000000000"

HANDS = """
WITH hands AS (
    SELECT o.user_id, v.id AS visit_id, v.citizen_id, v.request_id
    FROM visit v JOIN visit_officer o ON o.visit_id = v.id
    WHERE v.ward = :ward AND v.unplanned_at IS NULL AND NOT v.has_left_window
),
brings AS (
    SELECT h.user_id, d.id AS dossier_id FROM dossier d JOIN hands h ON h.visit_id = d.visit_id
    UNION SELECT h.user_id, p.dossier_id FROM visit_purpose p JOIN hands h ON h.visit_id = p.visit_id
          WHERE p.dossier_id IS NOT NULL
    UNION SELECT d.recorded_by, d.id FROM dossier d LEFT JOIN visit v ON v.id = d.visit_id
          WHERE d.ward = :ward AND (d.visit_id IS NULL OR v.unplanned_at IS NOT NULL)
)
"""

SEEN = {
    "visit": """SELECT id FROM visit WHERE ward = :ward AND unplanned_at IS NULL AND (1 = :wide
        OR neighbourhood_id IN :areas OR id IN (SELECT visit_id FROM hands WHERE user_id = :me))""",
    "request": """SELECT id FROM service_request WHERE ward = :ward AND (1 = :wide
        OR neighbourhood_id IN :areas OR id IN (SELECT request_id FROM hands WHERE user_id = :me))""",
    "citizen": """SELECT id FROM citizen WHERE ward = :ward AND (1 = :wide
        OR neighbourhood_id IN :areas OR id IN (SELECT citizen_id FROM hands WHERE user_id = :me)
        OR id IN (SELECT d.citizen_id FROM dossier d JOIN brings b ON b.dossier_id = d.id WHERE b.user_id = :me))""",
    "dossier": """SELECT id FROM dossier WHERE ward = :ward AND (1 = :wide
        OR id IN (SELECT dossier_id FROM brings WHERE user_id = :me))""",
    "paper": """SELECT id FROM custody_paper WHERE ward = :ward AND (1 = :wide
        OR (holder_kind = 'officer' AND holder_id = :me) OR (holder_kind = 'post' AND holder_id = :office)
        OR id IN (SELECT paper_id FROM custody_wait WHERE ended_at IS NULL AND officer_id = :me)
        OR dossier_id IN (SELECT dossier_id FROM brings WHERE user_id = :me))""",
    "number_lease": "SELECT id FROM number_lease WHERE ward = :ward AND user_id = :me AND ended_at IS NULL",
    "staff": 'SELECT id FROM "user" WHERE ward = :ward',
    "ward": "SELECT id FROM ward WHERE ward = :ward",
    "neighbourhood": "SELECT id FROM neighbourhood WHERE ward = :ward",
    "post_office": "SELECT id FROM post_office WHERE ward = :ward",
    "visit_needs": "SELECT id FROM visit_needs WHERE ward = :ward AND 1 = :wide",
    "weights": "SELECT id FROM visit_weights WHERE ward = :ward AND 1 = :wide",
    "weekend_plan": "SELECT id FROM weekend_plan WHERE ward = :ward AND 1 = :wide",
    "team": "SELECT id FROM team WHERE ward = :ward",
    "postal_item": "SELECT id FROM postal_item WHERE ward = :ward AND (1 = :wide OR post_office_id = :office)",
    "manifest": "SELECT id FROM postal_manifest WHERE ward = :ward AND (1 = :wide OR post_office_id = :office)",
    "fee_account": "SELECT id FROM fee_account WHERE ward = :ward",
    "cash_hand_in": "SELECT id FROM cash_hand_in WHERE ward = :ward AND (1 = :wide OR officer_id = :me)",
    "register_print": "SELECT id FROM register_print WHERE ward = :ward AND 1 = :wide",
    "form_layout": "SELECT id FROM form_layout WHERE ward = :ward AND 1 = :wide",
    "legal_value": "SELECT id FROM legal_choice WHERE ward = :ward",
    "vault_modes": "SELECT id FROM vault_modes WHERE ward = :ward",
    "lost_phone": "SELECT id FROM lost_phone WHERE ward = :ward AND 1 = :wide",
    "call": "SELECT id FROM call WHERE ward = :ward AND (1 = :wide OR by_id = :me)",
}
UNSEEN = {"file", "opinion"}
"""Kinds that no phone holds."""
SHARED = {
    "procedure": "SELECT id FROM procedure WHERE ward = :ward AND status <> 'draft'",
    "calendar_day": "SELECT id FROM calendar_day WHERE ward = :ward",
}
RIGHTS = 'SELECT role, ward, neighbourhood_ids, post_office_id FROM "user" WHERE id = :me'


def what_may_be_seen(person_id):
    """Return (kind, id) of everything that this person's phone should hold."""
    row = session.execute(text(RIGHTS), {"me": person_id.hex}).one()
    values = {
        "me": person_id.hex,
        "ward": row.ward,
        "wide": int(Role(row.role) in WIDE),
        "areas": _areas(row) or [NOBODY],
        "office": str(row.post_office_id or NOBODY).replace("-", ""),
    }
    seen = {place for kind, query in SEEN.items() for place in _ids(kind, HANDS + query, values)}
    shared = {place for kind, query in SHARED.items() for place in _ids(kind, query, values | {"ward": SHARED_WARD})}
    session.rollback()
    return seen | shared


def _areas(row):
    """A leader's neighbourhoods: JSON text on SQLite, a list on PostgreSQL."""
    if Role(row.role) is not Role.LEADER:
        return []
    listed = row.neighbourhood_ids
    return [part.replace("-", "") for part in (listed if isinstance(listed, list) else json.loads(listed))]


def _ids(kind, query, values):
    statement = text(query)
    if ":areas" in query:
        statement = statement.bindparams(bindparam("areas", expanding=True))
    used = {name: value for name, value in values.items() if f":{name}" in query}
    return {(kind, str(UUID(str(found)))) for found in session.scalars(statement, used)}
