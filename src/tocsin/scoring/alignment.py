"""Which incident that was found is which that was wanted: one to one, for the highest likeness of all together."""

from collections.abc import Sequence

from tocsin.scoring.assignment import best_pairs
from tocsin.scoring.slots import Filled, agreement

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
