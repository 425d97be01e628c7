"""`make frozen`: completes new files in tests/fixtures/commands and takes over shapes that only grew.

A new file holds `{"by": "officer", "args": {…}}`; ids in it are those of the history; the same two keys in a file
that is there add another body to it. What it becomes is signed, played behind all that is frozen, and written only
if it is applied. Frozen bodies are never touched.
"""

import json
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from app import create_app
from app.core.clock import Clock
from app.core.commands import find_command
from app.core.db import db
from app.core.ids import new_id
from app.core.installation import begin_generation
from app.core.roles import PHONE_ROLES, Role
from app.core.scope import SHARED_WARD
from tests.conftest import make_tables, settings
from tests.frozen import bodies
from tests.frozen.narrowing import narrowings
from tests.frozen.replay import Replay
from tests.make import WARD


def main():
    """Freeze what is new; return how many problems a person must look at."""
    with tempfile.TemporaryDirectory() as folder:
        uri = f"sqlite:///{folder}/frozen.db"
        make_tables(uri)
        app = create_app(settings(Path(folder), uri))
        with app.app_context():
            begin_generation()
            problems = [*freeze_all(Replay(app.test_client())), *widen_all()]
            db.engine.dispose()
    for problem in problems:
        print(problem)
    return len(problems)


def freeze_all(replay):
    """Play the history, then each new body; yield what was not applied."""
    past = bodies.history()
    for sent in past:
        status, code, _ = replay.play(sent)
        if status != "applied":
            yield f"{sent.envelope['type']} (nth {sent.nth}) is {status}: {code}"
    for name in bodies.names():
        content = bodies.read(*name)
        if "args" not in content:
            continue
        sent = complete(name, content, past, replay)
        status, code, _ = replay.play(sent)
        if status != "applied":
            yield f"{name[0]}: not frozen, it is {status}: {code}"
            continue
        past.append(sent)
        kept = {key: value for key, value in vars(sent).items() if value is not None and key != "envelope"}
        schema = content.get("schema") or bodies.schema_of_today(name[0])
        bodies.write(*name, {"schema": schema, "sent": [*content.get("sent", []), kept]})


def complete(name, content, past, replay):
    """Return a new body as a phone or a page would have sent it, a minute after the last one."""
    (command_type, version), command = name, find_command(name[0])
    role = Role(content["by"])
    like = next((one for one in past if one.by == role and bool(one.seq) is is_by_phone(command, role)), None)
    if like is None:
        raise SystemExit(f"{command_type}: nobody in the history sends as {role}")
    device = like.envelope["device_id"]
    at = datetime.fromisoformat(past[-1].envelope["at"]) + timedelta(minutes=1)
    ward = SHARED_WARD if command_type.startswith("catalogue.") else WARD
    envelope = {"id": str(new_id()), "type": command_type, "v": version, "device_id": device}
    envelope |= {"actor": like.envelope["actor"], "ward": ward, "at": at.isoformat(), "args": content["args"]}
    body = json.dumps(envelope, ensure_ascii=False)
    place = {"nth": past[-1].nth + 1, "by": content["by"], "body": body}
    if device:
        Clock.fixed = at
        phone = replay.phones[device]
        place |= {"seq": phone.hello().json["device"]["last_seq"] + 1, "sig": phone.sign(body)}
    return bodies.Sent(**place)


def is_by_phone(command, role):
    """Say whether this command comes from a phone when this role sends it."""
    return command.offline and role in PHONE_ROLES


def widen_all():
    """Take over today's shape where it only grew; yield where it narrowed."""
    for command_type, version in bodies.names():
        content, command = bodies.read(command_type, version), find_command(command_type)
        if command is None or version != command.v or "sent" not in content:
            continue
        today = bodies.schema_of_today(command_type)
        lost = narrowings(content["schema"], today)
        if not lost and today != content["schema"]:
            bodies.write(command_type, version, content | {"schema": today})
        yield from (f"{command_type}: {one}" for one in lost)


if __name__ == "__main__":
    sys.exit(main())
