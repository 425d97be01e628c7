"""The rows of the control slip: who gave what to whom, when, and whether the result was in time."""

from collections.abc import Iterator
from datetime import datetime
from operator import itemgetter

from app.core.clock import VN
from app.dossiers import queries
from app.dossiers.legal.words import short_moment
from app.dossiers.models import Dossier
from app.dossiers.models.shapes import Standing, Status
from app.dossiers.models.words import status_word

Line = dict[str, str]
MADE = frozenset({Status.DONE, Status.HANDED_OVER})


def control_lines(dossier: Dossier) -> list[Line]:
    """Return one row for each handover, oldest first."""
    rows = [*_steps(dossier), *_papers(dossier), *_handed(dossier)]
    return [line for _, line in sorted(rows, key=itemgetter(0))]


def _steps(dossier: Dossier) -> Iterator[tuple[datetime, Line]]:
    """The dossier goes from hand to hand as its state moves on; the first hand is the submitter's."""
    giver = dossier.submitter_name
    for step in dossier.history:
        if not step.is_in_force or (step.status == Status.HANDED_OVER and dossier.handed is not None):
            continue
        note = status_word(step.status) + (f": {step.reason}" if step.reason else "")
        result = _in_time(dossier, step.at) if step.status in MADE else ""
        yield step.at, _line(step.at, giver, step.by_name, note, result)
        giver = step.by_name or giver


def _papers(dossier: Dossier) -> Iterator[tuple[datetime, Line]]:
    """Originals change hands with both sides' names; several at the same minute are one row."""
    together: dict[tuple[str, str, str], list[tuple[datetime, str]]] = {}
    for paper in queries.papers_of(dossier.id):
        for transfer in paper.transfers:
            if transfer.standing == Standing.IN_FORCE:
                sides = short_moment(transfer.at), transfer.given_by, transfer.taken_by
                together.setdefault(sides, []).append((transfer.at, f"{paper.name} × {transfer.count}"))
    for (_, giver, taker), moved in together.items():
        at = max(moment for moment, _ in moved)
        yield at, _line(at, giver, taker, "Bản chính: " + "; ".join(name for _, name in moved))


def _handed(dossier: Dossier) -> Iterator[tuple[datetime, Line]]:
    handed = dossier.handed
    if handed is not None:
        taker = f"{handed.to_name} ({handed.relation})" if handed.relation else handed.to_name
        yield handed.at, _line(handed.at, handed.by_name, taker, "Trao kết quả", _in_time(dossier, handed.at))


def _line(at: datetime, giver: str, taker: str, note: str, result: str = "") -> Line:
    when = short_moment(at)
    return {"given_at": when, "giver": giver, "taken_at": when, "taker": taker, "result": result, "note": note}


def _in_time(dossier: Dossier, at: datetime) -> str:
    """By the day that holds now: after an apology that is the new one."""
    if dossier.due_on is None:
        return ""
    day = at.astimezone(VN).date()
    if day < dossier.due_on:
        return "Trước hạn"
    return "Đúng hạn" if day == dossier.due_on else "Quá hạn"
