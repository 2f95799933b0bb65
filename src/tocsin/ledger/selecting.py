"""A selection as a query; it has the same incidents as `outline.has` says."""

import json
import math
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select

from tocsin.ledger.cursor import Cursor, falls, follows, ordered, read_cursor, write_cursor
from tocsin.ledger.deriving import ball_point
from tocsin.ledger.grid import cells_of_points
from tocsin.ledger.outline import fold_name
from tocsin.ledger.tables import DISPUTED, incident_actors, incidents
from tocsin.vocabulary.geometry import EARTH_KM
from tocsin.vocabulary.occurrence import Occurrence
from tocsin.vocabulary.selection import Near, Selection
from tocsin.vocabulary.spot import Spot

Condition = ColumnElement[bool]
KEYS: dict[str, Any] = {
    "when": incidents.c.first_day,
    "seen": incidents.c.seen,
    "confidence": incidents.c.confidence,
    "killed": incidents.c.killed,
    "voices": incidents.c.voices,
}
"""The column that each order sorts by."""
OCCURRENCE = tuple(
    incidents.c[name]
    for name in ("id", "kind", "status", "first_day", "last_day", "attacks", "known_day", "first_tellings")
)
SPOT = tuple(incidents.c[name] for name in Spot._fields)
FEW = 1_000
"""Selections of up to so many incidents are sorted here."""
ROWS = 5_000
"""How many rows are held in memory where all are gone through."""


def count_of(connection: Connection, selection: Selection) -> int:
    """Return how many incidents a selection has."""
    query = select(func.count()).select_from(incidents).where(*_conditions(connection, selection))
    return int(connection.execute(query).scalar_one())


def occurrences_of(connection: Connection, selection: Selection) -> Iterator[Occurrence]:
    """Yield what is counted of the incidents of a selection, in no order; a limit is passed over."""
    query = select(*OCCURRENCE).where(*_conditions(connection, selection))
    rows = connection.execute(query, execution_options={"yield_per": ROWS})
    for id_, kind, status, first, last, attacks, known, told in rows:
        yield Occurrence(id_, kind, status, first, last, attacks, known, json.loads(told))


def days_of(connection: Connection, selection: Selection) -> tuple[tuple[int, int, int], ...]:
    """Return how many dated incidents of a selection have which first and last day; a limit is passed over."""
    days = (incidents.c.first_day, incidents.c.last_day)
    conditions = [incidents.c.first_day.is_not(None), *_conditions(connection, selection)]
    query = select(*days, func.count()).where(*conditions).group_by(*days).order_by(*days)
    return tuple((first, last, number) for first, last, number in connection.execute(query))


def points_of(connection: Connection, selection: Selection, limit: int) -> tuple[Spot, ...]:
    """Return where the incidents of a selection were, those that began last first, undated ones at the end."""
    last_first = (incidents.c.first_day.desc().nulls_last(), incidents.c.id.desc())
    query = select(*SPOT).where(*_conditions(connection, selection)).order_by(*last_first).limit(limit)
    return tuple(map(Spot._make, connection.execute(query)))


def page_of(connection: Connection, selection: Selection) -> tuple[list[str], str]:
    """Return the ids of the incidents of a page, and the cursor of the next, "" where there is none."""
    after, conditions = read_cursor(selection.after, selection.sort), _conditions(connection, selection)
    found = _few(connection, selection, after, conditions) if conditions else None
    if found is None:
        found = _walked(connection, selection, after, conditions)
    page = found[: selection.limit]
    return [cursor.id for cursor in page], write_cursor(page[-1]) if len(page) < len(found) else ""


def _few(
    connection: Connection, selection: Selection, after: Cursor | None, conditions: list[Condition]
) -> list[Cursor] | None:
    """Return all that is behind `after` in a selection that has few incidents, None for one that has more.

    Few are found by what they are asked for by, and sorted here. A walk through all incidents in their order, which
    soon fills a page with one in ten, would go through very many for one in a hundred thousand.
    """
    key = KEYS[selection.sort.removeprefix("-")]
    query = select(key, incidents.c.id).where(*conditions).limit(FEW + 1)
    cursors = [Cursor(selection.sort, row[0], row[1]) for row in connection.execute(query)]
    if len(cursors) > FEW:
        return None
    return [one for one in ordered(cursors, selection.sort) if after is None or follows(one, after)]


def _walked(
    connection: Connection, selection: Selection, after: Cursor | None, conditions: list[Condition]
) -> list[Cursor]:
    """Return a page, and one more where there is any, by a walk through an index of the order."""
    key = KEYS[selection.sort.removeprefix("-")]
    found: list[Cursor] = []
    for known in (True, False) if key.nullable else (True,):
        if known and after and after.key is None:
            continue
        wanted = None if selection.limit is None else selection.limit + 1 - len(found)
        if wanted == 0:
            break
        part = [key.is_not(None) if known else key.is_(None)] if key.nullable else []
        behind = _behind(after) if after and (after.key is not None) == known else []
        query = select(key, incidents.c.id).where(*conditions, *part, *behind)
        sides = (key, incidents.c.id) if known else (incidents.c.id,)
        query = query.order_by(*(side.desc() if falls(selection.sort) else side for side in sides)).limit(wanted)
        found += [Cursor(selection.sort, row[0], row[1]) for row in connection.execute(query)]
    return found


def _behind(after: Cursor) -> list[Condition]:
    """Return the condition to stand behind `after` among those whose key is known, or unknown, like its own."""
    key, id_ = KEYS[after.sort.removeprefix("-")], incidents.c.id
    further = id_ < after.id if falls(after.sort) else id_ > after.id
    if after.key is None:
        return [further]
    beyond = key < after.key if falls(after.sort) else key > after.key
    up_to = key <= after.key if falls(after.sort) else key >= after.key
    # The first condition is implied by the second; it is what an index can begin at.
    return [up_to, beyond | and_(key == after.key, further)]


def _conditions(connection: Connection, selection: Selection) -> list[Condition]:
    conditions = _on_the_days(connection, selection)
    if selection.near:
        conditions += _in_the_circle(selection.near)
    if selection.country:
        conditions.append(incidents.c.country == selection.country.upper())
    if selection.kinds:
        conditions.append(incidents.c.kind.in_(selection.kinds))
    if selection.statuses:
        conditions.append(incidents.c.status.in_(selection.statuses))
    if selection.actor:
        named = select(incident_actors.c.incident).where(incident_actors.c.name == fold_name(selection.actor))
        conditions.append(incidents.c.id.in_(named))
    if selection.min_confidence > 0:
        conditions.append(incidents.c.confidence >= selection.min_confidence)
    if selection.disputed is not None:
        conditions.append(DISPUTED if selection.disputed else incidents.c.disputed.is_(False))
    return conditions


def _on_the_days(connection: Connection, selection: Selection) -> list[Condition]:
    conditions: list[Condition] = []
    if selection.until:
        conditions.append(incidents.c.first_day <= selection.until.toordinal())
    if selection.since:
        since = selection.since.toordinal()
        conditions.append(incidents.c.last_day >= since)
        # No incident that ends since then begins earlier than the longest one could: there an index can begin.
        longest = connection.execute(select(func.max(incidents.c.days))).scalar() or 0
        conditions.append(incidents.c.first_day >= since - longest)
    return conditions


def _in_the_circle(near: Near) -> list[Condition]:
    x, y, z = ball_point(near.lat, near.lon)
    off = [incidents.c.x - x, incidents.c.y - y, incidents.c.z - z]
    chord = 2 * math.sin(min(near.within_km / EARTH_KM, math.pi) / 2)
    conditions = [off[0] * off[0] + off[1] * off[1] + off[2] * off[2] <= chord * chord]
    cells = cells_of_points(near.lat, near.lon, near.within_km)
    return conditions if cells is None else [*conditions, incidents.c.cell.in_(cells)]
