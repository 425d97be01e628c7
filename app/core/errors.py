"""Refusals: an answer with a stable code and a sentence that a person can act on.

Codes and their words are declared once, in each feature's `reasons.py`, and collected here.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

Words = tuple[str, str]
"""One sentence in Vietnamese and the same in English."""

_reasons: dict[str, Words] = {}
_changes: dict[str, Words] = {}
_commands: dict[str, Words] = {}


def declare_words(*, reasons: Mapping[str, Words], changes: Mapping[str, Words], commands: Mapping[str, Words]) -> None:
    """Add a feature's words; the same code with other words is a mistake of ours."""
    for known, new in ((_reasons, reasons), (_changes, changes), (_commands, commands)):
        for code, words in new.items():
            if known.setdefault(code, words) != words:
                raise ValueError(f"{code!r} is declared twice with different words")


def _pick(words: Words | None, code: str, locale: str) -> str:
    if words is None:
        return code
    return words[1] if locale == "en" else words[0]


def reason_text(code: str, locale: str = "vi") -> str:
    """Return the sentence for a refusal or flag code, the code itself if it has none."""
    return _pick(_reasons.get(code), code, locale)


def change_text(change: str, locale: str = "vi") -> str:
    """Return the words for a change kind such as `visit.planned`."""
    return _pick(_changes.get(change), change, locale)


def command_text(command_type: str, locale: str = "vi") -> str:
    """Return what people call this command, its type if nobody has named it."""
    return _pick(_commands.get(command_type), command_type, locale)


def command_names() -> dict[str, Words]:
    """Return what every command is called."""
    return dict(_commands)


def all_reasons() -> dict[str, Words]:
    """Return every declared code with its words."""
    return dict(_reasons)


def has_reason(code: str) -> bool:
    """Say whether somebody declared words for this code."""
    return code in _reasons


def has_change(change: str) -> bool:
    """Say whether somebody declared words for this change kind."""
    return change in _changes


class Refusal(Exception):
    """Base of every refusal: `code` is kebab-case and stable, `details` are JSON values."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class Rejected(Refusal):
    """The command is not valid or not permitted; sending it again will not help."""


class Conflict(Refusal):
    """A wish whose precondition no longer holds."""


class Unknown(Refusal):
    """The command names something that the server does not know (yet)."""

    def __init__(self, kind: str, entity_id: UUID | str) -> None:
        super().__init__(f"unknown-{kind.replace('_', '-')}", id=str(entity_id))
        self.kind = kind
        self.entity_id = str(entity_id)
