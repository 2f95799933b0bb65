"""Floors and ceilings: the least, or the most, that a figure may be; loosened only by an explicit decision."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.quality.figures import Figures


@dataclass(frozen=True, slots=True)
class Verdict:
    """One floor or ceiling held against what was measured; `value` None where nothing was measured."""

    key: str
    bound: float
    value: float | None
    is_ceiling: bool = False

    @property
    def broken(self) -> bool:
        if self.value is None:
            return False
        over = self.value - self.bound if self.is_ceiling else self.bound - self.value
        # Shares are ratios of small counts: a hair beyond the bound is a rounding of the division, not a fault.
        return over > 1e-9


def load_bounds(path: Path) -> dict[str, float]:
    """Return the floors or ceilings in `path`, by key ("news-dev.slots", "offsets")."""
    found: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return found


def values(measured: Iterable[Figures]) -> dict[str, float | None]:
    """Return every figure of `measured` that may have a bound, by key; F where there are precision and recall."""
    out: dict[str, float | None] = {}
    for figures in measured:
        out |= {
            f"{figures.name}.incidents": figures.incidents[2],
            f"{figures.name}.slots": figures.slots[2],
            f"{figures.name}.relations": figures.relations[2],
            f"{figures.name}.clean": figures.clean,
            f"{figures.name}.exact": figures.exact,
            f"{figures.name}.when": figures.when,
            f"{figures.name}.ece": figures.ece,
            f"{figures.name}.recall_at_90": figures.recall_at_90,
        }
        if figures.offsets is not None:
            lowest = out.get("offsets")
            out["offsets"] = figures.offsets if lowest is None else min(lowest, figures.offsets)
    return out


def judge(
    floors: Mapping[str, float], ceilings: Mapping[str, float], found: Mapping[str, float | None]
) -> list[Verdict]:
    """Return a verdict for each floor, then for each ceiling, in their order."""
    return [
        *(Verdict(key, floor, found.get(key)) for key, floor in floors.items()),
        *(Verdict(key, ceiling, found.get(key), is_ceiling=True) for key, ceiling in ceilings.items()),
    ]
