"""Over-dispersion: whether counts vary more than chance alone makes them, from day to day or from week to week.

The measures compare neighbours (J. von Neumann, Distribution of the ratio of the mean square successive difference to
the variance, Annals of Mathematical Statistics 12, 1941, 367-395): a rate that changes now and then, which is what is
looked for, does not count as over-dispersion.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar  # type: ignore[import-untyped]  # the package brings no types
from scipy.stats import chi2, nbinom  # type: ignore[import-untyped]  # likewise

Floats = NDArray[np.float64]
SCALES = (1, 7)
"""Days of which neighbours are compared: bursts within a day, and within a week."""
NOTICED = {1: 1.0, 7: 1.64}
"""Standard errors by which the ratio of a scale has to be higher to count; it is about sqrt(3 / neighbours)."""
BLOCKS = 8
"""So many neighbours at least tell a variance."""
SIZED = 5
"""Draws that a negative binomial distribution is fitted to."""
THIN = 0.2
"""Days of which less than this share is known by now are not compared."""


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Variance by mean of the counts, at least 1, and the `scale` in days at which it is highest.

    `chance` is how often counts of a Poisson process at the same changing rate vary as much on its days. `size` is the
    parameter of a negative binomial distribution fitted by maximum likelihood, None where they vary no more than that.
    """

    ratio: float
    scale: int
    chance: float
    size: float | None


def ratios(counts: Floats, exposure: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """Return for each row of `counts` (series, days) the ratio of variance to mean, no less than 1, and its scale.

    `exposure` is how much of each day is seen, of shape (days,) or (series, days).
    """
    exposure = np.broadcast_to(exposure, counts.shape)
    best = np.ones(counts.shape[0])
    scale = np.ones(counts.shape[0], dtype=np.int64)
    for days in SCALES:
        blocks = counts.shape[1] // days
        if blocks < BLOCKS:
            continue
        seen, known = (_blocks(table, days, blocks) for table in (counts, exposure))
        found = _neighbours(seen, known, days)
        noticeable = found > best * (1 + NOTICED[days] * np.sqrt(3 / blocks))
        scale = np.where(noticeable, days, scale)
        best = np.where(noticeable, found, best)
    return best, scale


def _blocks(table: Floats, days: int, blocks: int) -> Floats:
    """Sum `table` over runs of days; what is left over is at the beginning."""
    summed: Floats = table[:, -days * blocks :].reshape(table.shape[0], blocks, days).sum(axis=2)
    return summed


def _neighbours(seen: Floats, known: Floats, days: int) -> Floats:
    before, after = known[:, :-1], known[:, 1:]
    usable = (before > THIN * days) & (after > THIN * days)
    apart = np.where(usable, (seen[:, 1:] * before - seen[:, :-1] * after) ** 2, 0.0).sum(axis=1)
    rate = seen.sum(axis=1) / np.maximum(known.sum(axis=1), 1e-12)
    expected = rate * np.where(usable, before * after * (before + after), 0.0).sum(axis=1)
    return np.where(expected > 0, apart / np.where(expected > 0, expected, 1.0), 1.0)


def dispersion(counts: Floats, exposure: Floats, rate: Floats | None = None) -> Dispersion:
    """Return how much `counts` (draws, days) vary beyond chance, on the average of the draws.

    `exposure` (days,) is the share of each day's incidents that is seen, `rate` (days,) the rate as it changes, by its
    shape: a constant one where it is not given.
    """
    found, scales = ratios(counts, exposure)
    known = exposure > THIN
    level = exposure[known] if rate is None else exposure[known] * rate[known]
    seen = counts[:, known]
    expected = level / max(float(level.sum()), 1e-12) * seen.sum(axis=1, keepdims=True)
    degrees = max(int(known.sum()) - 1, 1)
    distances = ((seen - expected) ** 2 / np.maximum(expected, 1e-12)).sum(axis=1)
    chance = float(chi2.sf(distances, degrees).mean()) if counts.sum() else 1.0
    size = _size(seen[:SIZED], expected[:SIZED]) if distances.mean() > degrees else None
    return Dispersion(float(found.mean()), int(np.round(np.median(scales))), chance, size)


def _size(counts: Floats, expected: Floats) -> float | None:
    """Return the size of a negative binomial distribution, by maximum likelihood; None where it is out of sight."""
    expected = np.maximum(expected, 1e-12)

    def loss(log_size: float) -> float:
        size = float(np.exp(log_size))
        return -float(nbinom.logpmf(counts, size, size / (size + expected)).sum())

    size = float(np.exp(minimize_scalar(loss, bounds=(-5.0, 8.0), method="bounded").x))
    return size if size < 1000 else None
