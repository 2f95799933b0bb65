"""FollowTheMoney: a graph of entities, one a line, as that library and the programs built on it read them.

An incident is an Event, its place an Address, each perpetrator an Organization, Person, PublicBody or LegalEntity that
belongs to this incident alone (whether two incidents' "gunmen" are the same people is not for an export to say), with
an UnknownLink that carries the stance, and each report an Article that proves the Event. The schemata and properties
are those of followthemoney 4; nothing of the library is needed to write them.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import BinaryIO

from tocsin.export.cells import sound
from tocsin.export.columns import weapon_text
from tocsin.export.countries import country_name
from tocsin.export.facts import Facts, Reference, Suspect, facts_of
from tocsin.export.incidents import Origins, Written
from tocsin.export.record import Json, json_line
from tocsin.export.titles import title_of
from tocsin.vocabulary.incident import Incident

SCHEMATA = {"group": "Organization", "individual": "Person", "state": "PublicBody", "unknown": "LegalEntity"}
LONGEST = {
    "summary": 60_000,
    "description": 60_000,
    "notes": 60_000,
    "name": 380,
    "sourceUrl": 4000,
    "location": 240,
    "full": 240,
}
"""Characters that a value of a property may have; the library refuses longer ones."""
OTHERWISE = 500
WEB = re.compile(r"https?://[^\s/$.?#].\S*\Z")


class FtmExporter:
    """JSON Lines of entities; a report stands in the file once, however many incidents it tells of."""

    name = "ftm"
    suffix = ".ftm.json"

    def write(self, incidents: Iterable[Incident], origins: Origins, stream: BinaryIO) -> Written:
        """Write the entities of `incidents` to `stream` as they come. Raises OSError."""
        count, articles = 0, set[str]()
        for incident in incidents:
            facts = facts_of(incident, origins)
            for entity in _entities(facts, articles):
                stream.write(json_line(entity).encode())
            count += 1
        return Written(count)


def entity_id(kind: str, *parts: str) -> str:
    """Return an id that stays the same for the same parts: "tocsin-article-" and 40 hexadecimal digits."""
    return f"tocsin-{kind}-{hashlib.sha1('|'.join(parts).encode('utf-8', 'surrogatepass')).hexdigest()}"  # noqa: S324  an id, no secret


def _entities(facts: Facts, articles: set[str]) -> Iterator[Json]:
    event = entity_id("event", facts.incident.id)
    address = entity_id("address", facts.incident.id)
    actors = [
        (entity_id("actor", facts.incident.id, s.actor.name.casefold()), s)
        for s in facts.suspects
        if s.stance != "unclaimed"
    ]
    for reference in facts.references:
        article = entity_id("article", reference.report_id)
        if article not in articles:
            articles.add(article)
            yield article_of(article, reference)
    located = facts.located is not None and facts.located.place is not None
    if located:
        yield _address(address, facts)
    involved = [actor for actor, suspect in actors if suspect.did_it]
    yield _event(event, facts, {"addressEntity": [address] if located else [], "involved": involved})
    for actor, suspect in actors:
        yield entity_of(actor, SCHEMATA[suspect.actor.kind], {"name": [suspect.actor.name]})
        yield _link(facts, event, actor, suspect)


def entity_of(id_: str, schema: str, properties: dict[str, list[str]]) -> Json:
    """Return an entity without empty values: it says only what is known; too long a web address leads nowhere."""
    kept = {
        name: [_short(sound(value), name) for value in values if value.strip()] for name, values in properties.items()
    }
    kept["sourceUrl"] = [url for url in kept.get("sourceUrl", []) if len(url) < LONGEST["sourceUrl"]]
    return {"id": id_, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _short(text: str, name: str) -> str:
    longest = LONGEST.get(name, OTHERWISE)
    return text if len(text) <= longest else f"{text[: longest - 2]} …"


def _event(id_: str, facts: Facts, links: dict[str, list[str]]) -> Json:
    when = facts.when
    one_day = when is not None and when.start is not None and when.start == when.end
    days = {
        "date": [when.start.isoformat()] if when and when.start and one_day else [],
        "startDate": [when.start.isoformat()] if when and when.start else [],
        "endDate": [when.end.isoformat()] if when and when.end else [],
    }
    place = facts.located.place if facts.located else None
    properties = {
        "name": [title_of(facts)],
        "recordId": [facts.incident.id],
        "country": [facts.country.lower()] if facts.country else [],
        "location": [place.name] if place else [where.name for where in facts.where[:1]],
        "summary": [facts.words],
        "description": _harm(facts),
        "notes": _notes(facts),
        "keywords": [facts.kind, facts.status, *(target.category for target in facts.targets)],
        "sourceUrl": [reference.url for reference in facts.references if WEB.match(reference.url)],
        "publisher": [reference.source.name for reference in facts.references],
        "proof": [entity_id("article", reference.report_id) for reference in facts.references],
        "modifiedAt": [facts.incident.last_seen.astimezone(UTC).date().isoformat()],
    }
    return entity_of(id_, "Event", properties | days | links)


def _harm(facts: Facts) -> list[str]:
    counts = {"killed": facts.killed, "wounded": facts.wounded, "abducted": facts.abducted}
    told = [
        f"{deed}: low {_number(one.low)}, best {_number(one.best)}, high {_number(one.high)}"
        for deed, one in counts.items()
        if (one.low, one.best, one.high) != (None, None, None)
    ]
    return told + [f"damage: {words}" for words in facts.damage]


def _number(number: int | None) -> str:
    return "not told" if number is None else str(number)


def _notes(facts: Facts) -> list[str]:
    notes = [f"target: {target.name}" for target in facts.targets]
    notes += [f"weapon: {weapon_text(weapon)}" for weapon in facts.weapons]
    notes += [f"denial: {words}" for words in facts.denials]
    notes += [f"number of attacks: {facts.count}"] if facts.count != 1 else []
    return notes + ([f"disputed: {', '.join(facts.incident.disputed)}"] if facts.incident.disputed else [])


def _address(id_: str, facts: Facts) -> Json:
    place = facts.located.place if facts.located else None
    if place is None:
        return entity_of(id_, "Address", {})
    country = country_name(place.country) if place.country else ""
    properties = {
        "full": [", ".join(part for part in (place.name, place.admin1, country) if part)],
        "state": [place.admin1],
        "country": [place.country.lower()],
        "latitude": [f"{place.lat:.6f}"],
        "longitude": [f"{place.lon:.6f}"],
        "remarks": [f"known within {place.precision_km:g} km"],
    }
    return entity_of(id_, "Address", properties)


def article_of(id_: str, reference: Reference) -> Json:
    """Return the Article of a report."""
    properties = {
        "title": [reference.title],
        "publisher": [reference.source.name],
        "publishedAt": [reference.published.isoformat()] if reference.published else [],
        "sourceUrl": [reference.url] if WEB.match(reference.url) else [],
        "notes": [f"report {reference.report_id}"],
    }
    return entity_of(id_, "Article", properties)


def _link(facts: Facts, event: str, actor: str, suspect: Suspect) -> Json:
    said = f"according to {', '.join(suspect.speakers)}" if suspect.speakers else ""
    properties = {
        "subject": [actor],
        "object": [event],
        "role": [suspect.stance],
        "summary": [said],
        "recordId": [facts.incident.id],
    }
    return entity_of(entity_id("link", event, actor), "UnknownLink", properties)
