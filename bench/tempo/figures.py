"""What is measured on one made-up or real series: what is found, whether the stated intervals hold."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bench.tempo.made import RATE, Made, Maker
from bench.tempo.made import made as made_up
from tocsin.analysis.tempo.assess import weekly_rate
from tocsin.analysis.tempo.counting import imputed
from tocsin.analysis.tempo.forecast import ahead
from tocsin.analysis.tempo.judging import Judged
from tocsin.analysis.tempo.nowcast import LEVEL, delay_of, interval_score, nowcast
from tocsin.analysis.tempo.panel import panel_of
from tocsin.analysis.tempo.preparing import Prepared, judge_prepared, prepare
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
    end = made.window.end
    marks = panel_of(made.events, made.window)[1]
    return prepare(made.events.where(marks), made.window, delay_of(made.events, end), end, seed)


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


def forecast_coverage(make: Callable[[np.random.Generator, float], Made], series: int, held_back: int = 7) -> float:
    """Return how often the next week's number lies in the interval stated with 80 %.

    The rate is 105 a week: of smaller numbers, whole ones do not make up 80 % and an interval holds more.
    """
    held = []
    for seed in range(series):
        made = make(np.random.default_rng((9, seed)), 15.0)
        counts = imputed(made.events, made.window)
        interval = ahead(counts[:, :-held_back], np.ones(counts.shape[1] - held_back), seed)
        held.append(interval.low <= counts[0, -held_back:].sum() <= interval.high)
    return float(np.mean(held))


@dataclass(frozen=True)
class Casts:
    """How often the nowcast of the last week holds the truth, and its mean interval score by that of a naive one."""

    covered: float
    score: float
    naive: float
    level: float = LEVEL


def nowcasts(series: int, days: int = 120, rate: float = 2.0) -> Casts:
    """Measure the nowcast of the last week where three quarters of incidents become known late.

    The naive forecast takes the week before the last, as known by now, for the mean of a Poisson distribution.
    """
    made, naive, truth = [], [], []
    for seed in range(series):
        generator = np.random.default_rng((10, seed))
        happened = np.repeat(np.arange(days), generator.poisson(rate, days))
        late = np.where(generator.random(happened.size) < 0.25, 0, generator.geometric(1 / 6, happened.size))
        known = happened + late < days
        truth.append(float((happened >= days - 7).sum()))
        seen = made_up(happened[known], (happened + late)[known], length=days)
        counts = imputed(seen.events, seen.window)
        end = seen.window.end
        made.append(nowcast(counts, delay_of(seen.events, end, seed), seen.window, end, seed=seed).total)
        draws = generator.poisson(max(float(counts[0, -14:-7].sum()), 0.5), 4000)
        low, high = np.quantile(draws, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
        naive.append(Interval(float(draws.mean()), float(low), float(high), LEVEL))
    covered = [one.low <= value <= one.high for one, value in zip(made, truth, strict=True)]
    return Casts(float(np.mean(covered)), interval_score(made, truth), interval_score(naive, truth))
