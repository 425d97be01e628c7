"""What tests of the office's dossier pages share: reading, sending, addresses."""

from app.core.ids import new_id
from app.dossiers.queries import papers_of
from tests.page import check_page


def page_of(response):
    """Return the page's text, which must be what every page must be."""
    assert response.status_code in {200, 422}, response.status_code
    check_page(response)
    return response.get_data(as_text=True)


def posted(desk, address, /, **fields):
    return desk.post(address, data={"command_id": str(new_id())} | fields)


def pages_about(dossier):
    acts = ["code", "status", "supplement", "apology", "result", "delivery", "correction"]
    return [f"/office/dossiers/{dossier.id}", *(f"/office/dossiers/{dossier.id}/{act}" for act in acts)]


def dossier_paper(dossier):
    return papers_of(dossier.id)[0]
