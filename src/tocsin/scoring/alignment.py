"""Which incident that was found is which that was wanted: one to one, for the highest likeness of all together."""

from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.scoring.assignment import best_pairs
from tocsin.scoring.slots import Filled, Record, agreement, filled

WEIGHTS = {"date": 0.3, "place": 0.25, "kind": 0.2, "target": 0.15, "perpetrator": 0.1}
"""What makes an incident that one and no other."""
LEAST_LIKENESS = 0.4
"""Pairs that are less alike are two different incidents."""


def likeness(wanted: Filled, found: Filled) -> float:
    """Return from 0 to 1 how alike two incidents are, over the slots of `WEIGHTS` that `wanted` fills."""
    weights = {slot: weight for slot, weight in WEIGHTS.items() if slot in wanted}
    agreed = sum(
        weight * agreement(slot, wanted[slot], found[slot]) for slot, weight in weights.items() if slot in found
    )
    return agreed / sum(weights.values())


def align(wanted: Sequence[Filled], found: Sequence[Filled]) -> list[tuple[int, int]]:
    """Return the pairs (index in `wanted`, index in `found`) that are the same incident, by the first index."""
    scores = [[likeness(one, other) for other in found] for one in wanted]
    return [(i, j) for i, j in best_pairs(scores) if scores[i][j] >= LEAST_LIKENESS]


@dataclass(frozen=True, slots=True)
class Matching:
    """The incidents of one report, wanted and found, as filled slots, and which of them are the same."""

    wanted: tuple[Filled, ...]
    found: tuple[Filled, ...]
    same: dict[int, int]
    """Where an incident of `wanted` was found: index in `wanted` to index in `found`."""
    spare: frozenset[int]
    """Indices in `found` of incidents that are annotated as optional: they may be found or left out."""


def match(gold: Record, predicted: Record) -> Matching:
    """Return how the incidents of `predicted`, a record, fit those of the annotated report `gold`."""
    wanted = [filled(incident) for incident in gold["incidents"]]
    optional = [filled(incident) for incident in gold.get("optional") or [] if "kind" in incident]
    found = [filled(incident) for incident in predicted.get("incidents") or []]
    pairs = align(wanted + optional, found)
    return Matching(
        wanted=tuple(wanted),
        found=tuple(found),
        same={i: j for i, j in pairs if i < len(wanted)},
        spare=frozenset(j for i, j in pairs if i >= len(wanted)),
    )
