"""The weekday pattern: on which days of the week attacks fall, and whether chance alone would do."""

from dataclasses import dataclass

import numpy as np

from tocsin.analysis.tempo.counting import Counts, Window
from tocsin.analysis.tempo.dispersion import Floats, ratios

WEEKS = 4
"""Series of fewer weeks have no pattern to speak of."""
SURE = 0.01
"""A pattern that chance makes less often is taken into account."""
SERIES = 999
PULL = 7.0
"""So many incidents at the mean rate are added to each weekday: a pattern of few incidents is mostly chance."""


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Rates of Monday to Sunday by the mean rate, as they are counted, and how often chance makes them as uneven."""

    factors: tuple[float, ...]
    chance: float


def weekdays(counts: Counts, exposure: Floats, window: Window, seed: int = 1) -> Weekdays | None:
    """Return the weekday pattern of `counts` (draws, days), None for less than four weeks or no incident.

    Chance is measured on incidents laid out at random over the days seen; over-dispersion is taken off the distance.
    """
    total = round(float(counts.sum(axis=1).mean()))
    if counts.shape[1] < 7 * WEEKS or not total:
        return None
    seen, known = _by_weekday(counts.mean(axis=0), window), _by_weekday(exposure, window)
    share = known / known.sum()
    generator = np.random.default_rng(seed)
    made = generator.multinomial(total, share, size=SERIES)
    ratio = float(ratios(counts[:1].astype(float), exposure)[0][0])
    distance = float(((seen - total * share) ** 2 / (total * share)).sum()) / ratio
    chance = (1 + (((made - total * share) ** 2 / (total * share)).sum(axis=1) >= distance).sum()) / (1 + SERIES)
    return Weekdays(tuple((seen / np.maximum(total * share, 1e-9)).tolist()), float(chance))


def rhythm(counts: Counts, exposure: Floats, window: Window) -> Floats:
    """Return the factor of each day's rate that its weekday makes: 1 for all where no pattern is sure."""
    found = weekdays(counts, exposure, window)
    if found is None or found.chance >= SURE:
        return np.ones(window.days)
    seen, known = _by_weekday(counts.mean(axis=0), window), _by_weekday(exposure, window)
    expected = seen.sum() * known / known.sum()
    factors = (seen + PULL) / (expected + PULL)
    daily: Floats = factors[(window.start.weekday() + np.arange(window.days)) % 7]
    balanced: Floats = daily / daily.mean()
    return balanced


def _by_weekday(values: Floats, window: Window) -> Floats:
    weekday = (window.start.weekday() + np.arange(window.days)) % 7
    return np.bincount(weekday, weights=values, minlength=7).astype(np.float64)
