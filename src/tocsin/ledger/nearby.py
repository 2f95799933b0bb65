"""Which mentions lie in a block: an index names some, the one definition of it in whereabouts decides."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, literal, select, union_all

from tocsin.ledger.grid import cells_around
from tocsin.ledger.spans import windows
from tocsin.ledger.tables import mentions
from tocsin.ledger.whereabouts import Whereabouts, lies_in, window_of
from tocsin.vocabulary.entry import Block

_COLUMNS = (
    mentions.c.number,
    mentions.c.first_day,
    mentions.c.last_day,
    mentions.c.published,
    mentions.c.lat,
    mentions.c.lon,
    mentions.c.km,
    mentions.c.kind,
)


def numbers_in(connection: Connection, block: Block) -> list[int]:
    """Return the numbers of the mentions in `block`, in the order of adding."""
    queries = _queries(block)
    if not queries:
        return []
    rows = connection.execute(union_all(*queries) if len(queries) > 1 else queries[0])
    return sorted(row.number for row in rows if lies_in(_whereabouts(row), block))


def _queries(block: Block) -> list[Select[Any]]:
    """Return queries for all mentions that may lie in `block`, each of which an index answers."""
    places: list[ColumnElement[bool]] = []
    if block.lat is not None and block.lon is not None:
        cells = cells_around(block.lat, block.lon, block.km)
        places = [] if cells is None else [mentions.c.cell.in_(cells)]
    if block.kinds:
        places.append(mentions.c.kind.in_(block.kinds))
    if block.start is None or block.end is None:
        window = window_of(block)
        if window is None:
            return []
        first, last = (day.toordinal() for day in window)
        return [select(*_COLUMNS).where(*places, mentions.c.published.between(first, last))]
    return [
        select(*_COLUMNS).where(
            *places, mentions.c.span == literal(window.span), mentions.c.day.between(window.first, window.last)
        )
        for window in windows(block)
    ]


def _whereabouts(row: Any) -> Whereabouts:
    _, first, last, published, lat, lon, km, kind = row
    return Whereabouts(_date(first), _date(last), date.fromordinal(published), lat, lon, km, kind)


def _date(day: int | None) -> date | None:
    return None if day is None else date.fromordinal(day)
