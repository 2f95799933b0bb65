"""Fills a ledger in SQLite with the stories of a world at once: the same rows as adding and resolving would write.

Adding a million reports one by one takes most of an hour, and measures nothing that adding a thousand does not.
"""

import sqlite3
from contextlib import closing
from itertools import combinations
from pathlib import Path
from random import Random

from bench.ledger.world import REMEMBERED_DAYS, Story, World
from tocsin.ledger.appending import (
    Values,
    mention_values,
    report_values,
    source_values,
)
from tocsin.ledger.deciding import judgement_values
from tocsin.ledger.deriving import batch_of
from tocsin.ledger.moments import write_moment
from tocsin.ledger.opening import open_ledger
from tocsin.testing.builders import a_judgement, an_entry, an_incident
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.report import Source
from tocsin.vocabulary.retrieval import Retrieval

BANDS = 40
ROWS = 5_000
"""How many rows are kept in memory before they are written."""


def fill(path: Path, mentions: int) -> World:
    """Make a ledger at `path` with at least so many mentions of whole days, and return the world as it goes on."""
    open_ledger(str(path)).close()
    world = World()
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA synchronous = OFF")
        database.execute("PRAGMA cache_size = -262144")
        indices = database.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql NOT NULL"
        ).fetchall()
        for name, _ in indices:
            database.execute(f"DROP INDEX {name}")
        filling = Filling(database)
        while filling.mentions < mentions:
            for story in world.next_day():
                filling.take(story)
        filling.finish()
        for _, sql in indices:
            database.execute(sql)
        database.execute("ANALYZE")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return world


class Filling:
    """Rows on their way into the tables, and the incidents that further stories may still tell of."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._rows: dict[str, list[Values]] = {}
        self._held = 0
        self._sources: dict[Source, int] = {}
        self._open: dict[int, list[Entry]] = {}
        self._chance = Random(2)  # noqa: S311 - a sample, no secret
        self._bands: dict[str, list[int]] = {}
        self._loose: list[tuple[int, int]] = []
        database.execute("CREATE TEMP TABLE loose (band INTEGER, report INTEGER)")
        self.reports = self.mentions = 0

    def take(self, story: Story) -> None:
        """Take in one story."""
        self.reports += 1
        retrieval = Retrieval(story.report, story.seen, story.report.text.encode(), "text/html", story.report.url or "")
        report = report_values(retrieval, story.report.id)
        source = self._source(story)
        copies = story.copies or story.report.id
        # The bytes that a story is read from are those of its text.
        original = {"digest": retrieval.digest, "packed": report["packed"]}
        self._put("originals", original, kept=not story.copies)
        self._put("reports", {**report, "number": self.reports, "source": source, "copies": copies})
        self._put("sightings", {"report": self.reports, "at": write_moment(story.seen)})
        self._loose += [(band, self.reports) for band in self._bands_of(copies)]
        for mention, happening in zip(story.mentions, story.happenings, strict=True):
            self.mentions += 1
            published = story.report.published
            if published is None:
                raise ValueError(f"story {story.report.id} has no day of publication")
            values = mention_values(mention, self.reports, published)
            self._put("mentions", {**values, "number": self.mentions})
            entry = an_entry(
                mention, self.mentions, source=story.report.source, published=published, seen=story.seen, copies=copies
            )
            self._open.setdefault(happening, []).append(entry)
        if self._held > ROWS:
            self._close_incidents(max(story.happenings) - 2 * 40 * REMEMBERED_DAYS)
            self._write()

    def finish(self) -> None:
        """Write all that is left."""
        self._close_incidents(None)
        self._write()
        # Sorted first: a million bands in no order would each go to another page of a table that no memory holds.
        self._database.execute("INSERT INTO bands (band, report) SELECT band, report FROM loose ORDER BY band, report")
        self._database.execute("DROP TABLE loose")

    def _source(self, story: Story) -> int:
        source = story.report.source
        if source not in self._sources:
            self._sources[source] = len(self._sources) + 1
            self._put("sources", source_values(source, "", write_moment(story.seen)))
        return self._sources[source]

    def _bands_of(self, report_id: str) -> list[int]:
        """Return chance bands, the same for copies: texts of chance words share none."""
        if report_id not in self._bands:
            if len(self._bands) > 1000:
                self._bands.clear()
            self._bands[report_id] = [self._chance.getrandbits(63) for _ in range(BANDS)]
        return self._bands[report_id]

    def _close_incidents(self, before: int | None) -> None:
        closed = [number for number in self._open if before is None or number < before]
        incidents: list[Incident] = []
        numbers: dict[str, int] = {}
        for number in closed:
            entries = self._open.pop(number)
            incidents.append(an_incident(*entries))
            numbers.update((entry.mention.id, entry.sequence) for entry in entries)
            for one, other in combinations(entries, 2):
                judgement = a_judgement(one.mention.id, other.mention.id)
                values = judgement_values(judgement, numbers[judgement.first], numbers[judgement.second])
                self._put("judgements", values)
        for table, rows in batch_of(incidents, numbers):
            for values in rows:
                self._put(table.name, values)

    def _put(self, table: str, values: Values, *, kept: bool = True) -> None:
        if kept:
            self._rows.setdefault(table, []).append(values)
            self._held += 1

    def _write(self) -> None:
        self._database.execute("BEGIN")
        self._database.execute("PRAGMA defer_foreign_keys = ON")
        for table, rows in self._rows.items():
            names = tuple(rows[0])
            marks = ", ".join(f":{name}" for name in names)
            self._database.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)  # noqa: S608 - names of our own tables
        self._database.executemany("INSERT INTO loose (band, report) VALUES (?, ?)", self._loose)
        self._database.execute("COMMIT")
        self._loose.clear()
        self._rows.clear()
        self._held = 0
