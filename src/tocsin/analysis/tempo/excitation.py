"""Clustering in time: does an attack make the next ones likelier for a while?

A self-exciting process (A. G. Hawkes, Spectra of some self-exciting and mutually exciting point processes, Biometrika
58, 1971, 83-90) with an exponential kernel: each attack adds `branching` / `days` times exp(-age / `days`) to the rate.
It is fitted by maximum likelihood (Y. Ogata, The asymptotic behaviour of maximum likelihood estimators for stationary
point processes, Annals of the Institute of Statistical Mathematics 30, 1978, 243-261) on top of a rate that changes
with time but not with the attacks. Both are tested by time rescaling (E. N. Brown et al., The time-rescaling theorem
and its application to neural spike train data analysis, Neural Computation 14, 2002, 325-346): if a process is right,
the expected numbers of attacks from one to the next are exponential with mean one.

Only days are known: attacks of a day are spread over it at random, several times over, and figures are means.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]  # the package brings no types
from scipy.stats import kstest  # type: ignore[import-untyped]  # likewise

from tocsin.analysis.tempo.background import background
from tocsin.analysis.tempo.clusters import clustered_by_chance
from tocsin.analysis.tempo.counting import Counts
from tocsin.analysis.tempo.dispersion import Floats

ENOUGH = 20
"""Fewer attacks tell nothing about each other."""
SHORTEST, LONGEST = 0.5, 30.0
"""Bounds of the days for which an attack is felt: less cannot be seen in daily data, more is a change of the rate."""
SURE = 0.01
DRAWS = 5


@dataclass(frozen=True, slots=True)
class Excitation:
    """`branching` attacks follow directly on one, most of them within `days`; 0 where attacks are independent.

    `chance` is how often independent attacks at the same changing rate look as clustered. `fits` and `independent_fits`
    are how often gaps would be as far from exponential if the self-exciting process, or the one without memory, were
    right (Kolmogorov and Smirnov).
    """

    branching: float
    days: float
    chance: float
    fits: float
    independent_fits: float

    @property
    def found(self) -> bool:
        """Whether attacks are clustered beyond what the changing rate explains."""
        return self.chance <= SURE


def excitation(counts: Counts, exposure: Floats, seed: int = 1) -> Excitation | None:
    """Return the self-excitation of attacks with `counts` (draws, days); None with fewer than twenty attacks.

    `exposure` (days,) is the share of each day's incidents that is expected to be seen, its weekday's factor included.
    """
    if counts.sum(axis=1).min() < ENOUGH:
        return None
    generator = np.random.default_rng(seed)
    rows = counts[np.arange(DRAWS) % counts.shape[0]]
    rates = np.maximum(background(rows.astype(np.float64), exposure), 1e-9)
    levels = rates * counts.shape[1] / rates.sum(axis=1, keepdims=True)
    found = [_of_one(_times(row, generator), level) for row, level in zip(rows, levels, strict=True)]
    branching, days, fits, independent_fits = np.mean(found, axis=0).tolist()
    chance = clustered_by_chance(rows[: counts.shape[0]].astype(np.float64), exposure, seed)
    return Excitation(branching, days, chance, fits, independent_fits)


def _of_one(times: Floats, level: Floats) -> tuple[float, float, float, float]:
    """Return branching, days, and how well gaps fit with excitation and without."""
    total, length = times.size, float(level.size)
    base = level[np.minimum(times.astype(np.int64), level.size - 1)]
    branching, days = _fit(times, base, length)
    elapsed = np.interp(times, np.arange(level.size + 1), np.concatenate([[0.0], np.cumsum(level)]))
    followers = branching * (np.arange(total) - _felt(times, days))
    excited = _ground(times, branching, days, length) * elapsed + followers
    return branching, days, _exponential(excited), _exponential(elapsed * total / length)


def _times(counts: Counts, generator: np.random.Generator) -> Floats:
    days = np.repeat(np.arange(counts.size), counts)
    return np.sort(days + generator.random(days.size))


def _felt(times: Floats, days: float) -> Floats:
    """Return for each attack the sum of exp(-age / days) over those before it: by sums of exponentials in logs."""
    logs = np.logaddexp.accumulate(times / days)
    return np.concatenate([[0.0], np.exp(logs[:-1] - times[1:] / days)])


def _fit(times: Floats, base: Floats, length: float) -> tuple[float, float]:
    """Return branching and days of the greatest log likelihood."""

    def loss(parameters: Floats) -> float:
        return -log_likelihood(times, base, length, float(parameters[0]), float(parameters[1]))

    bounds = [(0.0, 0.99), (SHORTEST, LONGEST)]
    starts = ([0.2, 1.0], [0.2, 7.0])
    tries = [minimize(loss, start, method="L-BFGS-B", bounds=bounds) for start in starts]
    best = min(tries, key=lambda one: float(one.fun))
    return float(best.x[0]), float(best.x[1])


def log_likelihood(times: Floats, base: Floats, length: float, branching: float, days: float) -> float:
    """Return the log likelihood of attacks at `times` (attacks,), from 0 to `length`, with `branching` and `days`.

    `base` (attacks,) is the rate without excitation at each attack, by its mean. Its level is such that as many attacks
    are expected as there were, which holds at the maximum: there nothing is gained by making all rates higher.
    """
    rates = _ground(times, branching, days, length) * base + branching / days * _felt(times, days)
    return float(np.log(rates).sum()) - times.size


def _ground(times: Floats, branching: float, days: float, length: float) -> float:
    """Return the mean rate without excitation at which as many attacks are expected as there were."""
    follow = branching * float((1 - np.exp(-(length - times) / days)).sum())
    return max(times.size - follow, 1e-6) / length


def _exponential(elapsed: Floats) -> float:
    """Return how often gaps that are exponential with mean one look less so than those of `elapsed`."""
    return float(kstest(np.diff(elapsed, prepend=0.0), "expon").pvalue)
