"""What a person's phone could show: by the log, everything in the person's scope now or since a day."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import aliased

from app.accounts.models import User
from app.accounts.queries import keys_of
from app.core.changes import Change
from app.core.db import session


def held_by(person: User, *, since: datetime) -> dict[str, list[str]]:
    """Return ids by kind of what the person could see at some moment since then, in the own ward.

    A version that was replaced before `since` had left the phone by then; all others may be on it.
    """
    later = aliased(Change)
    replaced = exists().where(
        later.kind == Change.kind,
        later.entity_id == Change.entity_id,
        later.version == Change.version + 1,
        later.at < since,
    )
    visible = or_(*(Change.keys.contains(f" {key} ", autoescape=True) for key in sorted(keys_of(person))))
    query = (
        select(Change.kind, Change.entity_id)
        .where(Change.ward == person.ward, Change.is_void.is_(False), visible, ~replaced)
        .distinct()
        .order_by(Change.kind, Change.entity_id)
    )
    found: dict[str, list[str]] = defaultdict(list)
    for kind, entity_id in session.execute(query):
        found[kind].append(str(entity_id))
    return dict(found)
