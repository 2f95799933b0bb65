"""Days from events: an incident whose day is not known exactly is drawn into its days, several times over.

Multiple imputation (D. B. Rubin, Multiple Imputation for Nonresponse in Surveys, 1987): each draw is one possible
series, and what is computed from it is computed from all of them, so that the doubt about days stays in the results.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tocsin.analysis.tempo.events import Events
from tocsin.errors import VocabularyError
from tocsin.vocabulary.series import Series

Counts = NDArray[np.int64]
DRAWS = 10


@dataclass(frozen=True, slots=True)
class Window:
    """The days `start` to `end`, both included. Raises VocabularyError."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise VocabularyError(f"there are no days from {self.start} to {self.end}: the first is the later one")

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1

    def day(self, at: int) -> date:
        """Return the day number `at`, the first being 0."""
        return date.fromordinal(self.start.toordinal() + at)


def imputed(events: Events, window: Window, seed: int = 1, draws: int = DRAWS) -> Counts:
    """Return counts a day, of shape (draws, days): each row draws a day for every event, evenly from its days.

    An event that may lie outside `window` is in those draws only that put it inside. Where all days are exact, there is
    one row.
    """
    width = events.last - events.first
    vague = width > 0
    offset = window.start.toordinal()
    exact = _counted(events.first[~vague] - offset, window.days)
    touching = vague & (events.last >= offset) & (events.first <= window.end.toordinal())
    if not touching.any():
        return exact[None, :]
    generator = np.random.default_rng(seed)
    first, wide = events.first[touching] - offset, width[touching]
    return np.stack([exact + _counted(generator.integers(first, first + wide + 1), window.days) for _ in range(draws)])


def _counted(days: Counts, length: int) -> Counts:
    inside = days[(days >= 0) & (days < length)]
    return np.bincount(inside, minlength=length).astype(np.int64)


def series_of(events: Events, window: Window, seed: int = 1) -> Series:
    """Return one possible series of `events` in `window`: the only one where all days are exact."""
    return Series(window.start, tuple(imputed(events, window, seed, 1)[0].tolist()), events.undated)
