"""What people call the fields of commands and snapshots, and the values that are one of a few.

Declared in each feature's `fields.py` (FIELDS, VALUES, UNREAD) and collected here: whoever shows a body names it
without knowing whose it is.
"""

from collections.abc import Iterable, Mapping

from app.core.errors import Words

_fields: dict[str, Words] = {}
_values: dict[tuple[str, str], Words] = {}
_unread: set[str] = set()


def declare_fields(
    fields: Mapping[str, Words], values: Mapping[str, Mapping[str, Words]], unread: Iterable[str]
) -> None:
    """Add a feature's words; the same name with other words is a mistake of ours."""
    flat = {(field, value): words for field, choices in values.items() for value, words in choices.items()}
    for name, words in fields.items():
        if _fields.setdefault(name, words) != words:
            raise ValueError(f"field {name!r} is declared twice with different words")
    for pair, words in flat.items():
        if _values.setdefault(pair, words) != words:
            raise ValueError(f"value {pair!r} is declared twice with different words")
    _unread.update(unread)


def is_read(field: str) -> bool:
    """Say whether this field tells a person anything."""
    return field not in _unread


def has_field(field: str) -> bool:
    """Say whether somebody declared words for this field."""
    return field in _fields


def field_text(field: str, locale: str = "vi") -> str:
    """Return what people call this field, its name if nobody has named it."""
    return _pick(_fields.get(field), field, locale)


def value_text(field: str, value: str, locale: str = "vi") -> str:
    """Return what people call this value of the field, the value itself if it is nobody's word."""
    return _pick(_values.get((field, value)), value, locale)


def values_of(field: str) -> list[str]:
    """Return the declared values of this field; none if it may say anything."""
    return [value for known, value in _values if known == field]


def _pick(words: Words | None, otherwise: str, locale: str) -> str:
    if words is None:
        return otherwise
    return words[1] if locale == "en" else words[0]
