"""The register (form 07): one line a dossier in the order of arrival, for a month or a whole year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.citizens.models import Citizen
from app.citizens.queries import citizens_by_id
from app.core.clock import VN
from app.core.db import session
from app.dossiers.legal.words import short_day, short_moment, written_person, written_phone
from app.dossiers.models import Dossier
from app.dossiers.models.words import status_word, word

COLUMNS = (
    ("STT", 5),
    ("Mã hồ sơ", 20),
    ("Tên thủ tục hành chính", 30),
    ("Số lượng hồ sơ (bộ)", 8),
    ("Tên cá nhân, tổ chức", 20),
    ("Địa chỉ, số điện thoại", 26),
    ("Cơ quan chủ trì giải quyết", 20),
    ("Nhận hồ sơ", 12),
    ("Hẹn trả kết quả", 11),
    ("Trả kết quả", 12),
    ("Phương thức nhận kết quả", 13),
    ("Ký nhận", 16),
    ("Ghi chú", 18),
)
"""Headings, and how wide each is in characters."""


@dataclass(frozen=True)
class Stretch:
    """The part of a year's register that is asked for: one month of taking in, or all of it."""

    year: int
    month: int | None = None

    @property
    def days(self) -> tuple[datetime, datetime] | None:
        """The month's first moment, and the next month's."""
        if self.month is None:
            return None
        after = date(self.year + self.month // 12, self.month % 12 + 1, 1)
        return _midnight(date(self.year, self.month, 1)), _midnight(after)

    @property
    def words(self) -> str:
        """As the register's head says it."""
        return f"Năm {self.year}" if self.month is None else f"Tháng {self.month:02} năm {self.year}"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=VN)


def register_lines(ward: str, stretch: Stretch) -> list[tuple[str, ...]]:
    """Return the lines, each as long as COLUMNS."""
    query = select(Dossier).where(Dossier.ward == ward, Dossier.register_year == stretch.year)
    if stretch.days is not None:
        first, after = stretch.days
        query = query.where(Dossier.recorded_at >= first, Dossier.recorded_at < after)
    at_once = (selectinload(Dossier.receipts), selectinload(Dossier.hand_overs), selectinload(Dossier.apologies))
    found: Sequence[Dossier] = session.scalars(query.order_by(Dossier.register_no).options(*at_once)).all()
    citizens = citizens_by_id({dossier.citizen_id for dossier in found})
    return [_line(dossier, citizens.get(dossier.citizen_id)) for dossier in found]


def _line(dossier: Dossier, citizen: Citizen | None) -> tuple[str, ...]:
    receipt, handed = dossier.receipt, dossier.handed
    return (
        f"{dossier.register_no:02}",
        dossier.official_code or (receipt.number if receipt else ""),
        dossier.procedure_name,
        "1",
        _people(dossier),
        _reach(dossier, citizen),
        str(dossier.frozen.get("authority") or ""),
        short_moment(receipt.taken_at if receipt else dossier.recorded_at),
        short_day(dossier.due_on),
        short_moment(handed.at) if handed else "",
        word("delivery", dossier.delivery_way),
        handed.to_name if handed else "",
        _note(dossier),
    )


def _people(dossier: Dossier) -> str:
    """The owner, and who handed it in where that is somebody else."""
    submitter = written_person(dossier.roles["submitter"])
    if submitter == dossier.owner_name:
        return submitter
    return f"{dossier.owner_name}; người nộp: {submitter}"


def _reach(dossier: Dossier, citizen: Citizen | None) -> str:
    phone = dossier.roles["submitter"].get("phone") or dossier.roles["owner"].get("phone")
    parts = [citizen.address if citizen else "", written_phone(phone or (citizen.phone if citizen else None))]
    return ", ".join(part for part in parts if part)


def _note(dossier: Dossier) -> str:
    """The state, and the date before the apology: a moved date stays readable."""
    before = dossier.receipt.due_on if dossier.apologies and dossier.receipt else None
    moved = f"; hẹn cũ {short_day(before)}" if before else ""
    return status_word(dossier.status) + moved
