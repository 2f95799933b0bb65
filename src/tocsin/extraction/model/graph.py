"""From windows to a graph over the text: marked spans as nodes, how likely two belong together as edges."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Protocol

import numpy as np

from tocsin.extraction.model.heads import Floats, Heads, softmax
from tocsin.extraction.model.hints import Bits, Hints, bits_of, opinion
from tocsin.extraction.model.labels import (
    ATTRIBUTES,
    OTHER,
    PAIR_STANCES,
    ROLES,
    SPAN_ATTRIBUTES,
    Role,
    distance_bucket,
    gap_bucket,
)
from tocsin.extraction.model.thresholds import Thresholds
from tocsin.extraction.model.tokens import Window


class Encoder(Protocol):
    """Turns windows with their hints into hidden vectors [tokens, hidden] and marks [tokens, roles, 3] of each."""

    def __call__(self, parts: Sequence[Window], bits: Sequence[Bits]) -> list[tuple[Floats, Floats]]:
        """Return hidden vectors and marks of each window."""
        ...


@dataclass(slots=True)
class Node:
    """Characters [start, end) in a role; `score` is how sure the mark is, `facts` probabilities by name.

    `number` is the node's own in its graph.
    """

    number: int
    role: Role
    start: int
    end: int
    score: float
    facts: dict[str, Floats] = field(default_factory=dict)


@dataclass(slots=True)
class Graph:
    """All nodes of a text; `edges` hold by trigger how likely other nodes belong to it, `stances` by the pair."""

    nodes: list[Node] = field(default_factory=list)
    edges: dict[int, dict[int, float]] = field(default_factory=dict)
    stances: dict[tuple[int, int], Floats] = field(default_factory=dict)
    incident: float = 0.0

    def of(self, role: Role) -> list[int]:
        """Return the numbers of the nodes in `role`, in the order of the text."""
        return sorted((n for n, node in enumerate(self.nodes) if node.role == role), key=lambda n: self.nodes[n].start)


LONG, AROUND = 300, 3
"""Tokens of a window in which few sentences could be lost, and how many sentences on each side are looked at then."""
_LOOKED_AT = 300
"""How many of the last spans in a role may be those of the window before."""
SMALL = frozenset((1996, 1037, 2019, 1997, 2012, 2011, 1999, 2006, 2005, 2000, 1998, 2001, 2020, 2042, 2018, 2003))
"""Ids of: the, a, an, of, at, by, in, on, for, to, and, was, were, been, had, is."""
Stretch = tuple[int, int]
Span = tuple[Role, int, int, float]
"""Role, first token, the one behind the last, and how sure the mark is."""


def read_graph(
    parts: Sequence[Window], encode: Encoder, heads: Heads, dates: Sequence[Stretch], hints: Hints, least: Thresholds
) -> Graph:
    """Return the graph of the windows of one text; `dates` are the characters of every date of the grammar in it."""
    graph = Graph()
    numbers: dict[Role, list[int]] = {}
    encoded = encode(parts, [bits_of(window, hints) for window in parts])
    for window, (hidden, marks) in zip(parts, encoded, strict=True):
        mean = hidden.mean(0)
        spans = [*marked(softmax(marks), window, hints, least), *_dated(window, dates)]
        graph.incident = max(graph.incident, heads.incident(mean), *_nearby(window, spans, hidden, heads))
        if not spans:
            continue
        vectors = np.stack([hidden[first:last].mean(0) for _, first, last, _ in spans])
        seen = Seen(window, spans, vectors, [_number(graph, numbers, window, span) for span in spans])
        _tell(graph, heads, seen, mean)
        _join(graph, heads, seen, hints)
    return graph


def _nearby(window: Window, spans: list[Span], hidden: Floats, heads: Heads) -> Iterator[float]:
    """Yield for a long window how likely the sentences around each trigger alone tell of an incident.

    The head has learned from the means of short texts, in which a few sentences are not lost among many.
    """
    if len(window.ids) <= LONG:
        return
    sentence = np.array(window.sentence)
    for middle in {window.sentence[first] for role, first, _, _ in spans if role == "trigger"}:
        near = (sentence >= 0) & (abs(sentence - middle) <= AROUND)
        yield heads.incident(hidden[near].mean(0))


@dataclass(frozen=True, slots=True)
class Seen:
    """What one window shows: its spans, their mean vectors [spans, hidden], and their numbers as nodes of the text."""

    window: Window
    spans: list[Span]
    vectors: Floats
    numbers: list[int]


def marked(shares: Floats, window: Window, hints: Hints, least: Thresholds) -> list[Span]:
    """Return the spans that the marks [tokens, roles, 3] begin and go on with, all but dates.

    A span has whole words, and all of a phrase that the lists know as one; one of small words and marks alone is none.
    """
    found: list[Span] = []
    words = [list(group) for _, group in groupby(range(1, len(window.ids) - 1), lambda n: window.words[n])]
    if not words:
        return found
    sure = np.maximum.reduceat(1 - shares[: words[-1][-1] + 1, :, 0], [word[0] for word in words])
    for number, role in enumerate(ROLES):
        if role == "when":
            continue
        inside = 1 - shares[:, number, 0]
        runs: list[tuple[int, int]] = []
        for at in np.flatnonzero(sure[:, number] >= least.marked[role]):
            word = words[at]
            begins = shares[word[0], number, 1] > least.split
            if runs and runs[-1][1] == word[0] and not begins:
                runs[-1] = (runs[-1][0], word[-1] + 1)
            else:
                runs.append((word[0], word[-1] + 1))
        if not runs:
            continue
        start, end = window.offsets[1][0], window.offsets[-2][1]
        whole = [(a, b) for a, b in hints.whole.get(role, ()) if a < end and start < b]
        for first, last in _completed(runs, window, whole):
            if any(window.ids[n] not in SMALL and window.shapes[n] != OTHER for n in range(first, last)):
                found.append((role, first, last, float(inside[first:last].max())))
    return found


def _completed(runs: list[tuple[int, int]], window: Window, whole: Sequence[Stretch]) -> list[tuple[int, int]]:
    """Return the runs of tokens, each with all of the phrases that it has a part of; runs that then overlap are one."""
    out: list[tuple[int, int]] = []
    for first, last in runs:
        start, end = window.offsets[first][0], window.offsets[last - 1][1]
        parts = [(a, b) for a, b in whole if a < end and start < b]
        at = window.tokens_of(min([start, *(a for a, _ in parts)]), max([end, *(b for _, b in parts)]))
        if at is None:
            continue
        if out and at[0] < out[-1][1]:
            out[-1] = (min(out[-1][0], at[0]), max(out[-1][1], at[1]))
        else:
            out.append(at)
    return out


def _dated(window: Window, dates: Sequence[Stretch]) -> list[Span]:
    found: list[Span] = []
    for start, end in dates:
        if at := window.tokens_of(start, end):
            found.append(("when", *at, 1.0))
    return found


def _number(graph: Graph, numbers: dict[Role, list[int]], window: Window, span: Span) -> int:
    """Return the number of the node of a span, a new one unless another window has marked some of the same words."""
    role, first, last, score = span
    start, end = window.offsets[first][0], window.offsets[last - 1][1]
    known = numbers.setdefault(role, [])
    for number in reversed(known[-_LOOKED_AT:]):
        node = graph.nodes[number]
        exactly = (node.start, node.end) == (start, end)
        if exactly or (role != "when" and node.start < end and start < node.end):
            return number
    known.append(len(graph.nodes))
    graph.nodes.append(Node(len(graph.nodes), role, start, end, score))
    return known[-1]


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
    belongs, stances = heads.pairs(seen.vectors, [a for a, _ in links], [b for _, b in links], np.array(buckets))
    for (a, b), share, stance in zip(links, belongs, stances, strict=True):
        trigger, other = seen.numbers[a], seen.numbers[b]
        own = graph.edges.setdefault(trigger, {})
        own[other] = max(float(share), own.get(other, 0.0))
        if spans[b][0] == "perpetrator":
            graph.stances[trigger, other] = stance


def _buckets(window: Window, a: Span, b: Span) -> tuple[int, int, int]:
    gap = gap_bucket(window.sentence[a[1]], window.sentence[b[1]])
    return distance_bucket(a[1], b[1]), gap, ROLES.index(b[0])


def stance_of(shares: Floats) -> str:
    """Return the likeliest stance."""
    return PAIR_STANCES[int(shares.argmax())]
