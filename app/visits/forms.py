"""Forms of the board and of teams: they turn strings into commands and decide nothing."""

from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, IntegerField, RadioField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from app.requests.commands import AcceptRequest
from app.requests.models import ServiceRequest
from app.visits.commands import (
    AddTeam,
    ChangeTeam,
    CollectDossier,
    ConfirmVisit,
    MoveVisit,
    PlanVisit,
    ProposePlan,
    SetShift,
    TakeOver,
    UnplanVisit,
)
from app.visits.models import Effort, Half
from app.visits.models.room import Lane
from app.web.forms import PageForm


def read_lane(text: str) -> Lane:
    """Return the lane that a form names as team/date/half."""
    team, on, half = text.split("/")
    return Lane(UUID(team), date.fromisoformat(on), Half(half))


class LaneForm(PageForm):
    """Where to put a card: a lane, and a place in it."""

    lane = StringField(_l("Xếp vào"), [InputRequired(_l("Hãy chọn đội và buổi."))])
    order = IntegerField(_l("Thứ tự"), [Optional(), NumberRange(1, 100)])

    def validate_lane(self, field: Any) -> None:
        try:
            read_lane(field.data)
        except ValueError as error:
            raise ValidationError(_l("Hãy chọn đội và buổi.")) from error


class PlanForm(LaneForm):
    """Give a waiting request its place. The page makes the visit's id, so that a double click is one visit."""

    visit_id = HiddenField()

    def to_command(self, request: ServiceRequest) -> PlanVisit:
        lane = read_lane(self.lane.data)
        purpose = CollectDossier(procedure_code=request.procedure_code, need_text=request.need_text[:500] or None)
        return PlanVisit(
            visit_id=UUID(self.visit_id.data),
            request_id=request.id,
            citizen_id=request.citizen_id,
            team_id=lane.team_id,
            date=lane.on,
            half=lane.half,
            order=self.order.data,
            purposes=(purpose,),
        )

    def validate_visit_id(self, field: Any) -> None:
        try:
            UUID(field.data or "")
        except ValueError as error:
            raise ValidationError(_l("Hãy mở lại trang này.")) from error


class MoveForm(LaneForm):
    """Another place for a visit."""

    def to_command(self, visit_id: UUID) -> MoveVisit:
        lane = read_lane(self.lane.data)
        return MoveVisit(visit_id=visit_id, team_id=lane.team_id, date=lane.on, half=lane.half, order=self.order.data)


class AcceptForm(PageForm):
    """We will come."""

    def to_command(self, request_id: UUID) -> AcceptRequest:
        return AcceptRequest(request_id=request_id)


class RemovalForm(PageForm):
    """Take a visit out of the plan."""

    reason = StringField(_l("Lý do"), [InputRequired(_l("Hãy ghi lý do.")), Length(max=500)])
    by_family = BooleanField(_l("Gia đình xin đổi: không giữ buổi đã hẹn"))

    def to_command(self, visit_id: UUID) -> UnplanVisit:
        return UnplanVisit(visit_id=visit_id, reason=self.reason.data, by_family=self.by_family.data)


class ConfirmationForm(PageForm):
    """The household was told."""

    told_by = StringField(_l("Báo bằng cách nào"), [InputRequired(_l("Hãy ghi đã báo bằng cách nào.")), Length(max=80)])
    window_from = StringField(_l("Từ giờ"), [Optional()])
    window_to = StringField(_l("Đến giờ"), [Optional()])

    def to_command(self, visit_id: UUID) -> ConfirmVisit:
        begins, ends = self.window_from.data, self.window_to.data
        window = {"from": begins, "to": ends} if begins and ends else None
        return ConfirmVisit.model_validate({"visit_id": visit_id, "told_by": self.told_by.data, "window": window})


class ProposalForm(PageForm):
    """How hard the planning engine is to try."""

    effort = RadioField(
        _l("Lập thế nào?"),
        [InputRequired(_l("Hãy chọn một điều."))],
        choices=[
            SelectChoice("full", _l("Lập kỹ (5 giây, 30 giây khi trên 200 lượt)")),
            SelectChoice("preview", _l("Xem nhanh (1 giây)")),
        ],
        default="full",
    )

    def to_command(self, saturday: date) -> ProposePlan:
        """Return the command that the form spells."""
        return ProposePlan(plan_id=self.given_id, weekend=saturday, effort=Effort(self.effort.data))


class TeamForm(PageForm):
    """A team's name and members."""

    name = StringField(
        _l("Tên đội"), [InputRequired(_l("Hãy ghi tên đội.")), Length(max=80, message=_l("Tối đa 80 chữ."))]
    )
    members = SelectMultipleField(_l("Cán bộ trong đội"))

    @property
    def member_ids(self) -> tuple[UUID, ...]:
        return tuple(UUID(member) for member in self.members.data)

    def to_add(self, team_id: UUID) -> AddTeam:
        return AddTeam(team_id=team_id, name=self.name.data, member_ids=self.member_ids)

    def to_change(self, team_id: UUID) -> ChangeTeam:
        return ChangeTeam(team_id=team_id, name=self.name.data, member_ids=self.member_ids)


class ShiftForm(PageForm):
    """How many minutes a team works on a half-day."""

    lane = HiddenField(validators=[InputRequired()])
    minutes = IntegerField(
        _l("Số phút"), [InputRequired(_l("Hãy ghi số phút.")), NumberRange(0, 300, _l("Hãy ghi từ 0 đến 300 phút."))]
    )

    def to_command(self) -> SetShift:
        lane = read_lane(self.lane.data)
        return SetShift(
            shift_id=self.given_id,
            team_id=lane.team_id,
            date=lane.on,
            half=lane.half,
            capacity_minutes=self.minutes.data,
        )


class TakeOverForm(PageForm):
    """Who goes instead, and why."""

    to_officer_id = RadioField(_l("Giao cho ai"), [InputRequired(_l("Hãy chọn một cán bộ."))])
    reason = StringField(_l("Lý do"), [DataRequired(_l("Hãy ghi lý do.")), Length(max=500)])

    def to_command(self, from_officer_id: UUID, on: date) -> TakeOver:
        """Return the wish that the form spells."""
        return TakeOver(
            from_officer_id=from_officer_id,
            to_officer_id=UUID(self.to_officer_id.data),
            date=on,
            reason=self.reason.data,
        )
