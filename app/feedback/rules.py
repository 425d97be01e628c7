"""How opinions are counted, and when a count is too small to be shown."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from app.core.errors import Rejected
from app.feedback.models import FREEST_FIRST, Opinion

SMALLEST_SHOWN = 5
SATISFIED_FROM = 4
LINK_LIFE = timedelta(days=60)

QUESTIONS = ("on_time", "explained", "asked_extra", "another_trip")
GOOD_ANSWERS: Mapping[str, bool] = {"on_time": True, "explained": True, "asked_extra": False, "another_trip": False}
"""What each question hopes for: came on time, explained, asked for nothing more, needed no other trip."""

MOST_REASONS = 3

K = TypeVar("K")


@dataclass(frozen=True)
class Satisfaction:
    """One cell: how many, the mean, and shares as whole percents. All None when there are too few."""

    count: int | None
    mean: float | None
    satisfied: int | None
    good_answers: Mapping[str, int | None]

    @property
    def is_hidden(self) -> bool:
        """Say whether so few answered that a single one could be guessed."""
        return self.count is None


HIDDEN = Satisfaction(count=None, mean=None, satisfied=None, good_answers=dict.fromkeys(QUESTIONS))


def check_subject(has_visit: bool, has_dossier: bool) -> None:
    """Refuse an opinion about nothing."""
    if not (has_visit or has_dossier):
        raise Rejected("opinion-about-nothing")


def is_link_alive(closed_at: datetime | None, now: datetime) -> bool:
    """Say whether one may still answer about a visit that ended then."""
    return closed_at is not None and now - closed_at <= LINK_LIFE


def counted(opinions: Iterable[Opinion]) -> list[Opinion]:
    """Return one opinion for each visit: the one given most freely."""
    best: dict[object, Opinion] = {}
    for opinion in opinions:
        if opinion.is_repeated:
            continue
        subject = opinion.visit_id or opinion.dossier_id
        known = best.get(subject)
        if known is None or _rank(opinion) < _rank(known):
            best[subject] = opinion
    return list(best.values())


def _rank(opinion: Opinion) -> int:
    return [str(place) for place in FREEST_FIRST].index(opinion.place)


def measure(opinions: Sequence[Opinion]) -> Satisfaction:
    """Return the cell of these opinions, hidden below five."""
    count = len(opinions)
    if count < SMALLEST_SHOWN:
        return HIDDEN
    return Satisfaction(
        count=count,
        mean=round(sum(opinion.score for opinion in opinions) / count, 1),
        satisfied=_share(sum(opinion.score >= SATISFIED_FROM for opinion in opinions), count),
        good_answers={question: _good_share(opinions, question) for question in QUESTIONS},
    )


def _good_share(opinions: Sequence[Opinion], question: str) -> int | None:
    given = [opinion.answers[question] for opinion in opinions if question in opinion.answers]
    if len(given) < SMALLEST_SHOWN:
        return None
    return _share(given.count(GOOD_ANSWERS[question]), len(given))


def _share(part: int, whole: int) -> int:
    return round(100 * part / whole)


def measure_groups(groups: Mapping[K, Sequence[Opinion]]) -> dict[K, Satisfaction]:
    """Return the cells of a table whose sum is shown elsewhere.

    A single hidden cell could be found by subtraction, so the smallest shown one is hidden with it.
    """
    cells = {name: measure(opinions) for name, opinions in groups.items()}
    hidden = [name for name, cell in cells.items() if cell.is_hidden and groups[name]]
    if len(hidden) == 1:
        shown = Counter({name: len(groups[name]) for name, cell in cells.items() if not cell.is_hidden})
        for name, _ in shown.most_common()[-1:]:
            cells[name] = HIDDEN
    return cells
