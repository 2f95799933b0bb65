"""Do the intervals and probabilities that a verdict states hold what they say? Measured where the truth is known."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bench.tempo.made import DAYS, RATE, Made, Maker, doubling, made, spread
from tocsin.analysis.tempo.changes import ANY_CHANGE
from tocsin.analysis.tempo.counting import imputed
from tocsin.analysis.tempo.dispersion import Floats, dispersion
from tocsin.analysis.tempo.events import Days
from tocsin.analysis.tempo.evidence import SHAPE
from tocsin.analysis.tempo.excitation import excitation
from tocsin.analysis.tempo.judging import LIKELY, Judged, judge
from tocsin.analysis.tempo.rates import Interval, presence
from tocsin.analysis.tempo.regression import regression
from tocsin.analysis.tempo.trend import trend
from tocsin.analysis.tempo.wording import TERMS

GROWTH = 1.05
"""How much the rate grows in a week where its growth is measured."""


def judged_plainly(one: Made, seed: int) -> Judged:
    """Return what a series without late reports, weekdays and sources says."""
    return judge(imputed(one.events, one.window), np.ones(one.window.days), one.window, seed=seed)


@dataclass(frozen=True)
class Stated:
    """Shares of series whose stated days and ratio of the newest change hold the true ones."""

    days: float
    ratio: float


def stated_changes(series: int) -> Stated:
    """Measure on doublings half-way with 40 incidents before: those series in which a rise is said to be likely."""
    make = doubling(40)
    days, ratio = [], []
    for seed in range(series):
        one = make(np.random.default_rng((11, seed)))
        found = judged_plainly(one, seed)
        if found.change is None or found.rise < LIKELY:
            continue
        days.append(found.change.start <= one.window.day(DAYS // 2) <= found.change.end)
        ratio.append(found.change.low <= 2 <= found.change.high)
    return Stated(float(np.mean(days)), float(np.mean(ratio)))


@dataclass(frozen=True)
class Believed:
    """What came of series made as the method supposes them to be before it sees any.

    `terms` has for each term how often it was said of a rise, the mean probability that was said and how often it was
    true. `band` is how often the band of the rate holds it, `days` and `ratio` likewise of a newest change that was
    said to be likely and went the way that was said.
    """

    terms: dict[str, tuple[int, float, float]]
    band: float
    days: float
    ratio: float


def believed(series: int) -> Believed:
    """Measure on rates that change as often and by as much as is supposed before anything is seen."""
    said: list[tuple[float, bool]] = []
    band, days, ratio = [], [], []
    for seed in range(series):
        generator = np.random.default_rng((12, seed))
        rates = _supposed(generator)
        one = made(spread(generator.poisson(rates)))
        found = judged_plainly(one, seed)
        moves = np.flatnonzero(np.diff(rates)) + 1
        rose = bool(moves.size and rates[moves[-1]] > rates[moves[-1] - 1])
        said.append((found.rise, rose))
        low, high = np.quantile(found.posterior.path, [0.05, 0.95], axis=0)
        band.append(float(((low <= rates) & (rates <= high)).mean()))
        if found.change and max(found.rise, found.fall) >= LIKELY and moves.size and _right(found, rose):
            days.append(found.change.start <= one.window.day(int(moves[-1])) <= found.change.end)
            true = rates[moves[-1]] / rates[moves[-1] - 1]
            ratio.append(found.change.low <= true <= found.change.high)
    return Believed(_terms(said), float(np.mean(band)), float(np.mean(days)), float(np.mean(ratio)))


def _right(found: Judged, rose: bool) -> bool:
    return found.change is not None and rose == (found.change.direction == "rise")


def _supposed(generator: np.random.Generator) -> Floats:
    each = 1 - (1 - ANY_CHANGE) ** (1 / (DAYS - 1))
    stretch = np.concatenate([[0], np.cumsum(generator.random(DAYS - 1) < each)])
    rates: Floats = generator.gamma(SHAPE, RATE / SHAPE, int(stretch[-1]) + 1)[stretch]
    return rates


def _terms(said: list[tuple[float, bool]]) -> dict[str, tuple[int, float, float]]:
    found, low = {}, 0.0
    for high, word in TERMS:
        own = [one for one in said if low <= one[0] < high]
        if own:
            probability, true = np.mean(own, axis=0).tolist()
            found[word] = (len(own), probability, true)
        low = high
    return found


def struck_days(series: int) -> float:
    """Return how often the interval of the share of days with an attack, stated with 95 %, holds the true share."""
    intervals = [
        presence(np.random.default_rng((13, seed)).poisson(RATE, (1, DAYS)).astype(np.int64)) for seed in range(series)
    ]
    return _held(intervals, float(1 - np.exp(-RATE)))


def growths(make: Callable[[np.random.Generator, Floats], Days], series: int) -> tuple[float, float]:
    """Return how often the growth a week of trend and regression, each stated with 95 %, holds the true one."""
    rates = RATE * GROWTH ** (np.arange(DAYS) / 7)
    ones = np.ones(DAYS)
    trends, regressions = [], []
    for seed in range(series):
        one = made(spread(make(np.random.default_rng((14, seed)), rates)))
        counts = imputed(one.events, one.window)
        if found := trend(counts.astype(np.float64), ones):
            trends.append(found.weekly)
        if fitted := regression(counts, ones, one.window, dispersion(counts.astype(np.float64), ones, rates)):
            regressions.append(fitted.weekly)
    return _held(trends, GROWTH), _held(regressions, GROWTH)


def _held(intervals: list[Interval], truth: float) -> float:
    return float(np.mean([one.low <= truth <= one.high for one in intervals]))


def clusters_found(make: Maker, series: int) -> tuple[float, float]:
    """Return the share of series in which clusters are found, and the mean number that directly follow on one."""
    found = []
    for seed in range(series):
        one = make(np.random.default_rng((15, seed)))
        excited = excitation(imputed(one.events, one.window), np.ones(one.window.days), seed)
        found.append((excited.found, excited.branching) if excited else (False, 0.0))
    share, branching = np.mean(found, axis=0).tolist()
    return share, branching


def self_exciting(generator: np.random.Generator, branching: float = 0.4, days: float = 3.0) -> Made:
    """Attacks of which each sets off `branching` others, after `days` on the average, within a year."""
    length = 360
    times = list(generator.random(generator.poisson(RATE * length)) * length)
    waiting = list(times)
    while waiting:
        start = waiting.pop()
        after = start + generator.exponential(days, generator.poisson(branching))
        inside = after[after < length].tolist()
        times += inside
        waiting += inside
    return made(np.sort(np.array(times)).astype(np.int64), length=length)
