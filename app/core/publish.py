"""Turns what a handler recorded into states and changes, and carries scope keys along links.

An entity's keys are its own plus the `user:` and `post:` keys of everything linked to it. When keys
move, every entity that inherits them is rewritten and logged too: otherwise a visit would reach its
new officer and its citizen would not.
"""

from collections import deque
from collections.abc import Iterable, Set
from typing import Any

from sqlalchemy import inspect, update

from app.core import new_rows
from app.core.changes import Change, EntityState, WardSequence, canonical, find_state
from app.core.context import Context, Recorded
from app.core.db import Entity, session
from app.core.links import Place, sources_of, targets_of
from app.core.memory import find_memory, is_hopeful
from app.core.records import CommandRecord
from app.core.scope import inherited, pack, unpack


def publish(context: Context, record: CommandRecord) -> list[dict[str, Any]]:
    """Write states and changes of one command; return its entities as the answer names them."""
    if context.relinked or any(inspect(recorded.row).pending for recorded in context.recorded.values()):
        session.flush()  # links are asked for below, and a new row has its defaults only then
    touched: dict[Place, EntityState] = {}
    whats: dict[Place, list[str]] = {}
    with session.no_autoflush:  # each state is written once, when keys and number are known
        for place, recorded in context.recorded.items():
            state = (
                _new_state(recorded.row) if place in context.added else find_state(*place) or _new_state(recorded.row)
            )
            _write_state(state, recorded, record)
            touched[place] = state
            whats[place] = recorded.whats
        places = _places_to_rescope(context, touched)
        for state in _rescope(places, touched, unlinked=context.added - context.relinked):
            place = (state.kind, state.entity_id)
            if place not in touched:
                state.version += 1
                state.enrolment_id = record.enrolment_id
                touched[place] = state
                whats[place] = ["rescoped"]
        return _number(context, touched, whats, record)


def _new_state(row: Entity) -> EntityState:
    state = EntityState(kind=row.kind, entity_id=row.id, ward=row.ward, version=0, seq=0, keys=" ", is_void=False)
    if not is_hopeful():
        session.add(state)
    return state


def _write_state(state: EntityState, recorded: Recorded, record: CommandRecord) -> None:
    state.version += 1
    state.body = canonical(recorded.row.snapshot().model_dump(mode="json"))
    state.own_keys = pack(recorded.row.scope())
    state.is_void = state.is_void or recorded.is_void  # what is gone stays gone, whatever is reported about it later
    state.enrolment_id = record.enrolment_id


def _places_to_rescope(context: Context, touched: dict[Place, EntityState]) -> list[Place]:
    """Return where keys may have moved; a voided entity lends nothing any more."""
    voided = [place for place, recorded in context.recorded.items() if recorded.is_void]
    return [*touched, *context.relinked, *(target for place in voided for target in targets_of(place))]


def _rescope(places: Iterable[Place], touched: dict[Place, EntityState], *, unlinked: Set[Place]) -> list[EntityState]:
    """Recompute keys from these places down the links; return the states whose keys changed.

    `unlinked` rows are new: nothing lends to them, and what they lend to was linked by this command.
    """
    changed: dict[Place, EntityState] = {}
    waiting = deque(places)
    while waiting:
        place = waiting.popleft()
        state = touched.get(place) or find_state(*place)
        if state is None:
            continue
        lent = set() if place in unlinked else _lent_to(place, touched)
        keys = pack(unpack(state.own_keys) | lent)
        if keys == state.keys:
            continue
        state.keys = keys
        changed[place] = state
        waiting.extend([] if place in unlinked else targets_of(place))
    return list(changed.values())


def _lent_to(place: Place, touched: dict[Place, EntityState]) -> set[str]:
    """Return what the sources of links to this place lend it, those of this command as they are by now."""
    sources = [touched.get(source) or find_state(*source) for source in sources_of(place)]
    lent = [unpack(state.keys) for state in sources if state is not None and not state.is_void]
    return {key for keys in lent for key in inherited(keys)}


def draw(ward: str, count: int) -> int:
    """Take the next `count` numbers of the ward's sequence; return the first."""
    memory = find_memory()
    if memory is not None and ward in memory.heads:
        memory.heads[ward] += count
        return memory.heads[ward] - count + 1
    query = (
        update(WardSequence)
        .where(WardSequence.ward == ward)
        .values(last=WardSequence.last + count)
        .returning(WardSequence.last)
        .execution_options(synchronize_session=False)
    )
    return int(session.execute(query).scalar_one()) - count + 1


def _number(
    context: Context, touched: dict[Place, EntityState], whats: dict[Place, list[str]], record: CommandRecord
) -> list[dict[str, Any]]:
    answer = []
    by_ward: dict[str, list[EntityState]] = {}
    for state in touched.values():
        by_ward.setdefault(state.ward, []).append(state)
    for ward, states in by_ward.items():
        for seq, state in enumerate(states, start=draw(ward, len(states))):
            state.seq = seq
            if is_hopeful() and state.version == 1:
                new_rows.add(state)  # whole by now: it may be written before the batch ends
            _log(
                {
                    "ward": ward,
                    "seq": seq,
                    "kind": state.kind,
                    "entity_id": state.entity_id,
                    "version": state.version,
                    "what": " ".join(whats[(state.kind, state.entity_id)]),
                    "keys": state.keys,
                    "is_void": state.is_void,
                    "command_number": record.number,
                    "at": context.now,
                }
            )
            answer.append({"kind": state.kind, "id": str(state.entity_id), "version": state.version, "seq": seq})
    return answer


def _log(change: dict[str, Any]) -> None:
    """Write a change now, or with all others of a hopeful batch."""
    memory = find_memory()
    if memory is not None and memory.is_hopeful:
        memory.changes.append(change)
    else:
        session.add(Change(**change))
