"""The record of a network: actors, bonds and what hangs on them, each with its incidents and the words behind it."""

from collections.abc import Iterable

from tocsin.export.record import Json
from tocsin.vocabulary.evidence import Evidence
from tocsin.vocabulary.network import Bond, Deed, KnownActor, Network
from tocsin.vocabulary.values import When

DIGITS = 3


def network_record(network: Network) -> Json:
    """Return all of `network`; actors are named by their ids, incidents and reports by those of the ledger."""
    return {
        "at": network.at.isoformat() if network.at else None,
        "actors": [actor_record(actor) for actor in network.actors],
        "ties": [bond_record(bond, network) for bond in network.bonds],
        "clusters": [list(cluster) for cluster in network.clusters],
        "may_be_one": [
            {
                "actors": [one.one, one.other],
                "why": one.why,
                "score": one.score,
                "names": [one.words, one.others],
                "evidence": evidence_records(one.evidence),
            }
            for one in network.proposals
        ],
        "claims_by_voice": [
            {"actor": one.actor, "voice": one.voice, "spoken": one.spoken, "evidence": evidence_records(one.evidence)}
            for one in network.voicings
        ],
        "claims_of_fronts": [
            {
                "front": one.front,
                "behind": one.behind,
                "status": one.bond.status,
                "incident_ids": list(one.incident_ids),
                "evidence": evidence_records(telling.evidence for telling in one.bond.tellings),
            }
            for one in network.frontings
        ],
        "unnamed": [
            {"words": one.words, "incident_id": one.incident_id, "stance": one.stance}
            | {"evidence": evidence_records([one.evidence])}
            for one in network.unnamed
        ],
        "ties_without_names": [
            {"head": told.tie.head.quote, "relation": told.tie.relation, "tail": told.tie.tail.quote}
            | {"evidence": evidence_records([told.evidence])}
            for told in network.untied
        ],
        "incidents": [deed_record(deed) for deed in network.deeds],
    }


def actor_record(actor: KnownActor) -> Json:
    """Return an actor with its names and what is told of it."""
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "cluster": actor.cluster,
        "names": [
            {"words": one.words, "way": one.way, "source": one.source or None, "times": one.times}
            for one in actor.names
        ],
        "incidents": [
            {"incident_id": part.incident_id, "stance": part.stance, "evidence": evidence_records(part.evidence)}
            for part in actor.parts
        ],
    }


def bond_record(bond: Bond, network: Network) -> Json:
    """Return a bond with the names of its ends and all that is told of it."""
    names = {actor.id: actor.name for actor in network.actors}
    return {
        "head": bond.head,
        "head_name": names.get(bond.head),
        "relation": bond.relation,
        "tail": bond.tail,
        "tail_name": names.get(bond.tail),
        "status": bond.status,
        "first_told": bond.first_told.isoformat(),
        "last_told": bond.last_told.isoformat(),
        "evidence": [{"status": one.status} | evidence_record(one.evidence) for one in bond.tellings],
    }


def deed_record(deed: Deed) -> Json:
    """Return an incident as far as a network has it."""
    return {"id": deed.incident_id, "kind": deed.kind, "when": when_record(deed.when), "where": deed.where or None}


def when_record(when: When) -> Json:
    """Return the days of `when`."""
    return {
        "start": when.start.isoformat() if when.start else None,
        "end": when.end.isoformat() if when.end else None,
        "precision": when.precision,
    }


def evidence_records(evidence: Iterable[Evidence]) -> list[Json]:
    """Return the record of each piece of evidence."""
    return [evidence_record(one) for one in evidence]


def evidence_record(evidence: Evidence) -> Json:
    """Return words with who says them, who published them and when, and where they stand."""
    return {
        "source": evidence.source.name,
        "report_id": evidence.report_id,
        "mention_id": evidence.mention_id or None,
        "published": evidence.published.isoformat() if evidence.published else None,
        "first_seen": evidence.first_seen.isoformat(),
        "speaker": evidence.speaker or None,
        "quote": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
        "sentence": evidence.sentence or None,
        "confidence": round(evidence.confidence, DIGITS),
    }
