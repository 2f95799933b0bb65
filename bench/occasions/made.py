"""Attacks and occasions made up with seeds: such that have nothing to do with each other, and such that have."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Days = NDArray[np.int64]
LENGTH = 365
RATE = 0.4
"""Attacks a day."""


@dataclass(frozen=True)
class Made:
    """Attacks a day, and days of occasions by sort."""

    counts: Counts
    occasions: dict[str, Days]


Maker = Callable[[np.random.Generator], Made]


def some_days(generator: np.random.Generator, number: int, first: int = 0, last: int = LENGTH) -> Days:
    return np.sort(generator.choice(np.arange(first, last), number, replace=False))


def poisson(generator: np.random.Generator) -> Made:
    return Made(generator.poisson(RATE, LENGTH), {"visit": some_days(generator, 6)})


def bursts(generator: np.random.Generator) -> Made:
    """Weeks are good or bad: the variance of a week's number is three times its mean."""
    weeks = np.repeat(generator.gamma(7 * RATE / 2, 2 / 7, LENGTH // 7 + 1), 7)[:LENGTH]
    return Made(generator.poisson(weeks), {"visit": some_days(generator, 6)})


def self_exciting(generator: np.random.Generator, branching: float = 0.6) -> Made:
    """Three of five attacks follow on another one, after four days on the average."""
    counts = generator.poisson(RATE * (1 - branching), LENGTH + 60)
    waiting = [(day, int(number)) for day, number in enumerate(counts)]
    while waiting:
        day, number = waiting.pop()
        for _ in range(int(generator.poisson(branching * number))):
            later = day + int(generator.geometric(1 / 4)) - 1
            if later < counts.size:
                counts[later] += 1
                waiting.append((later, 1))
    return Made(counts[60:], {"visit": some_days(generator, 6)})


def weekly_rhythm(generator: np.random.Generator) -> Made:
    """Attacks have their weekdays, and so have the occasions."""
    factors = np.array([0.5, 0.5, 0.5, 0.5, 2.2, 2.2, 0.6])
    counts = generator.poisson(RATE * factors[np.arange(LENGTH) % 7])
    return Made(counts, {"visit": 7 * some_days(generator, 6, 0, LENGTH // 7) + 4})


def rise(generator: np.random.Generator) -> Made:
    """More of everything is reported in the second half: three times the attacks, and all of the occasions."""
    counts = generator.poisson(np.where(np.arange(LENGTH) < LENGTH // 2, RATE / 2, 1.5 * RATE))
    return Made(counts, {"visit": some_days(generator, 6, LENGTH // 2 + 14)})


def growth(generator: np.random.Generator) -> Made:
    """Attacks and occasions become more frequent all year, six times in all."""
    slope = np.exp(np.linspace(-0.9, 0.9, LENGTH))
    days = np.sort(generator.choice(LENGTH, 6, replace=False, p=slope / slope.sum()))
    return Made(generator.poisson(RATE * slope), {"visit": days})


def last_days(generator: np.random.Generator) -> Made:
    """One visit is due three days after the last day."""
    return Made(generator.poisson(RATE, LENGTH), {"visit": np.array([LENGTH + 2])})


def short(generator: np.random.Generator) -> Made:
    return Made(generator.poisson(RATE, 60), {"visit": some_days(generator, 2, 0, 60)})


def many(generator: np.random.Generator) -> Made:
    """Eight sorts of occasions, four of each, and bursts."""
    return Made(bursts(generator).counts, {f"sort {at}": some_days(generator, 4) for at in range(8)})


UNRELATED: dict[str, Maker] = {
    "attacks singly": poisson,
    "good and bad weeks": bursts,
    "attacks that follow on others": self_exciting,
    "both have their weekdays": weekly_rhythm,
    "a rise, occasions after it": rise,
    "both become more frequent": growth,
    "one visit after the last day": last_days,
    "two visits in 60 days": short,
    "eight sorts of occasions": many,
}
"""Series in which nothing is to be found."""


def before_visits(times: float, visits: int = 8) -> Maker:
    """Return a maker of series with so many times the attacks in the week before each of so many visits."""

    def make(generator: np.random.Generator) -> Made:
        days = some_days(generator, visits, 10)
        rate = np.full(LENGTH, RATE)
        for day in days:
            rate[day - 7 : day] = times * RATE
        return Made(generator.poisson(rate), {"visit": days})

    return make
