"""Cells of the globe: a coarse index of points, with larger cells for places that are known less exactly.

A point stands in one cell. Asked for a circle, the grid names all cells in which a point can stand that lies no
further from the middle than the circle and the precision of the point together.
"""

import math
from collections.abc import Iterator
from itertools import islice

WORLD = 0
"""The cell of what has no point, or one that is precise to more than any other cell allows."""
LEVELS = ((1, 60.0, 1), (9, 600.0, 100_000))
"""Width of a cell in degrees, precision in km of the points in it at most, number of the first cell."""
MANY = 160
"""More cells than this are not worth naming."""
KM_A_DEGREE = 111.0
"""A little less than on the sphere of 6371 km, so that no cell is missed by rounding."""


def cell_of(lat: float | None, lon: float | None, km: float = 0.0) -> int:
    """Return the cell of a point in degrees that is precise to `km`."""
    if lat is None or lon is None:
        return WORLD
    for degrees, precision, first in LEVELS:
        if km <= precision:
            return first + _row(lat, degrees) * (360 // degrees) + _column(lon, degrees)
    return WORLD


def cells_around(lat: float, lon: float, km: float) -> list[int] | None:
    """Return all cells with points that may lie within `km` and their own precision, None for too many cells."""
    found = [WORLD]
    for degrees, precision, first in LEVELS:
        found += _cells(lat, lon, km + precision, degrees, first)
    return found if len(found) <= MANY else None


def cells_of_points(lat: float, lon: float, km: float) -> list[int] | None:
    """Return all cells with points that lie within `km`, all taken as exact; None for too many cells."""
    degrees, _, first = LEVELS[0]
    found = _cells(lat, lon, km, degrees, first)
    return found if len(found) <= MANY else None


def _cells(lat: float, lon: float, km: float, degrees: int, first: int) -> list[int]:
    """Return the cells of one level that a circle meets, and no more than one too many of them."""
    around = _around(lat, lon, km / KM_A_DEGREE, degrees)
    return [first + row * (360 // degrees) + column for row, column in islice(around, MANY + 1)]


def _row(lat: float, degrees: int) -> int:
    return min(int((lat + 90) // degrees), 180 // degrees - 1)


def _column(lon: float, degrees: int) -> int:
    return int((lon + 180) // degrees) % (360 // degrees)


def _around(lat: float, lon: float, reach: float, degrees: int) -> Iterator[tuple[int, int]]:
    """Yield the rows and columns that a circle of `reach` degrees meets."""
    south, north, columns = lat - reach, lat + reach, 360 // degrees
    width = 360.0
    if south > -90 and north < 90:
        width = math.degrees(math.asin(min(1.0, math.sin(math.radians(reach)) / math.cos(math.radians(lat)))))
    first, last = math.floor((lon - width + 180) / degrees), math.floor((lon + width + 180) / degrees)
    for row in range(_row(max(south, -90.0), degrees), _row(min(north, 90.0), degrees) + 1):
        for column in range(first, min(last, first + columns - 1) + 1):
            yield row, column % columns
