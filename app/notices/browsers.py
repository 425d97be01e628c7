"""What a browser hands over when it asks to be told: an address that we may call, and keys that a message fits.

Whoever asks may be a stranger, so nothing here is believed.
"""

import base64
import re
from fnmatch import fnmatch

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from flask import current_app
from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

PLAIN_ADDRESS = re.compile(r"[!-?A-\[\]-~]+")
"""Printed ASCII without `@` and backslash, which no push service needs and readers of addresses disagree on."""
THIS_MACHINE = "127.0.0.1"
"""A push service beside us, if the settings name one, may listen at any port; the real ones have theirs."""
POINT_BYTES, SECRET_BYTES = 65, 16


def is_push_address(endpoint: str) -> bool:
    """Say whether this is the address of a push service: browsers name them, and only real ones are ever called."""
    url = _read_address(endpoint)
    if url is None:
        return False
    hosts = current_app.config["PUSH_HOSTS"]
    is_safe = url.scheme == "https" or bool(current_app.config.get("TESTING"))
    is_usual = url.port in {None, 443} or url.host == THIS_MACHINE
    return is_safe and is_usual and any(fnmatch(url.host or "", host) for host in hosts)


def _read_address(endpoint: str) -> Url | None:
    """Read it as the library does that will call it: where two readers differ, a stranger chooses whom we call."""
    try:
        return parse_url(endpoint) if PLAIN_ADDRESS.fullmatch(endpoint) else None
    except LocationParseError:
        return None


def check_key(p256dh: str) -> str:
    """Return the browser's public key; ValueError for what no message can be sealed with."""
    point = _decode(p256dh)
    if len(point) != POINT_BYTES:
        raise ValueError("not an uncompressed point")
    EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)
    return p256dh


def check_secret(auth: str) -> str:
    """Return the browser's secret; ValueError where its length is not the standard's."""
    if len(_decode(auth)) != SECRET_BYTES:
        raise ValueError("not a secret of this length")
    return auth


def _decode(text: str) -> bytes:
    bare = text.rstrip("=")
    return base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
