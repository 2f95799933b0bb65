"""From an incident of the graph to a mention: every span goes through the same normalisers as the rules'."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import numpy as np

from tocsin.extraction.assemble import Draft
from tocsin.extraction.model.graph import Graph, Node, stance_of
from tocsin.extraction.model.hints import Hints
from tocsin.extraction.model.incidents import Incident
from tocsin.extraction.model.labels import ATTRIBUTES, HARMS, SPAN_ATTRIBUTES, Harm, Role
from tocsin.extraction.rules.notes import Item, Notes
from tocsin.extraction.rules.sites import SPECIFICITY
from tocsin.language.numbers import find_numbers
from tocsin.language.people import sum_of_people
from tocsin.vocabulary.claim import Claim, Method, Slot
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.terms import ActorKind, PlaceKind, PlaceRelation, Stance, TargetCategory, TargetKind
from tocsin.vocabulary.values import Actor, Target, Toll, Weapon, Where

AS_SURE = 0.8
"""How sure a larger toll must be, as a share of the surest."""
WEAK: dict[Slot, float] = {"when": 0.01, "where": 0.5, "target": 0.5, "weapon": 0.5}
"""Slots that are taken from the rules, and how sure the network must be for its own to stand."""
DOUBT = 0.4
"""By what the confidence in words shrinks that more likely belong to another incident."""
_MOST: dict[Role, int] = {"where": 6, "target": 4, "perpetrator": 4, "weapon": 4, "denial": 3}


@dataclass(frozen=True, slots=True)
class Reading:
    """One text as it was read: its notes, what the rules found in it, the hints that both gave, graph and incidents."""

    notes: Notes
    ruled: tuple[Mention, ...]
    hints: Hints
    graph: Graph
    incidents: list[Incident]

    def claims(self, slot: Slot, node: Node) -> Iterator[Claim]:
        """Yield the rules' claims of `slot` in the words of `node`: they know who says so."""
        for mention in self.ruled:
            for claim in mention.of(slot):
                if claim.span.start < node.end and node.start < claim.span.end:
                    yield claim


def mention_of(reading: Reading, incident: Incident, number: int, method: Method) -> Mention:
    """Return `incident` as the report's mention `number`."""
    notes = reading.notes
    draft = Draft(notes.report, method)
    first = incident.triggers[0]
    told: tuple[Slot, ...] = ("kind", "status")
    for name in told:
        value, share = _likeliest(incident.triggers, name)
        draft.say(name, value, (first.start, first.end), share)
    for trigger in incident.triggers:
        draft.say("trigger", None, (trigger.start, trigger.end), _share(trigger.score))
    if (count := counted(reading, incident)) > 1:
        draft.say("count", count, (first.start, first.end), _share(first.score))
    if incident.when is not None:
        draft.say("when", incident.when.when, (incident.when.start, incident.when.end), _score(incident, "when"))
    _say_where(reading, incident, draft)
    _say_things(reading, incident, draft)
    _say_parties(reading, incident, draft)
    for role in HARMS:
        _say_toll(notes, incident, role, draft)
    _say_unharmed(draft)
    for sentence in notes.sentences:
        if any(sentence.start <= t.start < sentence.end for t in incident.triggers):
            draft.say("evidence", None, (sentence.start, sentence.end), 1.0)
    _fill(reading, incident, draft)
    main, _ = _likeliest(incident.triggers, "main")
    return draft.mention(number, main=main == "true", confidence=_share(incident.sure))


def _fill(reading: Reading, incident: Incident, draft: Draft) -> None:
    """Take from the rules' reading of the same incident what the network is not sure of."""
    found = agreed(reading, incident)
    if found is None:
        return
    for slot, enough in WEAK.items():
        surest = max((claim.confidence for claim in draft.claims if claim.slot == slot), default=0.0)
        claims = found.of(slot)
        if claims and surest < enough:
            draft.claims[:] = [claim for claim in draft.claims if claim.slot != slot]
            draft.claims.extend(claims)


def agreed(reading: Reading, incident: Incident) -> Mention | None:
    """Return the rules' incident with a trigger of `incident`, of several the one with its day, or None."""
    found = same(reading, incident)
    if len(found) > 1 and incident.when is not None:
        found = [m for m in found if any(claim.value == incident.when.when for claim in m.of("when"))]
    return found[0] if len(found) == 1 else None


def same(reading: Reading, incident: Incident) -> list[Mention]:
    """Return the rules' incidents that have a trigger of `incident`."""
    return [
        mention
        for mention in reading.ruled
        if any(t.span.start < n.end and n.start < t.span.end for t in mention.of("trigger") for n in incident.triggers)
    ]


def _likeliest(triggers: list[Node], name: str) -> tuple[str, float]:
    mean = np.mean([t.facts[name] for t in triggers], axis=0)
    best = int(mean.argmax())
    return ATTRIBUTES[name][best], _share(float(mean[best]))


def _share(value: float) -> float:
    return round(max(0.0, min(1.0, value)), 3)


def _score(incident: Incident, role: Role) -> float:
    return _share(incident.words[role][0][1]) if incident.words.get(role) else 0.5


def _fact(node: Node, role: Role, name: str) -> str:
    return SPAN_ATTRIBUTES[role][name][int(node.facts[name].argmax())]


def _over(items: tuple[Item, ...], node: Node) -> Item | None:
    """Return the find that overlaps the node's words."""
    return next((i for i in items if i.start < node.end and node.start < i.end), None)


def _own(reading: Reading, incident: Incident, role: Role) -> list[tuple[Node, float, int]]:
    """Return the words of `incident` in `role`, surest first, with how sure each is to be said.

    Beside the surest, those are in doubt that belong more likely to an incident of other words.
    """
    words = incident.words.get(role, [])[: _MOST[role]]
    others = [other for other in reading.incidents if other.triggers is not incident.triggers]
    rival: dict[int, float] = {}
    for other in others:
        for node, score, _ in other.words.get(role, []):
            rival[node.number] = max(rival.get(node.number, 0.0), score)
    doubtful = (rival.get(node.number, 0.0) > score for node, score, _ in words[1:])
    told = ((n, s * DOUBT if doubt else s, t) for (n, s, t), doubt in zip(words[1:], doubtful, strict=True))
    return [*words[:1], *told]


def _say_where(reading: Reading, incident: Incident, draft: Draft) -> None:
    notes, told = reading.notes, []
    for node, score, _ in _own(reading, incident, "where"):
        known = _over(notes.places, node)
        kind = cast("PlaceKind", _fact(node, "where", "place_kind"))
        told.append((SPECIFICITY[kind], node, kind, known.place if known else None, score))
    for _, node, kind, place, score in sorted(told, key=lambda t: (t[0], t[1].start)):
        words = notes.report.text[node.start : node.end]
        relation = cast("PlaceRelation", _fact(node, "where", "relation"))
        value = Where(place.name if place else words, relation, kind, place)
        draft.say("where", value, (node.start, node.end), _share(score))


def _say_things(reading: Reading, incident: Incident, draft: Draft) -> None:
    notes = reading.notes
    text = notes.report.text
    numbered: dict[str, int | None] = {}
    for node, score, _ in _own(reading, incident, "weapon"):
        armed = _over(notes.weapons, node)
        weapon = armed.weapon if armed else Weapon("unknown", _number(text[node.start : node.end]))
        if weapon.type in numbered and (numbered[weapon.type] is not None or weapon.number is None):
            continue  # of one sort of weapon, the surest number stands
        numbered[weapon.type] = weapon.number
        draft.say("weapon", weapon, (node.start, node.end), _share(score))
    for node, score, _ in _own(reading, incident, "target"):
        words = text[node.start : node.end]
        category = cast("TargetCategory", _fact(node, "target", "category"))
        target = Target(words, category, cast("TargetKind", _fact(node, "target", "target_kind")), _number(words))
        draft.say("target", target, (node.start, node.end), _share(score))


def _say_parties(reading: Reading, incident: Incident, draft: Draft) -> None:
    text, graph = reading.notes.report.text, reading.graph
    for node, score, trigger in _own(reading, incident, "perpetrator"):
        stance = cast("Stance", stance_of(graph.stances[trigger, node.number]))
        actor = Actor(text[node.start : node.end], cast("ActorKind", _fact(node, "perpetrator", "actor_kind")))
        same = (c for c in reading.claims("perpetrator", node) if c.stance == stance)
        draft.say(
            "perpetrator", actor, (node.start, node.end), _share(score), stance=stance, speaker=_speaker(same)
        )  # fmt: skip
    for node, score, _ in _own(reading, incident, "denial"):
        speaker = _speaker(reading.claims("denial", node))
        draft.say("denial", None, (node.start, node.end), _share(score), speaker=speaker)


def _speaker(claims: Iterator[Claim]) -> tuple[int, int] | None:
    """Return the words that name who says so, by the first of the rules' claims that knows."""
    spans = (claim.speaker.span for claim in claims if claim.speaker is not None)
    return next(((span.start, span.end) for span in spans if span is not None), None)


def counted(reading: Reading, incident: Incident) -> int:
    """Return of how many attacks that the text does not tell apart the rules take these triggers to tell; else 1."""
    counts = (claim.value for mention in same(reading, incident) for claim in mention.of("count"))
    return max((count for count in counts if isinstance(count, int)), default=1)


def _number(words: str) -> int | None:
    counts = [q.low for q in find_numbers(words) if q.unit is None and q.low]
    return counts[0] if counts else None


def _say_toll(notes: Notes, incident: Incident, role: Harm, draft: Draft) -> None:
    """Say the largest of the tolls that are about as sure as the surest: parts of it are told beside it."""
    told = []
    words = incident.words.get(role, [])
    for node, score, _ in words:
        toll = sum_of_people(notes.report.text, node.start, node.end) or _counted(notes, node, role)
        if toll is not None and score >= AS_SURE * words[0][1]:
            told.append((toll, node, score))
    if told:
        toll, node, score = max(told, key=lambda item: (item[0].low or 0, item[2]))
        draft.say(role, toll, (node.start, node.end), _share(score))


def _say_unharmed(draft: Draft) -> None:
    """Add that nobody was killed where the text says that nobody was hurt, and nothing of the dead."""
    said = {claim.slot: claim for claim in draft.claims if claim.slot in ("killed", "wounded")}
    if "killed" not in said and "wounded" in said and said["wounded"].value == Toll(0, 0):
        span = said["wounded"].span
        draft.say("killed", Toll(0, 0), (span.start, span.end), said["wounded"].confidence)


def _counted(notes: Notes, node: Node, role: Role) -> Toll | None:
    same = tuple(t for t in notes.tolls if t.sort == role)
    found = _over(same, node)
    if found is not None:
        return found.toll
    number = _number(notes.report.text[node.start : node.end])
    return Toll(number, number) if number else None
