"""The country of a point that came as degrees alone: by the outlines of countries, or none where they leave doubt."""

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from tocsin.export.countries import countries
from tocsin.export.pictures.basemap import basemap
from tocsin.vocabulary.geometry import EARTH_KM, shift

OUTLINE_KM = 3.0
"""How far off the outlines may be: they are drawn for maps of 1 to 50 million."""
AROUND = 16
"""So many points of the circle in which a place may be are looked at, beside its middle."""
NAMELESS = "?"
"""A country that the standard has no code for."""
DISPUTED = ((44.2, 46.3, 32.4, 36.7),)
"""South, north, west and east of what Natural Earth draws as held, which most states and GeoNames see as another's: the
Crimea."""
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Ring:
    """Part of the outline of a country (alpha-2): the longitudes and latitudes of its corners."""

    code: str
    xs: Numbers
    ys: Numbers

    def crossed(self, lats: Numbers, lons: Numbers) -> NDArray[np.bool_]:
        """Return from which points a line to the east crosses the ring oddly often (the even-odd rule)."""
        x, y, next_x, next_y = self.xs[:-1], self.ys[:-1], self.xs[1:], self.ys[1:]
        spans = (y > lats[:, None]) != (next_y > lats[:, None])
        rise = np.where(next_y == y, 1.0, next_y - y)  # a level line spans no point
        crossing = x + (lats[:, None] - y) / rise * (next_x - x)
        odd: NDArray[np.bool_] = (spans & (lons[:, None] < crossing)).sum(axis=1) % 2 == 1
        return odd

    def comes_near(self, lat: float, lon: float, km: float) -> bool:
        """Whether a corner lies within `km` of a point, on a plane that touches the globe there."""
        north, east = np.radians(self.ys - lat), np.radians(self.xs - lon) * np.cos(np.radians(lat))
        return bool((np.hypot(north, east) * EARTH_KM < km).any())


@lru_cache(maxsize=4096)
def country_at(lat: float, lon: float, km: float) -> str:
    """Return the country (ISO 3166 alpha-2) that a point in degrees, known to `km`, lies in; "" where that is open.

    It is open where the circle that the point may lie in touches two countries, or none, and in what is DISPUTED.
    """
    if any(south < lat < north and west < lon < east for south, north, west, east in DISPUTED):
        return ""
    reach = km + OUTLINE_KM
    around = (shift((lat, lon), 360 * part / AROUND, reach) for part in range(AROUND))
    lats, lons = (np.array(values) for values in zip((lat, lon), *around, strict=True))
    rings, boxes = _rings()
    west, south, east, north = boxes
    near = (south <= lats.max()) & (north >= lats.min()) & (west <= lons.max()) & (east >= lons.min())
    inside: dict[str, NDArray[np.bool_]] = {}
    touched: set[str] = set()
    for ring in (rings[number] for number in np.flatnonzero(near)):
        inside[ring.code] = inside.get(ring.code, np.zeros(len(lats), bool)) ^ ring.crossed(lats, lons)
        if ring.comes_near(lat, lon, reach):
            touched.add(ring.code)
    touched.update(code for code, found in inside.items() if found.any())
    return touched.pop().strip(NAMELESS) if len(touched) == 1 else ""


@cache
def _rings() -> tuple[tuple[_Ring, ...], Numbers]:
    """Return all rings, and the west, south, east and north of each."""
    codes = {country.numeric: code for code, country in countries().items() if country.numeric}
    rings = tuple(
        _Ring(codes.get(outline.number, NAMELESS), *np.array(corners).T)
        for outline in basemap().countries
        for corners in outline.rings
    )
    boxes = np.array([(ring.xs.min(), ring.ys.min(), ring.xs.max(), ring.ys.max()) for ring in rings])
    return rings, boxes.T
