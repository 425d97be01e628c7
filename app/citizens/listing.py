"""Entering somebody from the ward's own list of old and disabled people, before anybody asks for a visit."""

from typing import ClassVar
from uuid import UUID

from app.citizens.queries import find_citizen
from app.citizens.register import Person, register_citizen
from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Rejected
from app.core.roles import Role
from app.places.queries import get_neighbourhood


class RegisterCitizen(Command):
    """This person is on the ward's list; the leader can find them when they need us.

    The ward keeps that list by law, so no consent is asked here (Law 91/2025/QH15, Art. 19).
    """

    type: ClassVar[str] = "citizens.register"
    allowed: ClassVar = frozenset({Role.COORDINATOR, Role.SYSTEM})

    citizen_id: UUID
    person: Person


@handles(RegisterCitizen)
def register(command: RegisterCitizen, context: Context) -> None:
    """One id, one person; the neighbourhood must be the ward's own."""
    if find_citizen(command.citizen_id) is not None:
        raise Rejected("citizen-id-used")
    neighbourhood = get_neighbourhood(command.person.neighbourhood_id)
    if neighbourhood.ward != context.ward:
        raise Rejected("neighbourhood-elsewhere")
    register_citizen(context, command.person, citizen_id=command.citizen_id, neighbourhood=neighbourhood)
