"""The form of the weights."""

from dataclasses import asdict

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from app.visits.commands import SetWeights
from app.visits.planning.weight import DEFAULT_POINTS
from app.web.forms import PageForm


def _number(label: str, least: int, most: int) -> IntegerField:
    said = _l("Hãy ghi một số từ %(least)s đến %(most)s.", least=least, most=most)
    return IntegerField(label, [InputRequired(said), NumberRange(least, most, said)])


class WeightsForm(PageForm):
    """How many points each part counts; the bounds are the command's."""

    base = _number(_l("Ai cũng có (điểm)"), 1, 50)
    disability = _number(_l("Khuyết tật (điểm)"), 0, 60)
    bedridden = _number(_l("Nằm một chỗ (điểm)"), 0, 60)
    aged = _number(_l("Cao tuổi (điểm)"), 0, 60)
    aged_from = _number(_l("Cao tuổi tính từ (tuổi)"), 50, 110)
    very_old = _number(_l("Rất cao tuổi (điểm)"), 0, 60)
    very_old_from = _number(_l("Rất cao tuổi tính từ (tuổi)"), 50, 110)
    each_weekend = _number(_l("Mỗi cuối tuần đã chờ (điểm)"), 1, 25)

    def to_command(self) -> SetWeights:
        """Return the command that the form spells."""
        named = {name: field.data for name, field in self._fields.items() if name in asdict(DEFAULT_POINTS)}
        return SetWeights(weights_id=self.given_id, **named)
