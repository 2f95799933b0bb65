"""The days, the place and the kind that a mention stands under, and whether it lies in a block of them.

One definition for every ledger: what keeps its entries in tables may look fewer of them up, but asks here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from typing import TypeVar

from tocsin.ledger.base import Kept
from tocsin.vocabulary.claim import Claim
from tocsin.vocabulary.entry import Block
from tocsin.vocabulary.geometry import distance_km
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.retrieval import Retrieval
from tocsin.vocabulary.values import When, Where

BESIDE_KM = 25.0
"""How much further off than said "near", "toward" or "between" a place an incident may have been."""
Kind = TypeVar("Kind")
UNDATED_DAYS = 30
"""How far from a day a report may be published for its undated mentions to lie near that day."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """When, where and what: days from `start` to `end` or None, day of publication, a point or None, and its km."""

    start: date | None
    end: date | None
    published: date
    lat: float | None
    lon: float | None
    km: float
    kind: str


def publication_of(retrieval: Retrieval) -> date:
    """Return the day of publication, or, where it is not known, that of retrieval in UTC: it was published by then."""
    return retrieval.report.published or retrieval.at.astimezone(UTC).date()


def published_of(kept: Kept) -> date:
    """Return the same of a report that is kept."""
    return kept.report.published or kept.first_seen.astimezone(UTC).date()


def whereabouts_of(mention: Mention, published: date) -> Whereabouts:
    """Return under what `mention` of a report published on `published` is looked for.

    Its days are those of the first claim that has any, its place the one that is known most closely.
    """
    when = next((when for when in _values(mention.of("when"), When) if when.start), When())
    wheres = [where for where in _values(mention.of("where"), Where) if where.place]
    kind = str(mention.of("kind")[0].value)
    closest = min(wheres, key=reach, default=None)
    if closest is None or closest.place is None:
        return Whereabouts(when.start, when.end, published, None, None, 0.0, kind)
    place = closest.place
    return Whereabouts(when.start, when.end, published, place.lat, place.lon, reach(closest), kind)


def _values(claims: Iterable[Claim], kind: type[Kind]) -> Iterator[Kind]:
    return (claim.value for claim in claims if isinstance(claim.value, kind))


def reach(where: Where) -> float:
    """Return how far from the place the incident may have been, in km."""
    return (where.place.precision_km if where.place else 0.0) + (0.0 if where.relation == "at" else BESIDE_KM)


def window_of(block: Block) -> tuple[date, date] | None:
    """Return the days in which reports of undated entries must have been published to lie in `block`, or None."""
    start, end = (block.start, block.end) if block.start and block.end else (block.published, block.published)
    if start is None or end is None:
        return None
    reach = timedelta(days=UNDATED_DAYS)
    first = date.min if start - date.min < reach else start - reach
    last = date.max if date.max - end < reach else end + reach
    return first, last


def lies_in(here: Whereabouts, block: Block) -> bool:
    """Whether an entry with these whereabouts lies in `block`."""
    return (not block.kinds or here.kind in block.kinds) and _days_meet(here, block) and _places_meet(here, block)


def _days_meet(here: Whereabouts, block: Block) -> bool:
    if here.start and here.end and block.start and block.end:
        return here.start <= block.end and block.start <= here.end
    window = window_of(block)
    return window is not None and window[0] <= here.published <= window[1]


def _places_meet(here: Whereabouts, block: Block) -> bool:
    if here.lat is None or here.lon is None or block.lat is None or block.lon is None:
        return True
    return distance_km((here.lat, here.lon), (block.lat, block.lon)) <= block.km + here.km
