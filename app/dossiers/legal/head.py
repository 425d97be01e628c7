"""The head that all of the law's forms share: agency, place and date, codes, and the people."""

from dataclasses import asdict, dataclass
from typing import Any

from app.citizens.queries import find_citizen
from app.core.practice import is_practice
from app.dossiers.legal.words import written_person, written_phone
from app.dossiers.models import Dossier
from app.places.models import Ward
from app.places.queries import find_ward


@dataclass(frozen=True)
class Letterhead:
    """The agency as it writes itself."""

    agency: str = "ỦY BAN NHÂN DÂN"
    office: str = "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"
    dateline: str = ""
    phone_office: str = ""


def letterhead_of(ward: Ward | None) -> Letterhead:
    """Return what the ward has set, else what its name gives."""
    if ward is None:
        return Letterhead()
    if ward.letterhead:
        own = ward.letterhead
        return Letterhead(own["agency"], own["office"], own["dateline"], written_phone(own["phone"] or ward.hotline))
    name = ward.name.removeprefix("Phường ").removeprefix("Xã ")
    return Letterhead(
        agency=f"Ủy ban nhân dân {ward.name}".upper(),
        office=ward.centre_name.upper() or Letterhead.office,
        dateline=name,
        phone_office=written_phone(ward.hotline),
    )


def head_of(dossier: Dossier) -> dict[str, Any]:
    """Return what stands at the top of each form of this dossier."""
    receipt = dossier.receipt
    number = receipt.number if receipt else ""
    code = dossier.official_code or number
    return asdict(letterhead_of(find_ward(dossier.ward))) | {
        "is_practice": is_practice(dossier.ward),
        "code": code,
        "home_number": number if code != number else "",
        "qr": code or str(dossier.id),
    }


def people_of(dossier: Dossier) -> dict[str, str]:
    """Return owner and submitter, who are often two: with address, phone, and the end of the identity number."""
    owner, submitter = dossier.roles["owner"], dossier.roles["submitter"]
    citizen = find_citizen(dossier.citizen_id)
    last4 = owner.get("identity_last4")
    phone = submitter.get("phone") or owner.get("phone") or (citizen.phone if citizen else None)
    return {
        "owner": str(owner["name"]),
        "submitter": written_person(submitter),
        "address": citizen.address if citizen else "",
        "phone": written_phone(phone),
        "identity": f"•••• •••• {last4}" if last4 else "",
    }
