"""A household says how it went."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from app.core.commands import Command, handles
from app.core.context import Context
from app.core.errors import Rejected
from app.core.roles import Role
from app.core.search import LongText
from app.dossiers.queries import get_dossier
from app.feedback import rules
from app.feedback.models import AnsweredBy, Opinion, Place
from app.feedback.queries import find_opinion, is_given
from app.visits.queries import get_visit

Question = Literal["on_time", "explained", "asked_extra", "another_trip"]
Reason = Literal["polite", "clear", "quick", "late", "unclear", "impolite", "asked-money", "asked-papers", "came-twice"]


class Rate(Command):
    """This is how the visit was for us."""

    type: ClassVar[str] = "feedback.rate"
    allowed: ClassVar[frozenset[Role]] = frozenset({Role.CITIZEN, Role.OFFICER, Role.COORDINATOR})
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    opinion_id: UUID
    visit_id: UUID | None = None
    dossier_id: UUID | None = None
    score: Annotated[int, Field(ge=1, le=5)]
    answers: dict[Question, bool] = {}
    reasons: Annotated[tuple[Reason, ...], Field(max_length=rules.MOST_REASONS)] = ()
    answered_by: AnsweredBy = AnsweredBy.SELF
    where: Place
    comment: LongText = ""


@handles(Rate)
def rate(command: Rate, context: Context) -> None:
    rules.check_subject(has_visit=command.visit_id is not None, has_dossier=command.dossier_id is not None)
    if find_opinion(command.opinion_id) is not None:
        raise Rejected("opinion-id-used")
    visit = get_visit(command.visit_id, ward=context.ward) if command.visit_id else None
    dossier = get_dossier(command.dossier_id, ward=context.ward) if command.dossier_id else None
    is_repeated = is_given(command.visit_id, command.dossier_id, command.where)
    opinion = Opinion(
        id=command.opinion_id,
        ward=context.ward,
        visit_id=visit.id if visit else None,
        dossier_id=dossier.id if dossier else None,
        neighbourhood_id=visit.neighbourhood_id if visit else None,
        score=command.score,
        answers=dict(command.answers),
        reasons=list(command.reasons),
        answered_by=command.answered_by,
        place=command.where,
        comment=command.comment,
        at=context.at,
        is_repeated=is_repeated,
    )
    context.add(opinion)
    context.record("given", opinion)
    if is_repeated:
        context.flag("opinion-given-before")
