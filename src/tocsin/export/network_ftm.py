"""A network as FollowTheMoney: actors, their ties and the incidents that they have a part in, one entity a line.

Incidents and reports have the ids that `tocsin export --format ftm` gives them, so that both files fit together; actors
have ids of the network. Of ties, to lead is a Directorship and to be a member a Membership; the rest are UnknownLinks
with the relation as their role, since the schemata know no fronts or backers.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from tocsin.export.facts import Reference
from tocsin.export.ftm import SCHEMATA, article_of, entity_id, entity_of
from tocsin.export.incidents import Origins
from tocsin.export.record import Json, json_line
from tocsin.export.visible import one_line
from tocsin.export.wording import term_words, when_words
from tocsin.vocabulary.evidence import Evidence
from tocsin.vocabulary.network import Bond, Deed, KnownActor, Network
from tocsin.vocabulary.terms import ActorKind

ORGANISED: frozenset[ActorKind] = frozenset({"group", "state"})
"""Kinds of actors that somebody can lead or be a member of."""


def write_ftm(network: Network, origins: Origins, stream: BinaryIO) -> None:
    """Write the entities of `network` to `stream`; `origins` give titles and addresses of reports. Raises OSError."""
    for entity in _entities(network, origins):
        stream.write(json_line(entity).encode())


def _entities(network: Network, origins: Origins) -> Iterator[Json]:
    evidence = [one for actor in network.actors for part in actor.parts for one in part.evidence]
    evidence += [telling.evidence for bond in network.bonds for telling in bond.tellings]
    for one in {one.report_id: one for one in evidence}.values():
        yield article_of(entity_id("article", one.report_id), _reference(one, origins))
    kinds = {actor.id: actor.kind for actor in network.actors}
    for actor in network.actors:
        yield _actor(actor)
    for bond in network.bonds:
        yield _bond(bond, kinds)
    involved = {id_ for actor in network.actors for id_ in actor.incident_ids()}
    for deed in network.deeds:
        if deed.incident_id in involved:
            yield _event(deed)
    for actor in network.actors:
        yield from _parts(actor)


def _reference(evidence: Evidence, origins: Origins) -> Reference:
    held = origins.report(evidence.report_id)
    title, url = (held.report.title, held.report.url or "") if held else ("", "")
    return Reference(evidence.report_id, evidence.source, title, url, evidence.published)


def _actor(actor: KnownActor) -> Json:
    aliases = [naming.words for naming in actor.names if naming.words != actor.name]
    return entity_of(_id(actor.id), SCHEMATA[actor.kind], {"name": [actor.name], "alias": list(dict.fromkeys(aliases))})


def _id(actor_id: str) -> str:
    return f"tocsin-{actor_id}"


def _event(deed: Deed) -> Json:
    when = deed.when
    days = [day.isoformat() for day in (when.start, when.end) if day]
    name = ", ".join(part for part in (term_words(deed.kind), deed.where, when_words(when)) if part)
    properties = {
        "name": [one_line(name)],
        "recordId": [deed.incident_id],
        "date": days[:1] if when.start == when.end else [],
        "startDate": days[:1],
        "endDate": days[1:],
        "location": [deed.where],
    }
    return entity_of(entity_id("event", deed.incident_id), "Event", properties)


def _bond(bond: Bond, kinds: dict[str, ActorKind]) -> Json:
    evidence = [telling.evidence for telling in bond.tellings]
    said = [f"{telling.status}: {_words(telling.evidence)}" for telling in bond.tellings]
    properties = _told(evidence) | {
        "role": [bond.relation],
        "status": [bond.status],
        "summary": [" | ".join(said)],
    }
    schema, head, tail = _schema(bond, kinds)
    id_ = entity_id("tie", bond.head, bond.relation, bond.tail)
    return entity_of(id_, schema, properties | {head: [_id(bond.head)], tail: [_id(bond.tail)]})


def _schema(bond: Bond, kinds: dict[str, ActorKind]) -> tuple[str, str, str]:
    if kinds.get(bond.tail) in ORGANISED and bond.status != "denied":
        if bond.relation == "leads":
            return "Directorship", "director", "organization"
        if bond.relation == "member-of":
            return "Membership", "member", "organization"
    return "UnknownLink", "subject", "object"


def _parts(actor: KnownActor) -> Iterator[Json]:
    for part in actor.parts:
        properties = _told(part.evidence) | {
            "subject": [_id(actor.id)],
            "object": [entity_id("event", part.incident_id)],
            "role": [part.stance],
            "summary": [" | ".join(_words(one) for one in part.evidence)],
            "recordId": [part.incident_id],
        }
        yield entity_of(entity_id("part", actor.id, part.stance, part.incident_id), "UnknownLink", properties)


def _told(evidence: Sequence[Evidence]) -> dict[str, list[str]]:
    """The reports behind it, and on which days they told it."""
    return {
        "proof": _once(entity_id("article", one.report_id) for one in evidence),
        "publisher": _once(one.source.name for one in evidence),
        "date": _once(one.told_on.isoformat() for one in evidence),
    }


def _words(evidence: Evidence) -> str:
    speaker = f", says {evidence.speaker}" if evidence.speaker else ""
    return one_line(f"“{evidence.sentence or evidence.quote}”{speaker} ({evidence.source.name})")


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
