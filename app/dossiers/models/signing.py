"""A dossier's rows as what was shown of it, and whether it still says what was signed."""

from typing import Any

from sqlalchemy import select

from app.core.db import session
from app.dossiers.models.custody import CustodyPaper
from app.dossiers.models.parts import DossierSignature
from app.dossiers.models.shown import UNKNOWN_TEXT, Difference, Line, Said, Settled, differences

Dossier = Any
"""The dossier's model asks this module, so this module cannot name it."""


def said_now(dossier: Dossier) -> Said:
    """Return what the dossier would tell the citizen today; the dates are those of the receipt that counts."""
    receipt, roles = dossier.receipt, dossier.roles
    return Said(
        number=receipt.number if receipt else None,
        owner=dossier.owner_name,
        submitter=dossier.submitter_name,
        relation=roles["submitter"].get("relation"),
        procedure=f"{dossier.procedure_name} ({dossier.procedure_code})",
        copies=dossier.copies,
        lines=[Line(row.name, row.kind, row.state, row.count, row.form) for row in dossier.components],
        originals=_originals(dossier),
        fee=_fee(dossier),
        taken_at=receipt.taken_at if receipt else dossier.history[0].at,
        counted_from=receipt.counted_from if receipt else None,
        due_on=receipt.due_on if receipt else None,
        delivery=dossier.delivery_way,
        settled=_settled(dossier),
    )


def _settled(dossier: Dossier) -> Settled | None:
    result, handed = dossier.result, dossier.handed
    if result is None or result.done_in is None or handed is None:
        return None
    papers = [(paper["name"], paper["count"]) for paper in result.papers]
    return Settled(result.done_in, result.ready_at, papers, handed.to_name, result.code)


def _originals(dossier: Dossier) -> list[tuple[str, int]]:
    """As they left the family's hands: what is counted on a later way is that way's matter.

    Asked anew each time, for papers are added beside the dossier, not through it.
    """
    query = select(CustodyPaper).where(CustodyPaper.dossier_id == dossier.id).order_by(CustodyPaper.id)
    return [
        (paper.name, paper.transfers[0].count if paper.transfers else paper.count) for paper in session.scalars(query)
    ]


def _fee(dossier: Dossier) -> dict[str, Any]:
    payment = dossier.payment
    if payment is None:
        return {}
    names = ("amount", "postage", "exempt", "exempt_reason", "way")
    return {name: getattr(payment, name) for name in names} | {"paid": payment.is_settled}


def changes_since_signing(dossier: Dossier) -> list[Difference]:
    """Compare with what the family signed last; a text that nobody has kept cannot be vouched for."""
    last = _last_of_the_family(dossier)
    if last is None:
        return []
    text = signed_text(dossier, last)
    if text is not None:
        return differences(text, said_now(dossier))
    return [] if dossier.receipt is None else [Difference(UNKNOWN_TEXT, "", "")]


def _last_of_the_family(dossier: Dossier) -> DossierSignature | None:
    family = [row for row in dossier.signatures if row.who != "officer"]
    return family[-1] if family else None


def signed_text(dossier: Dossier, signature: DossierSignature) -> str | None:
    """Return the very text whose hash was signed: a receipt's, or the one that came with the signature."""
    if signature.shown is not None:
        return signature.shown
    of_receipts = {row.shown_sha256: row.shown for row in dossier.receipts}
    return of_receipts.get(signature.over_sha256)
