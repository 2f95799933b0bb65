"""Trend of events in time: the test of Laplace, and the log-linear rate of Cox and Lewis.

D. R. Cox and P. A. W. Lewis, The Statistical Analysis of Series of Events, 1966, chapter 3. Events of one day are put
at its middle. Both are stretched by the over-dispersion of the counts (P. McCullagh and J. A. Nelder, Generalized
Linear Models, 1989, section 6.2): bursts would otherwise be taken for a trend.
"""

from dataclasses import dataclass

import numpy as np
from scipy.stats import t as student  # type: ignore[import-untyped]  # the package brings no types

from tocsin.analysis.tempo.dispersion import Floats, ratios
from tocsin.analysis.tempo.rates import LEVEL, Interval

ROUNDS = 50


@dataclass(frozen=True, slots=True)
class Trend:
    """`laplace` is the standardised mean time of events, above 0 where they become more frequent.

    `chance` is how often a constant rate gives one as far from 0, in either direction; `plain_chance` the same for
    events that come singly. `weekly` is by how much the rate grows in a week, 1 where it does not, after Cox and Lewis.
    """

    laplace: float
    chance: float
    plain_chance: float
    weekly: Interval


def trend(counts: Floats, exposure: Floats) -> Trend | None:
    """Return the trend of `counts` (draws, days), None of less than three events or days.

    `exposure` (days,) is the share of each day's incidents that is seen. The draws of days are combined by Rubin's
    rules (1987).
    """
    total = counts.sum(axis=1)
    days = counts.shape[1]
    if total.min() < 3 or days < 3:
        return None
    time = np.arange(days) - (days - 1) / 2
    weights = exposure / exposure.sum()
    middle = float(weights @ time)
    spread = float(weights @ (time - middle) ** 2)
    plain = (counts @ time - total * middle) / np.sqrt(total * spread)
    ratio = ratios(counts, exposure)[0]
    robust = plain / np.sqrt(ratio)
    between = (1 + 1 / total.size) * float(robust.var(ddof=1)) if total.size > 1 else 0.0
    degrees = max(min(days, float(total.mean())) - 2, 1)
    laplace = float(robust.mean()) / np.sqrt(1 + between)
    return Trend(
        float(laplace),
        2 * float(student.sf(abs(laplace), degrees)),
        2 * float(student.sf(abs(float(plain.mean())), 1e6)),
        _growth(counts.mean(axis=0), exposure, time, float(ratio.mean()) * (1 + between)),
    )


def _growth(counts: Floats, exposure: Floats, time: Floats, ratio: float) -> Interval:
    """Fit rate = exp(a + b * time) by Newton's method on b, with a at its best, and return exp(7 b)."""
    total = counts.sum()
    sum_of_times = float(counts @ time)
    slope, spread = 0.0, 1.0
    for _ in range(ROUNDS):
        weights = exposure * np.exp(slope * time - np.max(slope * time))
        weights /= weights.sum()
        middle = float(weights @ time)
        spread = max(float(weights @ (time - middle) ** 2), 1e-6)
        step = (sum_of_times / total - middle) / spread
        slope += float(np.clip(step, -2 / time.size, 2 / time.size))
        if abs(step) < 1e-10:
            break
    wide = float(student.ppf((1 + LEVEL) / 2, max(min(time.size, total) - 2, 1))) * np.sqrt(ratio / (total * spread))
    low, value, high = np.exp(np.clip(7 * np.array([slope - wide, slope, slope + wide]), -50, 50))
    return Interval(float(value), float(low), float(high))
