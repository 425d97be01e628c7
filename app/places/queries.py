"""Every question about places."""

import re
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from app.core import foresight
from app.core.db import session
from app.core.errors import Unknown
from app.core.memory import asked_once
from app.places.models import Neighbourhood, PostOffice, Ward


def find_ward(code: str) -> Ward | None:
    """Return the ward with this code, if this server knows it."""
    return asked_once(("ward", code), lambda: session.scalars(select(Ward).where(Ward.ward == code)).one_or_none())


def get_ward(code: str) -> Ward:
    """Return the ward with this code."""
    ward = find_ward(code)
    if ward is None:
        raise Unknown("ward", code)
    return ward


def wards() -> list[Ward]:
    """Return all wards by code."""
    return list(session.scalars(select(Ward).order_by(Ward.ward)))


def get_neighbourhood(neighbourhood_id: UUID) -> Neighbourhood:
    """Return the neighbourhood with this id."""
    neighbourhood = foresight.find(Neighbourhood, neighbourhood_id)
    if neighbourhood is None:
        raise Unknown("neighbourhood", neighbourhood_id)
    return neighbourhood


def foresee_neighbourhoods(ids: Iterable[UUID]) -> None:
    """Read at once the neighbourhoods that a batch names."""
    foresight.foresee_ids(Neighbourhood, ids)


def find_neighbourhood(ward: str, *, name: str, old_ward_code: str) -> Neighbourhood | None:
    """Return the neighbourhood of this name in this old ward, if there is one."""
    query = select(Neighbourhood).where(
        Neighbourhood.ward == ward, Neighbourhood.name == name, Neighbourhood.old_ward_code == old_ward_code
    )
    return session.scalars(query).one_or_none()


def neighbourhoods_of(ward: str) -> list[Neighbourhood]:
    """Return a ward's neighbourhoods as people count them: Tổ 2 before Tổ 14."""
    found = session.scalars(select(Neighbourhood).where(Neighbourhood.ward == ward))
    return sorted(found, key=lambda n: (_number_in(n.name), n.name, n.old_ward_name))


def get_post_office(post_office_id: UUID) -> PostOffice:
    """Return the post office with this id."""
    office = session.get(PostOffice, post_office_id)
    if office is None:
        raise Unknown("post_office", post_office_id)
    return office


def find_post_office(ward: str, name: str) -> PostOffice | None:
    """Return the post office of this name in the ward, if there is one."""
    query = select(PostOffice).where(PostOffice.ward == ward, PostOffice.name == name)
    return session.scalars(query).one_or_none()


def post_offices_of(ward: str) -> list[PostOffice]:
    """Return a ward's post offices by name."""
    return list(session.scalars(select(PostOffice).where(PostOffice.ward == ward).order_by(PostOffice.name)))


def _number_in(name: str) -> int:
    found = re.search(r"\d+", name)
    return int(found.group()) if found else 0
