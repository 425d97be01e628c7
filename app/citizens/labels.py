"""How facts about a person are said on the office's pages."""

from typing import Any
from uuid import UUID

from flask_babel import gettext as _

from app.citizens import phones
from app.core.naming import field_text, value_text
from app.places.queries import get_neighbourhood
from app.web.i18n import page_language


def field_words(name: str) -> str:
    """What people call this field."""
    return field_text(name, page_language())


def value_words(name: str, value: Any) -> str:
    """What the field said, in words; a dash where it said nothing."""
    if value in (None, "", []):
        return "–"
    match name:
        case "phone":
            return phones.show(value)
        case "neighbourhood_id":
            return get_neighbourhood(UUID(value)).label
        case "contacts":
            return "; ".join(f"{one['name']}, {phones.show(one['phone'])}" for one in value)
        case "is_deceased":
            return str(_("có") if value else _("không"))
    said = value if isinstance(value, list) else [value]
    return ", ".join(value_text(name, str(one), page_language()) for one in said)
