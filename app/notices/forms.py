"""The form behind the outcome buttons of the call list."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField
from wtforms.validators import AnyOf, InputRequired, Length

from app.notices.commands import RecordCall
from app.notices.models import Outcome
from app.web.forms import PageForm


class CallForm(PageForm):
    """One tap on what came of the call, with a note if there is something to say."""

    citizen_id = HiddenField(validators=[InputRequired()])
    visit_id = HiddenField()
    outcome = HiddenField(validators=[InputRequired(), AnyOf([str(outcome) for outcome in Outcome])])
    note = StringField(_l("Ghi chú"), validators=[Length(max=500, message=_l("Tối đa 500 chữ."))])

    def to_command(self) -> RecordCall:
        """Return the call as it was reported."""
        return RecordCall.model_validate(
            {
                "call_id": self.given_id,
                "citizen_id": self.citizen_id.data,
                "visit_id": self.visit_id.data or None,
                "outcome": self.outcome.data,
                "note": self.note.data or "",
            }
        )
