"""Which days of a series lie before, within and after occasions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from tocsin.analysis.tempo.counting import Window
from tocsin.analysis.tempo.events import Marks
from tocsin.errors import VocabularyError

Side = Literal["before", "during", "after"]
SIDES: tuple[Side, ...] = ("before", "during", "after")
DAYS_AT_MOST = 366


@dataclass(frozen=True, slots=True)
class Reach:
    """How many days before and after an occasion are looked at, each 0 to 366. Raises VocabularyError."""

    before: int = 7
    after: int = 7

    def __post_init__(self) -> None:
        if not (0 <= self.before <= DAYS_AT_MOST and 0 <= self.after <= DAYS_AT_MOST and self.before + self.after):
            raise VocabularyError(
                f"days before and after an occasion are 0 to {DAYS_AT_MOST}, not both 0: {self.before} and {self.after}"
            )


USUAL_REACH = Reach()


def masks(spans: Iterable[tuple[date, date]], window: Window, reach: Reach) -> Mapping[Side, Marks]:
    """Return for each side the days of `window`, of shape (days,), that lie there of any of `spans` (first, last day).

    The day of an occasion of one day is its first day after, for what happened on it may have come before or after it;
    the days of a longer one are "during". Sides without a day in `window` are left out.
    """
    found = {side: np.zeros(window.days, dtype=np.bool_) for side in SIDES}
    for first, last in spans:
        start, end = (day.toordinal() - window.start.toordinal() for day in (first, last))
        _mark(found["before"], start - reach.before, start)
        if start == end:
            _mark(found["after"], start, start + reach.after)
        else:
            _mark(found["during"], start, end + 1)
            _mark(found["after"], end + 1, end + 1 + reach.after)
    return {side: marks for side, marks in found.items() if marks.any()}


def _mark(marks: Marks, start: int, end: int) -> None:
    if end > 0:
        marks[max(start, 0) : end] = True
