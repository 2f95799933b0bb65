"""A ledger in SQLite with the rows of very many incidents, as selections and tempo read them: no reports, no words.

A million incidents with all their reports take hours to write and fill a disk, and tempo reads none of those.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from tocsin.ledger.deriving import incident_values
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.outline import Outline
from tocsin.vocabulary.selection import Selection

START, DAYS = date(2015, 1, 1), 3650
COUNTRIES = ("IQ", "SY", "YE", "AF", "PK", "LY", "ML", "NE", "BF", "SO", "NG", "SD", "ET", "CD", "MZ", "CM", "CF", "TD",
             "UA", "MM")  # fmt: skip
KINDS = ("rocket", "ied", "shooting", "drone", "clash")
STATUSES = ("reported", "confirmed", "claimed", "intercepted", "denied")
OUTLETS = 60
BATCH = 50_000


def selections() -> list[Selection]:
    """Return a hundred selections, one for each country and kind, of a hundredth of all incidents each."""
    return [Selection(country=country, kinds=(kind,)) for country in COUNTRIES for kind in KINDS]


def fill(path: Path, incidents: int) -> None:
    """Make a ledger at `path` whose table of incidents has so many rows, with all its indices."""
    open_ledger(str(path)).close()
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA synchronous = OFF")
        for start in range(0, incidents, BATCH):
            rows = list(_rows(start, min(BATCH, incidents - start)))
            names = ", ".join(rows[0])
            marks = ", ".join(f":{name}" for name in rows[0])
            database.executemany(f"INSERT INTO incidents ({names}) VALUES ({marks})", rows)  # noqa: S608 - our own names
        database.execute("ANALYZE")
        database.commit()


def _rows(start: int, incidents: int) -> Iterator[dict[str, Any]]:
    """Yield the rows of so many incidents: one day in twenty is not known exactly, each is told by one to three."""
    generator = np.random.default_rng((1, start))
    days = generator.integers(0, DAYS, incidents)
    wide = np.where(generator.random(incidents) < 0.05, generator.integers(1, 7, incidents), 0)
    late = generator.geometric(0.4, incidents) - 1
    which = generator.integers(0, len(COUNTRIES) * len(KINDS), incidents)
    statuses = generator.choice(len(STATUSES), incidents, p=(0.7, 0.1, 0.1, 0.07, 0.03))
    tellers = generator.integers(0, OUTLETS, (incidents, 3))
    told_by = generator.integers(1, 4, incidents)
    for at in range(incidents):
        first = START + timedelta(days=int(days[at]))
        known = first + timedelta(days=int(late[at]))
        outline = Outline(
            id=f"inc-{start + at}",
            start=first,
            end=first + timedelta(days=int(wide[at])),
            lat=33.0,
            lon=44.0,
            km=0.0,
            country=COUNTRIES[which[at] // len(KINDS)],
            kind=KINDS[which[at] % len(KINDS)],
            status=STATUSES[statuses[at]],
            confidence=0.9,
            killed=None,
            disputed=False,
            voices=int(told_by[at]),
            seen=datetime(known.year, known.month, known.day, tzinfo=UTC),
            actors=frozenset(),
        )
        told = {f"Outlet {number}": known.toordinal() for number in tellers[at, : told_by[at]]}
        counted = {"attacks": 1, "known_day": known.toordinal(), "first_tellings": json.dumps(told)}
        yield {**incident_values(outline), **counted}
