"""Where an address lies, asked of a Nominatim-compatible server that the settings name; without one nobody is asked.

An address goes out, never a name. One question a second, as such servers wish; the answers stay with the homes.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from geopy.exc import GeocoderUnavailable
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim

from app.places.distance import km

SECONDS_BETWEEN = 1.0
TIMEOUT = 10
LEAST_ACCURACY_M = 30
"""Even a house number is drawn beside its gate."""


@dataclass(frozen=True)
class Found:
    """A position, and how far off it may be."""

    lat: float
    lon: float
    accuracy_m: int


def is_on() -> bool:
    """Say whether the settings name a geocoder."""
    return bool(current_app.config.get("GEOCODER_URL"))


def locate(address: str) -> Found | None:
    """Return where the server sees this address; None if it does not know. Raises while it cannot be asked."""
    answer = _asker(str(current_app.config["GEOCODER_URL"]))(
        address, exactly_one=True, country_codes="vn", addressdetails=False
    )
    return _read(answer.raw) if answer is not None else None


@cache
def _asker(url: str) -> Callable[..., Any]:
    server = urlsplit(url)
    if server.scheme not in {"http", "https"} or not server.netloc:
        raise GeocoderUnavailable("GEOCODER_URL is no address of a server")
    nominatim = Nominatim(
        domain=server.netloc + server.path.rstrip("/"), scheme=server.scheme, user_agent="tan-nha", timeout=TIMEOUT
    )
    asker: Callable[..., Any] = RateLimiter(
        nominatim.geocode, min_delay_seconds=SECONDS_BETWEEN, max_retries=0, swallow_exceptions=False
    )
    return asker


def _read(raw: dict[str, Any]) -> Found:
    """The box around what was found says how exact it is: a house is small, a street is long."""
    lat, lon = float(raw["lat"]), float(raw["lon"])
    south, north, west, east = (float(edge) for edge in raw["boundingbox"])
    reach = km((south, west), (north, east)) * 1000 / 2
    return Found(lat, lon, max(LEAST_ACCURACY_M, math.ceil(reach)))
