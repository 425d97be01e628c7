"""What is allowed with a citizen's record: pure checks."""

from collections.abc import Mapping, Set
from typing import Any
from uuid import UUID

from app.citizens.corrections import FieldChange
from app.core.errors import Conflict, Rejected
from app.core.roles import Role

FAR_FROM_WARD_KM = 30.0


def check_fields(fields: Mapping[str, FieldChange], current: Mapping[str, Any], hidden: Set[str]) -> None:
    """Refuse fields that the person cannot see, and fields that changed since the person saw them."""
    if not fields:
        raise Rejected("correction-empty")
    for name, change in fields.items():
        if name in hidden:
            raise Rejected("field-not-yours", field=name)
        if change.seen != current[name]:
            raise Conflict("field-changed", field=name, now=current[name])


def check_may_correct(made_by: UUID | None, actor_id: UUID | None, role: Role) -> None:
    """Only who recorded a fact, or the coordinator, may say that it was otherwise."""
    if role is not Role.COORDINATOR and made_by != actor_id:
        raise Rejected("not-the-author")
