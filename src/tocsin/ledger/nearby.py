"""Which mentions lie in a block: an index names some, the one definition of it in whereabouts decides."""

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Integer, bindparam, select, union_all

from tocsin.ledger.grid import cells_around
from tocsin.ledger.spans import Window, windows
from tocsin.ledger.tables import mentions
from tocsin.ledger.whereabouts import Whereabouts, lies_in, window_of
from tocsin.vocabulary.entry import Block

ANY_SPAN = 99
"""Stands for mentions of whatever span by the day of publication."""
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
    cells = None
    if block.lat is not None and block.lon is not None:
        cells = cells_around(block.lat, block.lon, block.km)
    given: dict[str, Any] = {"kinds": block.kinds} if block.kinds else {}
    if cells is not None:
        given["cells"] = cells
    ranges = tuple(windows(block))
    published = None if ranges else window_of(block)
    if published:
        ranges = (Window(ANY_SPAN, *(day.toordinal() for day in published)),)
    if not ranges:
        return []
    for window in ranges:
        given[f"first{window.span}"], given[f"last{window.span}"] = window.first, window.last
    query = _query(tuple(window.span for window in ranges), cells is not None, bool(block.kinds))
    return sorted(row.number for row in connection.execute(query, given) if lies_in(_whereabouts(row), block))


@cache
def _query(spans: tuple[int, ...], placed: bool, of_kinds: bool) -> Any:
    """Return the query for mentions of these spans, each part of which an index answers; made once, since it is long.

    The days come as parameters first0, last0 ... by span, cells and kinds as lists.
    """
    narrowed: list[ColumnElement[bool]] = []
    if placed:
        narrowed.append(mentions.c.cell.in_(bindparam("cells", expanding=True)))
    if of_kinds:
        narrowed.append(mentions.c.kind.in_(bindparam("kinds", expanding=True)))
    parts = [select(*_COLUMNS).where(*narrowed, *_within(span)) for span in spans]
    return union_all(*parts) if len(parts) > 1 else parts[0]


def _within(span: int) -> list[ColumnElement[bool]]:
    first: BindParameter[int] = bindparam(f"first{span}", type_=Integer)
    last: BindParameter[int] = bindparam(f"last{span}", type_=Integer)
    if span == ANY_SPAN:
        return [mentions.c.published.between(first, last)]
    return [mentions.c.span == span, mentions.c.day.between(first, last)]


def _whereabouts(row: Any) -> Whereabouts:
    _, first, last, published, lat, lon, km, kind = row
    return Whereabouts(_date(first), _date(last), date.fromordinal(published), lat, lon, km, kind)


def _date(day: int | None) -> date | None:
    return None if day is None else date.fromordinal(day)
