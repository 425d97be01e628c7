"""How long every way of a weekend takes, and by which distances: roads where a server knows them, else reckoned."""

import logging
from collections.abc import Sequence

import numpy as np
from flask import current_app

from app.places.distance import Point
from app.visits.planning.distance import Ground, travel_seconds
from app.visits.planning.model import Seconds
from app.visits.roads import AwayError, roads_at

log = logging.getLogger(__name__)
ROADS = "osrm"
AWAY = "osrm away"


def measure(points: Sequence[Point], radii_m: Sequence[float], ground: Ground) -> tuple[Seconds, str]:
    """Return the matrix of travel times, and which distances made it; a server that is away stops nothing."""
    reckoned = travel_seconds(points, radii_m, ground)
    made_by = f"geodesic {ground.detour}"
    url = str(current_app.config.get("OSRM_URL", ""))
    if not url:
        return reckoned, made_by
    try:
        found = np.array(roads_at(url).table(points), dtype=np.float64)
    except AwayError as error:
        log.warning("no distances by road: %s", error)
        return reckoned, f"{made_by}, {AWAY}"
    vague = np.array(radii_m, dtype=np.float64) * 2 / 3 * ground.detour / (ground.kmh / 3.6)
    by_road = np.rint(found + vague[:, None] + vague[None, :])
    has_road = ~np.isnan(found)
    seconds: Seconds = np.where(has_road, np.nan_to_num(by_road), reckoned).astype(np.int64)
    np.fill_diagonal(seconds, 0)
    return seconds, ROADS if has_road.all() else f"{ROADS}, {made_by}"
