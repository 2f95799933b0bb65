"""Calibration: from how sure a reader is of a value to how often such values are right.

A table of knots for each slot, between which straight lines run. Any map that never falls can be written like that:
temperature and Platt scaling (J. Platt, "Probabilistic outputs for support vector machines", 1999; Guo and others, "On
calibration of modern neural networks", 2017) and isotonic regression (B. Zadrozny and C. Elkan, KDD 2002).
"""

import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Self

from tocsin.errors import PluginError
from tocsin.vocabulary.mention import Mention

Knots = tuple[tuple[float, float], ...]
"""Pairs (raw, calibrated), both from 0 to 1, raw rising and calibrated never falling."""
INCIDENT = "incident"
"""The name under which the confidence of a whole incident has its knots."""
VERSION = 1


@dataclass(frozen=True, slots=True)
class Calibration:
    """Knots by slot (a `Slot` or `INCIDENT`). Raises PluginError if they make no map that never falls."""

    knots: Mapping[str, Knots] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        for slot, knots in self.knots.items():
            if not knots:
                raise PluginError(f"calibration of {slot}: has no knots")
            if not all(0 <= number <= 1 for knot in knots for number in knot):
                raise PluginError(f"calibration of {slot}: a knot lies outside of 0 to 1")
            if any(one[0] >= other[0] or one[1] > other[1] for one, other in pairwise(knots)):
                raise PluginError(f"calibration of {slot}: its knots do not rise")

    @classmethod
    def load(cls, path: Path) -> Self:
        """Return the calibration in the file at `path`. Raises PluginError if it is missing or damaged."""
        try:
            saved = json.loads(path.read_text(encoding="utf-8"))
            if saved["version"] != VERSION:
                raise PluginError(f"{path}: is a calibration of version {saved['version']!r}; fit it again")
            return cls({str(slot): _pairs(knots) for slot, knots in saved["slots"].items()})
        except OSError as error:
            raise PluginError(f"{path}: cannot be opened: {error.strerror or error}") from error
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise PluginError(f"{path}: is no calibration; fit it again") from error

    def save(self, path: Path) -> None:
        """Write this calibration to `path`, a slot a line. Raises OSError."""
        rows = (f"{json.dumps(slot)}: {json.dumps(knots)}" for slot, knots in sorted(self.knots.items()))
        path.write_text(f'{{"version": {VERSION}, "slots": {{\n' + ",\n".join(rows) + "\n}}\n", encoding="utf-8")

    def apply(self, slot: str, raw: float) -> float:
        """Return from 0 to 1 how often values of `slot` as sure as `raw` are right.

        `raw` comes back as it is, held to 0 to 1, for a slot without knots. What is no number is not sure at all: 0.
        """
        sure = min(1.0, max(0.0, raw))  # in this order, so that max drops a NaN
        knots = self.knots.get(slot)
        if knots is None:
            return sure
        above = bisect_right(knots, sure, key=lambda knot: knot[0])
        if above == 0:
            return knots[0][1]
        if above == len(knots):
            return knots[-1][1]
        (left, low), (right, high) = knots[above - 1], knots[above]
        # Held to its knots, since rounding could carry the sum a hair beyond them.
        return min(high, low + (high - low) * (sure - left) / (right - left))


def calibrated(mention: Mention, calibration: Calibration) -> Mention:
    """Return `mention` with calibrated confidences.

    A value can only be right if the incident is real: what is mapped is the product of how sure the reader is of both.
    Claims of slots without knots keep the confidence that they have.
    """
    claims = tuple(
        replace(claim, confidence=calibration.apply(claim.slot, claim.confidence * mention.confidence))
        if claim.slot in calibration.knots
        else claim
        for claim in mention.claims
    )
    return replace(mention, claims=claims, confidence=calibration.apply(INCIDENT, mention.confidence))


def _pairs(knots: list[list[float]]) -> Knots:
    return tuple((float(raw), float(calibrated)) for raw, calibrated in knots)
