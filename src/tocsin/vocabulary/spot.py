"""A spot: an incident as a row of plain values, for maps of very many of them that need no words of any."""

from typing import NamedTuple


class Spot(NamedTuple):
    """Where an incident was, what it was and when it could have been.

    `lat` and `lon` are in degrees (WGS 84), None together where it has no place; the true place lies within `km` of
    them. `country` is ISO 3166 alpha-2, "" where it is not known. Days are proleptic ordinals (`date.toordinal`),
    None together where the day is not known.
    """

    id: str
    lat: float | None
    lon: float | None
    km: float
    country: str
    kind: str
    status: str
    confidence: float
    first_day: int | None
    last_day: int | None
