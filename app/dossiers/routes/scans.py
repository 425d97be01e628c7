"""The pages of one paper as one PDF, in the order in which they were photographed.

GET /office/dossiers/<id>/papers/<key>.pdf
"""

from uuid import UUID

from flask import Response, abort

from app.accounts.current import staff
from app.core.roles import Role
from app.dossiers.models import Dossier
from app.dossiers.routes import blueprint
from app.dossiers.routes.pages import dossier_of_ward
from app.files.images import as_pdf
from app.files.serving import redrawn_of


@blueprint.get("/office/dossiers/<uuid:dossier_id>/papers/<key>.pdf")
@staff(Role.COORDINATOR)
def paper_pdf(dossier_id: UUID, key: str) -> Response:
    """What was drawn anew of each page; pages whose bytes have not come are not in it."""
    dossier = dossier_of_ward(dossier_id)
    line = next((component for component in dossier.components if component.key == key), None)
    pages = _pages(dossier, key)
    if line is None or not pages:
        abort(404)
    response = Response(as_pdf(pages, line.name[:200]), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{dossier.id}-{line.id}.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _pages(dossier: Dossier, key: str) -> list[bytes]:
    files = sorted((file for file in dossier.files if file.component_key == key), key=lambda file: file.page or 0)
    found = [redrawn_of(dossier.ward, file.sha256) for file in files]
    return [page for page in found if page is not None]
