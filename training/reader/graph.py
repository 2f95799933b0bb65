"""From windows to a graph over the text: marked spans as nodes, how likely two belong together as edges."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from training.reader.heads import Floats, Heads, softmax
from training.reader.labels import (
    ATTRIBUTES,
    PAIR_STANCES,
    ROLES,
    SPAN_ATTRIBUTES,
    Role,
    distance_bucket,
    gap_bucket,
)
from training.reader.tokens import Window


class Encoder(Protocol):
    """Turns one window into hidden vectors [tokens, hidden] and marks [tokens, roles, 3]."""

    def __call__(self, window: Window) -> tuple[Floats, Floats]:
        """Return hidden vectors and marks."""
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


def read_graph(text_windows: Iterable[Window], encode: Encoder, heads: Heads, dates: Sequence[Stretch]) -> Graph:
    """Return the graph of the windows of one text; `dates` are the characters of every date of the grammar in it."""
    graph = Graph()
    numbers: dict[tuple[Role, int, int], int] = {}
    for window in text_windows:
        hidden, marks = encode(window)
        mean = hidden.mean(0)
        graph.incident = max(graph.incident, heads.incident(mean))
        spans = [*marked(softmax(marks)), *_dated(window, dates)]
        if not spans:
            continue
        vectors = np.stack([hidden[first:last].mean(0) for _, first, last, _ in spans])
        local = [_number(graph, numbers, window, span) for span in spans]
        _tell(graph, heads, spans, vectors, mean, local)
        _join(graph, heads, window, spans, vectors, local)
    return graph


Span = tuple[Role, int, int, float]


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


def _tell(graph: Graph, heads: Heads, spans: list[Span], vectors: Floats, mean: Floats, local: list[int]) -> None:
    """Set what each span is by itself."""
    for role, named in SPAN_ATTRIBUTES.items():
        rows = [n for n, span in enumerate(spans) if span[0] == role]
        for name in named if rows else ():
            for row, shares in zip(rows, heads.fact(name, vectors[rows]), strict=True):
                graph.nodes[local[row]].facts[name] = shares
    rows = [n for n, span in enumerate(spans) if span[0] == "trigger"]
    if rows:
        told = heads.attributes(vectors[rows], mean)
        for name in ATTRIBUTES:
            for row, shares in zip(rows, told[name], strict=True):
                graph.nodes[local[row]].facts[name] = shares


def _join(graph: Graph, heads: Heads, window: Window, spans: list[Span], vectors: Floats, local: list[int]) -> None:
    """Set how likely each trigger and each other span belong together."""
    triggers = [n for n, span in enumerate(spans) if span[0] == "trigger"]
    links = [(t, n) for t in triggers for n, span in enumerate(spans) if span[0] != "trigger" or span[1] > spans[t][1]]
    if not links:
        return
    buckets = np.array([_buckets(window, spans[a], spans[b]) for a, b in links])
    left, right = vectors[[a for a, _ in links]], vectors[[b for _, b in links]]
    belongs, stances = heads.pairs(left, right, buckets)
    for (a, b), share, stance in zip(links, belongs, stances, strict=True):
        key = (local[a], local[b])
        graph.edges[key] = max(float(share), graph.edges.get(key, 0.0))
        if spans[b][0] == "perpetrator":
            graph.stances[key] = stance


def _buckets(window: Window, a: Span, b: Span) -> tuple[int, int, int]:
    gap = gap_bucket(window.sentence[a[1]], window.sentence[b[1]])
    return distance_bucket(a[1], b[1]), gap, ROLES.index(b[0])


def stance_of(shares: Floats) -> str:
    """Return the likeliest stance."""
    return PAIR_STANCES[int(shares.argmax())]
