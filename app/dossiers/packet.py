"""A dossier as the provincial one-stop systems exchange it: one JSON packet, in their field names.

The names and codes are those that public integrations with the national portal use (state 1–10, channel 1–3, paper
0 original 1 copy 2 electronic, paid 0/1); what we do not know stays null for a person to type.
"""

from datetime import UTC, date, datetime
from typing import Any

from app.citizens.models import Citizen
from app.citizens.queries import find_citizen
from app.dossiers.models import Dossier
from app.dossiers.models.shapes import Status
from app.dossiers.models.words import status_word
from app.places.models import Ward
from app.places.queries import find_ward

IN_PERSON = 1
PAPER = {"original": 0, "copy": 1, None: 0}
ELECTRONIC = 2
CITIZEN = 0


def packet_of(dossier: Dossier) -> dict[str, Any]:
    """Return the packet, ready for JSON; times in UTC, days as they are."""
    citizen, ward, receipt = find_citizen(dossier.citizen_id), find_ward(dossier.ward), dossier.receipt
    return {
        "MaHoSo": dossier.official_code,
        "SoGiayTiepNhanTaiNha": receipt.number if receipt else None,
        "MaTTHC": dossier.procedure_code,
        "TenTTHC": dossier.procedure_name,
        "KenhThucHien": IN_PERSON,
        "LoaiDoiTuong": CITIZEN,
        "ChuHoSo": dossier.owner_name,
        "NgayNop": _moment(dossier.recorded_at),
        "NgayTiepNhan": _day(receipt.counted_from) if receipt else None,
        "NgayHenTra": _day(dossier.due_on),
        "NgayKetThucXuLy": _moment(_ended_at(dossier)),
        "TrangThaiHoSo": int(dossier.status),
        "TinhTrangThanhToan": int(dossier.payment is not None and dossier.payment.is_settled),
        "LePhi": dossier.payment.amount if dossier.payment else None,
        "NguoiNop": _submitter(dossier, citizen, ward),
        "ThanhPhanHoSo": [_component(dossier, line) for line in dossier.components if line.state in HANDED_IN],
        "TienTrinh": [_step(dossier, step, ward) for step in dossier.history],
    }


HANDED_IN = frozenset({"received", "seen", "reused"})


def _submitter(dossier: Dossier, citizen: Citizen | None, ward: Ward | None) -> dict[str, Any]:
    """Who hands in and whose matter it is are two people: the home case."""
    owner, submitter = dossier.roles["owner"], dossier.roles["submitter"]
    return {
        "TenNguoiNop": submitter["name"],
        "SoDinhDanh": _number(submitter, citizen),
        "NgaySinh": str(submitter["birth_year"]) if submitter.get("birth_year") else None,
        "MaTinh": ward.province_code if ward else None,
        "MaXa": dossier.ward,
        "DiaChi": citizen.address if citizen else None,
        "SoDienThoai": submitter.get("phone") or owner.get("phone") or (citizen.phone if citizen else None),
        "TenChuHs": owner["name"],
        "SoDinhDanhChuHs": _number(owner, citizen),
    }


def _number(person: dict[str, Any], citizen: Citizen | None) -> str | None:
    """The whole number is known only of the citizen, and only if it ends as the card that was seen."""
    if citizen is None or not citizen.identity_number or person["name"] != citizen.full_name:
        return None
    last4 = person.get("identity_last4")
    return citizen.identity_number if last4 in {None, citizen.identity_number[-4:]} else None


def _component(dossier: Dossier, line: Any) -> dict[str, Any]:
    files = [file.sha256 for file in dossier.files if file.component_key == line.key]
    return {
        "Ten": line.name,
        "SoLuong": line.count,
        "LoaiBan": ELECTRONIC if line.state == "reused" else PAPER[line.form],
        "GiayToDinhKem": files,
    }


def _step(dossier: Dossier, step: Any, ward: Ward | None) -> dict[str, Any]:
    return {
        "NguoiXuLy": step.by_name,
        "ThoiDiemXuLy": _moment(step.at),
        "PhongBanXuLy": ward.centre_name if ward else None,
        "NoiDungXuLy": step.reason or status_word(step.status),
        "TrangThai": step.status,
        "NgayBatDau": _moment(step.at),
        "NgayKetThucTheoQuyDinh": _day(dossier.due_on),
    }


def _ended_at(dossier: Dossier) -> datetime | None:
    """The end by the reporting measure: decided, else handed over, else stopped or refused."""
    for status in (Status.DONE, Status.HANDED_OVER, Status.STOPPED, Status.NOT_ACCEPTED):
        for step in dossier.history:
            if step.status == status:
                return step.at
    return None


def _moment(when: datetime | None) -> str | None:
    return when.astimezone(UTC).isoformat().replace("+00:00", "Z") if when else None


def _day(when: date | None) -> str | None:
    return when.isoformat() if when else None
