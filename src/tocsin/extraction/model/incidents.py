"""From the graph to incidents: triggers of one incident, their words, and one incident a day or place of a list."""

import re
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import pairwise

import numpy as np

from tocsin.extraction.model.graph import Graph, Node
from tocsin.extraction.model.labels import ARGUMENTS, Role
from tocsin.extraction.model.thresholds import Thresholds
from tocsin.language.dates.find import Dated

_PLACES = 3
"""How many of the surest places of two incidents are compared."""
_AS_SURE = 0.1
"""How much less sure a day may be than a vaguer date to be taken before it."""
_DAYS = re.compile(r"[\s,;/&]*(?:(?:and|or|as well as|then|again)\s+)*(?:on\s+)?(?:the\s+)?", re.IGNORECASE)
_LISTED = re.compile(r"\s*(?:,|,? and|,? as well as|&|;)\s*(?:in |at |near |on |the )*", re.IGNORECASE)


@dataclass(slots=True)
class Incident:
    """Triggers of one incident, the number of its kind, and the words that belong to them.

    A word is given with how likely it belongs there, and with the trigger that says so.
    """

    triggers: list[Node]
    kind: int = 0
    words: dict[Role, list[tuple[Node, float, int]]] = field(default_factory=dict)
    when: Dated | None = None
    sure: float = 1.0


def incidents_of(graph: Graph, text: str, dates: tuple[Dated, ...], least: Thresholds) -> list[Incident]:
    """Return the incidents of a text in its order."""
    by_place = {(d.start, d.end): d for d in dates}
    found: list[Incident] = []
    for group in clusters(graph, least.together):
        incident = _gather(graph, group, least)
        for part in _a_day_each(incident, text, by_place):
            found.extend(_a_place_each(part, text))
    found = _told_once(found, text)
    return sorted(found, key=lambda i: (i.triggers[0].start, i.when.start if i.when else 0))


def clusters(graph: Graph, together: float) -> list[list[int]]:
    """Return the triggers in groups of one incident: average linkage down to `together`, the likeliest pair first."""
    groups = {n: [n] for n in graph.of("trigger")}
    # sums of likeness between two groups, kept on both sides; pairs that no window shows together have none
    sums: dict[int, dict[int, float]] = {n: {} for n in groups}
    for first in groups:
        for second, share in graph.edges.get(first, {}).items():
            if second in groups and second != first:
                sums[first][second] = sums[second][first] = max(share, sums[first].get(second, 0.0))

    def likeness(first: int, second: int) -> float:
        return sums[first][second] / (len(groups[first]) * len(groups[second]))

    queue = [(-likeness(a, b), a, b) for a in groups for b in sums[a] if a < b]
    heapify(queue)
    while queue:
        unlike, first, second = heappop(queue)
        if -unlike < together:
            break
        if first not in groups or second not in groups or likeness(first, second) != -unlike:
            continue  # of groups that have grown since
        groups[first] += groups.pop(second)
        for other, total in sums.pop(second).items():
            del sums[other][second]
            if other != first:
                sums[first][other] = sums[other][first] = sums[first].get(other, 0.0) + total
        for other in sums[first]:
            heappush(queue, (-likeness(first, other), min(first, other), max(first, other)))
    return list(groups.values())


def _gather(graph: Graph, group: list[int], least: Thresholds) -> Incident:
    """Return the incident of a group of triggers with the words that belong to it, surest first."""
    triggers = sorted((graph.nodes[n] for n in group), key=lambda node: node.start)
    kinds = np.mean([trigger.facts["kind"] for trigger in triggers], axis=0)
    incident = Incident(triggers, int(kinds.argmax()), sure=max(node.score for node in triggers))
    best: dict[int, tuple[float, int]] = {}
    for trigger in group:
        for number, share in graph.edges.get(trigger, {}).items():
            best[number] = max(best.get(number, (0.0, trigger)), (share, trigger))
    incident.words = {role: [] for role in ARGUMENTS}
    for number in sorted(best, key=lambda n: (-best[n][0], graph.nodes[n].start)):
        node, (share, trigger) = graph.nodes[number], best[number]
        if node.role != "trigger" and share >= least.belongs[node.role]:
            incident.words[node.role].append((node, share, trigger))
    return incident


def _told_once(incidents: list[Incident], text: str) -> list[Incident]:
    """Return the incidents, those of one kind, day and place poured together: that is what makes one incident."""
    out: list[Incident] = []
    for incident in incidents:
        host = next((other for other in out if _alike(other, incident, text)), None)
        if host is None:
            out.append(incident)
            continue
        host.triggers = sorted({id(t): t for t in (*host.triggers, *incident.triggers)}.values(), key=lambda t: t.start)
        host.sure = max(host.sure, incident.sure)
        for role, words in incident.words.items():
            known = {id(node): (node, score, trigger) for node, score, trigger in host.words.get(role, [])}
            for node, score, trigger in words:
                if id(node) not in known or known[id(node)][1] < score:
                    known[id(node)] = (node, score, trigger)
            host.words[role] = sorted(known.values(), key=lambda item: -item[1])
    return out


def _alike(first: Incident, second: Incident, text: str) -> bool:
    if first.kind != second.kind:
        return False
    if first.when is None or second.when is None or first.when.when != second.when.when:
        return False
    return not _names(first, text).isdisjoint(_names(second, text))


def _names(incident: Incident, text: str) -> set[str]:
    """Return the words of the surest places, without case and article."""
    found = (text[node.start : node.end].lower() for node, _, _ in incident.words["where"][:_PLACES])
    return {name.removeprefix("the ") for name in found}


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
    return [Incident(incident.triggers, incident.kind, incident.words, day, incident.sure) for day in days]


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
    return [Incident(incident.triggers, incident.kind, words, incident.when, incident.sure) for words in parts]


def _kind(node: Node) -> int:
    return int(node.facts["place_kind"].argmax())
