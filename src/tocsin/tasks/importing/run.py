"""`tocsin import`: the rows of an existing tracker into the ledger, each once."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime

from tocsin.errors import InputError, SpanError, VocabularyError
from tocsin.gazetteer.base import Gazetteer
from tocsin.ledger.base import Finds, Ledger, Outcome
from tocsin.tasks.importing import acled, ucdp
from tocsin.tasks.importing.mapping import Mapping
from tocsin.tasks.importing.plain import PlainScheme, Scheme
from tocsin.tasks.importing.rows import STAGE, Row, Table
from tocsin.tasks.resolve import refold
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.retrieval import Retrieval
from tocsin.vocabulary.review import IMPORT, Review

VERSION = re.compile(r"@\d+\Z")
"""What a ledger puts behind the id of a report that has changed."""
BATCH = 500
"""Rows that are one transaction."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a row: the id of its report and mentions, and what of it gave no value."""

    report_id: str
    outcome: Outcome
    mention_ids: tuple[str, ...] = ()
    rejections: tuple[Rejection, ...] = ()


def scheme_of(origin: str, table: Table, mapping: Mapping | None = None, gazetteer: Gazetteer | None = None) -> Scheme:
    """Return what tells the rows of `table`, which comes from `origin`: acled, ucdp or csv.

    Raises InputError for a table that lacks the columns of its origin or of its mapping.
    """
    if origin in {"acled", "ucdp"}:
        needed = acled.COLUMNS if origin == "acled" else ucdp.COLUMNS
        here = {column.lower() for column in table.columns}
        if missing := [name for name in needed if name not in here]:
            raise InputError(f"{table.path} has no column {missing[0]}, so it is no table of {origin}; try --from csv")
        return acled.AcledScheme(table.path.name) if origin == "acled" else ucdp.UcdpScheme(table.path.name)
    if mapping is None:
        raise InputError(f"{table.path}: a table of one's own needs a mapping")
    if missing := [column for column in mapping.columns.values() if column not in table.columns]:
        raise InputError(f"{table.path} has no column {missing[0]!r}; it has {', '.join(table.columns)}")
    return PlainScheme(mapping, table.path.name, gazetteer)


def import_rows(
    table: Table, scheme: Scheme, ledger: Ledger, at: datetime | None = None
) -> Iterator[Imported | Rejection]:
    """Add the rows of `table` to `ledger` as `scheme` tells them, and yield what became of each.

    A row that is there already adds nothing; one with the id of a kept row and other words is a new version of it. Bad
    rows are yielded as rejections. Raises LedgerError.
    """
    moment, seen = at or datetime.now(UTC), set[str]()
    batch: list[Row | Rejection] = []
    for row in table.rows():
        batch.append(row)
        if len(batch) == BATCH:
            yield from _written(batch, scheme, ledger, (table.path.name, moment, seen))
            batch = []
    yield from _written(batch, scheme, ledger, (table.path.name, moment, seen))


def _written(
    batch: Sequence[Row | Rejection], scheme: Scheme, ledger: Ledger, context: tuple[str, datetime, set[str]]
) -> list[Imported | Rejection]:
    with ledger.writing() if batch else nullcontext():
        return [row if isinstance(row, Rejection) else _kept(row, scheme, ledger, context) for row in batch]


def _kept(row: Row, scheme: Scheme, ledger: Ledger, context: tuple[str, datetime, set[str]]) -> Imported | Rejection:
    table, moment, seen = context
    name = f"{table}, line {row.line}"
    try:
        story = scheme.story(row)
        if isinstance(story, Rejection):
            return story
        finds = Finds((story.mention(),))
    except (VocabularyError, SpanError) as error:
        return Rejection(name, STAGE, f"cannot be told: {error}")
    report = story.report
    if report.id in seen:
        return Rejection(name, STAGE, f"has the same id as a row before it: {report.id}")
    seen.add(report.id)
    held = ledger.holds(report)
    if held is not None:
        return Imported(held, "known")
    retrieval = Retrieval(report, moment, row.original, "text/csv; charset=utf-8", f"{table}#line={row.line}")
    added = ledger.add(retrieval, finds)
    mention_ids = tuple(entry.mention.id for entry in added.entries)
    return Imported(added.report_id, added.outcome, mention_ids, tuple(story.rejections))


def keep_apart(
    ledger: Ledger, mention_ids: Sequence[str], at: datetime | None = None, done: Callable[[int], None] = lambda _: None
) -> int:
    """Tell these mentions apart from all other rows of their table in their incidents, and return how many pairs.

    A tracker has one row an incident: its keeper has said that two rows are two. This is done by reviews, so that it
    outlives a rebuild, can be seen in the history and can be undone. Raises LedgerError.
    """
    moment, pairs = at or datetime.now(UTC), dict[tuple[str, str], None]()
    for mention_id in mention_ids:
        incident, tracker = ledger.incident(mention_id), mention_id.partition(":")[0]
        for other in incident.mention_ids if incident else ():
            if other.startswith(f"{tracker}:") and _row_of(other) != _row_of(mention_id):
                first, second = sorted((mention_id, other))
                pairs[first, second] = None
        done(1)
    for start in range(0, len(pairs), BATCH):
        batch = list(pairs)[start : start + BATCH]
        with ledger.writing():
            for first, second in batch:
                ledger.append_review(_split(first, second, moment))
            refold(ledger, sorted({one for pair in batch for one in pair}))
    return len(pairs)


def _row_of(mention_id: str) -> str:
    """Return the id of the row that a mention tells of, whichever version of it."""
    return VERSION.sub("", mention_id.rpartition("#")[0])


def _split(first: str, second: str, at: datetime) -> Review:
    return Review(f"apart:{first}|{second}", "split", (first, second), IMPORT, at, "Two rows of one table.")
