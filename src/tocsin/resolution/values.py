"""When two values of one slot say the same, and when they contradict each other."""

from collections.abc import Callable

from tocsin.resolution.facets import FAMILY_OF
from tocsin.resolution.words import content_words, share, sounds
from tocsin.vocabulary.claim import Slot, Value
from tocsin.vocabulary.geometry import distance_km
from tocsin.vocabulary.values import Actor, Place, Target, Toll, Weapon, When, Where

SAME, LIKE, NONE = 1.0, 0.5, 0.0
NEAR_KM = 25.0
LEAST_SHARE = 0.5
UNLIKE_STATUS = frozenset({("denied", other) for other in ("reported", "confirmed", "claimed", "alleged")})


def agreement(slot: Slot, one: Value, other: Value) -> float:
    """Return 1 for values that say the same, a half for those that go together, else 0."""
    if one == other:
        return SAME
    compare = _COMPARE.get(slot)
    return compare(one, other) if compare else NONE


def contradict(slot: Slot, one: Value, other: Value) -> bool:
    """Whether not both values can be true of one incident. Of slots with several values, places and numbers can."""
    match one, other:
        case (When(), When()):
            return bool(one.start and other.start) and agreement(slot, one, other) == NONE
        case (Toll(), Toll()):
            return agreement(slot, one, other) == NONE
        case (Weapon(), Weapon()):
            return one.type == other.type and None not in (one.number, other.number) and one.number != other.number
        case (Where(), Where()):
            return one.place is not None and other.place is not None and _apart(one.place, other.place)
        case (str(), str()) if slot == "status":
            return (one, other) in UNLIKE_STATUS or (other, one) in UNLIKE_STATUS
        case (str(), str()) if slot == "kind":
            return agreement(slot, one, other) == NONE
    return False


def name_of(value: Value) -> str:
    """Return what a person calls `value`: two values that are called the same are one."""
    match value:
        case Where():
            return value.place.id if value.place else " ".join(sorted(content_words([value.name])))
        case Target() | Actor():
            return " ".join(sorted(content_words([value.name]))) or value.name.casefold()
        case str():
            return " ".join(value.casefold().split())
    return repr(value)


def specificity(value: Value) -> float:
    """Return from 0 to 1 how exactly `value` says what it says."""
    match value:
        case When():
            return {"day": 1.0, "days": 0.8, "week": 0.5, "month": 0.3}.get(value.precision, 0.0)
        case Where():
            return 1 / (1 + value.place.precision_km / NEAR_KM) if value.place else 0.2
        case Toll():
            exact = value.low is not None and value.low == value.high
            return 1.0 if exact else 0.5 if value.low is not None else 0.2
        case Weapon():
            return (
                0.5 * (value.number is not None)
                + 0.3 * (value.calibre_mm is not None)
                + 0.2 * (value.type != "unknown")
            )
        case Target():
            return 0.7 * (value.category != "other") + 0.3 * bool(content_words([value.name]))
        case Actor():
            return 0.0 if value.kind == "unknown" else 1.0
        case str():
            return 0.0 if value == "other" else 1.0
    return 0.5


def _kinds(one: Value, other: Value) -> float:
    if "other" in (one, other):
        return LIKE
    family = FAMILY_OF.get(str(one))
    return LIKE if family and family == FAMILY_OF.get(str(other)) else NONE


def _whens(one: Value, other: Value) -> float:
    if not isinstance(one, When) or not isinstance(other, When) or None in (one.start, one.end, other.start, other.end):
        return NONE
    first, second = (one.start, one.end), (other.start, other.end)
    if first == second:
        return SAME
    return LIKE if _ordered(one.start, other.end) and _ordered(other.start, one.end) else NONE


def _tolls(one: Value, other: Value) -> float:
    if not isinstance(one, Toll) or not isinstance(other, Toll):
        return NONE
    return LIKE if _ordered(one.low, other.high) and _ordered(other.low, one.high) else NONE


def _wheres(one: Value, other: Value) -> float:
    if not isinstance(one, Where) or not isinstance(other, Where):
        return NONE
    if one.place and other.place:
        if one.place.id == other.place.id:
            return SAME
        return NONE if _apart(one.place, other.place) else LIKE
    return _names(one, other)


def _weapons(one: Value, other: Value) -> float:
    if not isinstance(one, Weapon) or not isinstance(other, Weapon) or one.type != other.type:
        return NONE
    if one.number == other.number:
        return SAME
    return LIKE if None in (one.number, other.number) else NONE


def _names(one: Value, other: Value) -> float:
    if not isinstance(one, Where | Target | Actor) or not isinstance(other, Where | Target | Actor):
        return NONE
    first, second = sounds(content_words([one.name])), sounds(content_words([other.name]))
    if first and first == second:
        return SAME
    return LIKE if share(first, second) >= LEAST_SHARE else NONE


def _apart(one: Place, other: Place) -> bool:
    km = distance_km((one.lat, one.lon), (other.lat, other.lon))
    return km > one.precision_km + other.precision_km + NEAR_KM


def _ordered(low: object, high: object) -> bool:
    """Whether `low`, of a day or a number, is not above `high`; an open bound never is."""
    return low is None or high is None or low <= high  # type: ignore[operator] # both of one type


_COMPARE: dict[Slot, Callable[[Value, Value], float]] = {
    "kind": _kinds,
    "when": _whens,
    "where": _wheres,
    "weapon": _weapons,
    "target": _names,
    "perpetrator": _names,
    "killed": _tolls,
    "wounded": _tolls,
    "abducted": _tolls,
}
