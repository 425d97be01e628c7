"""How far two points are apart on the ground."""

from geopy.distance import geodesic

Point = tuple[float, float]
"""Latitude and longitude, in this order."""

KM_OF_A_DEGREE = 111.7
"""At most: of latitude at the poles; of longitude nowhere more than on the equator, which is less."""


def km(start: Point, end: Point) -> float:
    """Return kilometres along the ellipsoid, as the crow flies."""
    return float(geodesic(start, end).km)


def is_farther(start: Point, end: Point, limit_km: float) -> bool:
    """Say whether the points are farther apart than that; what the degrees alone make near is not measured."""
    degrees = abs(start[0] - end[0]) + abs(start[1] - end[1])
    return degrees * KM_OF_A_DEGREE > limit_km and km(start, end) > limit_km
