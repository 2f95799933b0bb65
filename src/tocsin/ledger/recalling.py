"""Reports and entries out of the tables."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, func, select

from tocsin.ledger.base import Kept
from tocsin.ledger.encoding import read_claims
from tocsin.ledger.moments import read_moment
from tocsin.ledger.packing import unpack
from tocsin.ledger.tables import mentions, reports, sightings, sources
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.report import Report, Source

CHUNK = 500
"""How many rows are asked for by their numbers at once."""
Item = TypeVar("Item")
_MENTION = (
    mentions.c.number,
    mentions.c.id,
    mentions.c.report,
    mentions.c.main,
    mentions.c.confidence,
    mentions.c.claims,
)
_SOURCE = (sources.c.name, sources.c.country, sources.c.kind, sources.c.grade, sources.c.language)


@dataclass(frozen=True, slots=True)
class Context:
    """What the entries of one report have in common."""

    id: str
    text: str
    source: Source
    published: date | None
    first_seen: datetime
    last_seen: datetime
    copies: str
    title: str


def chunks(items: Iterable[Item], size: int = CHUNK) -> Iterator[list[Item]]:
    """Yield `items` in lists of at most `size`."""
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk


def described(connection: Connection) -> dict[str, Source]:
    """Return the sources that somebody described, each as last described."""
    query = select(*_SOURCE).where(sources.c.author != "").order_by(sources.c.number)
    return {row.name: Source(*row) for row in connection.execute(query)}


def told(connection: Connection) -> dict[str, Source]:
    """Return the sources as reports came with them, each as it last came."""
    query = select(*_SOURCE).where(sources.c.author == "").order_by(sources.c.number)
    return {row.name: Source(*row) for row in connection.execute(query)}


def numbers_of(connection: Connection, mention_ids: Iterable[str]) -> dict[str, int]:
    """Return the numbers of the mentions that are there."""
    found: dict[str, int] = {}
    for chunk in chunks(mention_ids):
        query = select(mentions.c.id, mentions.c.number).where(mentions.c.id.in_(chunk))
        found.update((row.id, row.number) for row in connection.execute(query))
    return found


def _sightings(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[datetime, datetime]]:
    query = (
        select(sightings.c.report, func.min(sightings.c.at), func.max(sightings.c.at))
        .where(sightings.c.report.in_(numbers))
        .group_by(sightings.c.report)
    )
    return {number: (read_moment(first), read_moment(last)) for number, first, last in connection.execute(query)}


def contexts(connection: Connection, numbers: Iterable[int]) -> dict[int, Context]:
    """Return what is to be known of the reports of these numbers."""
    found: dict[int, Context] = {}
    columns = (reports.c.number, reports.c.id, reports.c.packed, reports.c.published, reports.c.copies, reports.c.title)
    named = described(connection)
    for chunk in chunks(numbers):
        seen = _sightings(connection, chunk)
        query = select(*columns, *_SOURCE).join(sources).where(reports.c.number.in_(chunk))
        for number, id_, packed, published, copies, title, *source in connection.execute(query):
            text = unpack(packed, f"the text of report {id_}")
            standing = named.get(source[0]) or Source(*source)
            found[number] = Context(id_, text, standing, published, *seen[number], copies, title)
    return found


def texts(connection: Connection, report_ids: Iterable[str]) -> dict[str, str]:
    """Return the texts of the reports of these ids."""
    found: dict[str, str] = {}
    for chunk in chunks(report_ids):
        for row in connection.execute(select(reports.c.id, reports.c.packed).where(reports.c.id.in_(chunk))):
            found[row.id] = unpack(row.packed, f"the text of report {row.id}")
    return found


def recall_entries(connection: Connection, numbers: Iterable[int]) -> Iterator[Entry]:
    """Yield the entries of the mentions of these numbers, in their order in each chunk."""
    for chunk in chunks(numbers):
        query = select(*_MENTION).where(mentions.c.number.in_(chunk)).order_by(mentions.c.number)
        rows = connection.execute(query).all()
        known = contexts(connection, {row.report for row in rows})
        yield from (_entry(row, known[row.report]) for row in rows)


def _entry(row: Any, context: Context) -> Entry:
    claims = read_claims(row.claims, context.id, context.text)
    return Entry(
        Mention(row.id, context.id, claims, row.main, row.confidence),
        row.number,
        context.source,
        context.published,
        context.first_seen,
        context.last_seen,
        context.copies,
        context.title,
    )


def recall_reports(connection: Connection, numbers: Sequence[int]) -> list[Kept]:
    """Return the reports of at most `CHUNK` numbers, in the order of adding."""
    known = contexts(connection, numbers)
    query = select(reports).where(reports.c.number.in_(numbers)).order_by(reports.c.number)
    return [_kept(row, known[row.number]) for row in connection.execute(query)]


def _kept(row: Any, context: Context) -> Kept:
    published_at = datetime.fromisoformat(row.published_at) if row.published_at else None
    return Kept(
        Report(row.id, context.text, context.source, row.title, row.published, published_at, row.url, row.language),
        row.version,
        row.replaces,
        context.first_seen,
        context.last_seen,
        row.address,
        row.content_type,
        json.loads(row.headers),
        row.original,
    )
