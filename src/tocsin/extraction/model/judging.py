"""Judging: how likely an incident that was put together is a real one and no repeat, by what is known of it.

A logistic regression on features of the incident and of its neighbours in the report, fitted on reports that the
network has not learned from (`training/judge.py`).
"""

from collections.abc import Callable, Sequence
from math import log, log1p

import numpy as np

from tocsin.extraction.model.graph import Graph
from tocsin.extraction.model.heads import Floats
from tocsin.extraction.model.hints import Hints
from tocsin.extraction.model.incidents import Incident
from tocsin.extraction.model.labels import ARGUMENTS, ATTRIBUTES

FEATURES: tuple[str, ...] = (
    "surest trigger", "mean trigger", "triggers", "a day", "kind", "main", "in the rules", "rules apart", "report",
    "others", "repeats", "repeats fully", "first", *(f"surest {role}" for role in ARGUMENTS),
)  # fmt: skip
"""Names of the features, in the order of their columns."""


def features_of(graph: Graph, incidents: Sequence[Incident], hints: Hints) -> Floats:
    """Return the features [incidents, features] of the incidents of one report."""
    return np.array([_row(graph, incidents, n, hints) for n in range(len(incidents))], dtype=np.float32)


def _row(graph: Graph, incidents: Sequence[Incident], number: int, hints: Hints) -> list[float]:
    incident = incidents[number]
    scores = [trigger.score for trigger in incident.triggers]
    ruled = [hints.incidents("trigger", t.start, t.end) for t in incident.triggers]
    told = frozenset[int]().union(*ruled)
    others = [other for n, other in enumerate(incidents) if n != number]
    before = [other for n, other in enumerate(incidents) if n != number and (other.sure, -n) > (incident.sure, -number)]
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
        log1p(len(others)),
        max((_repeats(other, incident) for other in before), default=0.0),
        float(any(_repeats(other, incident) == 1 for other in others)),
        float(number == 0),
        *((incident.words[role][0][1] if incident.words.get(role) else 0.0) for role in ARGUMENTS),
    ]


def _surest(incident: Incident, name: str, pick: Callable[[Floats], float]) -> float:
    return float(pick(np.mean([t.facts[name] for t in incident.triggers], axis=0)))


def _repeats(first: Incident, second: Incident) -> float:
    """Return which share of day, kind and place two incidents have in common."""
    same_day = first.when is not None and second.when is not None and first.when.when == second.when.when
    places = [{id(node) for node, _, _ in i.words.get("where", [])[:2]} for i in (first, second)]
    return (same_day + float(first.kind == second.kind) + float(bool(places[0] & places[1]))) / 3
