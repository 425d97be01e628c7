"""A body as a reviewer edits it: a tree of parts, grown from the command's JSON schema and from what was sent.

Ids, hashes and what tells a person nothing stay as they were sent; everything else is one control of a form.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from app.core.naming import is_read, values_of

Schema = dict[str, Any]

LINE = 500
"""Text that may be longer than this is typed into a larger box."""
WIDE = 40
"""What is longer than this would be cut in a box of one line on a small screen."""
CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$"
HASH = r"^[0-9a-f]{64}$"
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
FORMATS = {"date": "date", "date-time": "moment", "uuid": "fixed"}
TYPES = {"boolean": "yes-no", "integer": "number", "number": "number"}
BRANCHES = frozenset({"group", "list"})


@dataclass
class Part:
    """One place of the body. `name` names it for people, `path` is where it stands; optional may stay empty,
    nullable is then nothing at all."""

    name: str
    path: str
    kind: str
    value: Any
    is_optional: bool
    is_nullable: bool = False
    choices: list[Any] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)
    is_extra: bool = False
    """An empty place at the end of a list, for one more."""
    of: str = ""
    """The field whose values it holds: its own name, but for `from` and `to` of a correction."""

    is_plain: bool = False
    """A group of one control that is named after the group."""

    def __post_init__(self) -> None:
        self.of = self.of or self.name

    @property
    def key(self) -> str:
        """The last step of the path."""
        return self.path.rpartition(".")[2]

    def walk(self) -> Iterator["Part"]:
        """Yield this part and all below it."""
        yield self
        for part in self.parts:
            yield from part.walk()


class Grower:
    """Grows parts from one command's schema."""

    def __init__(self, schema: Schema) -> None:
        self.defs = schema.get("$defs", {})
        self.root = schema

    def grow(self, args: dict[str, Any]) -> Part:
        """Return the tree of these args."""
        return self._group(self.root, Part("", "", "group", args, is_optional=False))

    def _part(self, schema: Schema, name: str, path: str, value: Any, *, is_required: bool = True) -> Part:
        inner, may_be_none = self._inner(schema)
        if value is None:
            value = inner.get("default")
        part = Part(name, path, self._kind(inner, name, value), value, may_be_none or not is_required, may_be_none)
        if part.kind == "text" and len(str(value or "")) > WIDE:
            part.kind = "long"
        if part.kind in {"choice", "checks"}:
            part.choices = self._choices(inner, name)
        elif part.kind == "group":
            self._group(inner, part)
        elif part.kind == "list":
            self._list(inner, part)
        return part

    def _inner(self, schema: Schema) -> tuple[Schema, bool]:
        """Follow references and choose what is not null; what may be of several kinds is loose."""
        if "$ref" in schema:
            return self._inner(self.defs[schema["$ref"].rpartition("/")[2]] | _without(schema, "$ref"))
        options = [one for one in schema.get("anyOf", []) if one.get("type") != "null"]
        may_be_none = len(options) < len(schema.get("anyOf", []))
        if len(options) == 1:
            inner, _ = self._inner(options[0] | _without(schema, "anyOf"))
            return inner, may_be_none
        return schema, may_be_none or (not schema.get("type") and not _names_its_kind(schema))

    def _kind(self, schema: Schema, name: str, value: Any) -> str:
        if not is_read(name) or name == "id" or "const" in schema or schema.get("pattern") == HASH:
            return "fixed"
        if "enum" in schema:
            return "choice"
        kind = schema.get("type")
        if kind == "object" or "oneOf" in schema:
            return "group"
        if kind == "array":
            return self._kind_of_list(schema)
        if kind == "string":
            return _kind_of_text(schema)
        return TYPES.get(str(kind), "") or _kind_of_loose(name, value)

    def _kind_of_list(self, schema: Schema) -> str:
        item, _ = self._inner(schema.get("items", {}))
        if "enum" in item:
            return "checks"
        if item.get("type") == "object" or "oneOf" in item:
            return "list"
        plain = item.get("type") == "string" and item.get("format") is None and item.get("pattern") is None
        return "lines" if plain else "fixed"

    def _choices(self, schema: Schema, name: str) -> list[Any]:
        if schema.get("type") == "array":
            schema, _ = self._inner(schema["items"])
        return list(schema.get("enum", values_of(name)))

    def _group(self, schema: Schema, part: Part) -> Part:
        value = part.value if isinstance(part.value, dict) else {}
        if "oneOf" in schema:
            teller = schema["discriminator"]
            chosen = teller["mapping"].get(value.get(teller["propertyName"]), schema["oneOf"][0]["$ref"])
            schema, _ = self._inner({"$ref": chosen})
        required = schema.get("required", [])
        for name, inner in schema.get("properties", {}).items():
            path = f"{part.path}.{name}".lstrip(".")
            part.parts.append(self._part(inner, name, path, value.get(name), is_required=name in required))
        if isinstance(schema.get("additionalProperties"), dict):
            self._open_group(schema, part, value)
        return part

    def _open_group(self, schema: Schema, part: Part, value: dict[str, Any]) -> None:
        """Names that the body chooses: those that it has, and those it might have had where each is one control."""
        inner, _ = self._inner(schema["additionalProperties"])
        possible = [] if inner.get("type") == "object" else schema.get("propertyNames", {}).get("enum", [])
        for name in [*value, *(name for name in possible if name not in value)]:
            child = self._part(inner, name, f"{part.path}.{name}", value.get(name), is_required=False)
            if child.kind == "group":
                child.is_plain, child.parts = True, [self._told_by(name, one) for one in child.parts]
            part.parts.append(child)

    def _told_by(self, name: str, part: Part) -> Part:
        part.of, part.is_optional = name, False
        part.name = name if part.key == "to" else part.name
        if part.kind != "fixed" and part.value in values_of(name):
            part.kind, part.choices = "choice", list(values_of(name))
        return part

    def _list(self, schema: Schema, part: Part) -> None:
        items = part.value if isinstance(part.value, list) else []
        inner, _ = self._inner(schema["items"])
        for number, item in enumerate(items):
            part.parts.append(self._part(inner, part.name, f"{part.path}.{number}", item))
        extra = self._part(inner, part.name, f"{part.path}.{len(items)}", {}) if "oneOf" not in inner else None
        if extra and all(one.kind not in {"fixed", "group", "list"} for one in extra.parts):
            extra.is_extra = True
            part.parts.append(extra)


def _kind_of_text(schema: Schema) -> str:
    if schema.get("pattern") == CLOCK:
        return "time"
    return FORMATS.get(schema.get("format", ""), "long" if schema.get("maxLength", LINE) > LINE else "text")


def _kind_of_loose(name: str, value: Any) -> str:
    """What may be anything is edited as what was sent; what a corrector saw before stays as it was seen."""
    if name == "from" or isinstance(value, (list, dict)) or (isinstance(value, str) and ID.fullmatch(value)):
        return "fixed"
    if isinstance(value, bool):
        return "yes-no"
    return "number" if isinstance(value, (int, float)) else "text"


def _names_its_kind(schema: Schema) -> bool:
    return any(name in schema for name in ("enum", "const", "oneOf"))


def _without(schema: Schema, name: str) -> Schema:
    return {key: value for key, value in schema.items() if key != name}
