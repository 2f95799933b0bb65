"""A series: how many incidents there were on each of a run of days. With it, a change of the rate."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tocsin.errors import VocabularyError

Direction = Literal["rise", "fall"]


@dataclass(frozen=True, slots=True)
class Series:
    """Incidents a day: `counts[0]` of them on the day `start`, the next on the day after it.

    `undated` incidents are in no count: their day is unknown, or known so vaguely that no day can be drawn for them.
    Raises VocabularyError.
    """

    start: date
    counts: tuple[int, ...]
    undated: int = 0

    def __post_init__(self) -> None:
        if not self.counts:
            raise VocabularyError(f"a series from {self.start} needs at least one day")
        if min(*self.counts, self.undated, 0) < 0:
            raise VocabularyError(f"a series from {self.start} cannot count fewer than no incidents")

    @property
    def end(self) -> date:
        """The last day."""
        return self.start + timedelta(days=len(self.counts) - 1)

    @property
    def total(self) -> int:
        """All incidents with a day."""
        return sum(self.counts)

    def between(self, start: date, end: date) -> "Series":
        """Return the days from `start` to `end`, both included, of those that there are. Raises VocabularyError."""
        first, last = (start - self.start).days, (end - self.start).days
        if last < first or last < 0 or first >= len(self.counts):
            raise VocabularyError(f"the series from {self.start} to {self.end} has no days from {start} to {end}")
        return Series(max(start, self.start), self.counts[max(first, 0) : last + 1], self.undated)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the rate, which lies with `probability` on one of the days `start` to `end`: the first of a new rate.

    `ratio` is the rate after it by the rate before it; it lies with `level` within `low` to `high`.
    """

    start: date
    end: date
    direction: Direction
    probability: float
    ratio: float
    low: float
    high: float
    level: float = 0.9
