"""A short forecast: how many incidents the next days bring if the rate stays as it is, tried on days held back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from tocsin.analysis.tempo.changes import changes
from tocsin.analysis.tempo.counting import Counts
from tocsin.analysis.tempo.dispersion import Floats, ratios
from tocsin.analysis.tempo.nowcast import interval_of, interval_score
from tocsin.analysis.tempo.preparing import Prepared
from tocsin.analysis.tempo.rates import Interval

AHEAD = 7
ORIGINS = 8
"""Weeks at the end that are forecast from what was before them."""
LEAST = 28
"""Days that a forecast needs before it."""
COMPLETE = 0.97
"""Share of incidents known from which on a day counts as known."""
DRAWN = 4000


@dataclass(frozen=True, slots=True)
class Forecast:
    """Incidents expected in all of the `days` days from `start` on.

    Tried on `tried` weeks held back: `held` is the share of them whose number lay in the interval, `score` the mean
    interval score (low is good) and `last_week_score` that of the week before, taken for a Poisson mean.
    """

    start: date
    days: int
    total: Interval
    tried: int
    held: float | None
    score: float | None
    last_week_score: float | None


def forecast(prepared: Prepared, seed: int = 1) -> Forecast | None:
    """Return the forecast of the week after a series; None for fewer than 28 days."""
    counts, exposure, window = prepared.counts, prepared.exposure, prepared.window
    if window.days < LEAST:
        return None
    total = ahead(counts, exposure, seed)
    start = date.fromordinal(window.end.toordinal() + 1)
    # days of which not all is known yet are no truth to measure a forecast by
    complete = int((prepared.share >= COMPLETE).sum())
    first = max(LEAST, complete - ORIGINS * AHEAD)
    origins = range(first, complete - AHEAD + 1, AHEAD)
    if not origins:
        return Forecast(start, AHEAD, total, 0, None, None, None)
    made = [ahead(counts[:, :at], exposure[:at], seed) for at in origins]
    naive = [last_week(counts[0, :at], seed) for at in origins]
    truths = np.array([counts[:, at : at + AHEAD].sum(axis=1) for at in origins], dtype=np.float64).T
    low, high = np.array([(interval.low, interval.high) for interval in made]).T
    held = float(((low <= truths) & (truths <= high)).mean())
    scores = [float(np.mean([interval_score(cast, truth) for truth in truths])) for cast in (made, naive)]
    return Forecast(start, AHEAD, total, len(made), held, scores[0], scores[1])


def ahead(counts: Counts, exposure: Floats, seed: int = 1, days: int = AHEAD) -> Interval:
    """Return how many incidents the `days` after `counts` (draws, days) bring.

    The rate is that of the newest stretch, drawn from the posterior of changes, and changes anew as seldom as before;
    the number around it varies as much as the counts did.
    """
    generator = np.random.default_rng(seed)
    numbers = counts.astype(np.float64)
    now = np.resize(changes(numbers, exposure, seed).now, DRAWN)
    ratio = float(ratios(numbers, exposure)[0].mean())
    mean = now * days
    if ratio > 1:
        mean = generator.gamma(np.maximum(mean, 1e-9) / (ratio - 1)) * (ratio - 1)
    return interval_of(generator.poisson(mean).astype(np.float64))


def last_week(counts: Counts, seed: int = 1) -> Interval:
    """Return what the last week's number says of the next, if it is taken for the mean of a Poisson distribution."""
    draw: Callable[..., Counts] = np.random.default_rng(seed).poisson
    return interval_of(draw(max(float(counts[-AHEAD:].sum()), 0.5), DRAWN).astype(np.float64))
