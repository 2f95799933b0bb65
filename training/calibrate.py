"""Fit a calibration: `python -m training.calibrate RECORDS GOLD --out calibration.json`.

RECORDS are what `tocsin read --json` wrote of the reports in GOLD, with the confidences of the reader as they are
before any calibration. Both must be validation data: neither what the reader was trained on, nor what figures are
published of. For each slot two maps are fitted, Platt's (temperature scaling with a bias) and isotonic regression over
spans of equally many values, and the one is kept that is nearer to what is right (Brier score) on reports that it was
not fitted on. Slots with few values share one map.
"""

import argparse
import json
import math
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tocsin.errors import InputError, TocsinError
from tocsin.extraction.calibration import INCIDENT, Calibration, Knots
from tocsin.scoring.confidence import Judged, judge
from tocsin.scoring.gold import gold_of
from tocsin.scoring.reliability import calibration_error, equal_mass, equal_width

CLAIMED = {
    "date": "when",
    "place": "where",
    "munitions": "weapon",
    "stance": "perpetrator",
    "target category": "target",
}
"""The slot of the claim whose confidence stands for a scored slot of another name."""
UNSEEN = "news-dev"
"""The set that figures are published of."""
FEWEST = 60
"""Values that a slot needs for a map of its own."""
IN_A_SPAN = 25
"""Values that a span of isotonic regression needs."""
SPANS = 50
"""Spans of isotonic regression at most."""
FOLDS = 5
ENDS = 0.001
"""How near to 0 and 1 logarithms of odds are still taken."""
SAMPLED = (0.0, 0.01, 0.02, 0.05, *(n / 20 for n in range(2, 19)), 0.95, 0.98, 0.99, 1.0)
"""Where the curve of Platt scaling gets its knots."""

Shares = NDArray[np.float64]
Fit = Callable[[Sequence[Judged]], Knots]


def platt(judged: Sequence[Judged]) -> Knots:
    """Return sigmoid(slope * logit(raw) + bias) as knots; slope 1 and bias 0 are assumed until values say otherwise.

    The slope is not let under 0: a map never falls.
    """
    odds = _logit(np.array([one.confidence for one in judged]))
    right = np.array([one.right for one in judged])
    weights = np.array([1.0, 0.0])
    rows = np.stack([odds, np.ones_like(odds)], axis=1)
    for _ in range(50):
        told = _sigmoid(rows @ weights)
        slope = rows.T @ (told - right) + (weights - [1.0, 0.0])
        curve = (rows * (told * (1 - told))[:, None]).T @ rows + np.eye(2)
        step = np.linalg.solve(curve, slope)
        weights = weights - step / max(1.0, float(np.abs(step).max()))
    if weights[0] < 0:
        mean = float(np.clip(right.mean(), 0, 1))
        return ((0.0, round(mean, 4)),)
    told = _sigmoid(weights[0] * _logit(np.array(SAMPLED)) + weights[1])
    return tuple((raw, round(float(value), 4)) for raw, value in zip(SAMPLED, told, strict=True))


def isotonic(judged: Sequence[Judged]) -> Knots:
    """Return the map that never falls and is nearest to the shares that are right in spans of equally many values.

    Pool adjacent violators: R. E. Barlow and others, "Statistical inference under order restrictions", Wiley 1972.
    """
    pools: list[_Pool] = []
    for one in equal_mass(judged, max(1, min(SPANS, len(judged) // IN_A_SPAN))):
        pool = _Pool(one.confidence, one.confidence, one.count, one.right)
        while pools and pools[-1].right >= pool.right:
            pool = pools.pop().with_next(pool)
        pools.append(pool)
    knots = [(end, pool.right) for pool in pools for end in dict.fromkeys((pool.first, pool.last))]
    # Two ends that are one when rounded are one knot.
    return tuple({round(raw, 4): round(right, 4) for raw, right in knots}.items())


@dataclass(frozen=True, slots=True)
class _Pool:
    """Spans that have one share right: the mean confidence of the first and of the last, and how many values."""

    first: float
    last: float
    count: int
    right: float

    def with_next(self, other: "_Pool") -> "_Pool":
        count = self.count + other.count
        return _Pool(self.first, other.last, count, (self.count * self.right + other.count * other.right) / count)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The map of one slot: what it was fitted on, by which method, and its calibration error before and after.

    The error after is that on reports that the map was not fitted on; of a shared map, on those it was fitted on.
    """

    slot: str
    method: str
    values: int
    knots: Knots
    before: float
    after: float


def choose(slot: str, judged: Sequence[Judged]) -> Chosen:
    """Return the better of the two maps for `judged`, not empty, by cross-validation over reports."""
    methods: dict[str, Fit] = {"platt": platt, "isotonic": isotonic}
    held_out = {name: _held_out(fit, judged) for name, fit in methods.items()}
    best = min(methods, key=lambda name: _brier(held_out[name]))
    before, after = (calibration_error(equal_width(values)) or 0.0 for values in (judged, held_out[best]))
    return Chosen(slot, best, len(judged), methods[best](judged), before, after)


def fit(judged: Iterable[Judged]) -> list[Chosen]:
    """Return a map for every slot in `judged`, named as slots of claims; those with few values share one."""
    by_slot: defaultdict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        by_slot[CLAIMED.get(one.slot, one.slot)].append(one)
    small = [one for slot, values in by_slot.items() if slot != INCIDENT and len(values) < FEWEST for one in values]
    slots = [one for slot, values in by_slot.items() if slot != INCIDENT for one in values]
    # Where even the small ones together are few, they take the map of all slots.
    shared = choose("", small if len(small) >= FEWEST else slots) if small else None
    out = []
    for slot, values in sorted(by_slot.items()):
        if shared and slot != INCIDENT and len(values) < FEWEST:
            moved = [_moved(one, shared.knots) for one in values]
            before, after = (calibration_error(equal_width(part)) or 0.0 for part in (values, moved))
            out.append(Chosen(slot, f"shared {shared.method}", len(values), shared.knots, before, after))
        else:
            out.append(choose(slot, values))
    return out


def validation(records: Path, gold: Path) -> list[Judged]:
    """Return the judged values and incidents of `records`; raises InputError if they cannot be held against `gold`."""
    if any(UNSEEN in part for path in (records, gold) for part in path.parts):
        raise InputError(f"{gold}: figures are published of {UNSEEN}; fit on other reports")
    try:
        with gold.open("rb") as stream:
            known = gold_of(stream, str(gold))
        lines = records.read_text(encoding="utf-8").splitlines()
        found = {str(one["id"]): one for one in map(json.loads, filter(str.strip, lines))}
    except OSError as error:
        raise InputError(f"{error.filename}: cannot be opened: {error.strerror}") from error
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(f"{records}: is not what `tocsin read --json` writes") from error
    if known.rejections:
        raise InputError(f"{known.rejections[0].item}: {known.rejections[0].reason}")
    both = [report for report in known.reports if str(report["id"]) in found]
    if not both:
        raise InputError(f"{records}: has no report of {gold}")
    judgements = judge(both, found)
    # What `calibrated` maps: a value can only be right if its incident is.
    slots = (replace(one, confidence=one.confidence * one.incident) for one in judgements.slots)
    return [*slots, *judgements.incidents]


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, write the calibration and print what it does; exit code 1 if that is not possible."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("records", type=Path, help="what `tocsin read --json` wrote, with raw confidences")
    parser.add_argument("gold", type=Path, help="the same reports, annotated")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="where to write the calibration")
    options = parser.parse_args(arguments)
    try:
        chosen = fit(validation(options.records, options.gold))
        Calibration({one.slot: one.knots for one in chosen}).save(options.out)
    except (TocsinError, OSError) as error:
        print(f"calibrate: {error}", file=sys.stderr)
        return 1
    print(f"{'slot':12} {'values':>6}  {'map':16} calibration error before and after")
    for one in chosen:
        print(f"{one.slot:12} {one.values:6}  {one.method:16} {one.before:6.1%} {one.after:6.1%}")
    return 0


def _held_out(method: Fit, judged: Sequence[Judged]) -> list[Judged]:
    """Each value with the confidence that a map gives it which was fitted on the reports of the other folds."""
    out: list[Judged] = []
    for fold in range(FOLDS):
        others = [one for one in judged if _fold(one) != fold]
        here = [one for one in judged if _fold(one) == fold]
        knots = method(others) if others else ((0.0, 0.0), (1.0, 1.0))
        out += [_moved(one, knots) for one in here]
    return out


def _fold(one: Judged) -> int:
    return zlib.crc32(one.report.encode()) % FOLDS


def _moved(one: Judged, knots: Knots) -> Judged:
    return replace(one, confidence=Calibration({one.slot: knots}).apply(one.slot, one.confidence))


def _brier(judged: Sequence[Judged]) -> float:
    return math.fsum((one.confidence - one.right) ** 2 for one in judged) / len(judged)


def _logit(shares: Shares) -> Shares:
    held = np.clip(shares, ENDS, 1 - ENDS)
    return np.log(held / (1 - held))


def _sigmoid(odds: Shares) -> Shares:
    return 1 / (1 + np.exp(-odds))


if __name__ == "__main__":
    sys.exit(main())
