"""Following a request without an account: a code for the ear, a link for the camera, four digits to know.

Only keyed hashes are stored. An unknown code and wrong digits look the same, in answer and in time.
"""

import hmac
import re
import secrets
from collections.abc import Iterable

from sqlalchemy import select

from app.citizens.queries import find_citizen
from app.core.db import session
from app.core.foresight import Question
from app.core.installation import keyed_hash
from app.requests.models import ServiceRequest

BY_CODE = Question(ServiceRequest, "tracking_hash")
NOBODY = "\0\0\0\0"


def hash_code(code: str) -> str:
    """Return how a tracking code is stored, here and in the ledger of leased numbers."""
    return keyed_hash("tracking", code)


def hash_link(token: str) -> str:
    """Return how the token of a slip's QR code is stored."""
    return keyed_hash("tracking-link", token)


def new_link_token() -> str:
    """Return 128 random bits for the part of a link that browsers do not send."""
    return secrets.token_hex(16)


def read_code(text: str) -> str:
    """Return the digits of a code however it was typed."""
    return re.sub(r"\D", "", text)


def show_code(code: str) -> str:
    """Return the code in the groups in which it is said: 482 159 0376."""
    return f"{code[:3]} {code[3:6]} {code[6:]}"


def find_by_code(code: str) -> ServiceRequest | None:
    """Return the request with this code, whoever asks; for callers that have checked the asker."""
    return BY_CODE.first(hash_code(code))


def foresee_codes(codes: Iterable[str]) -> None:
    """Read at once whether the codes that a batch names are out already."""
    BY_CODE.foresee((hash_code(code),) for code in codes)


def find_by_tracking(code: str, last4: str) -> ServiceRequest | None:
    """Return the request with this code if the asker also knows the phone's last four digits."""
    request = find_by_code(read_code(code))
    known = _known_digits(request) if request else NOBODY
    is_right = hmac.compare_digest(known, read_code(last4)[:4] or "-")
    return request if request is not None and is_right else None


def find_by_link(token: str) -> ServiceRequest | None:
    """Return the request whose slip carries this token."""
    return session.scalars(select(ServiceRequest).where(ServiceRequest.link_hash == hash_link(token))).one_or_none()


def _known_digits(request: ServiceRequest) -> str:
    """Return the phone's last four digits; the year of birth where there is no phone at all."""
    if request.tracking_last4:
        return request.tracking_last4
    citizen = find_citizen(request.citizen_id)
    return str(citizen.birth_year) if citizen else NOBODY
