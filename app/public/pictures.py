"""Pictures of the kinds of work that people ask for most, so that a booking can be read without many letters.

Each is a symbol of static/icons/needs.svg. They stand beside the words and never for them.
"""

from app.catalogue.models import Procedure

OF_CODES = {
    "2.000635": "certificate",
    "2.000884": "signature",
    "1.014027": "old-age",
    "1.001699": "wheelchair",
    "2.000815": "copies",
    "1.000419": "candle",
    "1.001776": "allowance",
    "1.012566": "card",
}
OF_FIELDS = {
    "Hộ tịch": "certificate",
    "Chứng thực": "copies",
    "Cấp, quản lý căn cước": "card",
    "Bảo trợ xã hội": "allowance",
}
ANY = "papers"


def picture_of(procedure: Procedure) -> str:
    """Return the picture of this work, or of its kind."""
    return "needs/" + (OF_CODES.get(procedure.code) or OF_FIELDS.get(procedure.facts.field or "", ANY))
