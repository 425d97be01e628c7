"""The practice ward: a copy of the ward's places with made-up people, beside the real ward, for training.

To empty it means to leave it: its accounts end, its phones are told to erase themselves, and a fresh ward begins
under the next code. The log is never cut, not even for practice.
"""

import secrets
from datetime import timedelta
from random import Random
from typing import Any

from app.accounts.commands import SetActive, WipeDevice
from app.accounts.models import WIPE
from app.accounts.queries import devices_of, staff_of
from app.catalogue.queries import popular
from app.catalogue.shipped import load_shipped
from app.core.clock import today
from app.core.commands import system_actor
from app.core.practice import is_practice, next_practice_code
from app.demo.past import make_past
from app.demo.scenes import at, make_coming_visits, make_neighbours, make_requests
from app.demo.staff import add_shifts, add_staff, do
from app.places.cli import load_places
from app.places.queries import get_ward, neighbourhoods_of, post_offices_of, wards

SIZE = 12
MARK = "TẬP HUẤN – "
LONG_AGO = timedelta(days=60)
EMPTIED = "Làm mới khu tập huấn"


def current_practice_ward() -> str | None:
    """Return the practice ward in which people work now, if there is one."""
    open_ones = [w.ward for w in wards() if is_practice(w.ward) and any(u.is_active for u in staff_of(w.ward))]
    return open_ones[-1] if open_ones else None


def new_password() -> str:
    """Return a password that can be read out to a room."""
    return f"taphuan-{secrets.randbelow(10**8):08d}"


def make_practice_ward(real_ward: str, password: str) -> tuple[str, str]:
    """Make a fresh practice ward like this one; return its code and how its sign-in names begin."""
    code = next_practice_code({ward.ward for ward in wards()})
    prefix = f"th{int(code[2:])}-"
    load_places(_places_like(real_ward, code))
    if not popular(1):
        with at(today() - LONG_AGO, 8):
            load_shipped()
    random = Random(int(code))  # noqa: S311 - repeatable practice, no secret
    town = add_staff(code, random, prefix=prefix, password=password)
    add_shifts(town)
    for make in (make_past, make_coming_visits, make_requests):
        make(town, SIZE, _no_bar)
    make_neighbours(town, SIZE)
    return code, prefix


def _no_bar() -> None:
    """Nobody watches a bar here."""


def _places_like(real_ward: str, code: str) -> dict[str, Any]:
    """Return the real ward's places under the practice ward's code; its name says what it is, on every slip."""
    ward = get_ward(real_ward)
    areas = neighbourhoods_of(real_ward)
    return {
        "ward": {
            "code": code,
            "name": MARK + ward.name,
            "province_code": ward.province_code,
            "province": ward.province,
            "hotline": ward.hotline,
            "centre_name": MARK + ward.centre_name,
            "centre_address": ward.centre_address,
            "lat": ward.lat,
            "lon": ward.lon,
        },
        "old_wards": [{"code": area.old_ward_code, "name": area.old_ward_name} for area in areas],
        "neighbourhoods": [
            {name: getattr(area, name) for name in ("name", "old_ward_code", "lat", "lon", "radius_m")}
            for area in areas
        ],
        "post_offices": [
            {"name": office.name, "address": office.address, "phone": office.phone}
            for office in post_offices_of(real_ward)
        ],
    }


def leave(code: str) -> None:
    """End the practice ward: nobody signs in any more, and its phones erase themselves."""
    if not is_practice(code):
        raise ValueError(f"{code} is a real ward")
    system = system_actor(code)
    phones = [device.id for device, _person in devices_of(code) if device.status != WIPE]
    for enrolment_id in phones:
        do(WipeDevice(enrolment_id=enrolment_id, reason=EMPTIED), system)
    for user_id in [user.id for user in staff_of(code) if user.is_active]:
        do(SetActive(user_id=user_id, is_active=False, reason=EMPTIED), system)
