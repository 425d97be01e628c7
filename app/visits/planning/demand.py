"""Made-up weekends of a ward, by a seed: for tests, the bench and the simulated year. The same seed, the same weekend.

Homes lie in clusters, as neighbourhoods do; two in five are known only by their neighbourhood; more ask than fit.
"""

import datetime as dt
import random
from dataclasses import dataclass

from app.visits.planning.distance import Ground, search_seconds, travel_seconds
from app.visits.planning.model import MINUTE, Crew, HalfDay, Problem, Settings, Stop, Window
from app.visits.planning.weight import Facts, parts_of

CENTRE_AT = (20.837, 105.352)
METRE = 1 / 111_000
"""A metre in degrees of latitude; near enough to scatter homes."""
SPREAD_M, CLUSTERS, AREAS = 1800, 7, 94
AREA_RADIUS_M = 250
KNOWN_BY_AREA = 0.4
HOURS = {"morning": (450 * MINUTE, 690 * MINUTE), "afternoon": (810 * MINUTE, 1020 * MINUTE)}
SERVICE_MINUTES = (20, 30, 30, 45, 45, 60)
SKILLS = {"land": 0.12, "certify": 0.2}
"""Skills and how many visits need them."""


@dataclass(frozen=True)
class Home:
    """Where somebody lives, and how exactly that is known."""

    area: int
    at: tuple[float, float]
    radius_m: int


def half_days_of(saturday: dt.date) -> tuple[HalfDay, ...]:
    """Return the four half-days of a weekend."""
    days = (saturday, saturday + dt.timedelta(days=1))
    return tuple(HalfDay(day, half) for day in days for half in HOURS)


def areas_of(seed: int) -> list[tuple[float, float]]:
    """Return where a ward's neighbourhoods are."""
    chance = random.Random(f"areas {seed}")  # noqa: S311 - a seed, no secret
    middles = [_near(chance, CENTRE_AT, SPREAD_M) for _ in range(CLUSTERS)]
    return [_near(chance, middles[number % CLUSTERS], SPREAD_M / 4) for number in range(AREAS)]


def home_of(chance: random.Random, areas: list[tuple[float, float]]) -> Home:
    """Return one home; of some only the neighbourhood is known."""
    area = min(int(chance.expovariate(1 / 25)), len(areas) - 1)
    if chance.random() < KNOWN_BY_AREA:
        return Home(area, areas[area], AREA_RADIUS_M)
    return Home(area, _near(chance, areas[area], AREA_RADIUS_M / 2), 0)


def facts_of(chance: random.Random, weekends_waited: int) -> Facts:
    """Return who asks: many are old, some cannot leave their bed."""
    return Facts(
        has_disability=chance.random() < 0.35,
        age=chance.choice((45, 62, 71, 76, 83, 88)),
        is_bedridden=chance.random() < 0.15,
        weekends_waited=weekends_waited,
        days_to_deadline=chance.choice((None, None, 3, 8, 20)),
    )


def stop_of(chance: random.Random, id: str, place: int, home: Home, half_days: tuple[HalfDay, ...]) -> Stop:
    """Return one wish for a visit."""
    waited = chance.choices((0, 1, 2, 3, 4), weights=(50, 25, 14, 8, 3))[0]
    facts = facts_of(chance, waited)
    return Stop(
        id=id,
        place=place,
        service=chance.choice(SERVICE_MINUTES) * MINUTE + search_seconds(home.radius_m),
        windows=_windows(chance, half_days),
        skills=frozenset(skill for skill, share in SKILLS.items() if chance.random() < share),
        officers=2 if chance.random() < 0.05 else 1,
        parts=parts_of(facts),
        weekends_waited=waited,
    )


def crews_of(chance: random.Random, teams: int, half_days: tuple[HalfDay, ...]) -> tuple[Crew, ...]:
    """Return the teams in each half-day: skills differ, every fourth team goes in twos."""
    made = []
    for team in range(teams):
        skills = frozenset(["certify", "land"] if team % 2 == 0 else ["certify"])
        for number, half_day in enumerate(half_days):
            opens, closes = HOURS[half_day.half]
            made.append(
                Crew(
                    id=f"t{team:02d}-{number}",
                    team=f"t{team:02d}",
                    half_day=half_day,
                    opens=opens,
                    closes=closes,
                    skills=skills,
                    officers=2 if team % 4 == 3 else 1,
                    on_leave=chance.random() < 0.03,
                )
            )
    return tuple(made)


def weekend(
    seed: int,
    visits: int,
    *,
    teams: int = 0,
    half_days: int = 4,
    ground: Ground | None = None,
    settings: Settings | None = None,
) -> Problem:
    """Return a weekend on which this many homes wait."""
    chance = random.Random(f"weekend {seed} {visits}")  # noqa: S311 - a seed, no secret
    days = half_days_of(dt.date(2026, 11, 28))[:half_days]
    areas = areas_of(seed)
    homes = [home_of(chance, areas) for _ in range(visits)]
    stops = tuple(stop_of(chance, f"v{number:04d}", number + 1, home, days) for number, home in enumerate(homes))
    seconds = travel_seconds([CENTRE_AT, *(home.at for home in homes)], [0, *(home.radius_m for home in homes)], ground)
    crews = crews_of(chance, teams or max(1, round(visits / 20)), days)
    return Problem(stops=stops, crews=crews, seconds=seconds, settings=settings or Settings())


def _windows(chance: random.Random, half_days: tuple[HalfDay, ...]) -> tuple[Window, ...]:
    kind = chance.random()
    if kind < 0.65:
        return ()
    wanted = [half_day for half_day in half_days if chance.random() < 0.6] or [chance.choice(half_days)]
    return tuple(_window(chance, half_day, whole=kind < 0.88) for half_day in wanted)


def _window(chance: random.Random, half_day: HalfDay, *, whole: bool) -> Window:
    opens, closes = HOURS[half_day.half]
    if not whole:
        opens += chance.choice((0, 30, 60, 90)) * MINUTE
        closes = opens + chance.choice((60, 90)) * MINUTE
    return Window(half_day=half_day, opens=opens, closes=closes)


def _near(chance: random.Random, point: tuple[float, float], metres: float) -> tuple[float, float]:
    return point[0] + chance.gauss(0, metres) * METRE, point[1] + chance.gauss(0, metres) * METRE
