"""What is measured on one made-up or real series: what is found, whether the stated intervals hold."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.stats import binom  # type: ignore[import-untyped]  # the package brings no types

from bench.tempo.made import RATE, Made, Maker
from bench.tempo.made import made as made_up
from tocsin.analysis.tempo.assess import weekly_rate
from tocsin.analysis.tempo.counting import imputed
from tocsin.analysis.tempo.events import Days
from tocsin.analysis.tempo.forecast import ahead
from tocsin.analysis.tempo.judging import Judged
from tocsin.analysis.tempo.nowcast import LEVEL, delay_of, interval_score, nowcast
from tocsin.analysis.tempo.panel import panel_of
from tocsin.analysis.tempo.preparing import Prepared, judge_prepared, prepare_known
from tocsin.analysis.tempo.rates import Interval


@dataclass(frozen=True)
class Alarms:
    """Shares of series in which something is found."""

    rise: float
    fall: float
    change: float

    @property
    def any(self) -> float:
        return self.rise + self.fall + self.change


def prepared(made: Made, seed: int) -> Prepared:
    """Return what `tocsin tempo` judges."""
    return prepare_known(panel_of(made.events, made.window)[1], made.window, made.window.end, seed)


def judged(made: Made, seed: int) -> Judged:
    return judge_prepared(prepared(made, seed), seed)


def alarms(make: Maker, series: int) -> Alarms:
    """Return what is found in so many series."""
    found = [judged(make(np.random.default_rng((7, seed))), seed).finding for seed in range(series)]
    return Alarms(*(found.count(one) / series for one in ("rise", "fall", "change")))


def rate_coverage(make: Maker, series: int, true_rate: float = RATE) -> float:
    """Return how often the interval of the rate a week, stated with 95 %, holds the true rate."""
    intervals = [weekly_rate(prepared(make(np.random.default_rng((8, seed))), seed)) for seed in range(series)]
    return float(np.mean([one.low <= 7 * true_rate <= one.high for one in intervals]))


def forecast_coverage(
    make: Callable[[np.random.Generator, float], Made], series: int, rate: float, held_back: int = 7
) -> float:
    """Return how often the next week's number lies in the interval stated with 80 %, at `rate` incidents a day."""
    held = []
    for seed in range(series):
        made = make(np.random.default_rng((9, seed)), rate)
        counts = imputed(made.events, made.window)
        interval = ahead(counts[:, :-held_back], np.ones(counts.shape[1] - held_back), seed)
        held.append(interval.low <= counts[0, -held_back:].sum() <= interval.high)
    return float(np.mean(held))


@dataclass(frozen=True)
class Casts:
    """How often the nowcast of the last week (and of each of its days) holds the truth, and its mean interval score.

    `naive` is the score of last week's number, taken for the mean of a Poisson distribution.
    """

    covered: float
    days_covered: float
    score: float
    naive: float
    level: float = LEVEL


def nowcasts(make: Callable[[np.random.Generator], Days], series: int) -> Casts:
    """Measure the nowcast of the last week where three quarters of incidents become known late."""
    made, naive, truth, days_held = [], [], [], []
    for seed in range(series):
        generator = np.random.default_rng((10, seed))
        numbers = make(generator)
        happened = np.repeat(np.arange(numbers.size), numbers)
        late = np.where(generator.random(happened.size) < 0.25, 0, generator.geometric(1 / 6, happened.size))
        known = happened + late < numbers.size
        truth.append(float(numbers[-7:].sum()))
        seen = made_up(happened[known], (happened + late)[known], length=numbers.size)
        counts = imputed(seen.events, seen.window)
        end = seen.window.end
        cast = nowcast(counts, delay_of(seen.events, end, seed), seen.window, end, seed=seed)
        made.append(cast.total)
        days_held += [one.low <= true <= one.high for one, true in zip(cast.expected, numbers[-7:], strict=True)]
        draws = generator.poisson(max(float(counts[0, -14:-7].sum()), 0.5), 4000)
        low, high = np.quantile(draws, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
        naive.append(Interval(float(draws.mean()), float(low), float(high), LEVEL))
    covered = [one.low <= value <= one.high for one, value in zip(made, truth, strict=True)]
    scores = interval_score(made, truth), interval_score(naive, truth)
    return Casts(float(np.mean(covered)), float(np.mean(days_held)), *scores)


def best_power(incidents: int, ratio: float = 2.0, level: float = 0.05) -> float:
    """Return how often the best test can find a rate `ratio` times as high, with so many `incidents` in all.

    It knows the day of the change, asks for a rise alone, and takes nothing for granted of the rates: then, of all
    incidents, the number after the change is binomial, and its one-sided test, which draws lots where it would fall
    short of `level`, finds as much as any can (E. L. Lehmann and J. P. Romano, Testing Statistical Hypotheses, 2005,
    section 4.5). The change may lie wherever it is found best.
    """
    best = 0.0
    for share in np.linspace(0.05, 0.95, 181):
        after = ratio * share / (ratio * share + 1 - share)
        numbers = np.arange(incidents + 2)
        tail = binom.sf(numbers - 1, incidents, share)
        first = int(np.argmax(tail <= level))
        lots = (level - tail[first]) / binom.pmf(first - 1, incidents, share)
        power = binom.sf(first - 1, incidents, after) + lots * binom.pmf(first - 1, incidents, after)
        best = max(best, float(power))
    return best
