"""A registration that was written down wrong: the right words follow it, with a reason, and both stay readable.

Who somebody is, and where they live, is put right by `citizens.correct`; here it is what they asked for.
"""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from app.accounts.queries import find_user
from app.accounts.rules import check_may_correct
from app.citizens import phones
from app.citizens.commands import CorrectCitizen
from app.citizens.queries import get_citizen
from app.core.commands import Command, handles, reacts_to, when_accepted
from app.core.context import Context
from app.core.errors import Rejected, Unknown
from app.core.roles import Role
from app.core.search import LongText
from app.notices.stopping import forget_browsers
from app.requests import queries, rules
from app.requests.models import Correction, Need, ServiceRequest, Status


class CorrectRequestFact(Command):
    """I wrote down wrongly what they need; this is right, and this is why."""

    type: ClassVar[str] = "requests.correct_fact"
    allowed: ClassVar = frozenset({Role.LEADER, Role.OFFICER, Role.COORDINATOR})
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True

    command_id: UUID
    """The registration that is put right."""
    request_id: UUID
    seen: Need
    need: Need
    reason: Annotated[LongText, Field(min_length=1)]


@handles(CorrectRequestFact)
def correct_request_fact(command: CorrectRequestFact, context: Context) -> None:
    """What was corrected meanwhile, or is over, stays as it is until a person has looked."""
    request = _registered(command, context)
    check_may_correct(request.made_by_id, context.actor.id, context.actor.role)
    names = rules.changed_names(command.seen, command.need)
    if not names:
        raise Rejected("correction-empty")
    counts = request.is_open and rules.is_as_seen(request.need, command.seen, names)
    request.corrections = [*request.corrections, *_entries(command, names, context, counts=counts)]
    if not counts:
        context.flag("registration-moved-on", request=str(request.id))
    else:
        request.take_need({name: getattr(command.need, name) for name in names})
        if request.status is Status.PLANNED:
            context.flag("need-corrected-after-planning", visit_id=str(request.visit_id))
    context.record("corrected", request)


@when_accepted(CorrectRequestFact)
def accept_correction(command: CorrectRequestFact, context: Context) -> None:
    """A person has decided that the correction is right, whatever stands there now."""
    request, name = queries.get_request(command.request_id), str(context.command_id)
    waiting = [one["field"] for one in request.corrections if one["id"] == name and not one["counts"]]
    if waiting:
        request.take_need({field: getattr(command.need, field) for field in waiting})
        request.corrections = [one | {"counts": one["counts"] or one["id"] == name} for one in request.corrections]
        context.record("corrected", request)


@reacts_to(CorrectCitizen)
def follow_phone(command: CorrectCitizen, context: Context) -> None:
    """A request that rings the person's own number, and is followed by its last digits, takes over the right one.

    One that is over too, or was merged into the person's: its page still opens. Who followed by the wrong digits may
    be a stranger, and is told nothing more.
    """
    change = command.fields.get("phone")
    if change is None:
        return
    citizen = get_citizen(command.citizen_id)
    for request in queries.requests_leading_to(citizen.id):
        told = request.requester or {}
        is_own = told.get("phone") is None or (request.for_whom == "self" and told["phone"] == change.seen)
        if request.phone == change.seen and request.phone != citizen.phone and is_own:
            request.phone, request.tracking_last4 = citizen.phone, phones.last4(citizen.phone)
            if told.get("phone"):
                request.requester = told | {"phone": citizen.phone}
            forget_browsers(f"request:{request.id}")
            context.record("phone-corrected", request)


def _registered(command: CorrectRequestFact, context: Context) -> ServiceRequest:
    request = queries.get_request(command.request_id)
    if request.ward != context.ward:
        raise Unknown("request", command.request_id)
    if queries.registration_of(request.id) != command.command_id:
        raise Rejected("not-this-registration")
    return request


def _entries(
    command: CorrectRequestFact, names: list[str], context: Context, *, counts: bool
) -> list[dict[str, object]]:
    author = find_user(context.actor.id) if context.actor.id else None
    entries = [
        Correction(
            id=context.command_id,
            field=name,
            before=getattr(command.seen, name),
            after=getattr(command.need, name),
            why=command.reason,
            by=author.full_name if author else context.actor.name or "",
            at=context.at,
            counts=counts,
        )
        for name in names
    ]
    return [entry.model_dump(mode="json") for entry in entries]
