"""The slots of an incident, and how far a value that was found agrees with the one that was wanted."""

from collections.abc import Mapping, Sequence
from typing import Any

from tocsin.scoring.names import called, name_agreement, quoted
from tocsin.vocabulary.geometry import distance_km

Record = Mapping[str, Any]
"""An incident, report or part of one, in the shape of the annotation scheme."""
Filled = dict[str, Any]
"""The filled slots of an incident with their values."""

FAMILIES = (
    {"rocket", "missile", "mortar", "artillery"},
    {"drone", "airstrike"},
    {"ied", "vehicle-bomb", "suicide", "grenade"},
    {"shooting", "clash", "assassination", "raid"},
)
"""Kinds that are easily taken for one another: half right. Every other kind stands alone."""
TOLLS = ("killed", "wounded", "abducted")
PARTIES = ("perpetrator", "target")
SETS = ("stance", "target category")
NEAR_KM = 25.0
"""Two points within this distance are one place."""
HALF = 0.5


def filled(incident: Record) -> Filled:
    """Return the slots of `incident` that say something, with their values."""
    out: Filled = {"kind": incident["kind"], "status": incident.get("status") or "reported"}
    if (incident.get("when") or {}).get("start"):
        out["date"] = incident["when"]
    if incident.get("where"):
        out["place"] = incident["where"]
    out |= {name: incident[name] for name in TOLLS if (incident.get(name) or {}).get("low") is not None}
    doers = [p for p in incident.get("perpetrators") or [] if p.get("stance") != "denies" and called(p)]
    if doers:
        out["perpetrator"] = doers
        out["stance"] = {doer.get("stance") for doer in doers}
    if incident.get("targets"):
        out["target"] = incident["targets"]
        out["target category"] = {target["category"] for target in incident["targets"]}
    numbers = [weapon["number"] for weapon in incident.get("weapons") or [] if weapon.get("number")]
    if numbers:
        out["munitions"] = max(numbers)
    return out


def agreement(slot: str, wanted: Any, found: Any) -> float:
    """Return from 0 to 1 how far `found` agrees with `wanted`, both values of `slot` as `filled` gives them."""
    if slot == "date":
        return date_agreement(wanted, found)
    if slot == "place":
        return place_agreement(wanted, found)
    if slot == "kind":
        return kind_agreement(wanted, found)
    if slot in TOLLS:
        return float(wanted["low"] == found["low"])
    if slot in PARTIES:
        return max(name_agreement(called(one), called(other)) for one in wanted for other in found)
    if slot in SETS:
        return float(bool(wanted & found))
    return float(wanted == found)


def date_agreement(wanted: Record, found: Record) -> float:
    """Return 1 for the same first and last day, a half for spans of days that overlap."""
    (first, last), (other_first, other_last) = days(wanted), days(found)
    if (first, last) == (other_first, other_last):
        return 1.0
    # Days in ISO 8601 sort as strings.
    return HALF if first <= other_last and other_first <= last else 0.0


def days(when: Record) -> tuple[str, str]:
    """Return the first and the last day of a `when` that has a first one."""
    return when["start"], when.get("end") or when["start"]


def place_agreement(wanted: Sequence[Record], found: Sequence[Record]) -> float:
    """Return how well any place found fits one wanted: fully for the most specific, by half for those around it."""
    weights = (1.0 if rank == 0 else HALF for rank in range(len(wanted)))
    return max(
        (weight * _same_place(one, other) for weight, one in zip(weights, wanted, strict=True) for other in found),
        default=0.0,
    )


def kind_agreement(wanted: str, found: str) -> float:
    """Return 1 for the same kind, a half for one of the same family."""
    if wanted == found:
        return 1.0
    return HALF if any(wanted in family and found in family for family in FAMILIES) else 0.0


def _same_place(one: Record, other: Record) -> float:
    pairs = ((quoted(one), quoted(other)), (quoted(one), other.get("name")), (one.get("name"), quoted(other)))
    named = max(name_agreement(first, second) for first, second in pairs)
    return 1.0 if named < 1 and _near(one, other) else named


def _near(one: Record, other: Record) -> bool:
    known = all(isinstance(place.get(axis), int | float) for place in (one, other) for axis in ("lat", "lon"))
    return known and distance_km((one["lat"], one["lon"]), (other["lat"], other["lon"])) <= NEAR_KM
