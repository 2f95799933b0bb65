"""What has happened but is not known yet: the delay of reports, and the days that it leaves thin.

How long incidents take to become known is told by those that have, but of a recent day only the quickly known ones have
yet: the delays are cut off on the right. The distribution is therefore put together backwards, from the share of those
known within a delay that took all of it (J. F. Lawless, Adjustments for reporting delays and the prediction of occurred
but not reported events, Canadian Journal of Statistics 22, 1994, 15-31).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from tocsin.analysis.tempo.counting import Counts, Window
from tocsin.analysis.tempo.dispersion import Floats, ratios
from tocsin.analysis.tempo.events import Events
from tocsin.analysis.tempo.evidence import SHAPE
from tocsin.analysis.tempo.rates import Interval

LONGEST = 60
"""Longest delay in days that is looked at; what takes longer comes as if from nowhere."""
ENOUGH = 20
"""So many delays at least tell a distribution ..."""
OCCASIONS = 8
"""... if they come from so many days on which something became known: one list of old incidents tells no delay."""
DRAWN, SIZE = 200, 2000
"""Distributions of delays that are drawn, and weeks made up from them."""
LEVEL = 0.8


@dataclass(frozen=True, slots=True, eq=False)
class Delay:
    """How incidents become known: `share` (LONGEST + 1,) of those that ever are is known within 0, 1, 2 ... days.

    `drawn` (DRAWN, LONGEST + 1) are distributions that would fit as well. `known` is False where the delays tell
    nothing: then everything counts as known at once.
    """

    share: Floats
    drawn: Floats
    known: bool

    def seen(self, ages: Counts) -> tuple[Floats, Floats]:
        """Return the share of incidents `ages` days old that is known, and all draws of it, each above 0."""
        at = np.clip(ages, 0, LONGEST)
        return np.maximum(self.share[at], 1e-3), np.maximum(self.drawn[:, at], 1e-3)


AT_ONCE = Delay(np.ones(LONGEST + 1), np.ones((1, LONGEST + 1)), False)
"""Everything is known at once."""


def delay_of(events: Events, as_of: date, seed: int = 1) -> Delay:
    """Return the delay of `events`, which are all that was known on `as_of`."""
    exact = events.first == events.last
    delays = np.maximum(events.told[exact] - events.first[exact], 0)
    ages = as_of.toordinal() - events.first[exact]
    usable = (delays <= LONGEST) & (delays <= ages)
    told_on = np.unique(events.told[exact][usable]).size
    if usable.sum() < ENOUGH or told_on < OCCASIONS:
        return AT_ONCE
    return _distribution(delays[usable], np.minimum(ages[usable], LONGEST), seed)


def _distribution(delays: Counts, ages: Counts, seed: int) -> Delay:
    table = np.zeros((LONGEST + 1, LONGEST + 1))
    np.add.at(table, (delays, ages), 1)
    old_enough = np.cumsum(table[:, ::-1], axis=1)[:, ::-1]
    took = np.diagonal(old_enough).copy()
    within = np.diagonal(np.cumsum(old_enough, axis=0)).copy()
    generator = np.random.default_rng(seed)
    hazard = np.divide(took, within, out=np.zeros_like(took), where=within > 0)
    draws = generator.beta(took + 1e-6, within - took + 0.5, size=(DRAWN, LONGEST + 1))
    draws[:, within == 0] = 0.0
    return Delay(_share(hazard[None, :])[0], _share(draws), True)


def _share(hazard: Floats) -> Floats:
    """Return the share known within each delay from the share of those known by then that took all of it."""
    survive = np.cumprod((1 - hazard)[:, :0:-1], axis=1)[:, ::-1]
    return np.concatenate([survive, np.ones((hazard.shape[0], 1))], axis=1)


@dataclass(frozen=True, slots=True)
class Nowcast:
    """How many incidents there were on the last days of a window, `reported` and not yet, day by day."""

    start: date
    reported: tuple[int, ...]
    expected: tuple[Interval, ...]
    total: Interval


def nowcast(counts: Counts, delay: Delay, window: Window, as_of: date, days: int = 7, seed: int = 1) -> Nowcast:
    """Return the last `days` of `counts` (draws, days) with what is not reported yet.

    What is missing of a day is a Poisson number around its rate times the share that is not known. The mean rate of
    these days has a gamma distribution around the mean of the window; where counts are over-dispersed, that of each day
    (or of all of them, where it is weeks that vary) has one around it, and what is known of the day tells of the rest.
    Rates and shares are drawn, so that the intervals hold their doubt as well.
    """
    days = min(days, counts.shape[1])
    generator = np.random.default_rng(seed)
    ages = as_of.toordinal() - (window.end.toordinal() - np.arange(days - 1, -1, -1))
    every = as_of.toordinal() - (window.end.toordinal() - np.arange(counts.shape[1] - 1, -1, -1))
    share = delay.seen(every)[0]
    shares = delay.seen(ages)[1]
    mean = counts.sum(axis=1) / share.sum()
    row, draw = generator.integers(counts.shape[0], size=SIZE), generator.integers(shares.shape[0], size=SIZE)
    recent, seen = counts[row, -days:].astype(np.float64), shares[draw]
    ratio, scales = ratios(counts.astype(np.float64), share)
    # counts of which less is seen vary less: their ratio goes to 1 with the share
    weight = 1 + (ratio[row, None] - 1) * seen
    shape = SHAPE + (recent / weight).sum(axis=1)
    rate = generator.gamma(shape) / (SHAPE / np.maximum(mean[row], 1e-6) + (seen / weight).sum(axis=1))
    if ratio.mean() > 1:
        size = rate * int(scales.max()) / (float(ratio.mean()) - 1)
        told, known = (recent, seen) if scales.max() == 1 else (_whole(recent), _whole(seen))
        factors = generator.gamma(size[:, None] + told) / (size[:, None] + rate[:, None] * known)
        missing = generator.poisson(rate[:, None] * factors * (1 - seen))
    else:
        missing = generator.poisson(rate[:, None] * (1 - seen))
    complete = recent + missing
    expected = tuple(interval_of(complete[:, at]) for at in range(days))
    reported = tuple(round(float(value)) for value in counts[:, -days:].mean(axis=0))
    return Nowcast(window.day(window.days - days), reported, expected, interval_of(complete.sum(axis=1)))


def _whole(table: Floats) -> Floats:
    """Return the sum of each row, as a column."""
    summed: Floats = table.sum(axis=1, keepdims=True)
    return summed


def interval_of(values: Floats) -> Interval:
    """Return the interval at `LEVEL` of drawn whole numbers.

    Each is spread over the unit around it: bounds on whole numbers themselves would hold more than they say.
    """
    spread = values + np.random.default_rng(0).uniform(-0.5, 0.5, values.size)
    low, high = np.quantile(spread, [(1 - LEVEL) / 2, (1 + LEVEL) / 2]).clip(values.min(), values.max())
    return Interval(float(values.mean()), float(low), float(high), LEVEL)


def interval_score(intervals: Sequence[Interval], truth: Sequence[float]) -> float:
    """Return the mean interval score: narrow is good, and missing costs 2 / (1 - level) times the distance.

    T. Gneiting and A. E. Raftery, Strictly proper scoring rules, prediction, and estimation, Journal of the American
    Statistical Association 102, 2007, 359-378, section 6.2.
    """
    scores = []
    for interval, value in zip(intervals, truth, strict=True):
        missed = max(interval.low - value, 0.0) + max(value - interval.high, 0.0)
        scores.append(interval.high - interval.low + 2 / (1 - interval.level) * missed)
    return float(np.mean(scores))
