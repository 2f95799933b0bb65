"""Distances and bearings on a sphere of 6371 km, and the circle around a set of points."""

import math
from collections.abc import Sequence

EARTH_KM = 6371.0
Point = tuple[float, float]


def distance_km(a: Point, b: Point) -> float:
    """Return the great-circle distance in km between two points (lat, lon) in degrees (haversine formula)."""
    lat_a, lat_b = math.radians(a[0]), math.radians(b[0])
    half_lat, half_lon = (lat_b - lat_a) / 2, math.radians(b[1] - a[1]) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))


def shift(start: Point, bearing: float, km: float) -> Point:
    """Return the point `km` from `start` in the direction `bearing` (degrees clockwise from north)."""
    lat, lon, angle = math.radians(start[0]), math.radians(start[1]), km / EARTH_KM
    course = math.radians(bearing)
    sine = math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(course)
    new_lat = math.asin(max(-1.0, min(1.0, sine)))
    east = math.sin(course) * math.sin(angle) * math.cos(lat)
    new_lon = lon + math.atan2(east, math.cos(angle) - math.sin(lat) * math.sin(new_lat))
    return math.degrees(new_lat), (math.degrees(new_lon) + 540) % 360 - 180


def circle(points: Sequence[Point], share: float = 0.98) -> tuple[float, float, float]:
    """Return the middle (lat, lon) of `points` and the radius in km that holds `share` of them."""
    x = sum(math.cos(math.radians(lon)) * math.cos(math.radians(lat)) for lat, lon in points)
    y = sum(math.cos(math.radians(lat)) * math.sin(math.radians(lon)) for lat, lon in points)
    z = sum(math.sin(math.radians(lat)) for lat, _ in points)
    middle = math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
    distances = sorted(distance_km(middle, point) for point in points)
    return *middle, distances[min(len(distances) - 1, int(len(distances) * share))]
