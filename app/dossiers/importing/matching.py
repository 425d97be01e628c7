"""Which dossier a row means: by its home receipt's number, or by the official code that is linked already."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from app.core.db import session
from app.core.errors import Rejected
from app.core.numbers import is_receipt_number
from app.dossiers.importing.rows import TypedRow
from app.dossiers.models import Dossier, HomeReceipt
from app.dossiers.models.shapes import Standing
from app.dossiers.rules.codes import tidy_official


class Known:
    """The dossiers of one ward that these rows may mean, asked for at once."""

    def __init__(self, ward: str, rows: Sequence[TypedRow]) -> None:
        homes = {tidy_official(row.home) for row in rows if row.home}
        codes = {tidy_official(row.code) for row in rows if row.code}
        self._by_home = {number: dossier for dossier, number in _with_receipts(ward, homes)}
        self._by_code = {str(dossier.official_code): dossier for dossier in _with_codes(ward, codes)}

    def dossier_of(self, row: TypedRow) -> Dossier:
        """Return the one dossier, or refuse."""
        home, code = tidy_official(row.home), tidy_official(row.code)
        if not home and not code:
            raise Rejected("import-row-without-number")
        if home and not is_receipt_number(home):
            raise Rejected("receipt-number-wrong", number=home[:30])
        found = self._by_home.get(home) if home else self._by_code.get(code)
        if found is None:
            raise Rejected("import-row-unknown")
        return found

    def others_with(self, code: str, dossier: Dossier) -> list[Dossier]:
        """Return other dossiers that have this official code."""
        found = self._by_code.get(code)
        return [found] if found is not None and found.id != dossier.id else []


def _with_receipts(ward: str, numbers: Iterable[str]) -> list[tuple[Dossier, str]]:
    query = (
        select(Dossier, HomeReceipt.number)
        .join(HomeReceipt, HomeReceipt.dossier_id == Dossier.id)
        .where(
            Dossier.ward == ward,
            HomeReceipt.number.in_(set(numbers)),
            HomeReceipt.standing == Standing.IN_FORCE,
        )
    )
    return [(dossier, number) for dossier, number in session.execute(query)]


def _with_codes(ward: str, codes: Iterable[str]) -> list[Dossier]:
    query = select(Dossier).where(Dossier.ward == ward, Dossier.official_code.in_(set(codes)))
    return list(session.scalars(query))
