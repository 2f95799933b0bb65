"""How often a constant rate looks like this: the evidence for a change, held against series without one.

The statistic is the Bayes factor of one change, on a day that is not known, against none (the average over days of the
marginal likelihood of two rates by that of one: an average likelihood ratio, as D. W. K. Andrews and W. Ploberger,
Optimal tests when a nuisance parameter is present only under the alternative, Econometrica 62, 1994, 1383-1414, show to
be best on average). What it comes to by chance is not taken from a formula but from series of as many incidents at a
constant rate, with the weekday pattern, the delay of reports and the over-dispersion of the real one.
"""

import numpy as np
from scipy.special import gammaln, logsumexp  # type: ignore[import-untyped]  # the package brings no types

from tocsin.analysis.tempo.dispersion import Floats, ratios

SHAPE = 2.0
"""Shape of the gamma distribution of rates before anything is known; its mean is that of the whole series.

With 2, nine of ten rates are between 0.18 and 2.4 times the mean: what a change usually comes to, so that one that
doubles the rate is recognised with fewer incidents than by a shape of 1.
"""
SPLITS = 120
"""Days at most that are tried for a change."""
SERIES = 499
"""Series without a change."""
LONG = 1000
"""Days at most that are looked at one by one; of longer series, runs of days are."""


def log_marginal(counts: Floats, exposure: Floats, scale: Floats | float) -> Floats:
    """Return the log likelihood of `counts` over `exposure` at an unknown constant rate, but for what all have alike.

    The rate has a gamma distribution of shape `SHAPE` and mean SHAPE / `scale`.
    """
    shape = SHAPE + counts
    found: Floats = SHAPE * np.log(scale) - gammaln(SHAPE) + gammaln(shape) - shape * np.log(scale + exposure)
    return found


def evidence(counts: Floats, exposure: Floats) -> Floats:
    """Return for each row of `counts` (series, days) the natural log of the Bayes factor of a change against none.

    Over-dispersed counts speak as so many fewer. `exposure` is of shape (days,) or (series, days), all above 0.
    """
    weight = ratios(counts, exposure)[0][:, None]
    seen = np.cumsum(counts, axis=1) / weight
    known = np.cumsum(np.broadcast_to(exposure, counts.shape), axis=1) / weight
    at = np.unique(np.linspace(0, counts.shape[1] - 2, SPLITS).astype(int))
    total, whole = seen[:, -1:], known[:, -1:]
    scale = SHAPE * whole / np.maximum(total, 1e-9)
    before = log_marginal(seen[:, at], known[:, at], scale)
    after = log_marginal(total - seen[:, at], whole - known[:, at], scale)
    found: Floats = logsumexp(before + after, axis=1) - np.log(at.size) - log_marginal(total, whole, scale)[:, 0]
    return found


def chance_of(counts: Floats, exposure: Floats, known: Floats | None = None, seed: int = 1) -> float:
    """Return how often a constant rate gives as much evidence of a change as `counts` (draws, days): from 0 to 1.

    `exposure` (days,) is the share of each day's incidents that is expected to be seen; `known` (any, days), drawn from
    what is not sure about it, takes its place where series are made up. With less than two incidents it is 1.
    """
    total = round(float(counts.sum(axis=1).mean()))
    if total < 2 or counts.shape[1] < 2:
        return 1.0
    counts, exposure, known = _shortened(counts, exposure, known)
    found = float(evidence(counts, exposure).mean())
    ratio, scale = ratios(counts, exposure)
    made = without_change(total, exposure if known is None else known, float(ratio.mean()), int(scale.max()), seed)
    return float((1 + (evidence(made, exposure) >= found - 1e-9).sum()) / (1 + made.shape[0]))


def _shortened(counts: Floats, exposure: Floats, known: Floats | None) -> tuple[Floats, Floats, Floats | None]:
    """Return the same, in runs of days where there are more than `LONG`."""
    starts = np.arange(0, counts.shape[1], -(-counts.shape[1] // LONG))
    if starts.size == counts.shape[1]:
        return counts, exposure, known
    runs = np.add.reduceat(counts, starts, axis=1), np.add.reduceat(exposure, starts)
    return (*runs, None if known is None else np.add.reduceat(known, starts, axis=1))


def without_change(total: int, exposure: Floats, ratio: float, scale: int, seed: int) -> Floats:
    """Return `SERIES` series of `total` incidents at a constant rate, with variance `ratio` times the mean.

    Runs of `scale` days share a gamma-distributed factor, which makes the counts over-dispersed. Of several rows of
    `exposure`, each series takes one.
    """
    generator = np.random.default_rng(seed)
    rows = np.atleast_2d(exposure)
    share = rows[np.arange(SERIES) % rows.shape[0]]
    days = share.shape[1]
    if ratio > 1:
        mean = total / days * scale
        blocks = -(-days // scale)
        factors = np.maximum(generator.gamma(mean / (ratio - 1), size=(SERIES, blocks)), 1e-12)
        share = share * np.repeat(factors, scale, axis=1)[:, -days:]
    made: Floats = generator.multinomial(total, share / share.sum(axis=1, keepdims=True)).astype(np.float64)
    return made
