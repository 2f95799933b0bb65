"""Floors: the least that each figure may be. They rise freely and fall only by an explicit decision."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.quality.figures import Figures


@dataclass(frozen=True, slots=True)
class Verdict:
    """One floor held against what was measured; `value` None where nothing was measured."""

    key: str
    floor: float
    value: float | None

    @property
    def below(self) -> bool:
        # Shares are ratios of small counts: a hair under the floor is a rounding of the division, not a fall.
        return self.value is not None and self.value < self.floor - 1e-9


def load_floors(path: Path) -> dict[str, float]:
    """Return the floors in `path`, by key ("news-dev.slots", "offsets")."""
    found: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return found


def values(measured: Iterable[Figures]) -> dict[str, float | None]:
    """Return every figure of `measured` that may have a floor, by key; F where there are precision and recall."""
    out: dict[str, float | None] = {}
    for figures in measured:
        out |= {
            f"{figures.name}.incidents": figures.incidents[2],
            f"{figures.name}.slots": figures.slots[2],
            f"{figures.name}.relations": figures.relations[2],
            f"{figures.name}.clean": figures.clean,
            f"{figures.name}.exact": figures.exact,
            f"{figures.name}.when": figures.when,
        }
        if figures.offsets is not None:
            lowest = out.get("offsets")
            out["offsets"] = figures.offsets if lowest is None else min(lowest, figures.offsets)
    return out


def judge(floors: Mapping[str, float], found: Mapping[str, float | None]) -> list[Verdict]:
    """Return a verdict for each floor, in their order."""
    return [Verdict(key, floor, found.get(key)) for key, floor in floors.items()]
