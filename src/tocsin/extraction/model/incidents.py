"""From the graph to incidents: triggers of one incident, their words, and one incident a day or place of a list."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from tocsin.extraction.model.graph import Graph, Node
from tocsin.extraction.model.labels import ARGUMENTS, Role
from tocsin.language.dates.find import Dated

TOGETHER = 0.35
"""From how likely two triggers are one incident's."""
BELONGS: dict[Role, float] = dict.fromkeys(ARGUMENTS, 0.5)
"""From how likely a span belongs to a trigger."""
RELATIVE = 0.0
_AS_SURE = 0.1
"""How much less sure a day may be than a vaguer date to be taken before it."""
_DAYS = re.compile(r"[\s,;/&]*(?:(?:and|or|as well as|then|again)\s+)*(?:on\s+)?(?:the\s+)?", re.IGNORECASE)
_LISTED = re.compile(r"\s*(?:,|,? and|,? as well as|&|;)\s*(?:in |at |near |on |the )*", re.IGNORECASE)


@dataclass(slots=True)
class Incident:
    """Triggers of one incident and the words that belong to them, each with how likely."""

    triggers: list[Node]
    words: dict[Role, list[tuple[Node, float, int]]] = field(default_factory=dict)
    when: Dated | None = None
    sure: float = 1.0


def incidents_of(graph: Graph, text: str, dates: tuple[Dated, ...]) -> list[Incident]:
    """Return the incidents of a text in its order."""
    by_place = {(d.start, d.end): d for d in dates}
    found: list[Incident] = []
    for group in clusters(graph):
        incident = _gather(graph, group)
        for part in _a_day_each(incident, text, by_place):
            found.extend(_a_place_each(part, text))
    found = _told_once(found)
    return sorted(found, key=lambda i: (i.triggers[0].start, i.when.start if i.when else 0))


def clusters(graph: Graph) -> list[list[int]]:
    """Return the triggers in groups of one incident: average linkage, the likeliest pair joined first."""
    groups = [[n] for n in graph.of("trigger")]

    def likeness(a: list[int], b: list[int]) -> float:
        scores = [graph.edges.get((x, y), graph.edges.get((y, x), 0.0)) for x in a for y in b]
        return sum(scores) / len(scores)

    while len(groups) > 1:
        pairs = [(likeness(a, b), i, j) for i, a in enumerate(groups) for j, b in enumerate(groups) if i < j]
        best, i, j = max(pairs)
        if best < TOGETHER:
            break
        groups[i] = groups[i] + groups[j]
        del groups[j]
    return groups


def _gather(graph: Graph, group: list[int]) -> Incident:
    """Return the incident of a group of triggers with the words that belong to it, surest first."""
    triggers = sorted((graph.nodes[n] for n in group), key=lambda node: node.start)
    incident = Incident(triggers, sure=max(node.score for node in triggers))
    for role in ARGUMENTS:
        linked = []
        for number in graph.of(role):
            scores = [(graph.edges.get((t, number), 0.0), t) for t in group]
            best, trigger = max(scores)
            if best >= BELONGS[role]:
                linked.append((graph.nodes[number], best, trigger))
        linked.sort(key=lambda item: -item[1])
        incident.words[role] = [item for item in linked if item[1] >= RELATIVE * linked[0][1]]
    return incident


def _told_once(incidents: list[Incident]) -> list[Incident]:
    """Return the incidents, those of one kind, day and place poured together: that is what makes one incident."""
    out: list[Incident] = []
    for incident in incidents:
        host = next((other for other in out if _alike(other, incident)), None)
        if host is None:
            out.append(incident)
            continue
        host.triggers = sorted({id(t): t for t in (*host.triggers, *incident.triggers)}.values(), key=lambda t: t.start)
        host.sure = max(host.sure, incident.sure)
        host.when = host.when or incident.when
        for role, words in incident.words.items():
            known = {id(node): (node, score, trigger) for node, score, trigger in host.words.get(role, [])}
            for node, score, trigger in words:
                if id(node) not in known or known[id(node)][1] < score:
                    known[id(node)] = (node, score, trigger)
            host.words[role] = sorted(known.values(), key=lambda item: -item[1])
    return out


def _alike(first: Incident, second: Incident) -> bool:
    if _kind_of(first) != _kind_of(second):
        return False
    if first.when and second.when and first.when.when != second.when.when:
        return False
    if (first.when is None or second.when is None) and not UNDATED_ALIKE:
        return False
    mine, theirs = first.words["where"][:TOP], second.words["where"][:TOP]
    return any(a[0] is b[0] for a in mine for b in theirs)


UNDATED_ALIKE = False
TOP = 2


def _kind_of(incident: Incident) -> int:
    return int(np.mean([t.facts["kind"] for t in incident.triggers], axis=0).argmax())


def _a_day_each(incident: Incident, text: str, dates: dict[tuple[int, int], Dated]) -> list[Incident]:
    """Return the incident once for each day of an enumeration, else once with its likeliest date."""
    told = [(dates[at], score) for node, score, _ in incident.words["when"] if (at := (node.start, node.end)) in dates]
    if not told:
        return [incident]
    best, surest = told[0]
    exact = [d for d, score in told if score >= surest - _AS_SURE and d.when.precision == "day"]
    incident.when = exact[0] if exact and best.when.precision != "day" else best
    listed = {d.start: d for d, _ in told if d.group == incident.when.group and d.when.precision == "day"}
    days = [listed[start] for start in sorted(listed)]
    joined = all(_DAYS.fullmatch(text, a.end, b.start) for a, b in pairwise(days))
    if not joined or len({d.when for d in days}) < 2:
        return [incident]
    return [Incident(incident.triggers, incident.words, day, incident.sure) for day in days]


def _a_place_each(incident: Incident, text: str) -> list[Incident]:
    """Return the incident once for each place of a list ("in X, Y and Z"), else as it is."""
    places = sorted(incident.words["where"], key=lambda item: item[0].start)
    run = places[:1]
    for item in places[1:]:
        same = _kind(item[0]) == _kind(run[0][0])
        if same and _LISTED.fullmatch(text, run[-1][0].end, item[0].start):
            run.append(item)
        elif len(run) < 2:
            run = [item]
    if len(run) < 2 or " and " not in text[run[-2][0].end : run[-1][0].start]:
        return [incident]
    rest = [item for item in incident.words["where"] if all(item[0] is not listed[0] for listed in run)]
    parts = [{**incident.words, "where": [item, *rest]} for item in run]
    return [Incident(incident.triggers, words, incident.when, incident.sure) for words in parts]


def _kind(node: Node) -> int:
    return int(node.facts["place_kind"].argmax())
