"""The rate: incidents as they were, the rate behind them with its band, and where it probably changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from markupsafe import Markup

from tocsin.export.pictures.calendar import Axis
from tocsin.export.pictures.marks import Anchor, Shown, legend
from tocsin.export.pictures.svg import Picture, element, group, join, linked, words
from tocsin.export.wording import counted

WIDTH, TOP, PLOT = 820, 30, 220
LEFT = 46
BINS = 100
"""Bars at most; days are put together to weeks, weeks to four of them, where there are more."""
WIDTHS = (1, 7, 28)


@dataclass(frozen=True, slots=True)
class Step:
    """From the day `start` on, to the next step: the rate a week and its band."""

    start: date
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of the rate on one of the days `start` to `end`, in words."""

    start: date
    end: date
    label: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """A forecast: incidents in the `days` after the last one, with an interval."""

    days: int
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Pace:
    """What the picture of a rate shows: the days `start` to `end`, the rate step by step, changes, what is ahead.

    `period` is the first day that the brief is about, one behind the last where there is no brief.
    """

    start: date
    end: date
    period: date
    steps: tuple[Step, ...]
    turns: tuple[Turn, ...] = ()
    ahead: Ahead | None = None


@dataclass(frozen=True, slots=True)
class _Bar:
    start: date
    days: int
    shown: tuple[Shown, ...]
    sure: int
    spread: float


def rate_picture(shown: Sequence[Shown], pace: Pace, anchor: Anchor) -> Picture:
    """Return the picture of `pace` over the incidents `shown`, each bar leading to those in it."""
    days = (pace.end - pace.start).days + 1
    width = next((wide for wide in WIDTHS if days / wide <= BINS), WIDTHS[-1])
    bars = _bars(shown, pace, width)
    beyond = timedelta(days=pace.ahead.days + 1 if pace.ahead else 0)
    axis = Axis(pace.start, pace.end + beyond, LEFT, WIDTH - 8)
    top = max([1.0, *(bar.sure + bar.spread for bar in bars), *(step.rate * width / 7 for step in pace.steps)])
    peak = max([top, *(min(step.high * width / 7, top * 1.5) for step in pace.steps)])
    scale = PLOT / (peak * 1.06)
    below, high = legend(_signs(bars, pace), (), (4, TOP + PLOT + 42), WIDTH - 8)
    parts = [
        _period(axis, pace), _grid(peak, scale), axis.drawn(TOP, TOP + PLOT), _windows(pace, axis),
        join(_bar(bar, axis, scale, anchor) for bar in bars), _band(pace, axis, scale * width / 7),
        _turns(pace, axis), _ahead(pace, axis, scale * width / 7),
        element("path", d=f"M{LEFT},{TOP + PLOT}H{WIDTH - 8}", class_="axis"),
        words(f"incidents a {'day' if width == 1 else 'week' if width == 7 else 'four weeks'}", 4, 14, "s"),
        _hatching(),
        below,
    ]  # fmt: skip
    telling = f"{len(shown)} incidents from {pace.start} to {pace.end}; " + "; ".join(turn.label for turn in pace.turns)
    return Picture("rate", "How often", telling.rstrip("; ") + ".", WIDTH, round(TOP + PLOT + 28 + high), join(parts))


def _bars(shown: Sequence[Shown], pace: Pace, width: int) -> list[_Bar]:
    """Put incidents into bars; one of several possible days is in each bar by the share of its days there."""
    bars = []
    for start in (pace.start + timedelta(days=at) for at in range(0, (pace.end - pace.start).days + 1, width)):
        last = min(start + timedelta(days=width - 1), pace.end)
        here = [one for one in shown if one.start and one.end and one.start <= last and one.end >= start]
        sure = [one for one in here if one.start and one.end and one.start >= start and one.end <= last]
        spread = sum(_share(one, start, last) for one in here if one not in sure)
        bars.append(_Bar(start, (last - start).days + 1, tuple(here), len(sure), spread))
    return bars


def _share(one: Shown, start: date, last: date) -> float:
    if one.start is None or one.end is None:
        return 0.0
    inside = (min(one.end, last) - max(one.start, start)).days + 1
    return inside / ((one.end - one.start).days + 1)


def _period(axis: Axis, pace: Pace) -> Markup:
    if pace.period > pace.end:
        return Markup("")
    begins, ends = axis.x(max(pace.period, pace.start)), axis.x(pace.end) + axis.width
    back = element("rect", x=begins, y=TOP, width=ends - begins, height=PLOT, class_="period")
    return join([back, words("this brief", ends - 4, TOP - 5, "now", "end")])


def _grid(peak: float, scale: float) -> Markup:
    step = next(one for one in (1, 2, 5, 10, 20, 50, 100, 200, 500, 10**3, 10**4, 10**5, 10**6) if peak / one <= 5)
    parts = []
    for value in range(0, ceil(peak) + 1, step):
        y = TOP + PLOT - value * scale
        if y >= TOP - 2:
            parts.append(element("path", d=f"M{LEFT},{y:.1f}H{WIDTH - 8}", class_="rule"))
            parts.append(words(f"{value:,}", LEFT - 7, y + 4, "s", "end"))
    return join(parts)


def _bar(bar: _Bar, axis: Axis, scale: float, anchor: Anchor) -> Markup:
    if not bar.shown:
        return Markup("")
    left, across = axis.x(bar.start), axis.width * bar.days
    gap = min(2.0, across * 0.15)
    sure, spread = bar.sure * scale, bar.spread * scale
    base = TOP + PLOT
    parts = []
    if sure:
        parts.append(element("rect", x=left + gap / 2, y=base - sure, width=across - gap, height=sure, class_="bar"))
    if spread:
        box = {"x": left + gap / 2, "y": base - sure - spread, "width": across - gap, "height": spread}
        parts.append(element("rect", **box, fill="url(#rate-hatch)"))
        parts.append(element("rect", **box, class_="rule"))
    day = f"{bar.start}" if bar.days == 1 else f"{bar.days} days from {bar.start}"
    unsure = f", {len(bar.shown) - bar.sure} more on one of several days" if len(bar.shown) > bar.sure else ""
    return linked(anchor([one.id for one in bar.shown]), f"{day}: {counted(bar.sure, 'incident')}{unsure}", *parts)


def _band(pace: Pace, axis: Axis, scale: float) -> Markup:
    if not pace.steps:
        return Markup("")
    lows: list[tuple[float, float]] = []
    highs: list[tuple[float, float]] = []
    middles: list[tuple[float, float]] = []
    ends = [*(axis.x(step.start) for step in pace.steps[1:]), axis.x(pace.end) + axis.width]
    for step, right in zip(pace.steps, ends, strict=True):
        for found, value in ((lows, step.low), (highs, step.high), (middles, step.rate)):
            y = max(TOP + PLOT - value * scale, TOP)
            found += [(axis.x(step.start), y), (right, y)]
    outline = "L".join(f"{x:.1f},{y:.1f}" for x, y in [*highs, *reversed(lows)])
    middle = "L".join(f"{x:.1f},{y:.1f}" for x, y in middles)
    return join([element("path", d=f"M{outline}Z", class_="band"), element("path", d=f"M{middle}", class_="middle")])


def _windows(pace: Pace, axis: Axis) -> Markup:
    parts = []
    for turn in pace.turns:
        left, right = axis.x(max(turn.start, axis.start)), axis.x(min(turn.end, pace.end)) + axis.width
        parts.append(element("rect", x=left, y=TOP, width=right - left, height=PLOT, class_="window"))
    return join(parts)


def _turns(pace: Pace, axis: Axis) -> Markup:
    parts = []
    for turn in pace.turns:
        middle = (axis.x(max(turn.start, axis.start)) + axis.x(min(turn.end, pace.end)) + axis.width) / 2
        anchor = "end" if middle > WIDTH * 0.6 else "start"
        parts.append(element("path", d=f"M{middle:.1f},{TOP}V{TOP + PLOT}", class_="change"))
        parts.append(words(turn.label, middle + (5 if anchor == "start" else -5), TOP + 14, "s b", anchor))
    return join(parts)


def _ahead(pace: Pace, axis: Axis, scale: float) -> Markup:
    """Draw the forecast as a rate, like everything else in the picture."""
    cast = pace.ahead
    if cast is None:
        return Markup("")
    left = axis.x(pace.end) + axis.width * 1.5
    right, middle = axis.right, (axis.x(pace.end) + axis.width * 1.5 + axis.right) / 2
    value, low, high = (
        TOP + PLOT - max(number, 0.0) * 7 / cast.days * scale for number in (cast.value, cast.low, cast.high)
    )
    high = max(high, TOP)
    whisker = f"M{middle:.1f},{low:.1f}V{high:.1f}M{middle - 5:.1f},{low:.1f}h10M{middle - 5:.1f},{high:.1f}h10"
    dot = element("circle", cx=middle, cy=value, r=4, class_="mark open shot")
    frame = element(
        "rect", x=left, y=high, width=max(right - left, 1.0), height=max(low - high, 1.0), rx=3, class_="band"
    )
    return group(frame, element("path", d=whisker, class_="sure"), dot)


def _signs(bars: Sequence[_Bar], pace: Pace) -> Iterator[tuple[Markup, str]]:
    yield element("rect", x=-6, y=-5, width=12, height=10, class_="bar"), "incidents"
    if any(bar.spread for bar in bars):
        box = {"x": -6, "y": -5, "width": 12, "height": 10}
        hatched = group(element("rect", fill="url(#rate-hatch)", **box), element("rect", class_="rule", **box))
        yield hatched, "of unsure day, spread over their days"
    if pace.steps:
        band = element("rect", x=-7, y=-5, width=14, height=10, class_="band")
        yield group(band, element("path", d="M-7 0H7", class_="middle")), "rate behind them (90% band)"
    if pace.turns:
        yield element("path", d="M0-7V6", class_="change"), "change, on one of the shaded days"
    if pace.ahead:
        yield element("circle", r=4, class_="mark open shot"), "next days (80%)"


def _hatching() -> Markup:
    line = element("path", d="M0 6L6 0", class_="hatch")
    return element("defs", element("pattern", line, id="rate-hatch", width=6, height=6, patternUnits="userSpaceOnUse"))
