"""How far two points are apart on the ground."""

from geopy.distance import geodesic

Point = tuple[float, float]
"""Latitude and longitude, in this order."""


def km(start: Point, end: Point) -> float:
    """Return kilometres along the ellipsoid, as the crow flies."""
    return float(geodesic(start, end).km)
