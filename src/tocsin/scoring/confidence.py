"""What a record's confidences say against what turned out right: every value that was found, judged by the annotation.

Values are paired as everywhere in scoring. The values of an incident that is not annotated are wrong; those of an
optional one are not judged. A value that is half right is judged by its half, as in the precision of slots.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tocsin.scoring.alignment import match
from tocsin.scoring.names import called
from tocsin.scoring.slots import TOLLS, Record, agreement

INCIDENT = "incident"
"""What stands for a slot in the judgement of a whole incident: right if it is annotated."""
LISTS = {
    "place": "where",
    "target": "targets",
    "target category": "targets",
    "perpetrator": "perpetrators",
    "stance": "perpetrators",
    "munitions": "weapons",
}
"""Slots that are read off a list of the record; one value of it can be right for all."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One value that was found: how sure the record is of it, and how far it is right, both from 0 to 1."""

    report: str
    slot: str
    confidence: float
    right: float
    incident: float = 1.0
    """How sure the record is of the incident that the value is of; 1 for an incident itself."""


@dataclass(frozen=True, slots=True)
class Judgements:
    """All values and incidents that were found, judged, and how many of each the annotation has."""

    slots: tuple[Judged, ...]
    incidents: tuple[Judged, ...]
    wanted_slots: int
    wanted_incidents: int


def judge(gold: Iterable[Record], predicted: Mapping[str, Record]) -> Judgements:
    """Return every value of `predicted`, records by report id, judged by the annotated reports `gold`.

    A value without a confidence, or one that is no number from 0 to 1, counts as claimed for certain: 1.
    """
    slots: list[Judged] = []
    incidents: list[Judged] = []
    wanted_slots = wanted_incidents = 0
    for report in gold:
        name = str(report["id"])
        record = predicted.get(name, {})
        matching = match(report, record)
        wanted_slots += sum(map(len, matching.wanted))
        wanted_incidents += len(matching.wanted)
        twins = {j: matching.wanted[i] for i, j in matching.same.items()}
        for j, found in enumerate(matching.found):
            if j in matching.spare:
                continue
            incident = record["incidents"][j]
            twin = twins.get(j)
            sure = _share(incident)
            incidents.append(Judged(name, INCIDENT, sure, float(twin is not None)))
            for slot, value in found.items():
                right = agreement(slot, twin[slot], value) if twin is not None and slot in twin else 0.0
                slots.append(Judged(name, slot, confidence_of(incident, slot), right, sure))
    return Judgements(tuple(slots), tuple(incidents), wanted_slots, wanted_incidents)


def confidence_of(incident: Record, slot: str) -> float:
    """Return how sure the record is of the value of `slot`, a slot of `scoring.slots`, in `incident`.

    Of several values that are scored as one, it is the surest that counts. Raises nothing: see `judge`.
    """
    if slot in ("kind", "status"):
        return _known((incident.get("slot_confidence") or {}).get(slot))
    if slot == "date":
        return _share(incident["when"])
    if slot in TOLLS:
        return _share(incident[slot])
    values = [value for value in incident[LISTS[slot]] if _counts(slot, value)]
    if slot == "munitions":
        most = max(value["number"] for value in values)
        values = [value for value in values if value["number"] == most]
    return max(map(_share, values), default=1.0)


def _counts(slot: str, value: Record) -> bool:
    if LISTS[slot] == "perpetrators":
        return value.get("stance") != "denies" and bool(called(value))
    return slot != "munitions" or bool(value.get("number"))


def _share(holder: Record) -> float:
    return _known(holder.get("confidence"))


def _known(value: object) -> float:
    is_share = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
    return float(value) if is_share else 1.0  # type: ignore[arg-type]  # the line above has looked
