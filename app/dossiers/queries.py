"""Every question about dossiers, papers in custody, and results waiting to go home."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, func, select

from app.core.db import session
from app.core.errors import Unknown
from app.core.numbers import ISSUED, LedgerEntry, is_tracking_code
from app.core.records import APPLIED, find_records
from app.core.search import fold
from app.dossiers.models import (
    CustodyPaper,
    CustodyTransfer,
    Dossier,
    FeePayment,
    FormCopy,
    HandOver,
    HomeReceipt,
    PaperIncident,
    Result,
    StatusChange,
)
from app.dossiers.models.shapes import ResultState, Standing
from app.requests.tracking import find_by_code, read_code
from app.visits.models import Visit
from app.visits.queries import find_visit, visits_of_citizen, visits_of_request

LIST_LIMIT = 200


def find_dossier(dossier_id: UUID) -> Dossier | None:
    """Return the dossier, or None."""
    return session.get(Dossier, dossier_id)


def get_dossier(dossier_id: UUID, *, ward: str | None = None) -> Dossier:
    """Return the dossier; of another ward it is as unknown as one that never was."""
    dossier = find_dossier(dossier_id)
    if dossier is None or ward not in {None, dossier.ward}:
        raise Unknown("dossier", dossier_id)
    return dossier


def dossiers_of_visit(visit_id: UUID) -> list[Dossier]:
    """Return what was taken in at one visit, in order."""
    return list(session.scalars(_dossiers().where(Dossier.visit_id == visit_id).order_by(Dossier.id)))


def dossiers_of_visits(visit_ids: Iterable[UUID]) -> list[Dossier]:
    """Return what was taken in at these visits, in order."""
    return list(session.scalars(_dossiers().where(Dossier.visit_id.in_(set(visit_ids))).order_by(Dossier.id)))


def dossiers_of_citizen(citizen_id: UUID) -> list[Dossier]:
    """Return a citizen's dossiers, newest first."""
    query = _dossiers().where(Dossier.citizen_id == citizen_id).order_by(Dossier.recorded_at.desc(), Dossier.id)
    return list(session.scalars(query.limit(LIST_LIMIT)))


def dossiers_with_official_code(ward: str, code: str, *, besides: UUID) -> list[Dossier]:
    """Return other dossiers of the ward that are linked to this official code."""
    query = _dossiers().where(Dossier.ward == ward, Dossier.official_code == code, Dossier.id != besides)
    return list(session.scalars(query.order_by(Dossier.id)))


def work_list(
    ward: str,
    *,
    text: str = "",
    statuses: Iterable[int] | None = None,
    due_before: date | None = None,
    due_from: date | None = None,
    visit_ids: Iterable[UUID] = (),
) -> list[Dossier]:
    """Return dossiers by due date; `text` is a name or any code, `visit_ids` adds those found by a tracking code."""
    query = _dossiers().where(Dossier.ward == ward)
    wanted_visits = set(visit_ids)
    if wanted_visits:
        query = query.where(Dossier.visit_id.in_(wanted_visits))
    else:
        for word in fold(text).split():
            query = query.where(Dossier.search_key.contains(word, autoescape=True))
    if statuses is not None:
        query = query.where(Dossier.status.in_(set(statuses)))
    if due_before is not None:
        query = query.where(Dossier.due_on < due_before)
    if due_from is not None:
        query = query.where(Dossier.due_on >= due_from)
    order = (Dossier.due_on.is_(None), Dossier.due_on, Dossier.recorded_at, Dossier.id)
    return list(session.scalars(query.order_by(*order).limit(LIST_LIMIT)))


def without_code(ward: str, statuses: Iterable[int]) -> list[Dossier]:
    """Return dossiers in these states that nobody has typed into the provincial system yet, oldest first."""
    query = _dossiers().where(Dossier.ward == ward, Dossier.official_code.is_(None), Dossier.status.in_(set(statuses)))
    return list(session.scalars(query.order_by(Dossier.recorded_at, Dossier.id).limit(LIST_LIMIT)))


def dossiers_ended_between(ward: str, first: datetime, last: datetime, statuses: Iterable[int]) -> list[Dossier]:
    """Return dossiers that came into one of these states in this time, in order."""
    steps = select(StatusChange.dossier_id).where(
        StatusChange.status.in_(set(statuses)), StatusChange.at >= first, StatusChange.at < last
    )
    return list(session.scalars(_dossiers().where(Dossier.ward == ward, Dossier.id.in_(steps)).order_by(Dossier.id)))


def results_to_return(ward: str) -> list[Dossier]:
    """Return dossiers whose result waits for its way home, longest first."""
    waiting = (ResultState.READY, ResultState.WITH_OFFICER, ResultState.RETURNED)
    query = _dossiers().join(Result).where(Dossier.ward == ward, Result.state.in_(waiting))
    return list(session.scalars(query.order_by(Result.ready_at, Dossier.id).limit(LIST_LIMIT)))


def find_paper(paper_id: UUID) -> CustodyPaper | None:
    """Return the paper in custody, or None."""
    return session.get(CustodyPaper, paper_id)


def get_paper(paper_id: UUID, *, ward: str | None = None) -> CustodyPaper:
    """Return the paper in custody."""
    paper = find_paper(paper_id)
    if paper is None or ward not in {None, paper.ward}:
        raise Unknown("paper", paper_id)
    return paper


def papers_of(dossier_id: UUID) -> list[CustodyPaper]:
    """Return the papers that left their owner's hands for this dossier."""
    query = select(CustodyPaper).where(CustodyPaper.dossier_id == dossier_id).order_by(CustodyPaper.id)
    return list(session.scalars(query))


def open_papers(ward: str) -> list[CustodyPaper]:
    """Return the papers that have not gone home, oldest custody first: the red list."""
    query = select(CustodyPaper).where(CustodyPaper.ward == ward, CustodyPaper.holder_kind != "citizen")
    return list(session.scalars(query.order_by(CustodyPaper.id)))


def papers_with_officer(ward: str, officer_id: UUID) -> list[CustodyPaper]:
    """Return the originals in this officer's hands, oldest custody first."""
    return [paper for paper in open_papers(ward) if (paper.holder_kind, paper.holder_id) == ("officer", officer_id)]


def find_transfer(transfer_id: UUID) -> CustodyTransfer | None:
    """Return the change of hands with this id, or None."""
    return session.scalars(select(CustodyTransfer).where(CustodyTransfer.transfer_id == transfer_id)).one_or_none()


def transfers_beside(command_id: UUID) -> list[CustodyTransfer]:
    """Return the changes of hands that this command reported and that do not count, in their order."""
    query = select(CustodyTransfer).where(
        CustodyTransfer.command_id == command_id, CustodyTransfer.standing == Standing.BESIDE
    )
    return list(session.scalars(query.order_by(CustodyTransfer.id)))


def find_incident(incident_id: UUID) -> PaperIncident | None:
    """Return the report of a lost or damaged paper with this id, or None."""
    return session.scalars(select(PaperIncident).where(PaperIncident.incident_id == incident_id)).one_or_none()


def visits_by_tracking(ward: str, text: str) -> list[UUID]:
    """Return the visits of the request with this tracking code: one timeline, found by any of its codes."""
    code = read_code(text)
    request = find_by_code(code) if is_tracking_code(code) else None
    if request is None or request.ward != ward:
        return []
    return [visit.id for visit in visits_of_request(request.id)]


def is_command_applied(command_id: UUID) -> bool:
    """Say whether a page's command was carried out already: the second click of a double click."""
    return any(record.status == APPLIED for record in find_records(command_id))


def find_result(result_id: UUID) -> Result | None:
    """Return the result with this id, or None."""
    return session.get(Result, result_id)


def facts_of_command(
    dossier: Dossier, command_id: UUID
) -> list[Dossier | FeePayment | HomeReceipt | HandOver | CustodyTransfer]:
    """Return what this command reported in this dossier."""
    transfers = select(CustodyTransfer).where(
        CustodyTransfer.dossier_id == dossier.id, CustodyTransfer.command_id == command_id
    )
    rows = [*dossier.payments, *dossier.receipts, *dossier.hand_overs, *session.scalars(transfers)]
    reported = [row for row in rows if row.command_id == command_id]
    return [dossier, *reported] if dossier.recorded_command == command_id else reported


def hand_over_of(command_id: UUID) -> HandOver | None:
    """Return the hand-over that this command reported."""
    return session.scalars(select(HandOver).where(HandOver.command_id == command_id)).first()


def return_visits(dossier: Dossier) -> list[Visit]:
    """Return the standing visits that are to bring this dossier's result."""
    return [
        visit
        for visit in visits_of_citizen(dossier.citizen_id)
        if visit.is_standing and any(purpose.dossier_id == dossier.id for purpose in visit.purposes)
    ]


def officers_of(dossier: Dossier) -> set[UUID]:
    """Return the officers whose visits this dossier belongs to, and who recorded it."""
    taken_at = find_visit(dossier.visit_id) if dossier.visit_id else None
    visits = return_visits(dossier) + ([taken_at] if taken_at else [])
    officers = {officer_id for visit in visits for officer_id in visit.officer_ids}
    return officers | ({dossier.recorded_by} if dossier.recorded_by else set())


def find_copy(copy_id: UUID) -> FormCopy | None:
    """Return the printed copy with this id, or None."""
    return session.scalars(select(FormCopy).where(FormCopy.copy_id == copy_id)).one_or_none()


def copies_of_fact(dossier_id: UUID, form: str, of_command_id: UUID) -> list[FormCopy]:
    """Return the copies that were printed of this form about this fact, first to last."""
    query = select(FormCopy).where(
        FormCopy.dossier_id == dossier_id, FormCopy.form == form, FormCopy.of_command_id == of_command_id
    )
    return list(session.scalars(query.order_by(FormCopy.number)))


def next_register_no(ward: str, year: int) -> int:
    """Return the next line of the year's register. Asked under the ward's lock: no number is given twice."""
    query = select(func.max(Dossier.register_no)).where(Dossier.ward == ward, Dossier.register_year == year)
    return (session.scalar(query) or 0) + 1


def _dossiers() -> Select[tuple[Dossier]]:
    return select(Dossier)


def receipt_faults(ward: str) -> Iterator[str]:
    """Yield receipts whose number the ledger does not know as issued, and issued numbers without a receipt."""
    query = select(HomeReceipt.number).join(Dossier, Dossier.id == HomeReceipt.dossier_id).where(Dossier.ward == ward)
    given = set(session.scalars(query))
    issued = select(LedgerEntry.key).where(
        LedgerEntry.number_kind == "receipt", LedgerEntry.state == ISSUED, LedgerEntry.key.startswith(f"TN{ward}-")
    )
    known = set(session.scalars(issued))
    yield from (f"{number} was given and does not stand in the ledger" for number in sorted(given - known))
    yield from (f"{number} stands as issued, and there is no such receipt" for number in sorted(known - given))
