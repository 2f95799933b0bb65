"""From an incident of the graph to a mention: every span goes through the same normalisers as the rules'."""

from typing import cast

import numpy as np

from tocsin.extraction.assemble import Draft
from tocsin.extraction.model.graph import Graph, Node, stance_of
from tocsin.extraction.model.incidents import Incident
from tocsin.extraction.model.labels import ATTRIBUTES, HARMS, SPAN_ATTRIBUTES, Harm, Role
from tocsin.extraction.rules.notes import Item, Notes
from tocsin.extraction.rules.sites import SPECIFICITY
from tocsin.language.numbers import find_numbers
from tocsin.language.people import sum_of_people
from tocsin.vocabulary.claim import Method, Slot
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.terms import ActorKind, PlaceKind, PlaceRelation, Stance, TargetCategory, TargetKind
from tocsin.vocabulary.values import Actor, Target, Toll, Weapon, Where

_MOST: dict[Role, int] = {"where": 6, "target": 4, "perpetrator": 4, "weapon": 4, "denial": 3}


def mention_of(notes: Notes, graph: Graph, incident: Incident, number: int, method: Method) -> Mention:
    """Return `incident` as the report's mention `number`."""
    draft = Draft(notes.report, method)
    first = incident.triggers[0]
    told: tuple[Slot, ...] = ("kind", "status")
    for name in told:
        value, share = _likeliest(incident.triggers, name)
        draft.say(name, value, (first.start, first.end), share)
    for trigger in incident.triggers:
        draft.say("trigger", None, (trigger.start, trigger.end), _share(trigger.score))
    if incident.when is not None:
        draft.say("when", incident.when.when, (incident.when.start, incident.when.end), _score(incident, "when"))
    _say_where(notes, incident, draft)
    _say_others(notes, graph, incident, draft)
    for role in HARMS:
        _say_toll(notes, incident, role, draft)
    for sentence in notes.sentences:
        if any(sentence.start <= t.start < sentence.end for t in incident.triggers):
            draft.say("evidence", None, (sentence.start, sentence.end), 1.0)
    main, _ = _likeliest(incident.triggers, "main")
    return draft.mention(number, main=main == "true", confidence=_share(incident.sure))


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


def _say_where(notes: Notes, incident: Incident, draft: Draft) -> None:
    told = []
    for node, score, _ in incident.words.get("where", [])[: _MOST["where"]]:
        known = _over(notes.places, node)
        kind = cast("PlaceKind", _fact(node, "where", "place_kind"))
        told.append((SPECIFICITY[kind], node, kind, known.place if known else None, score))
    for _, node, kind, place, score in sorted(told, key=lambda t: (t[0], t[1].start)):
        words = notes.report.text[node.start : node.end]
        relation = cast("PlaceRelation", _fact(node, "where", "relation"))
        value = Where(place.name if place else words, relation, kind, place)
        draft.say("where", value, (node.start, node.end), _share(score))


def _say_others(notes: Notes, graph: Graph, incident: Incident, draft: Draft) -> None:
    text = notes.report.text
    for node, score, _ in incident.words.get("weapon", [])[: _MOST["weapon"]]:
        armed = _over(notes.weapons, node)
        weapon = armed.weapon if armed else Weapon("unknown", _number(text[node.start : node.end]))
        draft.say("weapon", weapon, (node.start, node.end), _share(score))
    for node, score, _ in incident.words.get("target", [])[: _MOST["target"]]:
        words = text[node.start : node.end]
        category = cast("TargetCategory", _fact(node, "target", "category"))
        target = Target(words, category, cast("TargetKind", _fact(node, "target", "target_kind")), _number(words))
        draft.say("target", target, (node.start, node.end), _share(score))
    for node, score, trigger in incident.words.get("perpetrator", [])[: _MOST["perpetrator"]]:
        stance = stance_of(graph.stances[trigger, graph.nodes.index(node)])
        actor = Actor(text[node.start : node.end], cast("ActorKind", _fact(node, "perpetrator", "actor_kind")))
        draft.say("perpetrator", actor, (node.start, node.end), _share(score), stance=cast("Stance", stance))
    for node, score, _ in incident.words.get("denial", [])[: _MOST["denial"]]:
        draft.say("denial", None, (node.start, node.end), _share(score))


def _number(words: str) -> int | None:
    counts = [q.low for q in find_numbers(words) if q.unit is None and q.low]
    return counts[0] if counts else None


def _say_toll(notes: Notes, incident: Incident, role: Harm, draft: Draft) -> None:
    for node, score, _ in incident.words.get(role, [])[:1]:
        toll = sum_of_people(notes.report.text, node.start, node.end) or _counted(notes, node, role)
        if toll is not None:
            draft.say(role, toll, (node.start, node.end), _share(score))


def _counted(notes: Notes, node: Node, role: Role) -> Toll | None:
    same = tuple(t for t in notes.tolls if t.sort == role)
    found = _over(same, node)
    if found is not None:
        return found.toll
    number = _number(notes.report.text[node.start : node.end])
    return Toll(number, number) if number else None
