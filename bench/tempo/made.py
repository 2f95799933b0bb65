"""Series made up with seeds: stationary ones that must raise no alarm, and rising ones that must."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from tocsin.analysis.tempo.counting import Window
from tocsin.analysis.tempo.dispersion import Floats
from tocsin.analysis.tempo.events import Days, Events

START = date(2024, 1, 1)
DAYS = 180
RATE = 0.6
"""Incidents a day."""


@dataclass(frozen=True)
class Made:
    """Events in a window, as they are known on its last day."""

    events: Events
    window: Window


Maker = Callable[[np.random.Generator], Made]


def made(
    days: Days, told: Days | None = None, tellings: Mapping[str, tuple[Days, Days]] | None = None, length: int = DAYS
) -> Made:
    first = START.toordinal() + days.astype(np.int64)
    known = np.full_like(first, date.max.toordinal()) if told is None else START.toordinal() + told.astype(np.int64)
    events = Events(first, first, known, tellings=tellings or {})
    return Made(events, Window(START, START + timedelta(days=length - 1)))


def spread(counts: Days) -> Days:
    return np.repeat(np.arange(counts.size), counts)


def poisson(generator: np.random.Generator, rate: float = RATE) -> Made:
    return made(spread(generator.poisson(rate, DAYS)))


def negative_binomial(generator: np.random.Generator, rate: float = RATE) -> Made:
    return made(spread(generator.negative_binomial(rate, 0.5, DAYS)))  # variance twice the mean


def weekly_rhythm(generator: np.random.Generator) -> Made:
    factors = np.array([0.5, 0.5, 0.5, 0.5, 2.2, 2.2, 0.6])
    return made(spread(generator.poisson(RATE * factors[np.arange(DAYS) % 7])))


def reporting_lag(generator: np.random.Generator) -> Made:
    """Half of the incidents become known on the day, the others after twelve days on the average."""
    days = spread(generator.poisson(RATE, DAYS))
    late = np.where(generator.random(days.size) < 0.5, 0, generator.geometric(1 / 12, days.size))
    told = days + late
    kept = told < DAYS
    return made(days[kept], told[kept])


def source_added(generator: np.random.Generator) -> Made:
    """Two sources tell of some incidents each; half-way one is added that tells of most."""
    days = spread(generator.poisson(2 * RATE, DAYS))
    first = START.toordinal() + days
    tells = {
        "Old Wire": generator.random(days.size) < 0.4,
        "River Post": generator.random(days.size) < 0.3,
        "New Channel": (generator.random(days.size) < 0.8) & (days >= DAYS // 2),
    }
    any_source = np.logical_or.reduce(list(tells.values()))
    numbers = np.cumsum(any_source) - 1
    tellings = {name: (numbers[told], first[told]) for name, told in tells.items()}
    return made(days[any_source], tellings=tellings)


STATIONARY: dict[str, Maker] = {
    "Poisson": poisson,
    "negative binomial": negative_binomial,
    "weekly rhythm": weekly_rhythm,
    "reporting lag": reporting_lag,
    "a source added": source_added,
}


GROWING: dict[str, Callable[[np.random.Generator, Floats], Days]] = {
    "Poisson": lambda generator, rates: generator.poisson(rates),
    "negative binomial": lambda generator, rates: generator.negative_binomial(rates, 0.5),
}
"""Numbers a day around a rate that grows."""
HAPPENING: dict[str, Callable[[np.random.Generator], Days]] = {
    "Poisson": lambda generator: generator.poisson(2.0, 120),
    "negative binomial": lambda generator: generator.negative_binomial(2.0, 0.5, 120),
}
"""Numbers a day that happened, known or not."""


def doubling(before: float, length: int = DAYS, dispersed: bool = False) -> Maker:
    """Return a maker of series whose rate doubles half-way, with `before` incidents expected in the first half."""

    def make(generator: np.random.Generator) -> Made:
        rate = np.repeat([2.0 * before / length, 4.0 * before / length], [length // 2, length - length // 2])
        counts = generator.negative_binomial(rate, 0.5) if dispersed else generator.poisson(rate)
        return made(spread(counts), length=length)

    return make
