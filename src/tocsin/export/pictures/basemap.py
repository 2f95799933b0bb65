"""The basemap: outlines of countries (Natural Earth, in TopoJSON) and towns to find one's way by (GeoNames)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

Point = tuple[float, float]
"""Longitude and latitude, in degrees."""
Line = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A country: `number` is that of ISO 3166, 0 where it has none; each of `rings` is closed, holes among them."""

    number: int
    name: str
    rings: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Basemap:
    """Countries, and each stretch of border or coast once."""

    countries: tuple[Outline, ...]
    borders: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Town:
    """A town with its number of people in thousands."""

    name: str
    lat: float
    lon: float
    thousands: int
    capital: bool


@cache
def basemap() -> Basemap:
    """Return the outlines of all countries."""
    held = json.loads(_text("countries-50m.json"))
    arcs = _arcs(held)
    found = held["objects"]["countries"]["geometries"]
    return Basemap(tuple(_outline(geometry, arcs) for geometry in found), tuple(arcs))


@cache
def towns() -> tuple[Town, ...]:
    """Return towns, largest first."""
    rows = (line.split("\t") for line in _text("towns.tsv").splitlines() if not line.startswith("#"))
    return tuple(
        Town(name, float(lat), float(lon), int(size), capital == "1") for name, lat, lon, size, capital in rows
    )


def _text(name: str) -> str:
    return (files("tocsin") / "data" / "maps" / name).read_text(encoding="utf-8")


def _arcs(held: dict[str, Any]) -> list[Line]:
    """Return the lines that outlines are put together from: each point is held as its distance from the one before."""
    (wide, high), (west, south) = held["transform"]["scale"], held["transform"]["translate"]
    lines = []
    for arc in held["arcs"]:
        xs, ys = accumulate(step[0] for step in arc), accumulate(step[1] for step in arc)
        lines.append(tuple((x * wide + west, y * high + south) for x, y in zip(xs, ys, strict=True)))
    return lines


def _outline(geometry: dict[str, Any], arcs: Sequence[Line]) -> Outline:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = tuple(_ring(numbers, arcs) for polygon in polygons for numbers in polygon)
    return Outline(int(geometry.get("id") or 0), str(geometry["properties"]["name"]), rings)


def _ring(numbers: Sequence[int], arcs: Sequence[Line]) -> Line:
    """Return a ring from the numbers of its lines; one that is run backwards has its number turned over."""
    points: list[Point] = []
    for number in numbers:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(line[1:] if points else line)
    return tuple(points)
