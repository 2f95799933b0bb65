"""Reads the gazetteer's SQLite files: names to candidates, with a bounded memory of what was asked."""

import contextlib
import functools
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from tocsin.errors import GazetteerError
from tocsin.gazetteer.base import Candidate
from tocsin.gazetteer.build import FILE_NAME, Progress, build, sources_digest
from tocsin.gazetteer.folding import fold
from tocsin.vocabulary.values import Place

USER_FILE_NAME = "gazetteer-user.sqlite"
Row = tuple[str, str, float, float, float, str, str, str, int, int, int]
_CANDIDATES = """
SELECT p.ref, p.name, p.lat, p.lon, p.precision_km, p.country, p.admin1, p.kind, p.population, p.rank, n.own
FROM names n JOIN places p ON p.id = n.place WHERE n.key = ?
"""
_KEYS = "SELECT DISTINCT key FROM names WHERE key = ?1 OR (key >= ?1 || ' ' AND key < ?1 || '!')"
_NOTHING: frozenset[str] = frozenset()
_REMEMBERED = 40_000
Result = TypeVar("Result")


def _open_readonly(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)


def is_current(path: Path) -> bool:
    """Whether the file at `path` is whole as far as its length tells, and built from the sources of today."""
    if not path.is_file():
        return False
    try:
        with contextlib.closing(_open_readonly(path)) as database:
            found = database.execute("SELECT value FROM meta WHERE key = 'digest'").fetchone()
            (pages,) = database.execute("PRAGMA page_count").fetchone()
            (size,) = database.execute("PRAGMA page_size").fetchone()
            return bool(found) and found[0] == sources_digest() and path.stat().st_size == pages * size
    except sqlite3.Error:
        return False


class Store:
    """The gazetteer of `data_dir`, built when missing, outdated or damaged, and the user's own places beside it."""

    def __init__(self, data_dir: Path, progress: Progress | None = None) -> None:
        self._path = data_dir / FILE_NAME
        self._user_path = data_dir / USER_FILE_NAME
        self._progress = progress
        if not is_current(self._path):
            build(self._path, progress)
        self._main = _open_readonly(self._path)
        # A first file that could not be added leaves an empty database behind.
        has_places = self._user_path.is_file() and self._user_path.stat().st_size > 0
        self._user = _open_readonly(self._user_path) if has_places else None
        self._groups: dict[str, frozenset[str]] = {}
        self._found: dict[str, tuple[tuple[Candidate, bool, bool], ...]] = {}
        self.meta = self._ask(lambda database: dict(database.execute("SELECT key, value FROM meta")))

    def close(self) -> None:
        """Close the files."""
        self._main.close()
        if self._user:
            self._user.close()

    def _ask(self, question: Callable[[sqlite3.Connection], Result]) -> Result:
        try:
            return question(self._main)
        except sqlite3.DatabaseError:
            # A damaged page shows only when it is read: build anew, once, and ask again.
            self._main.close()
            build(self._path, self._progress)
            self._main = _open_readonly(self._path)
        try:
            return question(self._main)
        except sqlite3.DatabaseError as error:
            raise GazetteerError(f"{self._path}: cannot be read: {error}; delete it") from error

    def _both(self, query: str, key: str) -> Iterable[tuple[Row, bool]]:
        if self._user:
            try:
                yield from ((row, True) for row in self._user.execute(query, (key,)).fetchall())
            except sqlite3.DatabaseError as error:
                raise GazetteerError(f"{self._user_path}: cannot be read: {error}; restore or delete it") from error
        yield from ((row, False) for row in self._ask(lambda database: database.execute(query, (key,)).fetchall()))

    def keys_from(self, word: str) -> frozenset[str]:
        """Return every key whose first word is `word`."""
        group = self._groups.get(word)
        if group is None:
            if len(self._groups) > _REMEMBERED:
                self._groups.clear()
            group = frozenset(str(row[0]) for row, _ in self._both(_KEYS, word)) or _NOTHING
            self._groups[word] = group
        return group

    def named(self, key: str) -> tuple[tuple[Candidate, bool, bool], ...]:
        """Return (candidate, under its own name, curated or the user's) for the folded name `key`, biggest first."""
        found = self._found.get(key)
        if found is None:
            if len(self._found) > _REMEMBERED:
                self._found.clear()
            rows: dict[str, tuple[Candidate, bool, bool]] = {}
            for row, _ in self._both(_CANDIDATES, key):
                rows.setdefault(row[0], _candidate(row))
            ordered = sorted(rows.values(), key=lambda r: (-r[0].population, r[0].place.id))
            found = self._found[key] = tuple(ordered)
        return found

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Return every place that `name` may mean, biggest first."""
        return tuple(candidate for candidate, _, _ in self.named(fold(name)))

    @functools.cached_property
    def demonyms(self) -> dict[str, str]:
        """Country code for each word for a country's people."""
        return {
            word: key.removeprefix("demonyms:")
            for key, value in self.meta.items()
            if key.startswith("demonyms:")
            for word in value.split("|")
            if word
        }

    def towns(self) -> Iterable[tuple[float, float, str, str, str]]:
        """Yield latitude, longitude, country, area and time zone of every town."""
        query = "SELECT lat, lon, country, admin1, zone FROM places WHERE kind = 'city' AND ref LIKE 'geonames:%'"
        return self._ask(lambda database: database.execute(query).fetchall())

    def zone(self, ref: str) -> str:
        """Return the time zone of the place with id `ref`, "" if unknown."""
        rows = list(self._both("SELECT zone FROM places WHERE ref = ? AND zone != ''", ref))
        return str(rows[0][0][0]) if rows else ""


def _candidate(row: Row) -> tuple[Candidate, bool, bool]:
    ref, name, lat, lon, precision_km, country, admin1, kind, population, rank, own = row
    place = Place(ref, name, lat, lon, precision_km, country, admin1)
    return Candidate(place, kind, population), own == 0, rank == 0  # type: ignore[arg-type]  # the store holds PlaceKinds
