"""How probable it is that attacks were more or fewer than usual on some days, and by how many times."""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln  # type: ignore[import-untyped]  # the package brings no types
from scipy.stats import beta, gamma  # type: ignore[import-untyped]  # likewise

from tocsin.analysis.tempo.evidence import SHAPE
from tocsin.analysis.tempo.rates import LEVEL, Interval

POINTS = 400
MOST = 1000.0
"""A ratio that has no upper end is told as this many times."""


@dataclass(frozen=True, slots=True)
class Belief:
    """Probabilities that there were `more` and `fewer` attacks than usual; what is missing to 1 is neither."""

    more: float
    fewer: float


def belief(seen: float, expected: float, reference: float, dispersion: float, before: float) -> Belief:
    """Return what `seen` attacks say where `expected` are usual, which rests on `reference` attacks.

    Beforehand there is no difference with probability `before`; else the ratio to the usual number has a gamma
    distribution of mean 1 and the shape that the rates of `tocsin tempo` have. The usual number is known as well as
    its reference tells (a negative binomial distribution); counts whose variance is `dispersion` times their mean say
    as much as so many fewer.
    """
    count, usual, known = seen / dispersion, max(expected, 1e-9) / dispersion, max(reference, 0.5) / dispersion
    grid = gamma.ppf((np.arange(POINTS) + 0.5) / POINTS, SHAPE) / SHAPE
    same = _log_chance(count, usual, known)
    other = np.exp(np.array([_log_chance(count, usual * ratio, known) for ratio in grid]) - same) / POINTS
    total = before + (1 - before) * float(other.sum())
    share = (1 - before) / total
    return Belief(float(other[grid > 1].sum()) * share, float(other[grid <= 1].sum()) * share)


def _log_chance(count: float, mean: float, size: float) -> float:
    """Return the log of the negative binomial probability of `count`, but for what all means have alike."""
    return float(
        gammaln(count + size)
        - gammaln(size)
        + size * np.log(size / (size + mean))
        + count * np.log(mean / (size + mean))
    )


def ratio_of(seen: float, expected: float, reference: float, dispersion: float) -> Interval:
    """Return by how many times `seen` attacks are more than `expected`, which rests on `reference` attacks.

    The exact interval of a share (Clopper and Pearson 1934) of seen attacks among seen and reference ones; counts are
    stretched by their `dispersion`.
    """
    usual = max(expected, 1e-9)
    count, known = seen / dispersion, max(reference, 0.5) / dispersion
    tail = (1 - LEVEL) / 2
    low = float(beta.ppf(tail, count, known + 1)) if count > 0 else 0.0
    high = float(beta.ppf(1 - tail, count + 1, known))
    scale = max(reference, 0.5) / usual
    ends = (min(share / max(1 - share, 1e-12) * scale, MOST) for share in (low, high))
    return Interval(min(seen / usual, MOST), *ends)
