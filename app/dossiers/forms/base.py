"""What all forms about one dossier share."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired, Length

from app.core.commands import Command
from app.dossiers.models import Dossier
from app.web.forms import PageForm

LONG = Length(max=4000, message=_l("Tối đa 4000 chữ."))
REASON = [InputRequired(_l("Hãy ghi lý do.")), LONG]


class DossierForm(PageForm):
    """A form about one dossier. `prepare` fills in what depends on it."""

    def prepare(self, dossier: Dossier) -> None:
        """Offer the choices that this dossier has."""

    def to_command(self, dossier: Dossier, files: tuple[str, ...] = ()) -> Command:
        """Return the wish that the form spells."""
        raise NotImplementedError


def lines_of(text: str | None) -> tuple[str, ...]:
    """Return the lines that hold something."""
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())
