"""What stands in a control and what was typed into it: a part's value as text, and text as the value it means."""

from datetime import datetime
from typing import Any

from app.core.clock import VN
from app.sync.parts import BRANCHES, Part

LOCAL = "%Y-%m-%dT%H:%M"


def shown(part: Part) -> Any:
    """Return a part's value as its control shows it."""
    value = part.value
    if part.kind == "checks":
        return [str(one) for one in value or []]
    if part.kind == "lines":
        return "\n".join(map(str, value or []))
    if value is None or part.kind in BRANCHES:
        return ""
    if part.kind == "moment":
        return _moment(str(value))
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _moment(text: str) -> str:
    try:
        return datetime.fromisoformat(text).astimezone(VN).strftime(LOCAL)
    except ValueError:
        return text


def read(typed: Any, part: Part) -> Any:
    """Return what this means; what nobody touched is what was sent, to the second."""
    is_same = _unbroken(typed) == _unbroken(shown(part))
    return part.value if is_same else READERS.get(part.kind, _read_text)(typed, part)


def _unbroken(typed: Any) -> Any:
    return typed.replace("\r\n", "\n") if isinstance(typed, str) else "" if typed is None else typed


def _read_text(typed: Any, part: Part) -> Any:
    text = (typed or "").strip()
    return None if not text and part.is_nullable else text


def _read_number(typed: Any, part: Part) -> Any:
    text = _read_text(typed, part)
    for number in (int, float):
        try:
            return number(text.replace(",", ".")) if text else text
        except ValueError:
            continue
    return text


def _read_moment(typed: Any, part: Part) -> Any:
    text = _read_text(typed, part)
    try:
        return datetime.fromisoformat(text).replace(tzinfo=VN).isoformat() if text else text
    except ValueError:
        return text


def _read_choice(typed: Any, part: Part) -> Any:
    return next((one for one in part.choices if str(one) == typed), typed or None)


def _read_checks(typed: Any, part: Part) -> Any:
    return [_read_choice(one, part) for one in typed or []]


def _read_yes_no(typed: Any, _part: Part) -> Any:
    return {"true": True, "false": False}.get(typed)


def _read_lines(typed: Any, _part: Part) -> Any:
    return [line.strip() for line in (typed or "").splitlines() if line.strip()]


READERS = {
    "number": _read_number,
    "moment": _read_moment,
    "choice": _read_choice,
    "checks": _read_checks,
    "yes-no": _read_yes_no,
    "lines": _read_lines,
}
