"""The office says what officers are able to do, and what a procedure or a household asks for."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from app.accounts.queries import get_user
from app.catalogue.queries import newest_version
from app.citizens.queries import find_citizen
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Rejected, Unknown
from app.core.roles import Role
from app.visits import abilities
from app.visits.commands.teams import ARRANGERS
from app.visits.models import Needs, OfficerSkill, Skill

Skills = Annotated[tuple[Skill, ...], Field(max_length=len(Skill))]


class SetSkills(Command):
    """This officer is able to do this, and nothing else of the list."""

    type: ClassVar[str] = "visits.set_skills"
    allowed: ClassVar[frozenset[Role]] = ARRANGERS

    officer_id: UUID
    skills: Skills


class SetNeeds(Command):
    """Whoever goes for this procedure, or to this person, must be able to do this."""

    type: ClassVar[str] = "visits.set_needs"
    allowed: ClassVar[frozenset[Role]] = ARRANGERS

    needs_id: UUID
    """For the first time; later ones change that row."""
    procedure_code: Annotated[str, Field(min_length=1, max_length=20)] | None = None
    citizen_id: UUID | None = None
    skills: Skills = ()
    two_officers: bool = False


@handles(SetSkills)
def set_skills(command: SetSkills, context: Context) -> None:
    officer = get_user(command.officer_id)
    if officer.ward != context.ward:
        raise Unknown("staff", officer.id)
    if officer.role != Role.OFFICER:
        raise Rejected("not-an-officer", ids=[str(officer.id)])
    known = {row.skill: row for row in abilities.skills_of(officer.id)}
    for skill in set(command.skills) - set(known):
        context.add(OfficerSkill(user_id=officer.id, skill=skill))
    for skill in set(known) - set(command.skills):
        context.delete(known[skill])
    context.record("skills-set", officer)


@handles(SetNeeds)
def set_needs(command: SetNeeds, context: Context) -> None:
    if (command.procedure_code is None) == (command.citizen_id is None):
        raise Rejected("needs-of-one")
    _check_known(command, context.ward)
    needs = abilities.find_needs(
        context.ward, procedure_code=command.procedure_code, citizen_id=command.citizen_id
    ) or _first(command, context)
    needs.skills = sorted(set(command.skills))
    needs.two_officers = command.two_officers
    context.record("needs-set", needs)


def _check_known(command: SetNeeds, ward: str) -> None:
    if command.procedure_code is not None and newest_version(command.procedure_code) is None:
        raise Unknown("procedure", command.procedure_code)
    citizen = find_citizen(command.citizen_id) if command.citizen_id else None
    if command.citizen_id is not None and (citizen is None or citizen.ward != ward):
        raise Unknown("citizen", command.citizen_id)


def _first(command: SetNeeds, context: Context) -> Needs:
    needs = Needs(
        id=command.needs_id, ward=context.ward, procedure_code=command.procedure_code, citizen_id=command.citizen_id
    )
    context.add(needs)
    return needs
