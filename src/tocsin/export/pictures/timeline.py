"""The timeline: incidents day by day in a lane for each family, public events above them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from markupsafe import Markup

from tocsin.export.pictures.calendar import Axis
from tocsin.export.pictures.marks import FAMILIES, Anchor, Shown, legend, mark, wide
from tocsin.export.pictures.svg import Picture, element, group, join, linked, words
from tocsin.export.wording import counted

WIDTH = 820
LEFT = 132
FLAGS = 3
"""Rows of flags at most; further ones have no words."""
LETTERS = 38
"""Letters of a flag's words that are shown."""
SIZE = 5.2
ROWS = 6
"""Marks of one day that are drawn one above the other; where there are more, a number stands."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A public event: on which days, in words; `target` is its place on the page."""

    start: date
    end: date
    label: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days of a timeline, the first day of the `period` within it, and `today`."""

    start: date
    period: date
    today: date
    end: date


def timeline(shown: Sequence[Shown], flags: Sequence[Flag], stretch: Stretch, anchor: Anchor) -> Picture:
    """Return the timeline of those of `shown` and `flags` whose days meet `stretch`; others are left out."""
    axis = Axis(stretch.start, stretch.end, LEFT, WIDTH - 8)
    dated = [one for one in shown if one.start and one.end and one.end >= stretch.start and one.start <= stretch.end]
    signs, top = _flags([f for f in flags if f.end >= stretch.start and f.start <= stretch.end], axis)
    lanes, bottom = _lanes(dated, axis, top + 14, anchor)
    begins, ends = axis.x(stretch.period), axis.x(stretch.today) + axis.width
    period = element("rect", x=begins, y=top, width=ends - begins, height=bottom - top, class_="period")
    now = element("path", d=f"M{ends:.1f},{top - 2:.1f}V{bottom:.1f}", class_="axis")
    named = words("this brief", begins + 4, top + 12, "now")
    more = [(element("rect", x=-7, y=-3, width=14, height=6, rx=3, class_="range other"), "bar: one of these days")]
    inexact = any(one.start != one.end for one in dated)
    below, high = legend(more if inexact else (), dated, (4, bottom + 42), WIDTH - 8)
    body = join([period, axis.drawn(top, bottom), now, named, signs, lanes, below])
    fresh = sum(one.fresh for one in dated)
    telling = f"{len(dated)} incidents, {fresh} of the period, and {len(flags)} public events, day by day."
    return Picture("timeline", "Timeline", telling, WIDTH, round(bottom + 28 + high), body)


def _flags(flags: Sequence[Flag], axis: Axis) -> tuple[Markup, float]:
    """Draw flags in rows, each in the first that has room for its words; return how high they are."""
    if not flags:
        return Markup(""), 6.0
    rows: list[list[tuple[float, float]]] = [[] for _ in range(FLAGS)]
    placed: list[tuple[Flag, float, int, str]] = []
    for flag in sorted(flags, key=lambda flag: flag.start):
        x = axis.x(max(flag.start, axis.start)) + axis.width / 2
        label = flag.label if len(flag.label) <= LETTERS else f"{flag.label[: LETTERS - 1]}…"
        span = _span(x, label)
        row = next((n for n, held in enumerate(rows) if all(span[1] < le or span[0] > ri for le, ri in held)), None)
        if row is not None:
            rows[row].append(span)
        placed.append((flag, x, row if row is not None else FLAGS - 1, label if row is not None else ""))
    top = 8.0 + 20 * (max(row for _, _, row, _ in placed) + 1)
    return join(_flag(flag, x, (row, label), (top, axis)) for flag, x, row, label in placed), top


def _span(x: float, label: str) -> tuple[float, float]:
    """Return what a flag takes of its row: its words stand on the right, on the left where there is no room."""
    across = 16 + wide(label, 11.5)
    return (x - 4, x + across) if x + across < WIDTH - 6 else (x - across, x + 12)


def _flag(flag: Flag, x: float, row: tuple[int, str], given: tuple[float, Axis]) -> Markup:
    (number, label), (top, axis) = row, given
    y = 8 + 20 * number
    pole = element("path", d=f"M{x:.1f},{y:.1f}V{top:.1f}", class_="pole")
    cloth = element("path", d=f"M{x:.1f},{y:.1f}l9,4l-9,4z", class_="flag")
    last = axis.x(min(flag.end, axis.end)) + axis.width / 2
    span = element("path", d=f"M{x:.1f},{top:.1f}H{last:.1f}", class_="pole") if last > x else Markup("")
    on_the_left = _span(x, label)[0] < x - 4
    at, anchor = (x - 5, "end") if on_the_left else (x + 12, "start")
    said = words(label, at, y + 8, "s", anchor) if label else Markup("")
    return linked(flag.target, flag.label, pole, cloth, span, said)


def _lanes(dated: Sequence[Shown], axis: Axis, top: float, anchor: Anchor) -> tuple[Markup, float]:
    parts: list[Markup] = []
    hues = [hue for hue in FAMILIES if any(one.hue == hue for one in dated)] or ["other"]
    for before, hue in pairwise(["", *hues]):
        lane = [one for one in dated if one.hue == hue]
        high = 24 + 14 * (min(_deepest(lane), ROWS) - 1)
        ranges = [one for one in lane if one.start != one.end]
        high += 12 * min(len(ranges), ROWS)
        if before:
            parts.append(element("path", d=f"M4,{top:.1f}H{WIDTH - 8}", class_="rule"))
        parts.append(words(FAMILIES[hue][0], 4, top + 17, "s"))
        parts.append(_lane([one for one in lane if one.start == one.end], axis, top + 12, anchor))
        parts.append(_ranges(ranges[:ROWS], axis, top + high - 12 * min(len(ranges), ROWS) + 2, anchor))
        if len(ranges) > ROWS:
            parts.append(words(f"and {len(ranges) - ROWS} more of unsure day", 4, top + high - 4, "xs"))
        top += high
    parts.append(element("path", d=f"M{LEFT},{top:.1f}H{WIDTH - 8}", class_="axis"))
    return join(parts), top


def _deepest(lane: Sequence[Shown]) -> int:
    days = [one.start for one in lane if one.start == one.end]
    return max((days.count(day) for day in set(days)), default=1)


def _lane(lane: Sequence[Shown], axis: Axis, top: float, anchor: Anchor) -> Markup:
    by_day: dict[date, list[Shown]] = {}
    for one in lane:
        if one.start:
            by_day.setdefault(one.start, []).append(one)
    parts = []
    size = max(2.6, min(SIZE, axis.width * 0.48))
    for day, those in sorted(by_day.items()):
        x = axis.x(day) + axis.width / 2
        if len(those) > ROWS:
            disc = group(
                element("circle", cx=x, cy=top, r=11, class_="card"),
                element("circle", cx=x, cy=top, r=11, class_=f"slice {those[0].hue}", stroke_width=3),
                words(f"{len(those)}", x, top + 4.4, "count", "middle"),
            )
            parts.append(linked(anchor([one.id for one in those]), counted(len(those), "incident"), disc))
            continue
        for at, one in enumerate(those):
            parts.append(
                linked(anchor([one.id]), one.label, mark(one.hue, x, top + 14 * at, size, one.status, not one.fresh))
            )
    return join(parts)


def _ranges(lane: Sequence[Shown], axis: Axis, top: float, anchor: Anchor) -> Markup:
    """Draw what may have been on any of several days as a bar over them."""
    parts = []
    for at, one in enumerate(lane):
        start, end = max(one.start or axis.start, axis.start), min(one.end or axis.end, axis.end)
        left, right = axis.x(start), axis.x(end) + axis.width
        old = "" if one.fresh else " old"
        bar = element(
            "rect", x=left, y=top + 12 * at, width=right - left, height=8, rx=4, class_=f"range {one.hue}{old}"
        )
        parts.append(linked(anchor([one.id]), one.label, bar))
    return join(parts)
