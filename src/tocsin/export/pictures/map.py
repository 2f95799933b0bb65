"""The map: where incidents were, no more exactly than is known.

A circle holds the true place. Where it is wide enough to be seen the mark sits on its rim, not in its middle, so that
no province or country looks like a point; what is known by its country alone hatches the country.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import atan2, cos, hypot, log10, pi, sin, sqrt

from markupsafe import Markup

from tocsin.export.countries import countries, country_name
from tocsin.export.pictures.basemap import Town, basemap, towns
from tocsin.export.pictures.labels import Room
from tocsin.export.pictures.marks import FAMILIES, Anchor, Shown, family_signs, legend, mark, wide
from tocsin.export.pictures.svg import Picture, element, group, join, linked, path_of, words
from tocsin.export.pictures.view import XY, View, view_of

WIDTH, HEIGHT = 820, 500
RIM = 15.0
"""From this radius on (points) a circle is seen, and the mark sits on its rim."""
TOGETHER = 27.0
"""Marks no further apart than this are one, with their number."""
TOWNS = 16
APART = 60.0
"""Of towns nearer than this to one another only the largest is named."""
CREDIT = "Natural Earth, GeoNames"


@dataclass(slots=True)
class _Cluster:
    x: float
    y: float
    shown: list[Shown]


def incident_map(shown: Sequence[Shown], anchor: Anchor) -> Picture:
    """Return the map of `shown`; a number of several leads to where `anchor` says."""
    placed = [one for one in shown if one.lat is not None and one.lon is not None]
    only_country = [one for one in shown if one.lat is None and one.country]
    view = view_of(_extent(placed, only_country), WIDTH, HEIGHT)
    clusters = _clusters(placed, view)
    room = Room(WIDTH, HEIGHT)
    room.taken.append((WIDTH - 190, HEIGHT - 40, WIDTH, HEIGHT))
    for one in clusters:
        room.block(one.x, one.y, 15 if len(one.shown) > 1 else 9)
    hatched = _by_country(only_country)
    labels = join([_country_labels(view, room, hatched, anchor), _towns(view, room, clusters)])
    inside = [_ground(view, set(hatched)), _circles(placed, view), labels, *(_cluster(one, anchor) for one in clusters)]
    frame = element("rect", x=0.5, y=0.5, width=WIDTH - 1, height=HEIGHT - 1, rx=8, class_="frame")
    clipped = group(*inside, _scale(view), clip_path="url(#map-clip)")
    edge = element("clipPath", element("rect", width=WIDTH, height=HEIGHT, rx=8), id="map-clip")
    every = [*placed, *only_country]
    signs = _signs(placed, only_country, clusters, view)
    below, high = legend([*family_signs(every), *signs], every, (4, HEIGHT + 24), WIDTH - 8)
    body = join([element("defs", edge, _hatching()), clipped, frame, below])
    return Picture("map", "Map of incidents", _telling(placed, only_country), WIDTH, round(HEIGHT + 10 + high), body)


def _extent(placed: Sequence[Shown], only_country: Sequence[Shown]) -> Iterable[tuple[float, float, float]]:
    for one in placed:
        yield one.lat or 0.0, one.lon or 0.0, one.precision_km
    wanted = {_number(one.country) for one in only_country} if not placed else set()
    for outline in basemap().countries:
        if outline.number in wanted:
            largest = max(outline.rings, key=len)
            yield from ((lat, lon, 0.0) for lon, lat in largest)


def _number(code: str) -> int:
    found = countries().get(code)
    return (found.numeric or -1) if found else -1


def _by_country(shown: Iterable[Shown]) -> dict[int, list[Shown]]:
    found: dict[int, list[Shown]] = {}
    for one in shown:
        found.setdefault(_number(one.country), []).append(one)
    return found


def _ground(view: View, hatched: set[int]) -> Markup:
    land, hatch = [], []
    for outline in basemap().countries:
        data = "".join(path_of(ring, True) for line in outline.rings for ring in view.rings(line))
        if data:
            land.append(element("path", d=data, class_="land", fill_rule="evenodd"))
            if outline.number in hatched:
                hatch.append(element("path", d=data, fill="url(#map-hatch)", fill_rule="evenodd"))
    borders = "".join(path_of(piece) for line in basemap().borders for piece in view.lines(line))
    sea = element("rect", width=WIDTH, height=HEIGHT, class_="sea")
    return join([sea, *land, *hatch, element("path", d=borders, class_="border")])


def _hatching() -> Markup:
    line = element("path", d="M0 7L7 0", class_="hatch")
    return element("pattern", line, id="map-hatch", width=7, height=7, patternUnits="userSpaceOnUse")


def _circles(placed: Sequence[Shown], view: View) -> Markup:
    """Draw each circle once: incidents at one place share theirs."""
    found: dict[tuple[float, float, float], Shown] = {}
    for one in sorted(placed, key=lambda one: not one.fresh):
        found.setdefault((one.lat or 0.0, one.lon or 0.0, one.precision_km), one)
    widest_first = sorted(found.items(), key=lambda pair: -pair[0][2])
    return join(
        element(
            "path", d=path_of(view.circle(lat, lon, km), True), class_=f"ring {one.hue}{'' if one.fresh else ' old'}"
        )
        for (lat, lon, km), one in widest_first
        if km / view.km > 6
    )


def _clusters(placed: Sequence[Shown], view: View) -> list[_Cluster]:
    """Put marks together that would cover each other, looking only into the cells around each."""
    cells: dict[tuple[int, int], list[_Cluster]] = {}
    for one in sorted(placed, key=lambda one: (not one.fresh, one.id)):
        x, y = _position(one, view)
        column, row = round(x / TOGETHER), round(y / TOGETHER)
        near = (c for i in (-1, 0, 1) for j in (-1, 0, 1) for c in cells.get((column + i, row + j), ()))
        found = next((c for c in near if (c.x - x) ** 2 + (c.y - y) ** 2 < TOGETHER**2), None)
        if found is None:
            cells.setdefault((column, row), []).append(_Cluster(x, y, [one]))
        else:
            found.shown.append(one)
            # a cluster lies in the middle of its marks, but for those on rims, which have no place of their own
            share = 1 / len(found.shown)
            found.x, found.y = found.x + (x - found.x) * share, found.y + (y - found.y) * share
    every = [cluster for cell in cells.values() for cluster in cell]
    return sorted(every, key=lambda cluster: any(one.fresh for one in cluster.shown))


def _position(one: Shown, view: View) -> XY:
    x, y = view.xy(one.lat or 0.0, one.lon or 0.0)
    radius = one.precision_km / view.km
    if radius < RIM:
        return x, y
    rim = [at for at in view.circle(one.lat or 0.0, one.lon or 0.0, one.precision_km) if view.holds(at, 24)]
    return min(rim, key=lambda at: abs(atan2(at[1] - y, at[0] - x) + pi / 3), default=(x, y))


def _cluster(cluster: _Cluster, anchor: Anchor) -> Markup:
    shown = cluster.shown
    if len(shown) == 1:
        (one,) = shown
        return linked(
            anchor([one.id]),
            one.label,
            mark(one.hue, cluster.x, cluster.y, 7 if one.fresh else 5, one.status, not one.fresh),
        )
    counted = sum(one.fresh for one in shown)
    radius = min(10 + 1.8 * sqrt(len(shown)), 26)
    disc = element("circle", cx=cluster.x, cy=cluster.y, r=radius, class_="card")
    label = words(f"{len(shown)}", cluster.x, cluster.y + 4.6, "count", "middle")
    old = " old" if not counted else ""
    slices = _slices(cluster, radius)
    telling = (
        f"{len(shown)} incidents: " + "; ".join(one.label for one in shown[:4]) + (" ..." if len(shown) > 4 else "")
    )
    return linked(anchor([one.id for one in shown]), telling, group(disc, slices, label, class_=f"cluster{old}"))


def _slices(cluster: _Cluster, radius: float) -> Markup:
    """Draw a rim with a stretch for each family, as long as its share."""
    counts = [(hue, sum(one.hue == hue for one in cluster.shown)) for hue in FAMILIES]
    held = [(hue, count) for hue, count in counts if count]
    if len(held) == 1:
        return element("circle", cx=cluster.x, cy=cluster.y, r=radius, class_=f"slice {held[0][0]}", stroke_width=4)
    parts, turn = [], -pi / 2
    for hue, count in held:
        end = turn + 2 * pi * count / len(cluster.shown)
        (x, y), (u, v) = ((cluster.x + radius * cos(a), cluster.y + radius * sin(a)) for a in (turn + 0.06, end - 0.06))
        wide_arc = int(end - turn > pi)
        data = f"M{x:.1f},{y:.1f}A{radius:.1f},{radius:.1f} 0 {wide_arc} 1 {u:.1f},{v:.1f}"
        parts.append(element("path", d=data, class_=f"slice {hue}", stroke_width=4))
        turn = end
    return join(parts)


def _country_labels(view: View, room: Room, hatched: dict[int, list[Shown]], anchor: Anchor) -> Markup:
    parts = []
    for outline in basemap().countries:
        rings = [ring for line in outline.rings for ring in view.rings(line)]
        if not rings:
            continue
        largest = max(rings, key=_area)
        if _area(largest) < 5200 and outline.number not in hatched:
            continue
        x, y = _middle(largest)
        name = outline.name.upper()
        across = wide(name, 12) + 2.4 * len(name)
        for down in (0, -34, 34, -70, 70):
            if room.take((x - across / 2, y + down - 12, x + across / 2, y + down + 5)):
                parts.append(words(name, x, y + down, "country halo", "middle"))
                break
        if outline.number in hatched:
            parts.append(_somewhere(hatched[outline.number], (x, y + 22), anchor))
    return join(parts)


def _somewhere(shown: Sequence[Shown], at: XY, anchor: Anchor) -> Markup:
    label = f"{len(shown)} somewhere in {country_name(shown[0].country)}"
    across = wide(label, 11.5) + 16
    plate = element("rect", x=at[0] - across / 2, y=at[1] - 14, width=across, height=20, rx=10, class_="plate")
    said = words(label, at[0], at[1], "s", "middle")
    return linked(anchor([one.id for one in shown]), "; ".join(one.label for one in shown[:4]), plate, said)


def _area(ring: Sequence[XY]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairs)) / 2


def _middle(ring: Sequence[XY]) -> XY:
    """Return the centre of gravity of a ring, moved into the picture's own room."""
    twice = weight_x = weight_y = 0.0
    for (x, y), (u, v) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x * v - u * y
        twice, weight_x, weight_y = twice + cross, weight_x + (x + u) * cross, weight_y + (y + v) * cross
    if abs(twice) < 1:
        return ring[0]
    return weight_x / (3 * twice), weight_y / (3 * twice)


def _towns(view: View, room: Room, clusters: Sequence[_Cluster]) -> Markup:
    """Name the largest towns; where a mark hides the dot, the name stands beside the mark."""
    parts: list[Markup] = []
    seen: list[XY] = []
    for town in towns():
        at = view.xy(town.lat, town.lon)
        if len(parts) >= TOWNS or not view.holds(at, 14) or any(hypot(at[0] - x, at[1] - y) < APART for x, y in seen):
            continue
        seen.append(at)
        hidden = any(hypot(at[0] - one.x, at[1] - one.y) < 18 for one in clusters)
        across, away = wide(town.name, 11.5), 20 if hidden else 6
        for side in (1, -1):
            x = at[0] + side * away
            left, right = (x, x + across) if side > 0 else (x - across, x)
            edges = (left, right) if hidden else (min(left, at[0] - 4), max(right, at[0] + 4))
            if room.take((edges[0], at[1] - 9, edges[1], at[1] + 6)):
                said = words(town.name, x, at[1] + 4, "s halo", "start" if side > 0 else "end")
                parts.append(said if hidden else group(_dot(town, at), said))
                break
    return join(parts)


def _dot(town: Town, at: XY) -> Markup:
    dot = element("circle", cx=at[0], cy=at[1], r=2, class_="town")
    return group(element("circle", cx=at[0], cy=at[1], r=4, class_="capital"), dot) if town.capital else dot


def _scale(view: View) -> Markup:
    """Draw a bar of a round number of kilometres."""
    most = 130 * view.km
    step = 10 ** int(log10(most))
    km = max(step * many for many in (1, 2, 5) if step * many <= most)
    right, y = WIDTH - 14, HEIGHT - 24
    left = right - km / view.km
    bar = element("path", d=f"M{left:.1f},{y - 4}V{y}H{right}V{y - 4}", class_="axis")
    return join(
        [bar, words(f"{km:g} km", right, y - 7, "xs halo", "end"), words(CREDIT, right, HEIGHT - 8, "xs halo", "end")]
    )


def _signs(
    placed: Sequence[Shown], only_country: Sequence[Shown], clusters: Sequence[_Cluster], view: View
) -> list[tuple[Markup, str]]:
    signs = []
    if any(one.precision_km / view.km > 6 for one in placed):
        rim = element("circle", r=6, class_="ring other")
        signs.append((rim, "circle: the place lies within; a mark on its rim is anywhere in it"))
    if any(len(cluster.shown) > 1 for cluster in clusters):
        disc = group(
            element("circle", r=6.5, class_="slice other", stroke_width=2.5), words("3", 0, 3.6, "xs", "middle")
        )
        signs.append((disc, "several at one spot"))
    if any(not one.fresh for one in placed):
        signs.append((mark("shot", 0, 0, 4, old=True), "pale: before the period"))
    if only_country:
        signs.append(
            (
                element("rect", x=-6, y=-6, width=12, height=12, fill="url(#map-hatch)"),
                "hatched: only the country is known",
            )
        )
    return signs


def _telling(placed: Sequence[Shown], only_country: Sequence[Shown]) -> str:
    fresh = sum(one.fresh for one in placed)
    said = f"{fresh} incidents of the period are placed"
    said += f", and {len(placed) - fresh} from before it" if fresh < len(placed) else ""
    return f"{said}; {len(only_country)} are known by their country alone." if only_country else f"{said}."
