"""Giving a visit to another team of the same half-day: the form, who could go, and what was decided before."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from app.accounts.queries import staff_of
from app.core.records import commands_on
from app.visits.commands import ReassignVisit
from app.visits.models import Team, Visit
from app.visits.queries import shifts_between, teams
from app.web.forms import PageForm, tidy


@dataclass(frozen=True, kw_only=True)
class GivenOn:
    """One time that the visit was given to a team."""

    team: str
    why: str
    who: str
    at: datetime


class ReassignForm(PageForm):
    """Who goes instead, and why."""

    team_id = RadioField(_l("Giao cho đội nào?"), [InputRequired(_l("Hãy chọn một đội."))])
    why = StringField(
        _l("Vì sao giao lại?"),
        [DataRequired(_l("Hãy ghi vì sao giao lại.")), Length(max=200)],
        filters=[tidy],
    )

    def offer(self, others: list[Team]) -> None:
        """Show the teams that work on this half-day too."""
        self.team_id.choices = [SelectChoice(str(team.id), team.name) for team in others]

    def to_command(self, visit_id: UUID) -> ReassignVisit:
        """Return the wish that the form spells."""
        return ReassignVisit(visit_id=visit_id, team_id=UUID(self.team_id.data), reason=self.why.data or "")


def reassign_form(visit: Visit) -> ReassignForm | None:
    """Return the form while nobody has begun and another team works then."""
    others = _others(visit)
    if not visit.is_standing or not visit.is_movable or not others:
        return None
    form = ReassignForm()
    form.offer(others)
    return form


def _others(visit: Visit) -> list[Team]:
    shifts = shifts_between(visit.ward, visit.planned_on, visit.planned_on)
    working = {shift.team_id for shift in shifts if shift.half is visit.half}
    return [team for team in teams(visit.ward) if team.id in working and team.id != visit.team_id]


def given_on(visit: Visit) -> list[GivenOn]:
    """Return to whom the visit was given, why and by whom, oldest first."""
    names: dict[Any, str] = {person.id: person.full_name for person in staff_of(visit.ward)}
    known = {str(team.id): team.name for team in teams(visit.ward)}
    found = []
    for record in commands_on("visit", visit.id, ["visits.reassign"]):
        args = json.loads(record.body)["args"] if record.body else {}
        if args.get("visit_id") == str(visit.id):  # the others of its round only moved in order
            told = {"team": known.get(args["team_id"], _("đội đã giải thể")), "why": args.get("reason", "")}
            found.append(GivenOn(**told, who=names.get(record.actor_id, ""), at=record.made_at))
    return found
