"""Incidents as columns: their days, when they became known, by whom. What all methods of tempo count from.

A day is its proleptic ordinal (`date.toordinal`), so that a column is an array of integers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.values import When

Days = NDArray[np.int64]
Marks = NDArray[np.bool_]
UNHAPPENED = frozenset({"threatened", "planned"})
"""Statuses of what has not been done: no attack to count."""
NO_ATTACKS = frozenset({"arrest", "seizure"})
"""Kinds that are done to attackers, not by them: counted only where they are asked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Events:
    """Dated incidents, one a row: each happened on one of the days `first` to `last`, and was told first on `told`.

    `denied` marks those whose last word is a denial, `foiled` those that were foiled or intercepted. `tellings` has for
    each source the rows that it tells of and the days on which it first did. `undated` incidents are in no row.
    """

    first: Days
    last: Days
    told: Days
    denied: Marks
    foiled: Marks
    tellings: Mapping[str, tuple[Days, Days]]
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
        columns = (self.first[kept], self.last[kept], self.told[kept], self.denied[kept], self.foiled[kept])
        return Events(*columns, tellings, self.undated, self.several)


def on_days(days: Sequence[date], undated: int = 0) -> Events:
    """Return events on exact `days`, told by nobody in particular, and nobody knows when."""
    ordinals = np.array(sorted(day.toordinal() for day in days), dtype=np.int64)
    no = np.zeros(ordinals.size, dtype=np.bool_)
    return Events(ordinals, ordinals, np.full_like(ordinals, date.max.toordinal()), no, no, {}, undated)


def events_of(incidents: Iterable[Incident], kinds: Sequence[str] = ()) -> Events:
    """Return `incidents` as columns.

    What was only threatened or planned is left out, and so are arrests and seizures where `kinds` does not name them.
    An incident with a count above one stays one event; `several` says how many there are.
    """
    rows: list[tuple[int, int, int, bool, bool]] = []
    tellings: dict[str, tuple[list[int], list[int]]] = {}
    undated = several = 0
    for incident in incidents:
        status = _value(incident, "status")
        if status in UNHAPPENED or (_value(incident, "kind") in NO_ATTACKS and not kinds):
            continue
        when = _value(incident, "when")
        if not isinstance(when, When) or when.start is None or when.end is None:
            undated += 1
            continue
        count = _value(incident, "count")
        several += isinstance(count, int) and count > 1
        by_source = _first_tellings(incident)
        told = min([*by_source.values(), incident.first_seen.date().toordinal()])
        for source, day in by_source.items():
            own = tellings.setdefault(source, ([], []))
            own[0].append(len(rows))
            own[1].append(day)
        span = when.start.toordinal(), when.end.toordinal()
        rows.append((*span, told, status == "denied", status in {"foiled", "intercepted"}))
    table = np.array(rows, dtype=np.int64).reshape(-1, 5)
    columns = {source: (np.array(at), np.array(days)) for source, (at, days) in tellings.items()}
    return Events(
        table[:, 0], table[:, 1], table[:, 2], table[:, 3] > 0, table[:, 4] > 0, columns, undated, int(several)
    )


def _value(incident: Incident, slot: str) -> object:
    return next((account.value for account in incident.accounts if account.slot == slot), None)


def _first_tellings(incident: Incident) -> dict[str, int]:
    """Return the first day on which each source told of `incident`: as published, else as first seen."""
    found: dict[str, int] = {}
    for account in incident.accounts:
        for telling in account.tellings:
            day = (telling.published or telling.first_seen.date()).toordinal()
            name = telling.source.name
            found[name] = min(day, found.get(name, day))
    return found
