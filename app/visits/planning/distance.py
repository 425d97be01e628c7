"""Travel between homes, all pairs at once: along the ellipsoid, with a detour for roads, over rivers only by bridges.

Near each other, points on the ellipsoid lie as on a plane whose scales follow from the latitude between them:
within a ward this differs from a geodesic by a millimetre in a hundred metres.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from app.visits.planning.model import MINUTE, Seconds

Metres = npt.NDArray[np.float64]
Spots = npt.NDArray[np.float64]
"""One row a place: latitude and longitude in degrees."""

EQUATOR = 6_378_137.0
FLATTENING = 1 / 298.257223563
SQUEEZE = FLATTENING * (2 - FLATTENING)
"""WGS 84: the first eccentricity squared."""


@dataclass(frozen=True, kw_only=True)
class Barrier:
    """A river: a line that is crossed only at its bridges. Points are latitude and longitude."""

    name: str
    line: tuple[tuple[float, float], ...]
    bridges: tuple[tuple[float, float], ...]


@dataclass(frozen=True, kw_only=True)
class Ground:
    """How crews move; a ward's to set."""

    detour: float = 1.35
    """The way by road is so many times the way as the crow flies."""
    kmh: float = 25.0
    barriers: tuple[Barrier, ...] = ()


def metres(here: Spots, there: Spots) -> Metres:
    """Return the distance from each place of one list to each of another."""
    middle = np.radians(here[:, None, 0] + there[None, :, 0]) / 2
    bend = 1 - SQUEEZE * np.sin(middle) ** 2
    north = np.radians(here[:, None, 0] - there[None, :, 0]) * EQUATOR * (1 - SQUEEZE) / bend**1.5
    east = np.radians(here[:, None, 1] - there[None, :, 1]) * EQUATOR * np.cos(middle) / np.sqrt(bend)
    return np.hypot(north, east)


def travel_seconds(
    points: Sequence[tuple[float, float]], radii_m: Sequence[float] = (), ground: Ground | None = None
) -> Seconds:
    """Return the matrix of travel times. A place known only to a radius is ⅔ of it further away, as homes are on the
    average from the middle of a circle."""
    ground = ground or Ground()
    spots = np.array(points, dtype=np.float64).reshape(-1, 2)
    way = metres(spots, spots)
    for barrier in ground.barriers:
        way = _by_bridge(way, spots, barrier)
    if len(radii_m):
        vague = np.array(radii_m, dtype=np.float64) * 2 / 3
        way = way + vague[:, None] + vague[None, :]
    seconds: Seconds = np.rint(way * ground.detour / (ground.kmh / 3.6)).astype(np.int64)
    np.fill_diagonal(seconds, 0)
    return seconds


def search_seconds(radius_m: float) -> int:
    """Return how long it takes to find a house that is known only to a radius: a minute for each 50 m, at most ten."""
    return min(round(radius_m / 50), 10) * MINUTE


def _by_bridge(way: Metres, spots: Spots, barrier: Barrier) -> Metres:
    """Where the straight way crosses the river an odd number of times, the two places lie on different banks."""
    line = np.array(barrier.line, dtype=np.float64)
    crossings = np.zeros(way.shape, dtype=np.int64)
    for begin, end in pairwise(line):
        crossings += _crosses(spots, begin, end)
    bridges = np.array(barrier.bridges, dtype=np.float64).reshape(-1, 2)
    if not bridges.size:
        return way
    to_bridge = metres(spots, bridges)
    over = (to_bridge[:, None, :] + to_bridge[None, :, :]).min(axis=2)
    return np.where(crossings % 2 == 1, np.maximum(way, over), way)


def _crosses(spots: Spots, begin: Spots, end: Spots) -> npt.NDArray[np.bool_]:
    """Say of each pair of places whether the line between them crosses this piece of the river."""
    side = _turn(begin, end, spots)
    apart = (side[:, None] > 0) != (side[None, :] > 0)
    before = _turn(spots[:, None, :], spots[None, :, :], begin)
    after = _turn(spots[:, None, :], spots[None, :, :], end)
    crossed: npt.NDArray[np.bool_] = apart & ((before > 0) != (after > 0))
    return crossed


def _turn(begin: Spots, end: Spots, point: Spots) -> Metres:
    """Return on which side of a line a point lies: above 0 on one, below 0 on the other."""
    across = (end[..., 0] - begin[..., 0]) * (point[..., 1] - begin[..., 1])
    along = (end[..., 1] - begin[..., 1]) * (point[..., 0] - begin[..., 0])
    turned: Metres = across - along
    return turned
