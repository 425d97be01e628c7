"""Travel times by road, asked of the OSRM-compatible table server that the settings name; without one nobody is asked.

Only positions go out, rounded to a metre and without order. What was answered stays in memory for a day.
"""

import http.client
import json
import time
from collections.abc import Sequence
from functools import cache
from itertools import product
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen

from app.places.distance import Point

POINTS_AT_ONCE = 100
"""OSRM's own limit of places in one question."""
TIMEOUT = 5
PATIENCE = 15
"""So many seconds may all questions of one plan take."""
SILENCE = 60
"""So long a server that gave no answer is left alone."""
DAY = 86_400
PAIRS_KEPT = 2_000_000
LARGEST_ANSWER = 4 * 1024 * 1024

Place = tuple[str, str]
"""Longitude and latitude as the server reads them."""


class AwayError(Exception):
    """The server gave no answer that can be used."""


class Roads:
    """One server, with what it has answered: seconds for each pair of places, None where no road leads."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self.known: dict[tuple[Place, Place], float | None] = {}
        self.since = self.silent_until = 0.0

    def table(self, points: Sequence[Point]) -> list[list[float | None]]:
        """Return the seconds from each point to each; raises AwayError. Each pair is asked once."""
        places = [(f"{lon:.5f}", f"{lat:.5f}") for lat, lon in points]
        self._forget()
        try:
            self._learn(sorted(set(places)))
        except (OSError, http.client.HTTPException, ValueError, TypeError, KeyError) as error:
            self.silent_until = time.monotonic() + SILENCE
            raise AwayError(type(error).__name__) from error
        return [[self.known[here, there] for there in places] for here in places]

    def _forget(self) -> None:
        now = time.monotonic()
        if now < self.silent_until:
            raise AwayError("silent")
        if now - self.since > DAY or len(self.known) > PAIRS_KEPT:
            self.known, self.since = {}, now

    def _learn(self, places: list[Place]) -> None:
        """Ask for every pair that is not known yet, in blocks that the server takes."""
        until = time.monotonic() + PATIENCE
        size = POINTS_AT_ONCE if len(places) <= POINTS_AT_ONCE else POINTS_AT_ONCE // 2
        blocks = [places[n : n + size] for n in range(0, len(places), size)]
        for sources, targets in product(blocks, blocks):
            if all(pair in self.known for pair in product(sources, targets)):
                continue
            if time.monotonic() > until:
                raise TimeoutError
            answer = self._ask(sources, targets)
            self.known |= dict(zip(product(sources, targets), answer, strict=True))

    def _ask(self, sources: list[Place], targets: list[Place]) -> list[float | None]:
        """Return the durations of one block, row by row."""
        asked, chosen = sources, {"annotations": "duration"}
        if targets is not sources:
            asked = [*sources, *targets]
            chosen["sources"] = ";".join(map(str, range(len(sources))))
            chosen["destinations"] = ";".join(map(str, range(len(sources), len(asked))))
        way = ";".join(f"{lon},{lat}" for lon, lat in asked)
        address = f"{self.url}/table/v1/driving/{way}?{urlencode(chosen, safe=';')}"
        with urlopen(address, timeout=TIMEOUT) as reply:  # noqa: S310 - roads_at lets only http through
            told = json.loads(reply.read(LARGEST_ANSWER))
        if told["code"] != "Ok":
            raise ValueError(told["code"])
        return [None if cell is None else float(cell) for row in told["durations"] for cell in row]


@cache
def roads_at(url: str) -> Roads:
    """Return the server at this address, always the same one: it remembers."""
    server = urlsplit(url)
    if server.scheme not in {"http", "https"} or not server.netloc:
        raise AwayError("OSRM_URL is no address of a server")
    return Roads(url)
