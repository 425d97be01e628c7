"""One dossier's story in order: what happened, who said so, and what lies beside until somebody decides."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from app.dossiers.models import CustodyPaper, Dossier, Supplement
from app.dossiers.models.shapes import Standing
from app.dossiers.models.words import status_word, word
from app.visits.models import Visit
from app.visits.queries import visits_of_citizen
from app.web.formats import long_date, money, short_date
from app.web.i18n import page_language


@dataclass(frozen=True)
class Happening:
    """One line of the story."""

    at: datetime
    title: str
    by: str
    text: str = ""
    is_beside: bool = False


def story_of(dossier: Dossier, papers: Iterable[CustodyPaper]) -> list[Happening]:
    """Return everything that happened to the dossier and its papers, oldest first."""
    lines = [
        *_states(dossier),
        *_at_the_door(dossier),
        *_at_the_office(dossier),
        *_results(dossier),
        *_given_up(dossier),
        *(line for paper in papers for line in _custody(paper)),
    ]
    return sorted(lines, key=lambda line: line.at)


def _line(row: Any, title: str, text: str = "") -> Happening:
    is_beside = getattr(row, "standing", Standing.IN_FORCE) == Standing.BESIDE
    return Happening(at=row.at, title=title, by=row.by_name, text=text, is_beside=is_beside)


def _states(dossier: Dossier) -> Iterator[Happening]:
    for step in dossier.history:
        by_whom = _("%(name)s yêu cầu", name=step.asked_by) if step.asked_by else ""
        parts = [step.reason, step.ground, by_whom]
        yield _line(step, status_word(step.status, page_language()), " · ".join(part for part in parts if part))


def _at_the_door(dossier: Dossier) -> Iterator[Happening]:
    words = page_language()
    for receipt in dossier.receipts:
        due = _("hẹn trả %(day)s", day=short_date(receipt.due_on)) if receipt.due_on else ""
        yield _line(receipt, _("Đã đưa giấy hẹn %(number)s", number=receipt.number), due)
    for signature in dossier.signatures:
        text = f"{signature.name} · {word('signed', signature.way, words)}"
        yield _line(signature, _("Đã ký xác nhận"), text)
    for payment in dossier.payments:
        if payment.exempt:
            yield _line(payment, _("Miễn phí"), payment.exempt_reason or "")
        else:
            text = f"{money(payment.total)} · {word('paid', payment.way, words)} · {payment.slip or '–'}"
            title = _("Đã nộp khoản được yêu cầu") if payment.duty_command else _("Đã ghi thu phí")
            yield _line(payment, title, text)
        if payment.confirmed_at is not None:
            title = _("Tiền chuyển khoản đã về")
            yield Happening(payment.confirmed_at, title, payment.confirmed_by or "", money(payment.total))


def _at_the_office(dossier: Dossier) -> Iterator[Happening]:
    words = page_language()
    for supplement in dossier.supplements:
        yield _line(supplement, _("Đã yêu cầu bổ sung"), _request(supplement))
    for received in dossier.supplements_received:
        due = _("hẹn trả %(day)s", day=short_date(received.due_on)) if received.due_on else ""
        text = " · ".join(part for part in (due, received.note) if part)
        yield _line(received, _("Đã nhận đủ giấy tờ bổ sung"), text)
    for duty in dossier.payment_duties:
        yield _line(duty, _("Đã yêu cầu nghĩa vụ tài chính"), f"{money(duty.amount)} – {duty.what_for}")
    for apology in dossier.apologies:
        text = f"{short_date(apology.new_due_on)} – {apology.reason}"
        yield _line(apology, _("Đã xin lỗi, hẹn ngày mới"), text)
    for correction in dossier.corrections:
        name = word("field", correction.field, words)
        text = f"{name}: {correction.was or '–'} → {correction.now or '–'} – {correction.reason}"
        yield _line(correction, _("Đã sửa thông tin"), text)


def _request(supplement: Supplement) -> str:
    """The list with its reasons, and what is wrong with the request itself."""
    whys = [*(supplement.whys or []), *[""] * len(supplement.items)]
    papers = [f"{item} ({why})" if why else item for item, why in zip(supplement.items, whys, strict=False)]
    again = _("lần nữa, vì %(why)s", why=supplement.second_reason) if supplement.second_reason else ""
    late = _("yêu cầu muộn hơn số ngày quy định") if supplement.is_late else ""
    return " – ".join(part for part in ("; ".join(papers), supplement.reason, again, late) if part)


def _results(dossier: Dossier) -> Iterator[Happening]:
    for hand_over in dossier.hand_overs:
        alone = _("chỉ bên nhận ký") if hand_over.signature_file and not hand_over.giver_file else ""
        parts = [hand_over.to_name, hand_over.relation, hand_over.note, alone]
        yield _line(hand_over, _("Đã trao kết quả"), " · ".join(part for part in parts if part))


def _given_up(dossier: Dossier) -> Iterator[Happening]:
    """Visits that were to bring the result and did not go: a storm, a death, another plan."""
    for visit in _visits_about(dossier):
        if visit.unplanned_at is not None:
            text = " · ".join(filter(None, [long_date(visit.planned_on), visit.unplan_reason]))
            yield Happening(visit.unplanned_at, _("Đã bỏ lượt mang kết quả"), "", text)


def _custody(paper: CustodyPaper) -> Iterator[Happening]:
    for transfer in paper.transfers:
        title = _("Bản chính: %(name)s", name=paper.name)
        sides = f"{transfer.from_holder['name']} → {transfer.to_holder['name']}"
        yield _line(transfer, title, f"{sides} · {transfer.count} · {transfer.condition or '–'}")
    for incident in paper.incidents:
        yield _line(incident, f"{word('incident', incident.what, page_language())}: {paper.name}", incident.how)
        if incident.settled_at is not None:
            text = " · ".join(filter(None, [incident.responsible, money(incident.cost), incident.apology]))
            title = f"{word('incident', incident.outcome, page_language())}: {paper.name}"
            yield Happening(incident.settled_at, title, incident.settled_by or "", text)


def given_up_return(dossier: Dossier) -> Visit | None:
    """Return the last visit that was to bring the result and was taken out, while none stands in its place."""
    visits = _visits_about(dossier)
    if dossier.handed is not None or any(visit.is_standing for visit in visits):
        return None
    return max(visits, key=lambda visit: visit.unplanned_at or dossier.recorded_at, default=None)


def _visits_about(dossier: Dossier) -> list[Visit]:
    """Return the visits that were to bring this dossier's result, those that were given up too."""
    visits = visits_of_citizen(dossier.citizen_id)
    return [one for one in visits if any(purpose.dossier_id == dossier.id for purpose in one.purposes)]
