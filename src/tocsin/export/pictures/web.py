"""The network of actors: who is named how often, and how they are said to belong together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot, sqrt

import networkx
from markupsafe import Markup

from tocsin.export.pictures.labels import Room
from tocsin.export.pictures.marks import legend, wide
from tocsin.export.pictures.svg import Picture, element, group, join, linked, path_of, words
from tocsin.export.wording import counted

WIDTH, LOW, HEIGHT = 820, 290, 440
SMALL = 7
"""So many actors at most need only the low picture."""
MOST = 26
"""Actors that are drawn; the others stand in the list alone."""
SEED = 7
KINDS = {"group": "shot", "state": "calm", "individual": "taken", "unknown": "other"}
STATUSES = ("stated", "suspected", "denied", "disputed")


@dataclass(frozen=True, slots=True)
class Node:
    """An actor: `weight` is the number of incidents it is named in, `target` its place on the page."""

    id: str
    name: str
    kind: str
    weight: int
    target: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """`head` is said to be `relation` to `tail`."""

    head: str
    tail: str
    relation: str
    status: str
    target: str = ""


def network_picture(nodes: Sequence[Node], lines: Sequence[Line]) -> Picture:
    """Return the picture of `nodes` and `lines`; the same ones are always laid out the same way."""
    tied = {end for line in lines for end in (line.head, line.tail)}
    chosen = sorted(nodes, key=lambda node: (node.id not in tied, -node.weight, node.id))[:MOST]
    kept = {node.id for node in chosen}
    drawn = [line for line in lines if line.head in kept and line.tail in kept]
    high = LOW if len(chosen) <= SMALL else HEIGHT
    at = _layout(chosen, drawn, high)
    by_id = {node.id: node for node in chosen}
    room = Room(WIDTH, high)
    for node in chosen:
        room.block(*at[node.id], _radius(node) + 2)
    names = [_name(node, at[node.id], room) for node in chosen]
    strokes = [_line(line, by_id, at, room) for line in drawn]
    below, deep = legend(_signs(chosen, drawn), (), (4, high + 16), WIDTH - 8)
    body = join([_arrow(), *strokes, *(_node(node, at[node.id]) for node in chosen), *names, below])
    left = f"; {len(nodes) - len(chosen)} more stand in the list" if len(nodes) > len(chosen) else ""
    telling = f"{len(chosen)} actors and {len(drawn)} ties between them{left}."
    return Picture("network", "Network of actors", telling, WIDTH, round(high + 8 + deep), body)


def _layout(nodes: Sequence[Node], lines: Sequence[Line], high: int) -> dict[str, tuple[float, float]]:
    graph = networkx.Graph()
    graph.add_nodes_from(node.id for node in nodes)
    graph.add_edges_from((line.head, line.tail) for line in lines)
    pieces = sorted(networkx.connected_components(graph), key=lambda piece: (-len(piece), min(piece)))
    at: dict[str, tuple[float, float]] = {}
    tied = [piece for piece in pieces if len(piece) > 1]
    alone = [next(iter(piece)) for piece in pieces if len(piece) == 1]
    right = WIDTH * (0.74 if tied and alone else 1.0)
    whole = sum(len(piece) for piece in tied) + len(tied)
    x = 0.0
    for piece in tied:
        across = right * (len(piece) + 1) / whole
        at |= _spread(graph.subgraph(sorted(piece)), (x + 78, x + max(across - 78, 80)), high)
        x += across
    left, columns = (right, 1) if tied else (0.0, 4)
    rows = max(-(-len(alone) // columns), 1)
    for number, one in enumerate(alone):
        column, row = divmod(number, rows) if columns > 1 else (0, number)
        step = min((high - 50) / rows, 90)
        at[one] = left + 40 + column * (WIDTH - 60) / 4, 40 + row * step
    return at


def _spread(graph: "networkx.Graph[str]", span: tuple[float, float], high: int) -> dict[str, tuple[float, float]]:
    """Lay out one piece by springs and stretch it over its part of the picture."""
    found = networkx.spring_layout(graph, k=2.2 / sqrt(len(graph)), seed=SEED, iterations=200)
    xs, ys = ([float(point[axis]) for point in found.values()] for axis in (0, 1))

    def stretched(value: float, values: list[float], low: float, high: float) -> float:
        wide_ = max(values) - min(values)
        return low + (high - low) * ((value - min(values)) / wide_ if wide_ > 1e-9 else 0.5)

    return {
        one: (stretched(float(x), xs, *span), stretched(float(y), ys, 46, high - 52)) for one, (x, y) in found.items()
    }


def _radius(node: Node) -> float:
    return min(9 + 2.6 * sqrt(node.weight), 26)


def _node(node: Node, at: tuple[float, float]) -> Markup:
    hue, radius = KINDS.get(node.kind, "other"), _radius(node)
    (x, y), far = at, 1.2 * radius
    if node.kind == "state":
        shape = element(
            "rect", x=x - radius, y=y - radius, width=2 * radius, height=2 * radius, rx=3, class_=f"mark {hue}"
        )
    elif node.kind == "individual":
        shape = element(
            "path",
            d=path_of([(x, y - far), (x + far, y), (x, y + far), (x - far, y)], True),
            class_=f"mark {hue}",
        )
    else:
        shape = element("circle", cx=x, cy=y, r=radius, class_=f"mark {hue}{' open' if node.kind == 'unknown' else ''}")
    count = words(f"{node.weight}", x, y + 4.2, "on", "middle") if node.weight else Markup("")
    return linked(node.target, f"{node.name}: {counted(node.weight, 'incident')}", shape, count)


def _name(node: Node, at: tuple[float, float], room: Room) -> Markup:
    label = node.name if len(node.name) <= 34 else node.name[:33] + "…"
    across, radius = wide(label, 13), _radius(node)
    x, y = at
    places = (
        (x, y + radius + 15, "middle", -0.5), (x, y - radius - 6, "middle", -0.5),
        (x + radius + 6, y + 4.5, "start", 0.0),
        (x - radius - 6, y + 4.5, "end", -1.0),
    )  # fmt: skip
    for left, base, anchor, share in places:
        if room.take((left + share * across - 2, base - 11, left + (share + 1) * across + 2, base + 4)):
            return words(label, left, base, "b net", anchor)
    return words(label, x, y + radius + 15, "b net", "middle")


def _line(line: Line, nodes: dict[str, Node], at: dict[str, tuple[float, float]], room: Room) -> Markup:
    (x, y), (u, v) = at[line.head], at[line.tail]
    far = max(hypot(u - x, v - y), 1.0)
    start, end = _radius(nodes[line.head]) + 3, far - _radius(nodes[line.tail]) - 9
    dx, dy = (u - x) / far, (v - y) / far
    data = f"M{x + dx * start:.1f},{y + dy * start:.1f}L{x + dx * end:.1f},{y + dy * end:.1f}"
    stroke = element("path", d=data, class_=f"tie {line.status}", marker_end="url(#network-arrow)")
    label = line.relation.replace("-", " ")
    across = wide(label, 10.5)
    said = Markup("")
    for share in (0.5, 0.4, 0.6, 0.3, 0.7):
        mx, my = x + (u - x) * share, y + (v - y) * share
        if room.take((mx - across / 2 - 2, my - 9, mx + across / 2 + 2, my + 5)):
            said = words(label, mx, my + 3.5, "xs net", "middle")
            break
    return linked(
        line.target, f"{nodes[line.head].name} – {label} – {nodes[line.tail].name} ({line.status})", stroke, said
    )


def _arrow() -> Markup:
    head = element("path", d="M0 0L8 4L0 8z", class_="arrow")
    size = {"markerWidth": 8, "markerHeight": 8, "refX": 1, "refY": 4}
    marker = element("marker", head, id="network-arrow", orient="auto", markerUnits="userSpaceOnUse", **size)
    return element("defs", marker)


def _signs(nodes: Sequence[Node], lines: Sequence[Line]) -> Iterator[tuple[Markup, str]]:
    for kind in [kind for kind in KINDS if any(node.kind == kind for node in nodes)]:
        yield group(_node(Node("", kind, kind, 0), (0.0, 0.0)), transform="scale(.6)"), kind
    for status in [status for status in STATUSES if any(line.status == status for line in lines)]:
        yield element("path", d="M-6 0h14", class_=f"tie {status}"), status
    yield words("7", 0, 4, "s b", "middle"), "incidents that the actor is named in"
