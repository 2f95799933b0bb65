"""What incidents and ties tell of actors, gathered by whom their names mean, as told by the end of a day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tocsin.analysis.deeds import deed_of
from tocsin.analysis.network.aliases import Aliases
from tocsin.analysis.network.naming import Named, Names, is_name, named
from tocsin.vocabulary.evidence import Evidence, evidence_of
from tocsin.vocabulary.incident import Incident, Telling
from tocsin.vocabulary.network import BondTelling, Deed, Part, ToldTie, Unnamed
from tocsin.vocabulary.terms import ActorKind, Relation, Stance
from tocsin.vocabulary.values import Actor

EITHER_WAY: frozenset[Relation] = frozenset({"linked-to", "allied-with", "rival-of", "also-known-as"})
"""Relations that say the same of both ends."""
OF_A_PERSON: frozenset[Relation] = frozenset({"leads", "member-of"})
"""Relations whose head is a person unless the table knows better."""
Ends = tuple[str, Relation, str]


@dataclass
class Gathered:
    """Names by actor, stances by actor and incident, tellings by bond; and who or what has no name."""

    aliases: Aliases
    names: dict[str, Names] = field(default_factory=dict)
    parts: dict[str, dict[tuple[str, Stance], list[Evidence]]] = field(default_factory=dict)
    bonds: dict[Ends, list[BondTelling]] = field(default_factory=dict)
    unnamed: list[Unnamed] = field(default_factory=list)
    untied: list[ToldTie] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    _meant: dict[str, Named | None] = field(default_factory=dict)

    def incident(self, incident: Incident, at: date | None) -> None:
        """Take in what is told of the perpetrators of `incident`; that nobody claims it is told of no actor."""
        account = incident.account("perpetrator")
        if account is None:
            return
        for telling in account.tellings:
            evidence = evidence_of(telling, incident)
            if at is None or evidence.told_on <= at:
                self._telling(telling, evidence)
        if account.set_by is not None and isinstance(account.value, Actor) and at is None:
            self._part(account.value, "identified", incident.id, None)
        self.deeds.append(deed_of(incident))

    def _telling(self, telling: Telling, evidence: Evidence) -> None:
        actor, stance = telling.claim.value, telling.claim.stance
        if isinstance(actor, Actor) and stance is not None and stance != "unclaimed":
            self._part(actor, stance, evidence.incident_id, evidence)

    def _part(self, actor: Actor, stance: Stance, incident_id: str, evidence: Evidence | None) -> None:
        found = self.known(actor.name, actor.kind)
        if found is not None:
            told = self.parts.setdefault(found.key, {}).setdefault((incident_id, stance), [])
            told += [evidence] if evidence else []
        elif evidence is not None:
            self.unnamed.append(Unnamed(actor.name, incident_id, stance, evidence))

    def tie(self, told: ToldTie, at: date | None) -> None:
        """Take in a tie. One of actors that are one by their names says nothing new."""
        evidence = told.evidence
        if at is not None and evidence.told_on > at:
            return
        relation = told.tie.relation
        if not all(is_name(end.quote, self.aliases) for end in (told.tie.head, told.tie.tail)):
            self.untied.append(told)
            return
        head = self.known(told.tie.head.quote, "individual" if relation in OF_A_PERSON else "group")
        tail = self.known(told.tie.tail.quote, "group")
        if head is None or tail is None or head.key == tail.key:
            return
        ends = (head.key, relation, tail.key)
        if relation in EITHER_WAY and tail.key < head.key:
            ends = (tail.key, relation, head.key)
        self.bonds.setdefault(ends, []).append(BondTelling(told.tie.status, evidence))

    def known(self, words: str, kind: ActorKind) -> Named | None:
        """Note one more time that `words` are said, and return whom they mean; None where they are no name."""
        if words not in self._meant:
            self._meant[words] = named(words, self.aliases) if is_name(words, self.aliases) else None
        found = self._meant[words]
        if found is None:
            return None
        self.names.setdefault(found.key, Names()).add(words, found, kind)
        return found

    def parts_of(self, key: str) -> tuple[Part, ...]:
        """Return what is told of one actor, by incident and stance."""
        told = self.parts.get(key, {})
        return tuple(
            Part(incident_id, stance, tuple(told[incident_id, stance])) for incident_id, stance in sorted(told)
        )


def gathered(
    incidents: Iterable[Incident], ties: Iterable[ToldTie], aliases: Aliases, at: date | None = None
) -> Gathered:
    """Return what `incidents` and `ties` tell of actors; with `at`, what was told by the end of that day."""
    found = Gathered(aliases)
    for incident in incidents:
        found.incident(incident, at)
    for told in ties:
        found.tie(told, at)
    return found
