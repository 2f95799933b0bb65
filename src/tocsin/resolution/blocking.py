"""Blocking: which entries to compare one with, so that the cost grows with the neighbours and not with the square.

A window of days that is as wide as the text is vague, a circle as wide as the place is vague. The kind, which reports
often tell differently, narrows the block only where no place does.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from tocsin.resolution.facets import FAMILIES, FAMILY_OF, Days, Spot, days_of, spot_of
from tocsin.vocabulary.entry import Block, Entry
from tocsin.vocabulary.geometry import distance_km
from tocsin.vocabulary.values import When

SLACK_DAYS = {"day": 2, "days": 2, "week": 4, "month": 5, "season": 10, "year": 10, "unknown": 3}
"""By how many days outlets tell one incident apart, by how precisely they tell it."""
SLACK_KM = 40.0
"""How far apart two outlets may place one incident, beyond what their places are precise to."""
PUBLISHED_DAYS = 30


def block_of(entry: Entry) -> Block:
    """Return the block of `entry`: its days and its place, each widened by what reports of one incident differ in."""
    days, spot = days_of(entry.mention), spot_of(entry.mention)
    start, end = _window(entry, days) if days else (None, None)
    published = entry.published or entry.first_seen.date()
    if spot is not None:
        return Block(start, end, published, spot.place.lat, spot.place.lon, spot.km + SLACK_KM)
    kind = str(entry.mention.of("kind")[0].value)
    family = FAMILY_OF.get(kind)
    return Block(start, end, published, kinds=(*FAMILIES[family], "other") if family else ())


@dataclass(frozen=True, slots=True)
class Standing:
    """What of an entry decides which blocks it is in."""

    days: Days | None
    spot: Spot | None
    published: date
    kind: str


def standing_of(entry: Entry) -> Standing:
    """Return the standing of `entry`."""
    published = entry.published or entry.first_seen.date()
    kind = str(entry.mention.of("kind")[0].value)
    return Standing(days_of(entry.mention), spot_of(entry.mention), published, kind)


def holds(block: Block, entry: Entry) -> bool:
    """Whether `entry` is in `block`."""
    return has_room(block, standing_of(entry))


def has_room(block: Block, standing: Standing) -> bool:
    """Whether an entry of this standing is in `block`."""
    return _days_meet(block, standing) and _kinds_meet(block, standing) and _places_meet(block, standing)


def comparable(first: Entry, second: Entry) -> bool:
    """Whether each of two entries is in the block of the other: then they are compared, whichever came first."""
    return holds(block_of(first), second) and holds(block_of(second), first)


def _window(entry: Entry, days: Days) -> tuple[date, date]:
    precision = next(
        (c.value.precision for c in entry.mention.of("when") if isinstance(c.value, When) and c.value.start), "day"
    )
    slack = timedelta(days=SLACK_DAYS[precision])
    return _moved(days.start, -slack), _moved(days.end, slack)


def _moved(day: date, by: timedelta) -> date:
    """A day outside of the calendar is its end."""
    try:
        return day + by
    except OverflowError:
        return date.min if by < timedelta(0) else date.max


def _days_meet(block: Block, standing: Standing) -> bool:
    days, published = standing.days, standing.published
    if block.start is None or block.end is None:
        return block.published is None or abs((published - block.published).days) <= PUBLISHED_DAYS
    if days is not None:
        return days.start <= block.end and block.start <= days.end
    return Days(block.start, block.end).gap(Days(published, published)) <= PUBLISHED_DAYS


def _places_meet(block: Block, standing: Standing) -> bool:
    spot = standing.spot
    if block.lat is None or block.lon is None or spot is None:
        return True
    return distance_km((block.lat, block.lon), (spot.place.lat, spot.place.lon)) <= block.km + spot.km


def _kinds_meet(block: Block, standing: Standing) -> bool:
    return not block.kinds or standing.kind in block.kinds
