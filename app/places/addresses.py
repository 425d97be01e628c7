"""Turns an address from before July 2025 into today's ward.

Cards and files still carry the old ward and province, and the new ward took over an old ward's code:
an address is only understood as a whole, never by a name or code alone.
"""

import re
from dataclasses import dataclass
from typing import Any

from app.core.search import fold, nfc

WARD_WORDS = re.compile(r"\b(phuong|xa|thi tran|p|tt)\b")


@dataclass(frozen=True, kw_only=True)
class ResolvedAddress:
    """Where an address is today, and how it was called before the merger."""

    ward_code: str
    ward_name: str
    province_code: str
    province: str
    street: str
    old_ward_code: str | None
    old_ward_name: str | None
    lat: float | None
    lon: float | None


def resolve(text: str) -> ResolvedAddress | None:
    """Return today's place of an address, written the old way or the new; None if it stays unclear."""
    address = nfc(text).strip()
    if not address:
        return None
    return _by_old_names(address) or _by_new_names(address)


def _units() -> Any:
    """The lists of all wards take most of a second to load: only who resolves an address waits for them."""
    import vietnamadminunits

    return vietnamadminunits


def _by_old_names(address: str) -> ResolvedAddress | None:
    try:
        unit = _units().convert_address(address)
    except ValueError:
        return None
    old = getattr(unit, "OldAdminUnit", None)
    if old is None or not unit.ward_code or not _is_meant(old, address):
        return None
    return _resolved(unit, old)


def _by_new_names(address: str) -> ResolvedAddress | None:
    try:
        unit = _units().parse_address(address)
    except ValueError:
        return None
    if unit is None or not unit.ward_code or not _is_meant(unit, address):
        return None
    return _resolved(unit, None)


# The library has no types; its unit objects are read from here down and nowhere else.
def _is_meant(unit, address: str) -> bool:  # type: ignore[no-untyped-def]
    """Say whether the address names this place: the parser guesses, and a guess is worse than nothing.

    A ward may stand there under a former name that the parser knows; then no ward is left in the street part.
    """
    if not _names(address, unit.short_province):
        return False
    return _names(address, unit.short_ward) or not WARD_WORDS.search(fold(unit.street or ""))


def _names(address: str, name: str | None) -> bool:
    words = " ".join(re.findall(r"\w+", fold(address)))
    return bool(name) and f" {fold(str(name))} " in f" {words} "


def _resolved(unit, old) -> ResolvedAddress:  # type: ignore[no-untyped-def]
    nearest = old if old is not None and old.latitude else unit
    return ResolvedAddress(
        ward_code=unit.ward_code,
        ward_name=unit.ward,
        province_code=unit.province_code,
        province=unit.province,
        street=unit.street or "",
        old_ward_code=old.ward_code if old else None,
        old_ward_name=old.ward if old else None,
        lat=nearest.latitude,
        lon=nearest.longitude,
    )
