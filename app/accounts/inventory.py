"""What a person's phone could show: by the log, everything in the person's scope now or since a day."""

import json
from collections import defaultdict
from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import aliased

from app.accounts.models import User
from app.accounts.queries import keys_of
from app.core.changes import Change
from app.core.db import session
from app.core.records import CommandRecord
from app.core.scope import neighbourhood_key


def held_by(person: User, *, since: datetime) -> dict[str, list[str]]:
    """Return ids by kind of what the person could see at some moment since then, in the own ward.

    A version that was replaced before `since` had left the phone by then; all others may be on it.
    """
    later, keys = aliased(Change), keys_of(person) | _keys_given_up(person, since)
    replaced = exists().where(
        later.kind == Change.kind,
        later.entity_id == Change.entity_id,
        later.version == Change.version + 1,
        later.at < since,
    )
    visible = or_(*(Change.keys.contains(f" {key} ", autoescape=True) for key in sorted(keys)))
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


def _keys_given_up(person: User, since: datetime) -> set[str]:
    """Return the keys to a leader's neighbourhoods since then: the phone may not have heard that they are gone."""
    query = (
        select(Change.at, CommandRecord.body)
        .join(CommandRecord, CommandRecord.number == Change.command_number)
        .where(Change.kind == User.kind, Change.entity_id == person.id, Change.what.in_(["added", "areas-set"]))
        .order_by(Change.version)
    )
    given = [(at, json.loads(body)["args"]["neighbourhood_ids"]) for at, body in session.execute(query)]
    before = [areas for at, areas in given if at < since][-1:]
    lately = [areas for at, areas in given if at >= since]
    return {neighbourhood_key(area) for areas in [*before, *lately] for area in areas}
