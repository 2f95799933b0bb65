"""What a person asks for becomes a selection: the words for a place are turned into a circle."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from tocsin.errors import PlaceError, VocabularyError
from tocsin.gazetteer.base import Candidate, Gazetteer
from tocsin.plugins import load
from tocsin.settings import Settings
from tocsin.vocabulary.geometry import distance_km
from tocsin.vocabulary.selection import Near, Order, Selection

WITHIN_KM = 25.0
"""How far from a place to look where nobody says."""
CLEARLY_LARGER = 10
"""So many times more people live in the place that a bare name means than in the next of that name."""
SAME_PLACE_KM = 30.0
"""Two entries of a gazetteer no further apart are one place to a person who asks."""
DEGREES = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*\Z")
SHOWN = 4


@dataclass(frozen=True, slots=True)
class Mends:
    """What to do where a name is `unknown`, is that of a `country` (its letters follow), or could be `several`."""

    unknown: str
    country: str
    several: str


SELECTING = Mends(
    "give its degrees instead, such as --near 33.31,44.37",
    "select it by its two letters, --country",
    "add --country, or give the degrees",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A selection in a person's words: `near` is a name or "lat, lon" in degrees; the rest as in `Selection`."""

    since: date | None = None
    until: date | None = None
    near: str = ""
    within_km: float = WITHIN_KM
    country: str = ""
    kinds: tuple[str, ...] = ()
    actor: str = ""
    statuses: tuple[str, ...] = ()
    min_confidence: float = 0.0
    disputed: bool | None = None
    sort: str = "when"
    limit: int | None = None


def selection_of(asked: Asked, settings: Settings) -> Selection:
    """Return the selection that `asked` means.

    Raises VocabularyError for values that cannot be, PlaceError for a place that is unknown or could be several.
    """
    return Selection(
        since=asked.since,
        until=asked.until,
        near=_near(asked, settings) if asked.near.strip() else None,
        country=asked.country,
        kinds=asked.kinds,
        actor=asked.actor,
        statuses=asked.statuses,
        min_confidence=asked.min_confidence,
        disputed=asked.disputed,
        sort=cast("Order", asked.sort),  # Selection refuses any other
        limit=asked.limit,
    )


def _near(asked: Asked, settings: Settings) -> Near:
    if degrees := DEGREES.match(asked.near):
        try:
            return Near(float(degrees[1]), float(degrees[2]), asked.within_km)
        except VocabularyError as error:
            raise PlaceError(str(error)) from error
    gazetteer: Gazetteer = load("gazetteers", settings.gazetteer)(settings)
    found = gazetteer.candidates(asked.near.strip())
    inside = [c for c in found if not asked.country or c.place.country == asked.country]
    if found and not inside:
        elsewhere = "; ".join(_described(candidate) for candidate in _apart(found)[:SHOWN])
        raise PlaceError(f"no place in {asked.country} is known as {asked.near!r}; elsewhere there is {elsewhere}")
    place = meant(inside, asked.near).place
    return Near(place.lat, place.lon, asked.within_km)


def meant(candidates: Sequence[Candidate], name: str, mends: Mends = SELECTING) -> Candidate:
    """Return the one of `candidates`, most populous first, that a person means by `name`.

    Raises PlaceError where there is none, where no one of several is by far the largest, and for a whole country,
    which has no circle around it.
    """
    if not candidates:
        raise PlaceError(f"no place is known as {name!r}; {mends.unknown}")
    first, *others = candidates
    if first.kind == "country":
        raise PlaceError(f"{name!r} is a country: {mends.country} {first.place.country}")
    point = first.place.lat, first.place.lon
    rivals = [c for c in others if distance_km(point, (c.place.lat, c.place.lon)) > SAME_PLACE_KM]
    if rivals and first.population < CLEARLY_LARGER * max(1, *(c.population for c in rivals)):
        several = "; ".join(_described(candidate) for candidate in (first, *rivals)[:SHOWN])
        raise PlaceError(f"{name!r} could be several places: {several}; {mends.several}")
    return first


def _apart(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return `candidates` without those that are one place with an earlier one."""
    kept: list[Candidate] = []
    for one in candidates:
        if all(distance_km((one.place.lat, one.place.lon), (k.place.lat, k.place.lon)) > SAME_PLACE_KM for k in kept):
            kept.append(one)
    return kept


def _described(candidate: Candidate) -> str:
    place = candidate.place
    return f"{place.name}, {place.admin1 or place.country} ({place.country}) at {place.lat:.2f},{place.lon:.2f}"
