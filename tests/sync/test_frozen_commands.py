"""Old apps on a new server: every body that a phone may still hold is taken, lifted when its version is older."""

import json
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core import commands as registry
from app.core.commands import Command, all_commands, find_command, handles, upcasts
from app.core.db import session
from app.core.ids import new_id
from app.core.leasing import lease
from app.core.numbers import LedgerEntry, NumberLease
from app.core.records import HELD, find_records
from app.core.roles import Role
from tests.frozen import bodies
from tests.frozen.narrowing import narrowings
from tests.frozen.replay import Replay
from tests.make import make_officer
from tests.phone import Phone

NEW_TYPE = 'write {"by": role, "args": {…}} into tests/fixtures/commands/%s.v%s.json and run `make frozen`'
NARROWED = (
    "phones that are weeks old send what this shape refuses now: give a new field a default, or raise the command's"
    " `v` and add an upcaster (docs/adding-a-command.md)"
)
GREW = "the shape takes more than before, which is fine: run `make frozen`, so that from now on it must go on doing so"


def test_every_body_ever_frozen_is_still_applied(app, client):
    replay = Replay(client)
    refused = {}
    for sent in bodies.history():
        status, code, _ = replay.play(sent)
        if status != "applied":
            refused[f"{sent.nth} {sent.envelope['type']} v{sent.envelope['v']}"] = (status, code)
    assert not refused, f"the first is the cause; {NARROWED}: {refused}"


def test_every_type_and_version_has_a_frozen_body(app):
    wanted = [(command.type, v) for command in all_commands() for v in range(1, command.v + 1)]
    missing = [NEW_TYPE % name for name in wanted if name not in bodies.names()]
    assert not missing, "\n".join(missing)


def test_no_type_and_no_version_is_ever_taken_back(app):
    gone = [name for name in bodies.names() if find_command(name[0]) is None or find_command(name[0]).v < name[1]]
    assert not gone, f"their bodies wait in somebody's outbox: {gone}"


def test_every_older_version_has_its_upcaster(app):
    older = [(command.type, v) for command in all_commands() for v in range(1, command.v)]
    missing = [name for name in older if name not in registry._upcasters]
    assert not missing, f"upcasters are never removed: {missing}"


@pytest.mark.parametrize("name", bodies.names(), ids=lambda name: f"{name[0]}.v{name[1]}")
def test_a_shape_takes_all_that_it_ever_took(app, name):
    command_type, version = name
    if find_command(command_type).v != version:
        return  # its bodies are lifted, not read as they are
    frozen, today = bodies.read(*name)["schema"], bodies.schema_of_today(command_type)
    assert not narrowings(frozen, today), f"{command_type}: {NARROWED}"
    assert frozen == today, f"{command_type}: {GREW}"


FIELDS = {"name": {"type": "string", "maxLength": 10}, "half": {"enum": ["morning", "afternoon"], "type": "string"}}
SHAPE = {"type": "object", "additionalProperties": False, "properties": FIELDS, "required": ["name"]}


def changed(**fields):
    return SHAPE | {"properties": FIELDS | fields}


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (SHAPE | {"required": ["name", "half"]}, "half is required now"),
        (SHAPE | {"properties": {"name": FIELDS["name"]}}, "half is gone"),
        (changed(name={"type": "string", "maxLength": 5}), "maxLength is 5, was 10"),
        (changed(name={"type": "string", "maxLength": 10, "pattern": "^a"}), "pattern is ^a, was None"),
        (changed(name={"type": "integer"}), "is integer, was string"),
        (changed(half={"enum": ["morning"], "type": "string"}), "takes only ['morning']"),
        (changed(name={"anyOf": [{"type": "integer"}, {"type": "null"}]}), "is taken no more"),
    ],
)
def test_a_narrower_shape_is_seen(after, words):
    (found,) = narrowings(SHAPE, after)
    assert words in found


@pytest.mark.parametrize(
    "after",
    [
        SHAPE,
        SHAPE | {"required": []},
        changed(note={"type": "string", "default": ""}),
        changed(name={"type": "string", "maxLength": 20}),
        changed(name={"anyOf": [{"type": "string", "maxLength": 10}, {"type": "null"}]}),
        changed(half={"enum": ["morning", "afternoon", "evening"], "type": "string"}),
    ],
)
def test_a_shape_that_grew_loses_nothing(after):
    assert narrowings(SHAPE, after) == []


@pytest.fixture
def lifted(app):
    """A command in its third version: `amount` became `count`, and before that there was one kind only."""

    class LeaseBlocks(Command):
        type = "sync.lease_blocks"
        v = 3
        allowed = frozenset({Role.OFFICER})
        fact = True

        lease_id: UUID
        kind: str
        count: int

    @handles(LeaseBlocks)
    def lease_blocks(command, context):
        given = command.model_dump()
        context.record("leased", lease(context, medium="device", year=2026, **given))

    @upcasts("sync.lease_blocks", 1)
    def with_kind(args):
        return args | {"kind": "receipt"}

    @upcasts("sync.lease_blocks", 2)
    def with_count(args):
        return {"count": args["amount"]} | {key: value for key, value in args.items() if key != "amount"}

    yield LeaseBlocks
    del registry._types[LeaseBlocks.type], registry._handlers[LeaseBlocks]
    for version in (1, 2):
        del registry._upcasters[(LeaseBlocks.type, version)]


def test_older_versions_are_lifted_step_by_step(client, lifted):
    phone, names = Phone(client, make_officer()), [new_id() for _ in range(3)]
    old = [
        ({"lease_id": str(names[0]), "amount": 2}, 1),
        ({"lease_id": str(names[1]), "amount": 3, "kind": "tracking"}, 2),
        ({"lease_id": str(names[2]), "count": 4, "kind": "receipt"}, 3),
    ]

    answers = [phone.send(lifted.type, args, v=version) for args, version in old]

    assert [answer["status"] for answer in answers] == ["applied"] * 3
    assert [len(session.get(NumberLease, name).codes) for name in names] == [2, 3, 4]


def test_the_body_stays_as_it_was_signed(client, lifted):
    phone, name = Phone(client, make_officer()), new_id()
    command = phone.make(lifted.type, {"lease_id": str(new_id()), "amount": 2}, v=1, id=name)

    phone.push(command)
    again = phone.push(command).json["results"][0]

    assert find_records(name)[0].body.decode() == command["body"]
    assert (again["status"], again["dup"]) == ("applied", True)


def test_a_version_from_the_future_is_kept_for_a_person(client, lifted):
    phone, name = Phone(client, make_officer()), new_id()

    result = phone.send(lifted.type, {"lease_id": str(new_id()), "blocks": 1}, v=4, id=name)

    assert (result["status"], result["code"]) == ("rejected", "unknown-version")
    assert json.loads(find_records(name)[0].body)["args"]["blocks"] == 1


def test_what_was_held_before_an_upgrade_is_lifted_when_it_wakes(client, lifted, monkeypatch):
    phone, parent, child, name = Phone(client, make_officer()), new_id(), new_id(), new_id()
    monkeypatch.setattr(lifted, "v", 1)
    waits = phone.send(lifted.type, {"lease_id": str(name), "amount": 2}, v=1, id=child, after=[str(parent)])
    assert waits["status"] == HELD
    monkeypatch.setattr(lifted, "v", 3)

    phone.send("sync.lease_numbers", {"lease_id": str(new_id()), "kind": "receipt", "count": 1}, id=parent)

    session.expire_all()
    assert find_records(child)[0].status == "applied"
    assert session.scalars(select(LedgerEntry).where(LedgerEntry.lease_id == name)).all()
