"""Rates with exact intervals, and how many of the days had an attack."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq  # type: ignore[import-untyped]  # the package brings no types
from scipy.stats import beta, gamma  # type: ignore[import-untyped]  # likewise

from tocsin.analysis.tempo.counting import Counts
from tocsin.errors import VocabularyError

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """A value that lies within `low` to `high` with `level`."""

    value: float
    low: float
    high: float
    level: float = LEVEL


def poisson_interval(totals: Sequence[float], dispersion: float = 1.0, level: float = LEVEL) -> Interval:
    """Return the expected number of incidents that `totals`, each as likely, tell of.

    The exact interval of a Poisson count (F. Garwood, Fiduciary limits for the Poisson distribution, Biometrika 28,
    1936, 437-442). Several totals, from several draws of the days, give the interval of their mixture. Counts whose
    variance is `dispersion` times their mean are as sure as so many fewer incidents. Raises VocabularyError.
    """
    if not totals or min(totals) < 0 or dispersion <= 0 or not 0 < level < 1:
        raise VocabularyError("an interval needs counts of no less than 0, a dispersion above 0 and a level below 1")
    scaled = np.asarray(totals, dtype=float) / dispersion
    tail = (1 - level) / 2
    low = _mixed_quantile(scaled, tail)
    high = _mixed_quantile(scaled + 1, 1 - tail)
    return Interval(float(np.mean(totals)), low * dispersion, high * dispersion, level)


def _mixed_quantile(shapes: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]", share: float) -> float:
    """Return the quantile of a mixture of gamma distributions; a shape of 0 is the point 0."""
    positive = shapes[shapes > 0]
    nothing = (shapes.size - positive.size) / shapes.size
    if nothing >= share:
        return 0.0
    ends = gamma.ppf(share, positive)
    if np.ptp(ends) == 0 and nothing == 0:
        return float(ends[0])

    def above(x: float) -> float:
        return nothing + float(gamma.cdf(x, positive).sum()) / shapes.size - share

    top = float(gamma.ppf(min(share + nothing + 1e-9, 1 - 1e-9), positive.max())) + 1
    return float(brentq(above, 0.0, top))


def presence(counts: Counts, level: float = LEVEL) -> Interval:
    """Return the share of days with at least one attack; `counts` of shape (draws, days).

    The interval is the exact one of C. J. Clopper and E. S. Pearson (Biometrika 26, 1934, 404-413).
    """
    days = counts.shape[1]
    struck = round(float((counts > 0).sum(axis=1).mean()))
    tail = (1 - level) / 2
    low = float(beta.ppf(tail, struck, days - struck + 1)) if struck else 0.0
    high = float(beta.ppf(1 - tail, struck + 1, days - struck)) if struck < days else 1.0
    return Interval(struck / days, low, high, level)
