"""Clusters: actors that are more closely tied among each other than to the rest.

Greedy modularity maximisation (Clauset, Newman and Moore, "Finding community structure in very large networks", 2004)
as networkx has it, on ties and on incidents that two actors are both named in. Rivalries tie nobody together, nor do
bonds that everybody denies. The result depends on nothing but the network. A cluster is a way to look at what is told,
no finding about command.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations

import networkx

from tocsin.vocabulary.network import Bond, BondStatus, KnownActor
from tocsin.vocabulary.terms import Relation

WEIGHTS: dict[BondStatus, float] = {"stated": 1.0, "suspected": 0.5, "disputed": 0.25, "denied": 0.0}
"""How closely a bond ties two actors, by what is told of it."""
APART: frozenset[Relation] = frozenset({"rival-of"})
TOGETHER = 0.25
"""How closely an incident ties two actors that are both said to have done it."""
MOST_NAMED = 8
"""An incident with more suspects than this ties nobody: a list of usual suspects."""
LEAST = 2


def clusters_of(actors: Sequence[KnownActor], bonds: Iterable[Bond]) -> tuple[tuple[str, ...], ...]:
    """Return the ids of the actors of each cluster of two or more, the largest first."""
    graph = weighted(actors, bonds)
    if not graph.number_of_edges():
        return ()
    found = networkx.community.greedy_modularity_communities(graph, weight="weight")
    clusters = [tuple(sorted(one)) for one in found if len(one) >= LEAST]
    return tuple(sorted(clusters, key=lambda one: (-len(one), one)))


def weighted(actors: Sequence[KnownActor], bonds: Iterable[Bond]) -> "networkx.Graph[str]":
    """Return the undirected graph that clusters are found in: ids of actors, edges with a `weight` above 0."""
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(sorted(actor.id for actor in actors))
    for bond in bonds:
        if bond.relation not in APART:
            _tie(graph, bond.head, bond.tail, WEIGHTS[bond.status])
    by_incident: dict[str, set[str]] = {}
    for actor in actors:
        for id_ in actor.incident_ids("claims", "admits", "blamed", "suspected", "identified"):
            by_incident.setdefault(id_, set()).add(actor.id)
    for _, together in sorted(by_incident.items()):
        if len(together) <= MOST_NAMED:
            for one, other in combinations(sorted(together), 2):
                _tie(graph, one, other, TOGETHER)
    return graph


def _tie(graph: "networkx.Graph[str]", one: str, other: str, weight: float) -> None:
    if weight:
        before = graph.edges[one, other]["weight"] if graph.has_edge(one, other) else 0.0
        graph.add_edge(one, other, weight=before + weight)
