"""STIX 2.1 (OASIS): a bundle of incidents, places, perpetrators and how they belong together.

STIX leaves the properties of incidents to extensions, so that days, toll and sources' bounds stand in one of our own,
whose definition is in every bundle. Ids are made from our ids, in the form of version 4, so that the same incident has
the same id in every export. A perpetrator belongs to one incident alone; who is who is not for an export to say.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import BinaryIO
from uuid import UUID

from tocsin.export.cells import sound
from tocsin.export.columns import weapon_text
from tocsin.export.facts import Estimate, Facts, Reference, Suspect, facts_of
from tocsin.export.incidents import Origins, Written
from tocsin.export.record import Json, json_line
from tocsin.export.titles import title_of
from tocsin.vocabulary.incident import Incident

WEB = re.compile(r"https?://[\x21-\x7e]+\Z")
SINCE = "2026-01-01T00:00:00.000Z"
"""When our extension was defined."""
SCHEMA = (
    "kind, status: terms; count: number of attacks; start, end: days; date_precision: term; places, targets, "
    "target_categories, weapons, damage, denials, disputed, voices: as told; killed, wounded, abducted: low, best and "
    "high numbers of people"
)


class StixExporter:
    """One bundle, an object a line."""

    name = "stix"
    suffix = ".stix.json"

    def write(self, incidents: Iterable[Incident], origins: Origins, stream: BinaryIO) -> Written:
        """Write `incidents` to `stream` as they come. Raises OSError."""
        stream.write(b'{"type": "bundle", "objects": [\n')
        digest = hashlib.sha256()
        stream.write(",\n".join(json_line(one).strip() for one in (creator(), definition())).encode())
        count = 0
        for incident in incidents:
            for one in objects(facts_of(incident, origins)):
                stream.write(b",\n" + json_line(one).strip().encode())
            digest.update(f"{incident.id} {incident.last_seen.isoformat()}\n".encode())
            count += 1
        stream.write(f'\n], "id": "{stix_id("bundle", digest.hexdigest())}"}}\n'.encode())
        return Written(count)


def stix_id(kind: str, *parts: str) -> str:
    """Return the id of an object of `kind`: the same for the same parts, in the form of a UUID of version 4."""
    digest = hashlib.sha256("|".join((kind, *parts)).encode("utf-8", "surrogatepass")).digest()
    return f"{kind}--{UUID(bytes=digest[:16], version=4)}"


CREATOR = stix_id("identity", "tocsin")
EXTENSION = stix_id("extension-definition", "tocsin", "incident", "1")


def creator() -> Json:
    """Return who defines the extension: the program."""
    return _base("identity", CREATOR, SINCE, SINCE) | {"name": "Tocsin", "identity_class": "system"}


def definition() -> Json:
    """Return the definition of our extension."""
    return _base("extension-definition", EXTENSION, SINCE, SINCE) | {
        "created_by_ref": CREATOR,
        "name": "What is told of an attack",
        "description": "Days, places, targets, weapons and tolls of an incident as its sources tell them.",
        "schema": SCHEMA,
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }


def objects(facts: Facts) -> Iterator[Json]:
    """Yield the objects of one incident: itself, its place, its perpetrators and the relationships."""
    moments = _moment(facts.incident.first_seen), _moment(facts.incident.last_seen)
    incident = stix_id("incident", facts.incident.id)
    yield _incident(incident, facts, moments)
    if facts.located and facts.located.place:
        location = stix_id("location", facts.incident.id)
        yield _location(location, facts, moments)
        yield _relationship("located-at", (incident, location), "", moments)
    for suspect in facts.perpetrators:
        actor = stix_id("threat-actor", facts.incident.id, suspect.actor.name.casefold())
        yield _base("threat-actor", actor, *moments) | {"name": sound(suspect.actor.name)}
        yield _relationship("attributed-to", (incident, actor), _said(suspect), moments)


def _base(kind: str, id_: str, created: str, modified: str) -> Json:
    return {"type": kind, "spec_version": "2.1", "id": id_, "created": created, "modified": modified}


def _moment(at: datetime) -> str:
    utc = at.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"


def _incident(id_: str, facts: Facts, moments: tuple[str, str]) -> Json:
    out = _base("incident", id_, *moments) | {
        "name": title_of(facts),
        "confidence": round(facts.incident.confidence * 100),
        "labels": [term for term in (facts.kind, facts.status) if term],
        "external_references": [_reference(reference) for reference in facts.references],
        "extensions": {EXTENSION: _told(facts)},
    }
    return out | ({"description": sound(facts.words)} if facts.words else {})


def _reference(reference: Reference) -> Json:
    day = reference.published.isoformat() if reference.published else ""
    description = ", ".join(part for part in (reference.title, day) if part)
    out = {"source_name": sound(reference.source.name) or "report", "external_id": sound(reference.report_id)}
    if WEB.match(reference.url):
        out["url"] = reference.url
    return out | ({"description": sound(description)} if description else {})


def _told(facts: Facts) -> Json:
    days = {"start": facts.when.start, "end": facts.when.end} if facts.when else {}
    told: Json = {
        "incident_id": facts.incident.id,
        "kind": facts.kind,
        "status": facts.status,
        "count": facts.count,
        **{name: day.isoformat() for name, day in days.items() if day},
        "date_precision": facts.when.precision if facts.when else "",
        "places": [sound(where.name) for where in facts.where],
        "targets": [sound(target.name) for target in facts.targets],
        "target_categories": [target.category for target in facts.targets],
        "weapons": [sound(weapon_text(weapon)) for weapon in facts.weapons],
        "killed": _estimate(facts.killed),
        "wounded": _estimate(facts.wounded),
        "abducted": _estimate(facts.abducted),
        "damage": [sound(words) for words in facts.damage],
        "denials": [sound(words) for words in facts.denials],
        "disputed": list(facts.incident.disputed),
        "voices": facts.incident.voices,
    }
    return {"extension_type": "property-extension"} | {
        name: value for name, value in told.items() if value not in ("", [], {})
    }


def _estimate(estimate: Estimate) -> Json:
    numbers = {"low": estimate.low, "best": estimate.best, "high": estimate.high}
    return {name: number for name, number in numbers.items() if number is not None}


def _location(id_: str, facts: Facts, moments: tuple[str, str]) -> Json:
    place = facts.located.place if facts.located else None
    out = _base("location", id_, *moments)
    if place is None:
        return out
    out |= {"name": sound(place.name), "latitude": round(place.lat, 6), "longitude": round(place.lon, 6)}
    out |= {"precision": place.precision_km * 1000.0}
    if place.admin1:
        out["administrative_area"] = sound(place.admin1)
    return out | ({"country": place.country} if place.country else {})


def _said(suspect: Suspect) -> str:
    said = f", according to {', '.join(suspect.speakers)}" if suspect.speakers else ""
    return sound(f"{suspect.stance}{said}")


def _relationship(kind: str, ends: tuple[str, str], description: str, moments: tuple[str, str]) -> Json:
    source, target = ends
    out = _base("relationship", stix_id("relationship", kind, source, target), *moments) | {
        "relationship_type": kind,
        "source_ref": source,
        "target_ref": target,
    }
    return out | ({"description": description} if description else {})
