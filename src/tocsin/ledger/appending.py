"""Reports into the tables, with all that they tell."""

import zlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, exists, insert, or_, select

from tocsin.errors import LedgerError
from tocsin.ledger.base import Finds, Kept, Outcome
from tocsin.ledger.encoding import write_claims, write_json, write_occasion, write_tie
from tocsin.ledger.grid import cell_of
from tocsin.ledger.moments import write_moment
from tocsin.ledger.naming import free_report_id, settle, something_found
from tocsin.ledger.packing import LEVEL, pack
from tocsin.ledger.spans import day_of, span_of
from tocsin.ledger.tables import bands, mentions, occasions, originals, reports, sightings, sources, ties, unjudged
from tocsin.ledger.whereabouts import publication_of, published_of, whereabouts_of
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.report import Report, Source
from tocsin.vocabulary.retrieval import Retrieval

Values = dict[str, Any]


def identity_of(report: Report) -> str:
    """Return what all versions of `report` have in common: its URL, or its id where it has none."""
    return f"url {report.url}" if report.url else f"id {report.id}"


def find_known(connection: Connection, report: Report) -> str | None:
    """Return the id of the kept report with the text of `report` and its source or address, or None."""
    same_place = or_(sources.c.name == report.source.name, reports.c.identity == identity_of(report))
    query = select(reports.c.id).join(sources).where(reports.c.digest == report.digest, same_place)
    return connection.execute(query.order_by(reports.c.number).limit(1)).scalar()


def see_again(connection: Connection, report_id: str, retrieval: Retrieval) -> None:
    """Append the sight of a kept report."""
    number = select(reports.c.number).where(reports.c.id == report_id).scalar_subquery()
    connection.execute(insert(sightings).values(report=number, at=write_moment(retrieval.at)))


def append_report(connection: Connection, retrieval: Retrieval, finds: Finds) -> tuple[str, Outcome]:
    """Append a report that is not known with what was found in it. Return its id, and what became of it."""
    report = retrieval.report
    earlier = _latest(connection, report)
    report_id = free_report_id(report, lambda id_: _is_there(connection, reports, id_))
    settled = settle(report, report_id, finds, lambda id_: _is_there(connection, mentions, id_))
    original = finds.copies or (earlier.id if earlier else report_id)
    values = report_values(retrieval, report_id)
    values["copies"] = report_id if original == report_id else _voice(connection, original, report_id)
    values["source"] = _source_number(connection, report.source, retrieval)
    if earlier:
        values.update(version=earlier.version + 1, replaces=earlier.id)
    if not connection.execute(select(exists().where(originals.c.digest == retrieval.digest))).scalar():
        connection.execute(insert(originals), original_values(retrieval))
    number = _inserted(connection, reports, values)
    connection.execute(insert(sightings).values(report=number, at=write_moment(retrieval.at)))
    _append_finds(connection, number, publication_of(retrieval), settled)
    return report_id, "version" if earlier else "new"


def append_later(connection: Connection, number: int, kept: Kept, finds: Finds) -> None:
    """Append what was found in the report `kept`, which has the row `number`. Raises LedgerError."""
    for table in (mentions, ties, occasions):
        if connection.execute(select(exists().where(table.c.report == number))).scalar():
            raise something_found(kept.report.id)
    settled = settle(kept.report, kept.report.id, finds, lambda id_: _is_there(connection, mentions, id_))
    _append_finds(connection, number, published_of(kept), replace(settled, bands=()))


def _append_finds(connection: Connection, number: int, published: date, finds: Finds) -> None:
    for mention in finds.mentions:
        added = _inserted(connection, mentions, mention_values(mention, number, published))
        connection.execute(insert(unjudged).values(mention=added))
    rows: tuple[tuple[Any, list[Values]], ...] = (
        (ties, [{"report": number, "content": write_tie(tie)} for tie in finds.ties]),
        (occasions, [{"report": number, "content": write_occasion(one)} for one in finds.occasions]),
        (bands, band_values(finds.bands, number)),
    )
    for table, values in rows:
        if values:
            connection.execute(insert(table), values)


def report_values(retrieval: Retrieval, report_id: str) -> Values:
    """Return the row of a report's first version, without the number of its source."""
    report = retrieval.report
    return {
        "id": report_id,
        "identity": identity_of(report),
        "version": 1,
        "replaces": None,
        "copies": report_id,
        "digest": report.digest,
        "title": report.title,
        "published": report.published,
        "published_at": report.published_at.isoformat() if report.published_at else None,
        "url": report.url,
        "language": report.language,
        "address": retrieval.address,
        "content_type": retrieval.content_type,
        "headers": write_json(dict(retrieval.headers)),
        "original": retrieval.digest,
        "packed": pack(report.text),
    }


def original_values(retrieval: Retrieval) -> Values:
    """Return the row of the bytes that a report was read from."""
    return {"digest": retrieval.digest, "packed": zlib.compress(retrieval.original, LEVEL)}


def source_values(source: Source, author: str, at: str) -> Values:
    """Return the row of a description of `source`."""
    fields = {name: getattr(source, name) for name in ("name", "country", "kind", "grade", "language")}
    return {**fields, "author": author, "at": at}


def mention_values(mention: Mention, report: int, published: date) -> Values:
    """Return the row of `mention` in the report of the number `report`."""
    here = whereabouts_of(mention, published)
    return {
        "id": mention.id,
        "report": report,
        "main": mention.main,
        "confidence": mention.confidence,
        "claims": write_claims(mention),
        "kind": here.kind,
        "first_day": here.start.toordinal() if here.start else None,
        "last_day": here.end.toordinal() if here.end else None,
        "published": published.toordinal(),
        "lat": here.lat,
        "lon": here.lon,
        "km": here.km,
        "cell": cell_of(here.lat, here.lon, here.km),
        "span": span_of(here),
        "day": day_of(here),
    }


def signed(band: int) -> int:
    """Return `band` as a number of 64 bits with a sign, which is what databases hold."""
    return (band + 2**63) % 2**64 - 2**63


def band_values(numbers: Iterable[int], report: int) -> list[Values]:
    """Return the rows of the bands of the report of the number `report`."""
    return [{"band": band, "report": report} for band in sorted({signed(band) for band in numbers})]


def _inserted(connection: Connection, table: Any, values: Values) -> int:
    key = connection.execute(insert(table), values).inserted_primary_key
    if key is None:
        raise LedgerError(f"the row for {table.name} was not added")
    return int(key[0])


def _is_there(connection: Connection, table: Any, id_: str) -> bool:
    return bool(connection.execute(select(exists().where(table.c.id == id_))).scalar())


def _latest(connection: Connection, report: Report) -> Any:
    query = select(reports.c.id, reports.c.version).where(reports.c.identity == identity_of(report))
    return connection.execute(query.order_by(reports.c.version.desc()).limit(1)).first()


def _voice(connection: Connection, original: str, report_id: str) -> str:
    found = connection.execute(select(reports.c.copies).where(reports.c.id == original)).scalar()
    if found is None:
        raise LedgerError(f"report {report_id} cannot be a copy of {original}, which is not there")
    return str(found)


def _source_number(connection: Connection, source: Source, retrieval: Retrieval) -> int:
    values = source_values(source, "", write_moment(retrieval.at))
    same = [sources.c[name] == value for name, value in values.items() if name != "at" and value is not None]
    if source.country is None:
        same.append(sources.c.country.is_(None))
    number = connection.execute(select(sources.c.number).where(*same).limit(1)).scalar()
    return _inserted(connection, sources, values) if number is None else int(number)
