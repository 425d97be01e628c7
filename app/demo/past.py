"""The last weekend in the demo ward: visits made, dossiers taken in, results that came back during the week."""

import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from app.catalogue.models import Procedure
from app.catalogue.queries import get_procedure, promise
from app.citizens.queries import get_citizen
from app.core.clock import VN, now, today
from app.core.ids import new_id
from app.core.numbers import receipt_number
from app.demo.limits import apologise, code_for
from app.demo.opinions import rate
from app.demo.scenes import Asked, accept, at, how_many, identify, plan, register, service_day
from app.demo.staff import Town, coming_saturday, do
from app.dossiers.commands import (
    AskSupplement,
    AttachResult,
    ChangeStatus,
    ChooseDelivery,
    HandOverResult,
    IssueReceipt,
    LinkCode,
    RecordDossier,
    SignDossier,
    TakeFee,
    TransferCustody,
)
from app.dossiers.models.shapes import MissingPaper, Status
from app.dossiers.queries import get_dossier
from app.dossiers.rules.facts import expected_fee
from app.places.queries import get_neighbourhood
from app.postal.commands import MakeManifest
from app.visits.commands import CloseVisit, StartVisit
from app.visits.models import Half, Outcome

STORIES = (
    "overdue", "ready-home", "ready-post", "ready-post", "supplement", "handed-over",
    "apologised", "ready-home", "ready-post", "handed-over", "custody", "nobody-home",
)  # fmt: skip
"""What became of each visit of last weekend, in turn."""
SHOWN = "Giấy nhận hồ sơ tại nhà {number}"


def make_past(town: Town, total: int, step: Callable[[], None]) -> None:
    """Make last weekend's visits and what followed."""
    saturday = coming_saturday() - timedelta(days=7)
    listed: list[UUID] = []
    ready: list[tuple[Asked, UUID]] = []
    for number in range(how_many("done", total)):
        story = STORIES[number % len(STORIES)]
        code = code_for(story, saturday, town.ward)
        asked = _visit(town, number, saturday + timedelta(days=number // 18 % 2), story, code)
        if story != "nobody-home":
            dossier_id = _take_in(town, asked, number, saturday, code)
            _continue(town, asked, dossier_id, story, saturday, number + 1)
            if story == "ready-post" and len(listed) < 2:
                listed.append(dossier_id)
            if story == "ready-home":
                ready.append((asked, dossier_id))
        step()
    _list_for_post(town, listed)
    plan_return(town, ready[: len(town.teams)])


def _visit(town: Town, number: int, on: date, story: str, code: str) -> Asked:
    team = number % len(town.teams)
    officer = town.team_officer(team)
    half = Half.MORNING if number % 18 < 12 else Half.AFTERNOON
    with at(on - timedelta(days=5), 9, number % 60):
        asked = accept(town, register(town, code=code))
        visit_id = plan(town, asked, team=team, on=on, half=half)
    hour = 8 + number % 12 // 3 if half is Half.MORNING else 14
    with at(on, hour, 5):
        do(StartVisit(visit_id=visit_id), officer)
        if story == "nobody-home":
            close = CloseVisit(visit_id=visit_id, outcome=Outcome.NOBODY_HOME, reason="Cả nhà đi viện")
            do(close, officer)
            return asked
        identify(officer, asked)
    with at(on, hour, 40):
        do(CloseVisit(visit_id=visit_id, outcome=Outcome.MET), officer)
    rate(town, number, visit_id, on)
    return asked


def _take_in(town: Town, asked: Asked, number: int, saturday: date, code: str) -> UUID:
    """The officer takes the dossier in and gives the receipt, at the door."""
    officer = town.team_officer(number % len(town.teams))
    dossier_id = new_id()
    with at(saturday, 9, number % 60):
        moment = now()
        procedure = get_procedure(code)
        do(_recording(asked, dossier_id, procedure), officer)
        number_text = receipt_number(town.ward, moment.astimezone(VN).year, 900_000 + number)
        shown = SHOWN.format(number=number_text)
        digest = hashlib.sha256(shown.encode()).hexdigest()
        told = promise(procedure, moment, ward=town.ward)
        receipt = IssueReceipt(
            dossier_id=dossier_id,
            number=number_text,
            shown=shown,
            shown_sha256=digest,
            taken_at=moment,
            counted_from=told.counted_from,
            due_on=told.due,
            rule_version=told.rule_version,
        )
        do(receipt, officer)
        signature = {
            "who": "citizen",
            "way": "pad",
            "name": asked.who.relative,
            "over_sha256": digest,
            "file": None,
            "at": moment,
        }
        do(SignDossier.model_validate({"dossier_id": dossier_id, "signatures": [signature]}), officer)
        fee = expected_fee(get_dossier(dossier_id)) or 0
        do(TakeFee(dossier_id=dossier_id, amount=fee, way="cash", slip=f"BL-{number:03d}"), officer)
    return dossier_id


def _recording(asked: Asked, dossier_id: UUID, procedure: Procedure) -> RecordDossier:
    citizen = get_citizen(asked.citizen_id)
    case = procedure.facts.cases[0]
    return RecordDossier.model_validate(
        {
            "dossier_id": dossier_id,
            "citizen_id": asked.citizen_id,
            "procedure_version_id": procedure.id,
            "procedure_code": procedure.code,
            "case_key": case.key,
            "roles": {
                "owner": {"name": citizen.full_name, "birth_year": citizen.birth_year},
                "submitter": {"name": asked.who.relative, "relation": asked.who.relation},
            },
            "copies": 1,
            "components": [
                {
                    "key": paper.key,
                    "name": paper.name,
                    "kind": paper.kind,
                    "state": {"hand_in": "received", "show": "seen"}.get(paper.kind, "not-needed"),
                    "form": "original" if paper.kind == "hand_in" else None,
                }
                for paper in case.papers
            ],
            "delivery": {"way": None, "address": None},
        }
    )


def _continue(town: Town, asked: Asked, dossier_id: UUID, story: str, saturday: date, serial: int) -> None:
    """What the office did during the week."""
    coordinator = town.coordinator
    with at(saturday + timedelta(days=2), 8, 30):
        code = f"H44.35-{saturday + timedelta(days=2):%y%m%d}-{serial:04d}"
        if story != "custody":  # one is still to be typed into the provincial system
            do(LinkCode(dossier_id=dossier_id, official_code=code), coordinator)
            do(ChangeStatus(dossier_id=dossier_id, status=Status.IN_PROCESS), coordinator)
        if story == "custody":
            _keep_original(town, asked, dossier_id)
        if story == "supplement":
            paper = MissingPaper(
                name="Bản chụp giấy tờ chứng minh nơi đăng ký kết hôn", why="Không tìm thấy trong sổ gốc"
            )
            do(AskSupplement(dossier_id=dossier_id, papers=(paper,)), coordinator)
    if story == "apologised":
        apologise(town, dossier_id, saturday + timedelta(days=3))
    if story not in {"ready-home", "ready-post", "handed-over"}:
        return
    with at(saturday + timedelta(days=2), 11):
        papers = [{"name": "Bản sao trích lục kết hôn", "count": 1}]
        result_id = new_id()
        attach = {"dossier_id": dossier_id, "result_id": result_id, "papers": papers}
        do(AttachResult.model_validate(attach), coordinator)
        way: Literal["post", "home"] = "post" if story == "ready-post" else "home"
        told = asked.who.told
        address = f"{told['address']}, {get_neighbourhood(told['neighbourhood_id']).label}"
        do(ChooseDelivery(dossier_id=dossier_id, way=way, address=address), coordinator)
    if story == "handed-over":
        _hand_over(town, asked, dossier_id, result_id)


def _keep_original(town: Town, asked: Asked, dossier_id: UUID) -> None:
    officer = town.team_officer(0)
    transfer = {
        "transfer_id": new_id(),
        "paper_id": new_id(),
        "dossier_id": dossier_id,
        "paper": {"name": "Giấy chứng nhận kết hôn (bản chính)"},
        "from": {"kind": "citizen", "id": None, "name": asked.who.relative},
        "to": {"kind": "officer", "id": officer.id, "name": officer.name},
        "condition": "Nguyên vẹn, hơi ố",
        "given_by": asked.who.relative,
        "taken_by": officer.name,
    }
    do(TransferCustody.model_validate(transfer), officer)


def _hand_over(town: Town, asked: Asked, dossier_id: UUID, result_id: UUID) -> None:
    officer = town.team_officer(1)
    with at(min(today(), coming_saturday()), 7, 45):
        handing = {
            "dossier_id": dossier_id,
            "result_id": result_id,
            "to": {"name": asked.who.relative, "relation": asked.who.relation, "identity_last4": "0001"},
            "signature": {"way": "pad", "file": None, "name": asked.who.relative},
        }
        do(HandOverResult.model_validate(handing), officer)


def _list_for_post(town: Town, dossier_ids: list[UUID]) -> None:
    if not dossier_ids or town.post_office_id is None:
        return
    items = [{"item_id": new_id(), "dossier_id": dossier_id} for dossier_id in dossier_ids]
    listing = {"manifest_id": new_id(), "post_office_id": town.post_office_id, "items": items}
    do(MakeManifest.model_validate(listing), town.coordinator)


def plan_return(town: Town, ready: list[tuple[Asked, UUID]]) -> None:
    """Put results that are ready into the coming service day, so that the first team brings them."""
    for number, (asked, dossier_id) in enumerate(ready):
        plan(town, asked, team=number % len(town.teams), on=service_day(), half=Half.MORNING, dossier_id=dossier_id)
