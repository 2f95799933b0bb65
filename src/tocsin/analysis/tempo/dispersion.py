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
THIN = 0.2
"""Days of which less than this share is known by now are not compared."""


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Variance by mean of the counts, at least 1, and the `scale` in days at which it is highest.

    `chance` is how often counts of a Poisson process vary as much from day to day. `size` is the parameter of a
    negative binomial distribution fitted by maximum likelihood, None where the counts vary no more than Poisson ones.
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


def dispersion(counts: Floats, exposure: Floats) -> Dispersion:
    """Return how much `counts` (draws, days) vary beyond chance, on the average of the draws."""
    found, scales = ratios(counts, exposure)
    first, known = counts[0], exposure > THIN
    expected = exposure[known] * first.sum() / max(exposure.sum(), 1e-12)
    degrees = max(int(known.sum()) - 1, 1)
    distance = float(((first[known] - expected) ** 2 / np.maximum(expected, 1e-12)).sum())
    chance = float(chi2.sf(distance, degrees)) if first.sum() else 1.0
    size = _size(first[known], expected) if distance > degrees else None
    return Dispersion(float(found.mean()), int(np.round(np.median(scales))), chance, size)


def _size(counts: Floats, expected: Floats) -> float | None:
    """Return the size of a negative binomial distribution, by maximum likelihood; None where it is out of sight."""

    def loss(log_size: float) -> float:
        size = float(np.exp(log_size))
        return -float(nbinom.logpmf(counts, size, size / (size + expected)).sum())

    size = float(np.exp(minimize_scalar(loss, bounds=(-5.0, 8.0), method="bounded").x))
    return size if size < 1000 else None
