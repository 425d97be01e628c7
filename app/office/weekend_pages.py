"""Friday closes the weekend: what is still to be done before anybody goes out, and the papers for the bags.

GET /office/readiness · GET /office/print-pack
"""

import segno
from flask import Blueprint, render_template, request

from app.accounts.current import current_user, staff
from app.core.clock import now
from app.core.roles import Role
from app.notices.calls import call_list
from app.office.asked import around, asked_weekend
from app.office.queries.print_pack import blank_receipts, route_sheets
from app.office.queries.readiness import readiness_of
from app.office.readiness import lines_of
from app.places.queries import find_ward

blueprint = Blueprint("weekend", __name__, template_folder="templates")
PARTS = ("routes", "calls", "receipts")
AT_FIRST = ("routes", "calls")
"""A number that was printed before must not be printed again unasked: two papers would bear it."""


@blueprint.get("/office/readiness")
@staff(Role.COORDINATOR)
def readiness_page() -> str:
    """Phones, numbers, papers, calls: everything that can still go wrong, with what to do about each."""
    weekend = asked_weekend()
    found = readiness_of(current_user().ward, weekend)
    return render_template(
        "office/readiness.html", found=found, lines=lines_of(found, weekend), now=now(), **around(weekend)
    )


@blueprint.get("/office/print-pack")
@staff(Role.COORDINATOR)
def print_pack() -> str:
    """Everything that goes along on paper, in one go."""
    ward, weekend = current_user().ward, asked_weekend()
    asked = [part for part in request.args.getlist("part") if part in PARTS]
    parts = asked or AT_FIRST
    pads = blank_receipts(ward, weekend)
    return render_template(
        "office/print_pack.html",
        parts=parts,
        with_notes="notes" in request.args,
        sheets=route_sheets(ward, weekend) if "routes" in parts else [],
        calls=call_list(ward, weekend.saturday, weekend.sunday) if "calls" in parts else [],
        pads=pads,
        receipts=[(code, _qr(code)) for _owner, _pad, codes in pads for code in codes] if "receipts" in parts else [],
        place=find_ward(ward),
        printed_at=now(),
        **around(weekend),
    )


def _qr(code: str) -> str:
    return segno.make(code, error="m", micro=False).svg_data_uri(scale=3, border=2)
