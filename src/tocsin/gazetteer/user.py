"""Keeps a user's own places in a file of their own, which no rebuild of the gazetteer touches."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from tocsin.errors import GazetteerError
from tocsin.gazetteer.build import SCHEMA, Progress, area_names, keys_of
from tocsin.gazetteer.entry import Entry
from tocsin.gazetteer.rows import read_places
from tocsin.gazetteer.sources import country_facts
from tocsin.gazetteer.store import USER_FILE_NAME, Store
from tocsin.vocabulary.geometry import distance_km
from tocsin.vocabulary.mention import Rejection

_UPSERT = """
INSERT INTO places (ref, name, lat, lon, precision_km, country, admin1, kind, population, zone, rank)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (ref) DO UPDATE SET name = excluded.name, lat = excluded.lat,
lon = excluded.lon, precision_km = excluded.precision_km, country = excluded.country, admin1 = excluded.admin1,
kind = excluded.kind, population = excluded.population, zone = excluded.zone, rank = excluded.rank
"""
_NEAR_KM = 150.0
Town = tuple[float, float, str, str, str]


class _Surroundings:
    """Tells the country, area and zone of a point by the nearest town; reads the towns when first asked."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._cells: defaultdict[tuple[int, int], list[Town]] = defaultdict(list)

    def complete(self, entry: Entry) -> Entry:
        """Return `entry` with country, area and zone filled in, as far as a town is near."""
        if entry.country and entry.admin1 and entry.zone:
            return entry
        if not self._cells:
            for town in self._store.towns():
                self._cells[int(town[0] // 1), int(town[1] // 1)].append(town)
        row, column = int(entry.lat // 1), int(entry.lon // 1)
        near = [
            town
            for lat in range(row - 1, row + 2)
            for lon in range(column - 1, column + 2)
            for town in self._cells.get((lat, lon), ())
            if not entry.country or town[2] == entry.country
        ]
        if not near:
            return entry
        town = min(near, key=lambda t: distance_km((t[0], t[1]), (entry.lat, entry.lon)))
        if distance_km((town[0], town[1]), (entry.lat, entry.lon)) > _NEAR_KM:
            return entry
        return replace(
            entry, country=entry.country or town[2], admin1=entry.admin1 or town[3], zone=entry.zone or town[4]
        )


def add(path: Path, store: Store, data_dir: Path, progress: Progress | None = None) -> tuple[int, int, list[Rejection]]:
    """Store the places of `path` among the user's own; return how many are new and how many not, and the rows left out.

    All of the file is stored or, when it cannot be read to its end, nothing. A place that is there already is
    brought up to date. Raises InputError and GazetteerError.
    """
    target = data_dir / USER_FILE_NAME
    rejections: list[Rejection] = []

    def entries() -> Iterator[Entry]:
        surroundings = _Surroundings(store)
        for number, item in enumerate(read_places(path, area_names(), country_facts()), 1):
            if progress and number % 1000 == 0:
                progress("places", number)
            if isinstance(item, Rejection):
                rejections.append(item)
            else:
                yield surroundings.complete(item)

    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        # Two files may be added at once: the second waits for the first.
        with closing(sqlite3.connect(target, timeout=60, isolation_level=None)) as database:
            return *_write(database, entries()), rejections
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(f"{target}: cannot be written: {error}") from error


def _write(database: sqlite3.Connection, entries: Iterator[Entry]) -> tuple[int, int]:
    database.execute("BEGIN IMMEDIATE")
    try:
        if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'places'").fetchone():
            for statement in SCHEMA.split(";"):
                database.execute(statement)
            database.execute("CREATE UNIQUE INDEX places_by_ref ON places (ref)")
            database.execute("CREATE INDEX names_by_place ON names (place)")
        before = _count(database)
        written = 0
        for entry in entries:
            _write_entry(database, entry)
            written += 1
        added = _count(database) - before
        database.execute("COMMIT")
    except BaseException:
        # Also when interrupted by hand: a half-added file could not be told from a whole one.
        database.execute("ROLLBACK")
        raise
    return added, written - added


def _count(database: sqlite3.Connection) -> int:
    return int(database.execute("SELECT COUNT(*) FROM places").fetchone()[0])


def _write_entry(database: sqlite3.Connection, entry: Entry) -> None:
    head = (entry.ref, entry.name, entry.lat, entry.lon, entry.precision_km, entry.country, entry.admin1)
    database.execute(_UPSERT, (*head, entry.kind, entry.population, entry.zone, entry.rank))
    (place,) = database.execute("SELECT id FROM places WHERE ref = ?", (entry.ref,)).fetchone()
    database.execute("DELETE FROM names WHERE place = ?", (place,))
    database.executemany(
        "INSERT INTO names VALUES (?, ?, ?)", [(key, place, own) for key, own in keys_of(entry).items()]
    )
