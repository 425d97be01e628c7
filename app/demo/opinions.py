"""What households said of last weekend's visits: most are content, some waited, one was asked for more papers."""

from datetime import date
from uuid import UUID

from app.core.commands import public_actor
from app.core.ids import new_id
from app.demo.scenes import at
from app.demo.staff import Town, do
from app.feedback.commands import Rate

SCORES = (5, 4, 5, 3, 5, 4, 2, 5)
PLACES = ("own-phone", "paper", "own-phone", "officer-phone")
ANSWERED = 5
"""Of so many households the second gives no opinion."""


def rate(town: Town, number: int, visit_id: UUID, on: date) -> None:
    """In the evening the household says how it went."""
    if number % ANSWERED == 1:
        return
    score = SCORES[number % len(SCORES)]
    answers = {"on_time": score > 3, "explained": score > 2, "asked_extra": score < 3, "another_trip": score == 3}
    said = {"opinion_id": new_id(), "visit_id": visit_id, "score": score, "answers": answers}
    with at(on, 19, number % 60):
        do(Rate.model_validate(said | {"where": PLACES[number % len(PLACES)]}), public_actor(town.ward))
