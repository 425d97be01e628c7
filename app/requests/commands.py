"""Asking for a visit, and the coordinator's answers."""

from collections.abc import Sequence
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from app.accounts.queries import get_user
from app.citizens import phones
from app.citizens.models import Citizen
from app.citizens.queries import find_citizen, foresee_citizens, foresee_namesakes, get_citizen
from app.citizens.register import ConsentGiven, Person, keep_consent, register_citizen
from app.core import leasing, numbers
from app.core.commands import Actor, Command, handles
from app.core.context import Context
from app.core.errors import Rejected
from app.core.foresight import foresees
from app.core.roles import Role
from app.core.search import LongText, Text, fold
from app.places.queries import foresee_neighbourhoods, get_neighbourhood
from app.requests import correcting, queries, rules, tracking
from app.requests.models import ForWhom, HalfDay, Hardship, Requester, ServiceRequest, Status

CorrectRequestFact = correcting.CorrectRequestFact

Reason = Annotated[LongText, Field(min_length=1)]


def _is_tracking_code(code: str) -> str:
    if not numbers.is_tracking_code(code):
        raise ValueError("the check digit is wrong")
    return code


TrackingCode = Annotated[str, StringConstraints(pattern=r"^\d{10}$"), AfterValidator(_is_tracking_code)]
LinkToken = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class RegisterRequest(Command):
    """This person needs us to come home."""

    type: ClassVar[str] = "requests.register"
    allowed: ClassVar = frozenset({Role.CITIZEN, Role.LEADER, Role.OFFICER, Role.COORDINATOR, Role.SYSTEM})
    offline: ClassVar[bool] = True
    fact: ClassVar[bool] = True
    request_id: UUID
    citizen_id: UUID
    person: Person | None = None
    """None when the citizen is known already."""
    for_whom: ForWhom
    requester: Requester | None = None
    hardship: Hardship | None = None
    procedure_code: Annotated[Text, Field(max_length=20)] | None = None
    need_text: LongText = ""
    wish: HalfDay | None = None
    tracking_code: TrackingCode
    link_token: LinkToken | None = None
    """128 random bits in the slip's QR code; None when the slip has none."""
    visit_word: Annotated[Text, Field(max_length=40)]
    note: LongText = ""
    consent: ConsentGiven


class AcceptRequest(Command):
    """We will come; find a place for this request."""

    type: ClassVar[str] = "requests.accept"
    allowed: ClassVar = frozenset({Role.COORDINATOR})
    request_id: UUID
    note: LongText = ""


class DeclineRequest(Command):
    """We cannot come for this, and this is why."""

    type: ClassVar[str] = "requests.decline"
    allowed: ClassVar = frozenset({Role.COORDINATOR})
    request_id: UUID
    reason: Reason


class MergeRequest(Command):
    """This is the same wish as that other request."""

    type: ClassVar[str] = "requests.merge"
    allowed: ClassVar = frozenset({Role.COORDINATOR})
    request_id: UUID
    into_id: UUID


class CancelRequest(Command):
    """Nobody needs to come any more."""

    type: ClassVar[str] = "requests.cancel"
    allowed: ClassVar = frozenset({Role.CITIZEN, Role.LEADER, Role.COORDINATOR})
    offline: ClassVar[bool] = True
    request_id: UUID
    reason: LongText = ""


@foresees(RegisterRequest)
def foresee_registrations(commands: Sequence[RegisterRequest], ward: str) -> None:
    numbers_told = [command.tracking_code for command in commands]
    citizen_ids = {command.citizen_id for command in commands}
    foresee_citizens(citizen_ids)
    told = [command.person for command in commands if command.person]
    foresee_neighbourhoods(person.neighbourhood_id for person in told)
    known = [citizen for citizen in map(find_citizen, citizen_ids) if citizen]
    people = {(fold(person.full_name), person.birth_year, person.phone) for person in told}
    people |= {(citizen.name_key, citizen.birth_year, citizen.phone) for citizen in known}
    same = foresee_namesakes(ward, people)
    queries.foresee_requests((command.request_id for command in commands), citizen_ids.union(same))
    tracking.foresee_codes(numbers_told)
    numbers.foresee_entries("tracking", numbers_told)


@handles(RegisterRequest)
def register_request(command: RegisterRequest, context: Context) -> None:
    _check_is_new(command, context)
    citizen = _citizen_of(command, context)
    phone = (command.requester.phone if command.requester else None) or citizen.phone
    if phone and rules.is_limited(context.actor.role):
        rules.check_open_requests(queries.count_open_requests(context.ward, phone))
    if not is_in_area(context.actor, citizen.neighbourhood_id):
        context.flag("outside-your-area")
    request = _new_request(command, context, citizen, phone)
    context.add(request)
    _flag_alike(request, citizen, context)
    leasing.issue(context, kind="tracking", number=command.tracking_code, issued_to=f"request:{request.id}")
    keep_consent(context, command.consent, citizen)
    context.record("registered", request)


@handles(AcceptRequest)
def accept_request(command: AcceptRequest, context: Context) -> None:
    request = queries.get_request(command.request_id)
    rules.check_waiting(request.status)
    request.status = Status.ACCEPTED
    request.note = "\n".join(filter(None, [request.note, command.note]))
    context.record("accepted", request)


@handles(DeclineRequest)
def decline_request(command: DeclineRequest, context: Context) -> None:
    request = queries.get_request(command.request_id)
    rules.check_on_the_list(request.status)
    request.status, request.decline_reason = Status.DECLINED, command.reason
    context.record("declined", request)


@handles(MergeRequest)
def merge_request(command: MergeRequest, context: Context) -> None:
    request, into = queries.get_request(command.request_id), queries.get_request(command.into_id)
    rules.check_on_the_list(request.status)
    rules.check_merge(request.id, into.id, into.status)
    request.status, request.merged_into = Status.MERGED, into.id
    context.record("merged", request)


@handles(CancelRequest)
def cancel_request(command: CancelRequest, context: Context) -> None:
    request = queries.get_request(command.request_id)
    rules.check_area(context.actor.role, in_area=is_in_area(context.actor, request.neighbourhood_id))
    rules.check_open(request.status)
    request.status, request.cancel_reason = Status.CANCELLED, command.reason
    context.record("cancelled", request)


def _flag_alike(request: ServiceRequest, citizen: Citizen, context: Context) -> None:
    """Nobody is turned away for having been registered by somebody else too: a person looks."""
    others = queries.possible_duplicates(request, citizen)
    alike = [other for other in others if rules.may_be_same_need(other.procedure_code, request.procedure_code)]
    if alike:
        context.flag("possible-duplicate", request=str(request.id), others=[str(other.id) for other in alike])


def _check_is_new(command: RegisterRequest, context: Context) -> None:
    if queries.find_request(command.request_id):
        raise Rejected("request-exists")
    if context.actor.role is Role.CITIZEN and find_citizen(command.citizen_id):
        raise Rejected("citizen-exists")


def _citizen_of(command: RegisterRequest, context: Context) -> Citizen:
    """Return the citizen; a person told again under a known id stays as recorded."""
    known = find_citizen(command.citizen_id)
    if known or command.person is None:
        return known or get_citizen(command.citizen_id)
    neighbourhood = get_neighbourhood(command.person.neighbourhood_id)
    if neighbourhood.ward != context.ward:
        raise Rejected("neighbourhood-elsewhere")
    return register_citizen(context, command.person, citizen_id=command.citizen_id, neighbourhood=neighbourhood)


def _new_request(command: RegisterRequest, context: Context, citizen: Citizen, phone: str | None) -> ServiceRequest:
    # A code that is out already keeps pointing at its first request; the ledger flags the second.
    is_code_free = tracking.find_by_code(command.tracking_code) is None
    return ServiceRequest(
        id=command.request_id,
        ward=context.ward,
        citizen_id=citizen.id,
        neighbourhood_id=citizen.neighbourhood_id,
        status=Status.WAITING,
        made_by=context.actor.role.value,
        made_by_id=context.actor.id,
        requester=command.requester.model_dump(mode="json") if command.requester else None,
        phone=phone,
        wish=command.wish.model_dump(mode="json") if command.wish else None,
        tracking_hash=tracking.hash_code(command.tracking_code) if is_code_free else None,
        link_hash=tracking.hash_link(command.link_token) if command.link_token else None,
        tracking_last4=phones.last4(phone),
        made_at=context.at,
        **command.model_dump(include={"for_whom", "hardship", "procedure_code", "need_text", "visit_word", "note"}),
    )


def is_in_area(actor: Actor, neighbourhood_id: UUID) -> bool:
    """Say whether the neighbourhood is the leader's own; other roles serve the whole ward."""
    if actor.role is not Role.LEADER or actor.id is None:
        return True
    return str(neighbourhood_id) in get_user(actor.id).neighbourhood_ids
