"""The ledger in a database, SQLite or PostgreSQL: one transaction for each writing method, pages for each reader."""

import contextlib
import heapq
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, func, insert, select

from tocsin.errors import LedgerError
from tocsin.ledger import appending, deciding, deriving, selecting
from tocsin.ledger.base import Added, Finds, Kept, Page
from tocsin.ledger.database import Database
from tocsin.ledger.encoding import damaged, read_occasion, read_tie
from tocsin.ledger.holding import Held
from tocsin.ledger.moments import write_moment
from tocsin.ledger.nearby import numbers_in
from tocsin.ledger.recalling import (
    CHUNK,
    chunks,
    described,
    numbers_of,
    recall_entries,
    recall_reports,
    told,
)
from tocsin.ledger.recalling import texts as texts_of
from tocsin.ledger.remembering import Remembered
from tocsin.ledger.tables import (
    bands,
    judgements,
    mentions,
    occasions,
    originals,
    reports,
    reviews,
    sightings,
    sources,
    ties,
    unjudged,
)
from tocsin.vocabulary.entry import Block, Entry
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.judgement import EVEN, Judgement
from tocsin.vocabulary.mention import Occasion, Tie
from tocsin.vocabulary.occurrence import Occurrence
from tocsin.vocabulary.report import Report, Source
from tocsin.vocabulary.retrieval import Retrieval
from tocsin.vocabulary.review import Review
from tocsin.vocabulary.selection import Selection
from tocsin.vocabulary.spot import Spot

Found = TypeVar("Found")
_MARK = select(
    *(
        select(func.max(table.c.number)).scalar_subquery()
        for table in (sightings, ties, occasions, judgements, reviews, sources)
    ),
    select(func.count()).select_from(unjudged).scalar_subquery(),
)


class SqlLedger:
    """Keeps all of one tracker in a database. Safe for several threads and several programs."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held = Held()
        self._remembered = Remembered(database)

    def close(self) -> None:
        """Close the connections; closing twice is no error."""
        self._database.close()

    def writing(self) -> contextlib.AbstractContextManager[None]:
        """Hold the ledger for writing."""
        return self._writing()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        with self._database.writing():
            yield

    # reports and what they tell

    def holds(self, report: Report) -> str | None:
        """Return the id of the kept report with the text of `report` and its source or address, or None."""
        with self._database.reading() as connection:
            return appending.find_known(connection, report)

    def add(self, retrieval: Retrieval, finds: Finds) -> Added:
        """Append a report with its original bytes and what was found in it."""
        with self._database.writing() as connection:
            known = appending.find_known(connection, retrieval.report)
            if known is not None:
                appending.see_again(connection, known, retrieval)
                return Added(known, "known")
            report_id, outcome = appending.append_report(connection, retrieval, finds)
            return Added(report_id, outcome, self.entries_of(report_id))

    def add_finds(self, report_id: str, finds: Finds) -> tuple[Entry, ...]:
        """Append what was found in a kept report in which nothing had been found."""
        with self._database.writing() as connection:
            number = _report_number(connection, report_id)
            if number is None:
                raise LedgerError(f"there is no report {report_id}")
            appending.append_later(connection, number, recall_reports(connection, [number])[0], finds)
            return self.entries_of(report_id)

    def report(self, report_id: str) -> Kept | None:
        """Return a report, or None."""
        with self._database.reading() as connection:
            number = _report_number(connection, report_id)
            return None if number is None else recall_reports(connection, [number])[0]

    def reports(self, after: str = "") -> Iterator[Kept]:
        """Yield the reports in the order in which they were added."""
        last = 0
        if after:
            with self._database.reading() as connection:
                number = _report_number(connection, after)
            if number is None:
                raise LedgerError(f"there is no report {after}")
            last = number
        while True:
            with self._database.reading() as connection:
                query = select(reports.c.number).where(reports.c.number > last).order_by(reports.c.number)
                numbers = connection.execute(query.limit(100)).scalars().all()
                found = recall_reports(connection, numbers)
            yield from found
            if not numbers:
                return
            last = numbers[-1]

    def sharing(self, bands: Iterable[int]) -> tuple[str, ...]:
        """Return the ids of the reports that share any of `bands`."""
        found: dict[int, str] = {}
        with self._database.reading() as connection:
            for chunk in chunks({appending.signed(band) for band in bands}):
                found.update(_sharing(connection, chunk))
        return tuple(report_id for _, report_id in sorted(found.items()))

    def original(self, report_id: str) -> bytes:
        """Return the bytes that a report was read from. Raises LedgerError."""
        with self._database.reading() as connection:
            query = select(originals.c.packed).join(reports).where(reports.c.id == report_id)
            packed = connection.execute(query).scalar()
        if packed is None:
            raise LedgerError(f"there is no report {report_id}")
        try:
            return zlib.decompress(packed)
        except zlib.error as error:
            raise damaged(f"the original of report {report_id}", error) from error

    def entries(self, mention_ids: Iterable[str] | None = None) -> Iterator[Entry]:
        """Yield the entries of these mentions, or all, in the order in which they were added."""
        if mention_ids is None:
            yield from self._all_entries()
            return
        with self._database.reading() as connection:
            numbers = sorted(numbers_of(connection, set(mention_ids)).values())
        for chunk in chunks(numbers):
            with self._database.reading() as connection:
                found = list(recall_entries(connection, chunk))
            yield from found

    def _all_entries(self) -> Iterator[Entry]:
        last = 0
        while True:
            with self._database.reading() as connection:
                query = select(mentions.c.number).where(mentions.c.number > last).order_by(mentions.c.number)
                numbers = connection.execute(query.limit(CHUNK)).scalars().all()
                found = list(recall_entries(connection, numbers))
            yield from found
            if not numbers:
                return
            last = numbers[-1]

    def entries_of(self, report_id: str) -> tuple[Entry, ...]:
        """Return the entries of one report."""
        with self._database.reading() as connection:
            query = select(mentions.c.number).join(reports).where(reports.c.id == report_id)
            numbers = connection.execute(query.order_by(mentions.c.number)).scalars().all()
            return tuple(recall_entries(connection, numbers))

    def near(self, blocks: Sequence[Block]) -> Iterator[tuple[int, Entry]]:
        """Yield for each of `blocks` the entries in it, with the number of the block."""
        for number, block in enumerate(blocks):
            with self._database.reading() as connection:
                inside = numbers_in(connection, block)
                found = self._remembered.entries(connection, inside)
            yield from [(number, entry) for entry in found]

    def ties(self, report_ids: Iterable[str] | None = None) -> Iterator[Tie]:
        """Yield what reports say of how actors belong together."""
        return self._contents(ties, report_ids, read_tie)

    def occasions(self, report_ids: Iterable[str] | None = None) -> Iterator[Occasion]:
        """Yield public events that are not attacks."""
        return self._contents(occasions, report_ids, read_occasion)

    def _contents(
        self, table: Any, report_ids: Iterable[str] | None, read: Callable[[str, str, str], Found]
    ) -> Iterator[Found]:
        with self._database.reading() as connection:
            numbers = connection.execute(_numbers_with(table, report_ids)).scalars().all()
        for chunk in chunks(numbers):
            query = select(table.c.content, reports.c.id).join(reports).where(table.c.number.in_(chunk))
            with self._database.reading() as connection:
                rows = connection.execute(query.order_by(table.c.number)).all()
                known = texts_of(connection, {row.id for row in rows})
            yield from (read(row.content, row.id, known[row.id]) for row in rows)

    # judgements and reviews

    def append_judgements(self, judgements: Iterable[Judgement]) -> int:
        """Append judgements. Return how many were new or different."""
        with self._database.writing() as connection:
            return sum(deciding.append_judgements(connection, chunk) for chunk in chunks(judgements))

    def judgements(self, mention_ids: Iterable[str] | None = None) -> Iterator[Judgement]:
        """Yield the judgements that count and that any of these mentions is in, or all."""
        if mention_ids is not None:
            with self._database.reading() as connection:
                found = deciding.judgements_of(connection, mention_ids)
            yield from found
            return
        last = 0
        while True:
            with self._database.reading() as connection:
                found, last = deciding.judgements_after(connection, last, CHUNK)
            yield from found
            if not found:
                return

    def doubtful(self) -> Iterator[Judgement]:
        """Yield the judgements that count and are unsure, those with the evenest chances first."""
        sides = (self._doubtful(likely) for likely in (True, False))
        even = heapq.merge(*sides, key=lambda numbered: (abs(numbered[1].probability - EVEN), numbered[0]))
        yield from (judgement for _, judgement in even)

    def _doubtful(self, likely: bool) -> Iterator[tuple[int, Judgement]]:
        """Yield the unsure judgements from `EVEN` up, or down from there, with their numbers, page by page."""
        after: tuple[float, int] | None = None
        while True:
            with self._database.reading() as connection:
                found = deciding.doubtful_after(connection, likely, after)
            yield from found
            if not found:
                return
            number, judgement = found[-1]
            after = judgement.probability, number

    def unjudged(self, mention_ids: Iterable[str] | None = None, limit: int | None = None) -> tuple[str, ...]:
        """Return the ids of mentions that resolution has not gone over, of these or all, oldest first."""
        query = select(mentions.c.number, mentions.c.id).join(unjudged).order_by(mentions.c.number).limit(limit)
        with self._database.reading() as connection:
            if mention_ids is None:
                return tuple(connection.execute(query.with_only_columns(mentions.c.id)).scalars())
            found = [
                (row.number, row.id)
                for chunk in chunks(set(mention_ids))
                for row in connection.execute(query.where(mentions.c.id.in_(chunk)))
            ]
        return tuple(mention_id for _, mention_id in sorted(found)[:limit])

    def append_review(self, review: Review) -> None:
        """Append a review. Raises LedgerError for an id that is taken, or a subject that is not there."""
        with self._database.writing() as connection:
            deciding.append_review(connection, review)

    def reviews(self, mention_ids: Iterable[str] | None = None) -> Iterator[Review]:
        """Yield reviews in their order: of any of these mentions, with the undoing of those, or all."""
        with self._database.reading() as connection:
            found = list(deciding.reviews_of(connection, mention_ids))
        yield from found

    # sources

    def sources(self) -> tuple[Source, ...]:
        """Return all sources by name, each as it was last described."""
        with self._database.reading() as connection:
            found = told(connection) | described(connection)
        return tuple(source for _, source in sorted(found.items()))

    def describe_source(self, source: Source, author: str, at: datetime) -> None:
        """Append a description of a source. Raises LedgerError where it has no author."""
        if not author:
            raise LedgerError(f"a description of {source.name} needs an author")
        with self._database.writing() as connection:
            connection.execute(insert(sources), appending.source_values(source, author, write_moment(at)))

    # incidents, derived

    def incidents_of(self, mention_ids: Iterable[str]) -> tuple[Incident, ...]:
        """Return the incidents that these mentions belong to, each once, in the order of their ids."""
        with self._database.reading() as connection:
            numbers = numbers_of(connection, set(mention_ids))
            ids = deriving.incidents_with(connection, numbers.values())
            return tuple(deriving.recall_incidents(connection, sorted(ids), self._held))

    def replace_incidents(self, resolved: Iterable[str], incidents: Iterable[Incident]) -> None:
        """Put `incidents` in place of all that have any of the mentions `resolved`."""
        with self._database.writing() as connection:
            deriving.clear(connection, resolved)
            for chunk in chunks(incidents, 200):
                deriving.write_incidents(connection, chunk)

    def incident(self, incident_id: str) -> Incident | None:
        """Return an incident by its id, a former id, or the id of one of its mentions; or None."""
        with self._database.reading() as connection:
            found = deriving.find_id(connection, incident_id)
            return None if found is None else deriving.recall_incidents(connection, [found], self._held)[0]

    def incidents(self, selection: Selection) -> Page:
        """Return the incidents of a selection."""
        with self._database.reading() as connection:
            ids, after = selecting.page_of(connection, selection)
            return Page(tuple(deriving.recall_incidents(connection, ids, self._held)), after)

    def count(self, selection: Selection) -> int:
        """Return how many incidents a selection has, whatever its limit."""
        with self._database.reading() as connection:
            return selecting.count_of(connection, selection)

    def occurrences(self, selection: Selection) -> Iterator[Occurrence]:
        """Yield what is counted of the incidents of a selection, in no order."""
        with self._database.reading() as connection:
            yield from selecting.occurrences_of(connection, selection)

    def days(self, selection: Selection) -> tuple[tuple[int, int, int], ...]:
        """Return how many dated incidents of a selection have which first and last day."""
        with self._database.reading() as connection:
            return selecting.days_of(connection, selection)

    def points(self, selection: Selection, limit: int) -> tuple[Spot, ...]:
        """Return where the incidents of a selection were, those that began last first, undated ones at the end."""
        with self._database.reading() as connection:
            return selecting.points_of(connection, selection, limit)

    def mark(self) -> str:
        """Return a word that is another after anything was written.

        Whatever changes incidents appends a row to one of these tables, or takes mentions off those that wait.
        """
        with self._database.reading() as connection:
            return " ".join(str(number) for number in connection.execute(_MARK).one())


def _report_number(connection: Connection, report_id: str) -> int | None:
    return connection.execute(select(reports.c.number).where(reports.c.id == report_id)).scalar()


def _sharing(connection: Connection, chunk: list[int]) -> Iterator[tuple[int, str]]:
    query = select(reports.c.number, reports.c.id).join(bands).where(bands.c.band.in_(chunk)).distinct()
    yield from ((row.number, row.id) for row in connection.execute(query))


def _numbers_with(table: Any, report_ids: Iterable[str] | None) -> Any:
    query = select(table.c.number).order_by(table.c.number)
    return query if report_ids is None else query.join(reports).where(reports.c.id.in_(list(report_ids)))
