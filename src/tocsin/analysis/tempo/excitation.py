"""Clustering in time: does an attack make the next ones likelier for a while?

A self-exciting process (A. G. Hawkes, Spectra of some self-exciting and mutually exciting point processes, Biometrika
58, 1971, 83-90) with an exponential kernel: each attack adds `branching` / `days` times exp(-age / `days`) to the rate.
It is fitted by maximum likelihood (Y. Ogata, The asymptotic behaviour of maximum likelihood estimators for stationary
point processes, Annals of the Institute of Statistical Mathematics 30, 1978, 243-261) on top of a rate that changes
with time but not with the attacks. Both are tested by time rescaling (E. N. Brown et al., The time-rescaling theorem
and its application to neural spike train data analysis, Neural Computation 14, 2002, 325-346): if a process is right,
the expected numbers of attacks from one to the next are exponential with mean one.

Only days are known: attacks of a day are spread over it at random.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]  # the package brings no types
from scipy.stats import chi2, kstest  # type: ignore[import-untyped]  # likewise

from tocsin.analysis.tempo.counting import Counts
from tocsin.analysis.tempo.dispersion import Floats

ENOUGH = 20
"""Fewer attacks tell nothing about each other."""
SHORTEST, LONGEST = 0.5, 30.0
"""Bounds of the days for which an attack is felt: less cannot be seen in daily data, more is a change of the rate."""
SURE = 0.01


@dataclass(frozen=True, slots=True)
class Excitation:
    """`branching` attacks follow directly on one, most of them within `days`; 0 where attacks are independent.

    `chance` is how often independent attacks at the same changing rate look as clustered (likelihood ratio, by its
    bound, chi-squared with two degrees of freedom). `fits` and `independent_fits` are how often gaps would be as far
    from exponential if the self-exciting process, or the one without memory, were right (Kolmogorov and Smirnov).
    """

    branching: float
    days: float
    chance: float
    fits: float
    independent_fits: float

    @property
    def found(self) -> bool:
        """Whether attacks are clustered beyond what the changing rate explains."""
        return self.chance < SURE


def excitation(counts: Counts, rate: Floats, seed: int = 1) -> Excitation | None:
    """Return the self-excitation of attacks with `counts` (days,) around `rate` (days,), the rate without it.

    `rate` counts by its shape alone. None with fewer than twenty attacks.
    """
    total = int(counts.sum())
    if total < ENOUGH:
        return None
    times = _times(counts, seed)
    level = np.maximum(rate, 1e-9) * counts.size / max(float(rate.sum()), 1e-9)
    whole = np.concatenate([[0.0], np.cumsum(level)])
    base = level[np.minimum(times.astype(np.int64), counts.size - 1)]
    best, loss = _fit(times, base, float(counts.size))
    independent = -(np.log(total / counts.size) * total + float(np.log(base).sum()) - total)
    branching, days = (float(value) for value in best)
    gained = max(2 * (independent - loss), 0.0)
    elapsed = np.interp(times, np.arange(counts.size + 1), whole)
    ground = _ground(times, branching, days, float(counts.size))
    excited = ground * elapsed + branching * (np.arange(total) - _felt(times, days))
    return Excitation(
        branching,
        days,
        float(chi2.sf(gained, 2)),
        _exponential(excited),
        _exponential(elapsed * total / counts.size),
    )


def _times(counts: Counts, seed: int) -> Floats:
    generator = np.random.default_rng(seed)
    days = np.repeat(np.arange(counts.size), counts)
    return np.sort(days + generator.random(days.size))


def _felt(times: Floats, days: float) -> Floats:
    """Return for each attack the sum of exp(-age / days) over those before it: by sums of exponentials in logs."""
    logs = np.logaddexp.accumulate(times / days)
    return np.concatenate([[0.0], np.exp(logs[:-1] - times[1:] / days)])


def _fit(times: Floats, base: Floats, length: float) -> tuple[Floats, float]:
    """Return branching and days of least negative log likelihood, and that.

    The rate without excitation is such that the expected number of attacks is what it is, as it is at the maximum.
    """

    def loss(parameters: Floats) -> float:
        branching, days = (float(value) for value in parameters)
        rates = _ground(times, branching, days, length) * base + branching / days * _felt(times, days)
        return times.size - float(np.log(rates).sum())

    bounds = [(0.0, 0.99), (SHORTEST, LONGEST)]
    starts = ([0.2, 1.0], [0.2, 7.0])
    tries = [minimize(loss, start, method="L-BFGS-B", bounds=bounds) for start in starts]
    best = min(tries, key=lambda one: float(one.fun))
    return best.x, float(best.fun)


def _ground(times: Floats, branching: float, days: float, length: float) -> float:
    """Return the mean rate without excitation at which as many attacks are expected as there were."""
    follow = branching * float((1 - np.exp(-(length - times) / days)).sum())
    return max(times.size - follow, 1e-6) / length


def _exponential(elapsed: Floats) -> float:
    """Return how often gaps that are exponential with mean one look less so than those of `elapsed`."""
    return float(kstest(np.diff(elapsed, prepend=0.0), "expon").pvalue)
