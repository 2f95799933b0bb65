"""Occasions: are there more attacks before or after visits, votes and anniversaries than on other days?

The days around the occasions are held against the same pattern of days moved along the series, in a circle, by every
number of days there is (a circular-shift permutation test): so
bursts and the spacing of the occasions stay as they are, and only how the two lie to each other changes. Of many sorts
of occasions, chances are corrected by S. Holm, A simple sequentially rejective multiple test procedure, Scandinavian
Journal of Statistics 6, 1979, 65-70.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from tocsin.analysis.tempo.counting import Counts, Window
from tocsin.analysis.tempo.dispersion import Floats

BEFORE, AFTER = 7, 7
"""Days before and after an occasion that are looked at; its own day is the first after."""


@dataclass(frozen=True, slots=True)
class Around:
    """Attacks on the days before or after occasions of one sort, by the number that the usual rate makes.

    `ratio` is above 1 where there are more than usual. `chance` is how often occasions at other times have as many or
    more where there are more, as few or fewer where there are fewer; `corrected` the same for all sorts together.
    """

    sort: str
    side: str
    occasions: int
    incidents: float
    expected: float
    ratio: float
    chance: float
    corrected: float


def around(
    counts: Counts, exposure: Floats, window: Window, occasions: Mapping[str, Sequence[date]]
) -> tuple[Around, ...]:
    """Return for each sort of `occasions` the attacks before and after them; those outside `window` are passed over.

    `counts` (draws, days) are held against `exposure` (days,), the share of each day's incidents that is known. The
    smallest chance there can be is one by the number of days.
    """
    found: list[Around] = []
    for sort, dates in sorted(occasions.items()):
        days = sorted({(day - window.start).days for day in dates if window.start <= day <= window.end})
        if days:
            found += [_side(counts, exposure, days, sort, side) for side in ("before", "after")]
    corrected = holm([one.chance for one in found])
    return tuple(
        Around(o.sort, o.side, o.occasions, o.incidents, o.expected, o.ratio, o.chance, chance)
        for o, chance in zip(found, corrected, strict=True)
    )


def _side(counts: Counts, exposure: Floats, days: Sequence[int], sort: str, side: str) -> Around:
    length = counts.shape[1]
    steps = range(-BEFORE, 0) if side == "before" else range(AFTER)
    mask = np.zeros(length)
    for day in days:
        near = [day + step for step in steps if 0 <= day + step < length]
        mask[near] = 1.0
    mean = counts.mean(axis=0)
    usual = float(mean.sum() / exposure.sum())
    seen, expected = _shifted(mask, mean), _shifted(mask, exposure) * usual
    ratios = (seen + 0.5) / (expected + 0.5)
    more = ratios[0] >= 1
    extreme = ratios >= ratios[0] - 1e-9 if more else ratios <= ratios[0] + 1e-9
    ratio = float(seen[0] / expected[0]) if expected[0] > 0 else 1.0
    return Around(sort, side, len(days), float(seen[0]), float(expected[0]), ratio, float(extreme.mean()), 1.0)


def _shifted(mask: Floats, values: Floats) -> Floats:
    """Return the sum of `values` under `mask` moved by 0, 1, 2 ... days in a circle."""
    sums: Floats = np.fft.irfft(np.conj(np.fft.rfft(mask)) * np.fft.rfft(values), mask.size)
    return sums.round(9)  # else what is equal would not be


def holm(chances: Sequence[float]) -> list[float]:
    """Return `chances` corrected for their number."""
    corrected = [1.0] * len(chances)
    highest = 0.0
    for rank, at in enumerate(sorted(range(len(chances)), key=lambda at: chances[at])):
        highest = max(highest, min((len(chances) - rank) * chances[at], 1.0))
        corrected[at] = highest
    return corrected
