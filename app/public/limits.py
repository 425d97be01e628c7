"""How often a stranger may try: guessing codes becomes slow, booking by the hundred stops.

Mobile carriers share addresses among many people, so an address is only slowed down, never shut out.
"""

import logging
import time

from flask import Flask, current_app, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import RateLimitItem, parse

from app.core.installation import keyed_hash

WRONG_PER_CODE = parse("5/15minutes")
WRONG_PER_ADDRESS = parse("20/hour")
WRONG_IN_ALL = parse("200/hour")
BOOKINGS_PER_ADDRESS = parse("10/day")
HOLDS_PER_ADDRESS = parse("30/10minutes")
"""Beyond these a half-day is not kept while the form is filled in; sending it asks for the place."""
CHOICES_PER_ADDRESS = parse("30/10minutes")
REMINDERS_PER_ADDRESS = parse("30/10minutes")
CHECKS_PER_ADDRESS = parse("60/15minutes")
SLOWER_SECONDS = 1.0

log = logging.getLogger(__name__)
limiter = Limiter(get_remote_address, headers_enabled=False)


def init_app(app: Flask) -> None:
    """Count where the settings say: in memory for one process, in Valkey for many."""
    limiter.init_app(app)


def may_try_code(code: str) -> bool:
    """Say whether this code was not tried wrongly too often; it does not matter whether it exists."""
    return limiter.limiter.test(WRONG_PER_CODE, "code", _key(code))


def note_wrong_try(code: str) -> None:
    """Count a wrong try, and answer slowly where there were many."""
    limiter.limiter.hit(WRONG_PER_CODE, "code", _key(code))
    by_address = _hit(WRONG_PER_ADDRESS, "wrong-address", _key(get_remote_address()))
    in_all = _hit(WRONG_IN_ALL, "wrong-in-all", "")
    if not in_all:
        log.warning("more than %s wrong tracking codes: somebody may be guessing", WRONG_IN_ALL)
    if not (by_address and in_all):
        time.sleep(float(current_app.config.get("SLOWER_SECONDS", SLOWER_SECONDS)))


def may_book() -> bool:
    """Say whether this address may send one more booking today."""
    return limiter.limiter.test(BOOKINGS_PER_ADDRESS, "booking", _key(get_remote_address()))


def note_booking() -> None:
    """Count a booking that was received."""
    limiter.limiter.hit(BOOKINGS_PER_ADDRESS, "booking", _key(get_remote_address()))


def may_hold() -> bool:
    """Count one half-day that is kept, and say whether this address may keep it: nobody holds a whole weekend."""
    return _hit(HOLDS_PER_ADDRESS, "hold", _key(get_remote_address()))


def may_choose() -> bool:
    """Count one tap on another half-day, and say whether this address may still choose."""
    return _hit(CHOICES_PER_ADDRESS, "choice", _key(get_remote_address()))


def may_be_reminded() -> bool:
    """Count one browser that asks to be told, and say whether this address may still ask; stopping is never counted."""
    return _hit(REMINDERS_PER_ADDRESS, "reminder", _key(get_remote_address()))


def may_check_receipt() -> bool:
    """Count one check of a receipt, and say whether this address may still ask."""
    return _hit(CHECKS_PER_ADDRESS, "check-receipt", _key(get_remote_address()))


def is_robot() -> bool:
    """Say whether the field that no person sees was filled in."""
    return bool(request.form.get("website"))


def _hit(limit: RateLimitItem, name: str, key: str) -> bool:
    return bool(limiter.limiter.hit(limit, name, key))


def _key(text: str) -> str:
    """Return a key under which a counter's store holds neither code nor address."""
    return keyed_hash("limits", text)[:32]
