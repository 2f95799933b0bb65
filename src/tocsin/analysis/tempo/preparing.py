"""What every method works on: counts a day, and how much of each day is expected to be seen."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from tocsin.analysis.tempo.counting import Counts, Window, imputed
from tocsin.analysis.tempo.dispersion import Floats
from tocsin.analysis.tempo.events import Events
from tocsin.analysis.tempo.judging import Judged, judge
from tocsin.analysis.tempo.nowcast import Delay, delay_of
from tocsin.analysis.tempo.weekdays import rhythm


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """`counts` (draws, days); `share` (days,) of each day's incidents that is known by now, and `exposure` (days,), the
    same times the factor of the weekday; `known` (any, days) are draws of what is not sure about the exposure.
    """

    counts: Counts
    share: Floats
    exposure: Floats
    known: Floats
    window: Window

    @property
    def numbers(self) -> Floats:
        """The counts as real numbers."""
        return self.counts.astype(np.float64)


def prepare_known(events: Events, window: Window, as_of: date, seed: int = 1) -> Prepared:
    """Return the counts of `events`, all that was known on `as_of`: how late they come is learned from them."""
    return prepare(events, window, delay_of(events, as_of, seed), as_of, seed)


def prepare(events: Events, window: Window, delay: Delay, as_of: date, seed: int = 1) -> Prepared:
    """Return the counts of `events`, and how much of each day is expected to be known on `as_of`."""
    counts = imputed(events, window, seed)
    ages = as_of.toordinal() - (window.start.toordinal() + np.arange(window.days))
    share, draws = delay.seen(ages)
    factors = rhythm(counts, share, window)
    return Prepared(counts, share, share * factors, draws * factors, window)


def judge_prepared(prepared: Prepared, seed: int = 1) -> Judged:
    """Return what the series says of changes."""
    return judge(prepared.counts, prepared.exposure, prepared.window, prepared.known, seed)
