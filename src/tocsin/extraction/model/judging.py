"""Judging: how likely an incident that was put together is a real one and no repeat, by what is known of it.

A logistic regression on features of the incident and of its neighbours in the report, fitted on reports that the
network has not learned from (`training/judge.py`).
"""

from collections.abc import Callable, Sequence
from math import log, log1p

import numpy as np

from tocsin.extraction.model.heads import Floats
from tocsin.extraction.model.incidents import Incident
from tocsin.extraction.model.labels import ARGUMENTS, ATTRIBUTES
from tocsin.extraction.model.mentions import Reading, same

FEATURES: tuple[str, ...] = (
    "surest trigger", "mean trigger", "triggers", "a day", "kind", "main", "in the rules", "rules apart", "report",
    "others", "repeats", "repeats fully", "first", "agreed", "listed", *(f"surest {role}" for role in ARGUMENTS),
)  # fmt: skip
"""Names of the features, in the order of their columns."""


def features_of(reading: Reading) -> Floats:
    """Return the features [incidents, features] of the incidents of one report."""
    return np.array([_row(reading, number) for number in range(len(reading.incidents))], dtype=np.float32)


def _row(reading: Reading, number: int) -> list[float]:
    graph, incidents, hints = reading.graph, reading.incidents, reading.hints
    incident = incidents[number]
    scores = [trigger.score for trigger in incident.triggers]
    ruled = [hints.incidents("trigger", t.start, t.end) for t in incident.triggers]
    told = frozenset[int]().union(*ruled)
    listed = [other for other in incidents if other is not incident and other.triggers is incident.triggers]
    # days and places of one list are no repeats of one another, and count as one
    others = [other for other in incidents if other.triggers is not incident.triggers]
    before = [
        n
        for n, other in enumerate(incidents)
        if other.triggers is not incident.triggers and _goes_before(incidents, n, number)
    ]
    return [
        max(scores),
        sum(scores) / len(scores),
        log1p(len(scores)),
        float(incident.when is not None and incident.when.when.precision == "day"),
        _surest(incident, "kind", max),
        _surest(incident, "main", lambda shares: shares[ATTRIBUTES["main"].index("true")]),
        float(bool(told)),
        float(len(told) > 1),
        log((graph.incident + 1e-3) / (1 - graph.incident + 1e-3)) / 4,
        log1p(len({id(other.triggers) for other in others})),
        max((_repeats(incidents[n], incident) for n in before), default=0.0),
        float(any(_repeats(other, incident) == 1 for other in others)),
        float(number == 0),
        float(_agreed(reading, incident)),
        float(bool(listed)),
        *((incident.words[role][0][1] if incident.words.get(role) else 0.0) for role in ARGUMENTS),
    ]


def _goes_before(incidents: Sequence[Incident], number: int, other: int) -> bool:
    """Whether the incident `number` is surer than `other`, or as sure and told first."""
    return (incidents[number].sure, -number) > (incidents[other].sure, -other)


def _agreed(reading: Reading, incident: Incident) -> bool:
    """Whether the rules have an incident with one of these triggers and this very date."""
    return incident.when is not None and any(
        claim.value == incident.when.when for mention in same(reading, incident) for claim in mention.of("when")
    )


def _surest(incident: Incident, name: str, pick: Callable[[Floats], float]) -> float:
    return float(pick(np.mean([t.facts[name] for t in incident.triggers], axis=0)))


def _repeats(first: Incident, second: Incident) -> float:
    """Return which share of day, kind and place two incidents have in common."""
    same_day = first.when is not None and second.when is not None and first.when.when == second.when.when
    places = [{id(node) for node, _, _ in i.words.get("where", [])[:2]} for i in (first, second)]
    return (same_day + float(first.kind == second.kind) + float(bool(places[0] & places[1]))) / 3
