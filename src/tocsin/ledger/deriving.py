"""Incidents into the tables and out of them."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, select

from tocsin.errors import LedgerError
from tocsin.ledger import tables
from tocsin.ledger.encoding import write_json
from tocsin.ledger.grid import cell_of
from tocsin.ledger.holding import Held
from tocsin.ledger.moments import write_moment
from tocsin.ledger.outline import Outline, occurrence_of, outline_of
from tocsin.ledger.packing import pack_incident, read_incident, reports_in, unpack_incident
from tocsin.ledger.recalling import chunks, numbers_of, texts
from tocsin.ledger.tables import accounts, incident_actors, incident_ids, incident_mentions, incidents, mentions
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.occurrence import Occurrence

Values = dict[str, Any]
Batch = list[tuple[Any, list[Values]]]
"""Rows for tables, in an order in which what they refer to comes first."""


def ball_point(lat: float, lon: float) -> tuple[float, float, float]:
    """Return the point on a ball of radius 1 for degrees of latitude and longitude."""
    up, around = math.radians(lat), math.radians(lon)
    return math.cos(up) * math.cos(around), math.cos(up) * math.sin(around), math.sin(up)


def incident_values(outline: Outline) -> Values:
    """Return the row of the incident of `outline`."""
    names = ("id", "lat", "lon", "km", "country", "kind", "status", "confidence", "killed", "disputed", "voices")
    values: Values = {name: getattr(outline, name) for name in names}
    values["cell"], values["seen"] = cell_of(outline.lat, outline.lon), write_moment(outline.seen)
    values.update(first_day=None, last_day=None, days=None, x=None, y=None, z=None)
    if outline.start and outline.end:
        first, last = outline.start.toordinal(), outline.end.toordinal()
        values.update(first_day=first, last_day=last, days=last - first)
    if outline.lat is not None and outline.lon is not None:
        values.update(zip("xyz", ball_point(outline.lat, outline.lon), strict=True))
    return values


def _counted(occurrence: Occurrence) -> Values:
    told = write_json(dict(occurrence.tellings))
    return {"attacks": occurrence.attacks, "known_day": occurrence.known, "first_tellings": told}


def batch_of(given: Sequence[Incident], numbers: dict[str, int]) -> Batch:
    """Return the rows of incidents; `numbers` are those of their mentions. Raises LedgerError for one that lacks."""
    batch: Batch = [(table, []) for table in (incidents, accounts, incident_mentions, incident_actors, incident_ids)]
    whole, packed, members, actors, ids = (rows for _, rows in batch)
    for incident in given:
        outline = outline_of(incident)
        for mention_id in incident.mention_ids:
            if mention_id not in numbers:
                raise LedgerError(f"there is no mention {mention_id}")
            members.append({"mention": numbers[mention_id], "incident": incident.id})
        whole.append({**incident_values(outline), **_counted(occurrence_of(incident))})
        packed.append({"incident": incident.id, "packed": pack_incident(incident)})
        actors += [{"incident": incident.id, "name": name} for name in sorted(outline.actors)]
        ids.append({"id": incident.id, "mention": numbers[incident.mention_ids[0]]})
    return batch


def insert_batch(connection: Connection, batch: Batch) -> None:
    """Insert rows."""
    for table, rows in batch:
        if rows:
            connection.execute(insert(table), rows)


def write_incidents(connection: Connection, given: Sequence[Incident]) -> None:
    """Insert incidents. Raises LedgerError for one that is there, or has a mention of another."""
    numbers = numbers_of(connection, {mention_id for incident in given for mention_id in incident.mention_ids})
    batch = batch_of(given, numbers)
    for chunk in chunks(numbers.values()):
        query = select(mentions.c.id, incident_mentions.c.incident).join(mentions)
        taken = connection.execute(query.where(incident_mentions.c.mention.in_(chunk)).limit(1)).first()
        if taken:
            raise LedgerError(f"mention {taken.id} belongs to {taken.incident} already")
    for ids in chunks(incident.id for incident in given):
        taken_id = connection.execute(select(incidents.c.id).where(incidents.c.id.in_(ids)).limit(1)).scalar()
        if taken_id:
            raise LedgerError(f"there is an incident {taken_id} already")
        connection.execute(delete(incident_ids).where(incident_ids.c.id.in_(ids)))
    insert_batch(connection, batch)


def clear(connection: Connection, resolved: Iterable[str]) -> None:
    """Delete all incidents that have any of the mentions `resolved`, and mark these as gone over.

    Raises LedgerError.
    """
    for chunk in chunks(resolved):
        numbers = numbers_of(connection, chunk)
        for mention_id in chunk:
            if mention_id not in numbers:
                raise LedgerError(f"there is no mention {mention_id}")
        connection.execute(delete(tables.unjudged).where(tables.unjudged.c.mention.in_(numbers.values())))
        for ids in chunks(incidents_with(connection, numbers.values())):
            for column in (accounts.c.incident, incident_mentions.c.incident, incident_actors.c.incident):
                connection.execute(delete(column.table).where(column.in_(ids)))
            connection.execute(delete(incidents).where(incidents.c.id.in_(ids)))


def incidents_with(connection: Connection, numbers: Iterable[int]) -> set[str]:
    """Return the ids of the incidents that have any of the mentions of these numbers."""
    found: set[str] = set()
    for chunk in chunks(numbers):
        query = select(incident_mentions.c.incident).where(incident_mentions.c.mention.in_(chunk))
        found.update(connection.execute(query).scalars())
    return found


def find_id(connection: Connection, wanted: str) -> str | None:
    """Return the id of the incident that `wanted` is the id of, was the id of, or is a mention of."""
    if connection.execute(select(exists().where(incidents.c.id == wanted))).scalar():
        return wanted
    former = select(incident_mentions.c.incident).join(
        incident_ids, incident_ids.c.mention == incident_mentions.c.mention
    )
    found = connection.execute(former.where(incident_ids.c.id == wanted)).scalar()
    if found is None:
        member = select(incident_mentions.c.incident).join(mentions)
        found = connection.execute(member.where(mentions.c.id == wanted)).scalar()
    return found


def recall_incidents(connection: Connection, ids: Sequence[str], held: Held) -> list[Incident]:
    """Return the incidents of these ids, in this order; those that are `held` already are not read again."""
    found: dict[str, Incident] = {}
    for chunk in chunks(ids, 200):
        query = select(accounts.c.incident, accounts.c.packed).where(accounts.c.incident.in_(chunk))
        rows = {id_: bytes(packed) for id_, packed in connection.execute(query)}
        found |= {id_: incident for id_, packed in rows.items() if (incident := held.get(packed)) is not None}
        contents = {packed: unpack_incident(packed) for id_, packed in rows.items() if id_ not in found}
        known = texts(connection, set().union(*map(reports_in, contents.values())))
        for packed, content in contents.items():
            incident = read_incident(content, known)
            held.put(packed, incident)
            found[incident.id] = incident
    return [found[id_] for id_ in ids]
