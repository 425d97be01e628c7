"""Who is able to go where: what officers can do, held against what procedures and households ask for.

"Two officers" is one ability more, which a team has by being two.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Final
from uuid import UUID

from sqlalchemy import select

from app.accounts.queries import staff_of
from app.core.db import session
from app.core.roles import Role
from app.visits.models import Needs, OfficerSkill, Visit

TWO_OFFICERS: Final = "two-officers"


class Abilities:
    """One ward's skills and needs, read once."""

    def __init__(self, ward: str) -> None:
        self._skills: dict[UUID, set[str]] = defaultdict(set)
        officers = [user.id for user in staff_of(ward, Role.OFFICER)]
        for row in session.scalars(select(OfficerSkill).where(OfficerSkill.user_id.in_(officers))):
            self._skills[row.user_id].add(row.skill.value)
        self._asked: dict[UUID | str, frozenset[str]] = {}
        for needs in needs_of(ward):
            subject = needs.citizen_id or needs.procedure_code or ""
            self._asked[subject] = frozenset(needs.skills) | ({TWO_OFFICERS} if needs.two_officers else set())

    def of_officers(self, officer_ids: Collection[UUID]) -> frozenset[str]:
        """Return what these people are able to do together."""
        found = set[str]().union(*(self._skills[officer_id] for officer_id in officer_ids))
        return frozenset(found | ({TWO_OFFICERS} if len(officer_ids) > 1 else set()))

    def asked(self, citizen_id: UUID, procedure_codes: Iterable[str | None]) -> frozenset[str]:
        """Return what a visit to this person for these procedures asks for."""
        subjects: list[UUID | str] = [citizen_id, *(code for code in procedure_codes if code)]
        return frozenset[str]().union(*(self._asked.get(subject, frozenset()) for subject in subjects))

    def asked_by(self, visit: Visit) -> frozenset[str]:
        """Return what this visit asks for."""
        return self.asked(visit.citizen_id, [purpose.procedure_code for purpose in visit.purposes])

    def missing(self, visit: Visit) -> frozenset[str]:
        """Return what the officers who go there cannot do."""
        return self.asked_by(visit) - self.of_officers(visit.officer_ids)


def skills_of(officer_id: UUID) -> list[OfficerSkill]:
    """Return what one officer is able to do."""
    return list(session.scalars(select(OfficerSkill).where(OfficerSkill.user_id == officer_id)))


def needs_of(ward: str) -> list[Needs]:
    """Return everything that the ward's procedures and households ask for."""
    found = session.scalars(select(Needs).where(Needs.ward == ward).order_by(Needs.procedure_code, Needs.id))
    return [needs for needs in found if not needs.is_empty]


def find_needs(ward: str, *, procedure_code: str | None = None, citizen_id: UUID | None = None) -> Needs | None:
    """Return what one procedure or one person asks for, if that was ever set."""
    chosen = Needs.citizen_id == citizen_id if citizen_id else Needs.procedure_code == procedure_code
    return session.scalars(select(Needs).where(Needs.ward == ward, chosen)).one_or_none()
