"""Incidents as columns: their days, when they became known, by whom. What all methods of tempo count from.

A day is its proleptic ordinal (`date.toordinal`), so that a column is an array of integers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tocsin.vocabulary.occurrence import Occurrence

Days = NDArray[np.int64]
Marks = NDArray[np.bool_]
UNHAPPENED = frozenset({"threatened", "planned"})
"""Statuses of what has not been done: no attack to count."""
NO_ATTACKS = frozenset({"arrest", "seizure"})
"""Kinds that are done to attackers, not by them: counted only where they are asked for."""
DOUBTS: Mapping[str, frozenset[str]] = {
    "denied or taken back": frozenset({"denied"}),
    "only claimed or alleged": frozenset({"claimed", "alleged"}),
    "foiled or intercepted": frozenset({"foiled", "intercepted"}),
}
"""Reasons not to count an incident, each with the statuses that it is seen by. Otherwise all of them count."""


@dataclass(frozen=True, slots=True, eq=False)
class Events:
    """Dated incidents, one a row: each happened on one of the days `first` to `last`, and was told first on `told`.

    `doubts` marks rows that may be counted or not, under the words for what they are: one of `DOUBTS`. `tellings` has
    for each source the rows that it tells of and the days on which it first did. `undated` incidents are in no row, and
    `several` rows stand for more than one attack.
    """

    first: Days
    last: Days
    told: Days
    doubts: Mapping[str, Marks] = field(default_factory=dict)
    tellings: Mapping[str, tuple[Days, Days]] = field(default_factory=dict)
    undated: int = 0
    several: int = 0

    def __len__(self) -> int:
        return int(self.first.size)

    def inside(self, start: int, end: int) -> Marks:
        """Return marks for the rows that may lie on one of the days (ordinals) `start` to `end`, both included."""
        marks: Marks = (self.last >= start) & (self.first <= end)
        return marks

    def where(self, kept: Marks) -> "Events":
        """Return the rows that `kept` marks."""
        numbers = np.cumsum(kept) - 1
        tellings = {}
        for source, (rows, days) in self.tellings.items():
            own = kept[rows]
            if own.any():
                tellings[source] = (numbers[rows[own]], days[own])
        doubts = {doubt: marks[kept] for doubt, marks in self.doubts.items()}
        columns = (self.first[kept], self.last[kept], self.told[kept])
        return Events(*columns, doubts, tellings, self.undated, self.several)

    def told_by(self, sources: Iterable[str]) -> "Events":
        """Return the rows that any of `sources` tells of, as known from these alone."""
        known = np.full(len(self), date.max.toordinal(), dtype=np.int64)
        tellings = {source: self.tellings[source] for source in sources if source in self.tellings}
        for rows, days in tellings.values():
            np.minimum.at(known, rows, days)
        marks = np.zeros(len(self), dtype=np.bool_)
        for rows, _ in tellings.values():
            marks[rows] = True
        return replace(self, told=known, tellings=tellings).where(marks)


def on_days(days: Sequence[date], undated: int = 0) -> Events:
    """Return events on exact `days`, told by nobody in particular, and nobody knows when."""
    ordinals = np.array(sorted(day.toordinal() for day in days), dtype=np.int64)
    return Events(ordinals, ordinals, np.full_like(ordinals, date.max.toordinal()), undated=undated)


def events_of(occurrences: Iterable[Occurrence], kinds: Sequence[str] = ()) -> Events:
    """Return `occurrences` as columns.

    What was only threatened or planned is left out, and so are arrests and seizures where `kinds` does not name them.
    An incident with several attacks stays one event; `several` says how many there are.
    """
    rows: list[tuple[int, int, int]] = []
    statuses: list[str] = []
    tellings: dict[str, tuple[list[int], list[int]]] = {}
    undated = several = 0
    for one in occurrences:
        if one.status in UNHAPPENED or (one.kind in NO_ATTACKS and not kinds):
            continue
        if one.first_day is None or one.last_day is None:
            undated += 1
            continue
        several += one.attacks > 1
        for source, day in one.tellings.items():
            own = tellings.setdefault(source, ([], []))
            own[0].append(len(rows))
            own[1].append(day)
        rows.append((one.first_day, one.last_day, min([one.known, *one.tellings.values()])))
        statuses.append(one.status)
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    told = np.array(statuses, dtype=str)
    doubts = {doubt: np.isin(told, sorted(by)) for doubt, by in DOUBTS.items()}
    columns = {source: (np.array(at), np.array(days)) for source, (at, days) in tellings.items()}
    return Events(table[:, 0], table[:, 1], table[:, 2], doubts, columns, undated, several)
