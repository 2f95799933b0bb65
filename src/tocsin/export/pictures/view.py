"""The part of the Earth that a map shows: degrees to points on it, circles of kilometres, and what lies outside.

The projection is the equirectangular one, true to length along the middle of the map; circles are worked out on the
sphere, so that they stay true where the map does not.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import asin, atan2, cos, degrees, pi, radians, sin, sqrt

from tocsin.export.pictures.basemap import Line

EARTH_KM = 6371.0
DEGREE_KM = 111.2
SPARE = 1.22
"""How much wider a map is than what it shows."""
LEAST_KM = 240.0
"""How high a map is at least: closer to, the outlines of the basemap tell nothing."""
CORNERS = 72
SIDE = 9.0
"""Points of the map beyond its edge that are drawn too, so that no line ends in sight."""
APART = 0.5
"""Points of the map that two points of an outline have to be apart."""
XY = tuple[float, float]


@dataclass(frozen=True, slots=True)
class View:
    """A map around a middle (degrees), `width` by `height` points, `scale` points to a degree of latitude."""

    lat: float
    lon: float
    scale: float
    width: int
    height: int

    def xy(self, lat: float, lon: float) -> XY:
        """Return where a point lies on the map, from its top left."""
        return self._xy(lat, (lon - self.lon + 180) % 360 - 180)

    def _xy(self, lat: float, east: float) -> XY:
        x = self.width / 2 + east * cos(radians(self.lat)) * self.scale
        return x, self.height / 2 - (lat - self.lat) * self.scale

    @property
    def km(self) -> float:
        """How many kilometres a point of the map is, at its middle."""
        return DEGREE_KM / self.scale

    def holds(self, at: XY, margin: float = 0.0) -> bool:
        """Whether a point lies on the map, no nearer to its edge than `margin`."""
        return margin <= at[0] <= self.width - margin and margin <= at[1] <= self.height - margin

    def circle(self, lat: float, lon: float, km: float) -> list[XY]:
        """Return the points that lie `km` away from one, all around it."""
        away, phi = min(km / EARTH_KM, pi * 0.99), radians(lat)
        found = []
        for corner in range(CORNERS):
            turn = 2 * pi * corner / CORNERS
            there = asin(max(-1.0, min(1.0, sin(phi) * cos(away) + cos(phi) * sin(away) * cos(turn))))
            east = atan2(sin(turn) * sin(away) * cos(phi), cos(away) - sin(phi) * sin(there))
            # not wrapped: a circle across the edge of the map goes on beyond it
            found.append(self._xy(degrees(there), (lon - self.lon + 180) % 360 - 180 + degrees(east)))
        return found

    def rings(self, ring: Line) -> Iterator[list[XY]]:
        """Yield what of a closed ring lies on the map, as closed rings."""
        for line in self._laid(ring):
            clipped = clip(line, -4, -4, self.width + 4, self.height + 4)
            if len(clipped) > 2:
                yield clipped

    def lines(self, line: Line) -> Iterator[list[XY]]:
        """Yield the pieces of a line that come near the map."""
        for laid in self._laid(line):
            piece: list[XY] = []
            for at, (one, other) in enumerate(pairwise(laid)):
                if self._near(one, other):
                    piece = piece or [laid[at]]
                    piece.append(other)
                elif piece:
                    yield piece
                    piece = []
            if piece:
                yield piece

    def _laid(self, line: Line) -> Iterator[list[XY]]:
        """Yield the line without jumps where longitudes begin anew, and once more a turn of the Earth east and west.

        Points that nobody could tell from the one before are left out.
        """
        ys = [self.height / 2 - (lat - self.lat) * self.scale for _, lat in line]
        if min(ys) > self.height + SIDE or max(ys) < -SIDE:
            return
        easts: list[float] = []
        for lon, _ in line:
            east = lon - self.lon
            easts.append(east - 360 * round((east - easts[-1]) / 360) if easts else (east + 180) % 360 - 180)
        wide = cos(radians(self.lat)) * self.scale
        points = _thinned([(self.width / 2 + east * wide, y) for east, y in zip(easts, ys, strict=True)])
        first, last = min(x for x, _ in points), max(x for x, _ in points)
        for turn in (0, -360, 360):
            off = turn * wide
            if first + off < self.width and last + off > 0:
                yield [(x + off, y) for x, y in points] if turn else points

    def _near(self, one: XY, other: XY) -> bool:
        (x, y), (u, v) = one, other
        return (
            max(x, u) > -SIDE and min(x, u) < self.width + SIDE and max(y, v) > -SIDE and min(y, v) < self.height + SIDE
        )


def _thinned(points: list[XY]) -> list[XY]:
    """Return `points` without those that lie hardly apart from the last one kept; the first and the last stay."""
    kept = points[:1]
    at_x, at_y = points[0]
    for x, y in points[1:-1]:
        if abs(x - at_x) >= APART or abs(y - at_y) >= APART:
            kept.append((x, y))
            at_x, at_y = x, y
    return kept + points[-1:] if len(points) > 1 else kept


def view_of(spots: Iterable[tuple[float, float, float]], width: int, height: int) -> View:
    """Return the map that shows all of `spots`: latitude, longitude (degrees), kilometres around."""
    given = list(spots) or [(20.0, 10.0, 9000.0)]
    middle = _middle_lon([lon for _, lon, _ in given])
    south = min(lat - km / DEGREE_KM for lat, _, km in given)
    north = max(lat + km / DEGREE_KM for lat, _, km in given)
    south, north = max(south, -85.0), min(north, 85.0)
    lat = (south + north) / 2
    narrow = max(cos(radians(lat)), 0.1)
    easts = [((lon - middle + 180) % 360 - 180, km / DEGREE_KM / narrow) for _, lon, km in given]
    west, east = min(at - km for at, km in easts), max(at + km for at, km in easts)
    west, east = max(west, -180.0), min(east, 180.0)
    high = max(north - south, (east - west) * narrow * height / width, LEAST_KM / DEGREE_KM / SPARE)
    return View(lat, middle + (west + east) / 2, height / min(high * SPARE, 175.0), width, height)


def _middle_lon(lons: Sequence[float]) -> float:
    """Return the mean direction, which is right across the date line too."""
    x, y = sum(cos(radians(lon)) for lon in lons), sum(sin(radians(lon)) for lon in lons)
    return degrees(atan2(y, x)) if sqrt(x * x + y * y) > 1e-6 else lons[0]


def clip(ring: Sequence[XY], left: float, top: float, right: float, bottom: float) -> list[XY]:
    """Return what of a ring lies in a rectangle.

    I. E. Sutherland and G. W. Hodgman, Reentrant polygon clipping, Communications of the ACM 17 (1974), 32-42.
    """
    found = list(ring)
    for axis, edge, keeps_more in ((0, left, True), (0, right, False), (1, top, True), (1, bottom, False)):
        given, found = found, []
        for at, point in enumerate(given):
            before = given[at - 1]
            inside, was = ((p[axis] >= edge) == keeps_more for p in (point, before))
            if inside != was:
                share = (edge - before[axis]) / (point[axis] - before[axis])
                found.append(tuple(b + share * (p - b) for p, b in zip(point, before, strict=True)))  # type: ignore[arg-type]  # of two
            if inside:
                found.append(point)
    return found
