"""Papers to print: the home receipt as it was shown, and the custody slip with both sides.

GET /office/dossiers/<id>/receipt · GET /office/dossiers/<id>/custody-slip
"""

from uuid import UUID

import segno
from flask import abort, render_template

from app.accounts.current import staff
from app.citizens.queries import find_citizen
from app.core.roles import Role
from app.dossiers import queries
from app.dossiers.routes import blueprint
from app.dossiers.routes.pages import dossier_of_ward, words
from app.places.queries import find_ward


@blueprint.get("/office/dossiers/<uuid:dossier_id>/receipt")
@staff(Role.COORDINATOR)
def receipt_sheet(dossier_id: UUID) -> str:
    """The receipt that the citizen holds, for printing again."""
    dossier = dossier_of_ward(dossier_id)
    receipt = dossier.receipt
    if receipt is None:
        abort(404)
    return render_template(
        "dossiers/receipt_sheet.html",
        dossier=dossier,
        receipt=receipt,
        citizen=find_citizen(dossier.citizen_id),
        place=find_ward(dossier.ward),
        qr=qr_image(receipt.qr or receipt.number),
        **words(),
    )


@blueprint.get("/office/dossiers/<uuid:dossier_id>/custody-slip")
@staff(Role.COORDINATOR)
def custody_slip(dossier_id: UUID) -> str:
    """Each original that was taken, where it is, and every change of hands with hour and minute."""
    dossier = dossier_of_ward(dossier_id)
    papers = queries.papers_of(dossier.id)
    if not papers:
        abort(404)
    return render_template(
        "dossiers/custody_slip.html",
        dossier=dossier,
        papers=papers,
        citizen=find_citizen(dossier.citizen_id),
        place=find_ward(dossier.ward),
        qr=qr_image(dossier.receipt.number) if dossier.receipt else None,
        **words(),
    )


def qr_image(text: str) -> str:
    """Return a QR code as the address of a picture: no request, no script."""
    return segno.make(text, error="m", micro=False).svg_data_uri(scale=4, border=2)
