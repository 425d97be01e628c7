"""Rivers that are crossed only at their bridges: a short list by ward, for distances that respect them."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.places.distance import Point

RIVERS = Path(__file__).parent / "data" / "rivers.json"


@dataclass(frozen=True, kw_only=True)
class River:
    """A line that is crossed only at its bridges."""

    name: str
    line: tuple[Point, ...]
    bridges: tuple[Point, ...]


def rivers_of(ward: str) -> tuple[River, ...]:
    """Return the ward's rivers; a ward that lists none has none."""
    return tuple(
        River(name=row["name"], line=_points(row["line"]), bridges=_points(row["bridges"]))
        for row in _listed().get(ward, ())
    )


@cache
def _listed() -> dict[str, Any]:
    return dict(json.loads(RIVERS.read_text(encoding="utf-8")))


def _points(rows: list[list[float]]) -> tuple[Point, ...]:
    return tuple((lat, lon) for lat, lon in rows)
