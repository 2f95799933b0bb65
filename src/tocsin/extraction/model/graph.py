"""From windows to a graph over the text: marked spans as nodes, how likely two belong together as edges."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from tocsin.extraction.model.heads import Floats, Heads, softmax
from tocsin.extraction.model.hints import Bits, Hints, bits_of, opinion
from tocsin.extraction.model.labels import (
    ATTRIBUTES,
    PAIR_STANCES,
    ROLES,
    SPAN_ATTRIBUTES,
    Role,
    distance_bucket,
    gap_bucket,
)
from tocsin.extraction.model.tokens import Window


class Encoder(Protocol):
    """Turns windows with their hints into hidden vectors [tokens, hidden] and marks [tokens, roles, 3] of each."""

    def __call__(self, parts: Sequence[Window], bits: Sequence[Bits]) -> list[tuple[Floats, Floats]]:
        """Return hidden vectors and marks of each window."""
        ...


@dataclass(slots=True)
class Node:
    """Characters [start, end) in a role; `score` is how sure the mark is, `facts` probabilities by name."""

    role: Role
    start: int
    end: int
    score: float
    facts: dict[str, Floats] = field(default_factory=dict)


@dataclass(slots=True)
class Graph:
    """All nodes of a text, with edges between a trigger and another node (the stance beside it)."""

    nodes: list[Node] = field(default_factory=list)
    edges: dict[tuple[int, int], float] = field(default_factory=dict)
    stances: dict[tuple[int, int], Floats] = field(default_factory=dict)
    incident: float = 0.0

    def of(self, role: Role) -> list[int]:
        """Return the numbers of the nodes in `role`, in the order of the text."""
        return sorted((n for n, node in enumerate(self.nodes) if node.role == role), key=lambda n: self.nodes[n].start)


Stretch = tuple[int, int]
Span = tuple[Role, int, int, float]
"""Role, first token, the one behind the last, and how sure the mark is."""


def read_graph(parts: Sequence[Window], encode: Encoder, heads: Heads, dates: Sequence[Stretch], hints: Hints) -> Graph:
    """Return the graph of the windows of one text; `dates` are the characters of every date of the grammar in it."""
    graph = Graph()
    numbers: dict[tuple[Role, int, int], int] = {}
    encoded = encode(parts, [bits_of(window, hints) for window in parts])
    for window, (hidden, marks) in zip(parts, encoded, strict=True):
        mean = hidden.mean(0)
        graph.incident = max(graph.incident, heads.incident(mean))
        spans = [*marked(softmax(marks)), *_dated(window, dates)]
        if not spans:
            continue
        vectors = np.stack([hidden[first:last].mean(0) for _, first, last, _ in spans])
        seen = Seen(window, spans, vectors, [_number(graph, numbers, window, span) for span in spans])
        _tell(graph, heads, seen, mean)
        _join(graph, heads, seen, hints)
    return graph


@dataclass(frozen=True, slots=True)
class Seen:
    """What one window shows: its spans, their mean vectors [spans, hidden], and their numbers as nodes of the text."""

    window: Window
    spans: list[Span]
    vectors: Floats
    numbers: list[int]


def marked(shares: Floats) -> list[Span]:
    """Return the spans that the marks [tokens, roles, 3] begin and go on with, all but dates."""
    found: list[Span] = []
    for number, role in enumerate(ROLES):
        if role == "when":
            continue
        best = shares[:, number].argmax(-1)
        sure = 1 - shares[:, number, 0]
        at = 1
        while at < len(best) - 1:
            if best[at] == 0:
                at += 1
                continue
            end = at + 1
            while end < len(best) - 1 and best[end] == 2:
                end += 1
            found.append((role, at, end, float(sure[at:end].mean())))
            at = end
    return found


def _dated(window: Window, dates: Sequence[Stretch]) -> list[Span]:
    found: list[Span] = []
    for start, end in dates:
        if at := window.tokens_of(start, end):
            found.append(("when", *at, 1.0))
    return found


def _number(graph: Graph, numbers: dict[tuple[Role, int, int], int], window: Window, span: Span) -> int:
    """Return the number of the node of a span, a new one unless another window has marked the same words."""
    role, first, last, score = span
    start, end = window.offsets[first][0], window.offsets[last - 1][1]
    if (role, start, end) not in numbers:
        numbers[role, start, end] = len(graph.nodes)
        graph.nodes.append(Node(role, start, end, score))
    return numbers[role, start, end]


def _tell(graph: Graph, heads: Heads, seen: Seen, mean: Floats) -> None:
    """Set what each span is by itself; `mean` is the mean vector of the window."""
    for role, named in SPAN_ATTRIBUTES.items():
        rows = [n for n, span in enumerate(seen.spans) if span[0] == role]
        for name in named if rows else ():
            for row, shares in zip(rows, heads.fact(name, seen.vectors[rows]), strict=True):
                graph.nodes[seen.numbers[row]].facts[name] = shares
    rows = [n for n, span in enumerate(seen.spans) if span[0] == "trigger"]
    if rows:
        told = heads.attributes(seen.vectors[rows], mean)
        for name in ATTRIBUTES:
            for row, shares in zip(rows, told[name], strict=True):
                graph.nodes[seen.numbers[row]].facts[name] = shares


def _join(graph: Graph, heads: Heads, seen: Seen, hints: Hints) -> None:
    """Set how likely each trigger and each other span belong together."""
    spans = seen.spans
    nodes = [graph.nodes[n] for n in seen.numbers]
    ruled = [hints.incidents(node.role, node.start, node.end) for node in nodes]
    triggers = [n for n, span in enumerate(spans) if span[0] == "trigger"]
    links = [(t, n) for t in triggers for n, span in enumerate(spans) if span[0] != "trigger" or span[1] > spans[t][1]]
    if not links:
        return
    buckets = [(*_buckets(seen.window, spans[a], spans[b]), opinion(ruled[a], ruled[b])) for a, b in links]
    left, right = seen.vectors[[a for a, _ in links]], seen.vectors[[b for _, b in links]]
    belongs, stances = heads.pairs(left, right, np.array(buckets))
    for (a, b), share, stance in zip(links, belongs, stances, strict=True):
        key = (seen.numbers[a], seen.numbers[b])
        graph.edges[key] = max(float(share), graph.edges.get(key, 0.0))
        if spans[b][0] == "perpetrator":
            graph.stances[key] = stance


def _buckets(window: Window, a: Span, b: Span) -> tuple[int, int, int]:
    gap = gap_bucket(window.sentence[a[1]], window.sentence[b[1]])
    return distance_bucket(a[1], b[1]), gap, ROLES.index(b[0])


def stance_of(shares: Floats) -> str:
    """Return the likeliest stance."""
    return PAIR_STANCES[int(shares.argmax())]
