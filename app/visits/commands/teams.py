"""The coordinator forms teams and says when they work."""

import datetime as dt
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from app.accounts.queries import staff_of
from app.core.clock import VN
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Conflict
from app.core.roles import Role
from app.core.search import Text
from app.visits import capacity, queries, rules
from app.visits.commands.lanes import send
from app.visits.commands.wishes import give_places
from app.visits.models import Half, Shift, Team, TeamMember
from app.visits.models.room import Lane, fits

ARRANGERS = frozenset({Role.COORDINATOR, Role.ADMIN, Role.SYSTEM})
TeamName = Annotated[Text, Field(min_length=1, max_length=80)]
Members = Annotated[tuple[UUID, ...], Field(max_length=20)]


class AddTeam(Command):
    """These officers go out together."""

    type: ClassVar[str] = "visits.add_team"
    allowed: ClassVar[frozenset[Role]] = ARRANGERS

    team_id: UUID
    name: TeamName
    member_ids: Members


class ChangeTeam(Command):
    """The team has another name or other members from now on."""

    type: ClassVar[str] = "visits.change_team"
    allowed: ClassVar[frozenset[Role]] = ARRANGERS

    team_id: UUID
    name: TeamName
    member_ids: Members


class SetShift(Command):
    """The team works so many minutes on this half-day; none means that it stays home."""

    type: ClassVar[str] = "visits.set_shift"
    allowed: ClassVar[frozenset[Role]] = ARRANGERS

    shift_id: UUID
    """For a shift that is not there yet."""
    team_id: UUID
    date: dt.date
    half: Half
    capacity_minutes: Annotated[int, Field(ge=0)]


@handles(AddTeam)
def add_team(command: AddTeam, context: Context) -> None:
    _check_members(command.team_id, command.member_ids, context.ward)
    team = Team(id=command.team_id, ward=context.ward, name=command.name, members=[])
    _fill(team, command.member_ids)
    context.add(team)
    context.record("added", team)


def _check_members(team_id: UUID, member_ids: tuple[UUID, ...], ward: str) -> None:
    rules.check_members(
        member_ids,
        elsewhere=queries.members_elsewhere(member_ids, team_id=team_id),
        officers={user.id for user in staff_of(ward, Role.OFFICER) if user.is_active},
    )


def _fill(team: Team, member_ids: tuple[UUID, ...]) -> None:
    kept = {member.user_id: member for member in team.members if member.user_id in member_ids}
    team.members = [kept.get(user_id) or TeamMember(user_id=user_id) for user_id in member_ids]
    for position, member in enumerate(team.members):
        member.position = position


@handles(ChangeTeam)
def change_team(command: ChangeTeam, context: Context) -> None:
    team = queries.get_team(command.team_id, ward=context.ward)
    _check_members(team.id, command.member_ids, context.ward)
    team.name = command.name
    members_changed = team.member_ids != list(command.member_ids)
    _fill(team, command.member_ids)
    context.record("changed", team)
    if not members_changed:
        return
    for visit in queries.movable_visits_of_team(team.id, context.now.astimezone(VN).date()):
        send(visit, command.member_ids)
        context.record("reassigned", visit)


@handles(SetShift)
def set_shift(command: SetShift, context: Context) -> None:
    team = queries.get_team(command.team_id, ward=context.ward)
    lane = Lane(team.id, command.date, command.half)
    rules.check_shift(command.capacity_minutes, half=lane.half, taken=capacity.minutes_taken(lane))
    were_kept = _keeps_promises(context.ward, lane)
    shift = queries.find_shift(lane)
    if shift is None:
        shift = Shift(id=command.shift_id, ward=context.ward, team_id=team.id, works_on=lane.on, half=lane.half)
        context.add(shift)
    shift.capacity_minutes = command.capacity_minutes
    if were_kept and not _keeps_promises(context.ward, lane):
        raise Conflict("shift-has-bookings")
    give_places(context, lane.on, lane.half)
    context.record("shift-set", team)


def _keeps_promises(ward: str, lane: Lane) -> bool:
    """Say whether everybody who booked the half-day can still be served."""
    room = capacity.find_room(ward, lane.on, lane.half)
    promised = [one.minutes for one in capacity.promised_between(ward, lane.on, lane.on) if one.half is lane.half]
    return fits(room.left if room else (), promised)
