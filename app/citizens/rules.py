"""What is allowed with a citizen's record: pure checks."""

from collections.abc import Mapping, Set
from typing import Any

from app.citizens.corrections import FieldChange
from app.core.errors import Conflict, Rejected

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
