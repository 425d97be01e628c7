"""How much a visit weighs: a sum of parts that people see, each with points that they may change."""

from dataclasses import dataclass

from app.visits.planning.model import Part


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a weight is made of."""

    has_disability: bool = False
    age: int | None = None
    is_bedridden: bool = False
    weekends_waited: int = 0
    days_to_deadline: int | None = None
    """Until the date that the law or a promise sets; None where none is set."""


@dataclass(frozen=True, kw_only=True)
class Points:
    """What each part counts; the ward's to change."""

    base: int = 10
    disability: int = 20
    bedridden: int = 25
    aged: int = 10
    aged_from: int = 70
    very_old: int = 20
    very_old_from: int = 80
    each_weekend: int = 8
    deadline: int = 15
    deadline_days: int = 10


DEFAULT_POINTS = Points()


def parts_of(facts: Facts, points: Points = DEFAULT_POINTS) -> tuple[Part, ...]:
    """Return the parts that count for this visit; those worth nothing are left out."""
    found = {
        "base": points.base,
        "disability": points.disability if facts.has_disability else 0,
        "bedridden": points.bedridden if facts.is_bedridden else 0,
        "age": _for_age(facts.age, points),
        "waiting": points.each_weekend * facts.weekends_waited,
        "deadline": _for_deadline(facts.days_to_deadline, points),
    }
    return tuple(Part(name=name, points=worth) for name, worth in found.items() if worth)


def _for_age(age: int | None, points: Points) -> int:
    if age is None or age < points.aged_from:
        return 0
    return points.very_old if age >= points.very_old_from else points.aged


def _for_deadline(days: int | None, points: Points) -> int:
    return points.deadline if days is not None and days <= points.deadline_days else 0
