"""Bars over time: how many incidents, each bar leading to those in it; hatched on top where days are not sure."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from markupsafe import Markup

from tocsin.export.pictures.calendar import Axis
from tocsin.export.pictures.svg import Picture, element, group, join, words
from tocsin.export.wording import counted, day_words

WIDTH, HEIGHT = 960, 170
LEFT, TOP, BOTTOM = 40, 10, 140
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)


class Counted(Protocol):
    """A bar: incidents of the days `start` to `end`, of which `possible` is what those of unsure days add."""

    @property
    def start(self) -> date:
        """The first day."""
        ...

    @property
    def end(self) -> date:
        """The last day, included."""
        ...

    @property
    def sure(self) -> int:
        """Incidents that were on these days."""
        ...

    @property
    def possible(self) -> float:
        """What those add that may have been on these days."""
        ...


def bars_picture(bars: Sequence[Counted], link: Callable[[Counted], str]) -> Picture:
    """Return the picture of `bars`, one after another without a gap; each leads to the address that `link` gives."""
    top = max(bar.sure + bar.possible for bar in bars)
    step = next((step for step in STEPS if top / step <= 4), STEPS[-1])
    high = max(step, -(-top // step) * step)
    axis = Axis(bars[0].start, bars[-1].end, LEFT, WIDTH - 8)
    lines = [_line(value, high) for value in range(0, int(high) + 1, step)]
    total = sum(bar.sure for bar in bars) + sum(bar.possible for bar in bars)
    telling = f"{counted(round(total), 'incident')} from {day_words(bars[0].start)} to {day_words(bars[-1].end)}."
    body = join([*lines, axis.drawn(TOP, BOTTOM), *(_bar(bar, axis, high, link(bar)) for bar in bars)])
    return Picture("bars", "Incidents over time", telling, WIDTH, HEIGHT, body)


def _y(value: float, high: float) -> float:
    return BOTTOM - value / high * (BOTTOM - TOP)


def _line(value: int, high: float) -> Markup:
    y = _y(value, high)
    rule = element("path", d=f"M{LEFT},{y:.1f}H{WIDTH - 8}", class_="rule")
    return group(rule, words(f"{value:,}", LEFT - 6, y + 4, "xs", "end"))


def _bar(bar: Counted, axis: Axis, high: float, target: str) -> Markup:
    x = axis.x(bar.start)
    wide = axis.width * ((bar.end - bar.start).days + 1)
    gap = min(1.5, wide / 5)
    upto, whole = _y(bar.sure, high), _y(bar.sure + bar.possible, high)
    days = day_words(bar.start) if bar.start == bar.end else f"{day_words(bar.start)} to {day_words(bar.end)}"
    label = f"{days}: {counted(bar.sure, 'incident')}"
    if bar.possible >= 0.05:
        label += f", and {bar.possible:.1f} more of those whose day is not sure"
    parts = [element("title", label)]
    parts.append(element("rect", x=x, y=TOP, width=wide, height=BOTTOM - TOP, class_="grip"))
    if bar.possible:
        parts.append(element("rect", x=x, y=whole, width=wide - gap, height=upto - whole, class_="bar unsure"))
    if bar.sure:
        parts.append(element("rect", x=x, y=upto, width=wide - gap, height=BOTTOM - upto, class_="bar"))
    # Not in the order of the keyboard: there would be a hundred stops, and the days can be typed in.
    data = {"tabindex": -1, "data-since": bar.start.isoformat(), "data-until": bar.end.isoformat()}
    return element("a", *parts, href=target, aria_label=label, **data)
