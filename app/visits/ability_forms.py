"""Forms of what officers can do and of what visits ask for."""

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, SelectMultipleField
from wtforms.validators import DataRequired

from app.visits.abilities import TWO_OFFICERS
from app.visits.ability_words import ORDER, skill_words
from app.visits.commands import SetNeeds, SetSkills
from app.visits.models import Needs, Skill
from app.web.forms import PageForm


class SkillsForm(PageForm):
    """What one officer can do."""

    skills = SelectMultipleField(_l("Làm được"))

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.skills.choices = [(skill.value, skill_words(skill)) for skill in Skill]

    def to_command(self, officer_id: UUID) -> SetSkills:
        """Return the command that the form spells."""
        return SetSkills(officer_id=officer_id, skills=tuple(Skill(skill) for skill in self.skills.data))


class NeedsForm(PageForm):
    """What a visit asks of whoever goes there."""

    asks = SelectMultipleField(_l("Người đến nhà phải có"))

    def __init__(self, *args: Any, needs: Needs | None = None, **values: Any) -> None:
        known = [*needs.skills, *([TWO_OFFICERS] if needs.two_officers else [])] if needs else []
        super().__init__(*args, data={"asks": known}, **values)
        self.asks.choices = [(skill, skill_words(skill)) for skill in ORDER]

    def to_command(self, **subject: Any) -> SetNeeds:
        """Return the command that the form spells, for this procedure or person."""
        asked = self.asks.data
        skills = tuple(Skill(skill) for skill in asked if skill != TWO_OFFICERS)
        return SetNeeds(needs_id=self.given_id, skills=skills, two_officers=TWO_OFFICERS in asked, **subject)


class ProcedureNeedsForm(NeedsForm):
    """The same for a procedure that is chosen."""

    procedure_code = SelectField(_l("Thủ tục"), [DataRequired(_l("Hãy chọn một thủ tục."))])
