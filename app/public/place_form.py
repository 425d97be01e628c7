"""Where the house is, as people say it; and, if somebody there taps for it, where their phone is."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import ValidationError as NotAPosition
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from app.citizens.locating import is_likely
from app.citizens.register import HomePosition
from app.places.models import Neighbourhood
from app.public.forms import Question

POSITION = ("lat", "lon", "accuracy_m")


class PlaceForm(Question):
    """The neighbourhood and the address are asked for, a position never."""

    neighbourhood_id = SelectField(_l("Tổ dân phố"), [InputRequired(_l("Hãy chọn tổ dân phố."))])
    address = StringField(
        _l("Số nhà, ngõ, đường"),
        [DataRequired(_l("Hãy gõ số nhà, ngõ hoặc tên đường.")), Length(max=200, message=_l("Hãy viết ngắn hơn."))],
    )
    directions = TextAreaField(_l("Chỉ đường"), [Length(max=300, message=_l("Hãy viết ngắn hơn 300 chữ cái."))])
    lat = HiddenField()
    lon = HiddenField()
    accuracy_m = HiddenField()

    @property
    def position(self) -> HomePosition | None:
        """Where the browser says that it is; None where nobody tapped for it, or what came is no position."""
        told = {name: self[name].data or None for name in POSITION}
        try:
            return HomePosition.model_validate(told)
        except NotAPosition:
            return None

    def validate_neighbourhood_id(self, field: SelectField) -> None:
        """A phone far from the neighbourhood is not at the home: its position is dropped, and the form can go on."""
        spot, place = self.position, self.places.get(field.data or "")
        if spot and place and not is_likely(place, spot.lat, spot.lon):
            self.forget_position()
            raise ValidationError(
                _("Máy này đang ở xa tổ dân phố đã chọn nên không ghi vị trí. Tổ đã đúng thì bấm Tiếp tục.")
            )

    def forget_position(self) -> None:
        """Keep nothing of where the browser was."""
        for name in POSITION:
            self[name].data = ""

    def answers(self) -> dict[str, Any]:
        """Keep the position as one thing, or none."""
        given = {name: value for name, value in super().answers().items() if name not in POSITION}
        return given | {"position": self.position}

    def show(self, draft: dict[str, Any]) -> None:
        """Fill in the position that was given before too."""
        super().show(draft | (draft.get("position") or {}))

    def offer(self, neighbourhoods: Sequence[Neighbourhood]) -> None:
        """Show the ward's neighbourhoods with the old ward that people still say."""
        self.places = {str(n.id): n for n in neighbourhoods}
        self.neighbourhood_id.choices = [
            SelectChoice("", _("Chọn tổ dân phố")),
            *(SelectChoice(value, n.label) for value, n in self.places.items()),
        ]
