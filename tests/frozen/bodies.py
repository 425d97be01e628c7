"""Reading and writing the frozen bodies: one file for each command type and version.

A file says `schema`, the shape of the args when it was frozen, and `sent`: bodies exactly as they were signed,
each with its place in the common history. A body is never edited: its signature would tell.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.core.commands import find_command

FOLDER = Path(__file__).parents[1] / "fixtures" / "commands"
UNSHAPED = {"title", "description", "examples"}


@dataclass(frozen=True)
class Sent:
    """One body of the history: its place, who sent it, and from a phone its number and signature."""

    nth: int
    by: str
    body: str
    seq: int | None = None
    sig: str | None = None

    @cached_property
    def envelope(self):
        return json.loads(self.body)


def path_of(command_type, version):
    """Return where the bodies of this type and version lie."""
    return FOLDER / f"{command_type}.v{version}.json"


def names():
    """Return every frozen (type, version)."""
    stems = (path.name.removesuffix(".json").rsplit(".v", 1) for path in sorted(FOLDER.glob("*.json")))
    return [(command_type, int(version)) for command_type, version in stems]


def read(command_type, version):
    """Return the file's content."""
    return json.loads(path_of(command_type, version).read_text(encoding="utf-8"))


def write(command_type, version, content):
    """Write the file so that a difference shows line by line."""
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    path_of(command_type, version).write_text(text + "\n", encoding="utf-8")


def history():
    """Return every frozen body in the order in which it happened."""
    sent = [Sent(**one) for name in names() for one in read(*name).get("sent", [])]
    return sorted(sent, key=lambda one: one.nth)


def schema_of_today(command_type):
    """Return the shape of the type's args, without the words that change nothing."""
    return _bare(find_command(command_type).model_json_schema(by_alias=True))


def _bare(part):
    if isinstance(part, list):
        return [_bare(one) for one in part]
    if not isinstance(part, dict):
        return part
    return {
        key: {name: _bare(value) for name, value in one.items()} if key in {"properties", "$defs"} else _bare(one)
        for key, one in part.items()
        if key not in UNSHAPED
    }
