"""Writes tests/vectors/travel.json anew: what the plan reckons between places, for the phone to be held to.

`python -m tests.make_travel`
"""

import json
import random
from pathlib import Path

from app.places.rivers import rivers_of
from app.visits.planning.distance import Barrier, Ground, search_seconds, travel_seconds

FILE = Path(__file__).parent / "vectors" / "travel.json"
LEFT, RIGHT = (20.839, 105.331), (20.817, 105.345)
"""Two places on either bank of the Đà."""


def case(name, ground, places):
    rivers = [{"line": river.line, "bridges": river.bridges} for river in ground.barriers]
    seconds = travel_seconds([at for at, _ in places], [radius for _, radius in places], ground)
    return {
        "name": name,
        "ground": {"detour": ground.detour, "kmh": ground.kmh, "rivers": rivers},
        "places": [{"at": at, "radius": radius} for at, radius in places],
        "seconds": seconds.tolist(),
    }


def main():
    numbers = random.Random(7)
    spread = [((20.81 + numbers.random() / 25, 105.32 + numbers.random() / 25), 0) for _ in range(8)]
    vague = [(at, radius) for (at, _), radius in zip(spread, (0, 5, 40, 300, 220, 0, 900, 61), strict=True)]
    rivers = tuple(Barrier(name=r.name, line=r.line, bridges=r.bridges) for r in rivers_of("04795"))
    cases = [
        case("dry", Ground(), spread),
        case("over the river", Ground(barriers=rivers), [(LEFT, 0), (RIGHT, 0), *spread]),
        case("no bridge is known", Ground(barriers=(Barrier(name="", line=rivers[0].line, bridges=()),)), spread),
        case("vague homes", Ground(detour=1.6, kmh=18.0, barriers=rivers), vague),
    ]
    search = [[radius, search_seconds(radius)] for radius in (0, 24, 26, 60, 220, 300, 499, 500, 2000)]
    FILE.write_text(json.dumps({"cases": cases, "search": search}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
