"""The tempo of incidents for people, line by line, and for programs, as one object."""

from collections.abc import Iterator
from typing import Any

from tocsin.analysis.tempo.assess import Tempo
from tocsin.analysis.tempo.rates import Interval
from tocsin.analysis.tempo.wording import cases, counted, days, number, percent, times
from tocsin.export.plain import plain
from tocsin.export.visible import one_line

BARS = " ▁▂▃▄▅▆▇█"
WIDE = 60
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LABEL = 14
SURE = 999
"""Chances of formulas are said to one in a thousand."""


def lines(tempo: Tempo) -> Iterator[str]:
    """Yield the verdict, the figures beneath it, what comes of counting otherwise, and the assumptions."""
    yield tempo.verdict.sentence
    yield ""
    yield _labelled("Days", f"{days(tempo.window.start, tempo.window.end)} ({tempo.window.days})")
    yield _labelled("Incidents", _incidents(tempo))
    yield _labelled("A day", _bars(tempo))
    yield _labelled("A week", _interval(tempo.weekly))
    yield _labelled("Struck days", f"{percent(tempo.presence.value)} ({_share(tempo.presence)})")
    yield from _pattern(tempo)
    yield from _changes(tempo)
    yield from _more(tempo)
    yield from _late(tempo)
    yield ""
    yield "Counted otherwise"
    for reading in tempo.readings:
        chance = f"a constant rate looks like this {cases(reading.chance, 499)}"
        rise_fall = f"rise {percent(reading.rise)}, fall {percent(reading.fall)}"
        yield f"  {reading.name}: {counted(reading.incidents, 'incident')}, {rise_fall}; {chance}"
    yield ""
    yield "Assumed"
    for assumption in tempo.assumptions:
        yield f"  {one_line(assumption)}"


def _labelled(label: str, words: str) -> str:
    return f"{label:<{LABEL}}{words}"


def _incidents(tempo: Tempo) -> str:
    apart = [f"{tempo.inexact} of unsure day"] if tempo.inexact else []
    apart += [f"{tempo.series.undated} without a day, not counted"] if tempo.series.undated else []
    return f"{tempo.series.total:,}" + (f" ({'; '.join(apart)})" if apart else "")


def _bars(tempo: Tempo) -> str:
    """Draw the counts, several days to a bar where there are many."""
    counts = tempo.series.counts
    width = -(-len(counts) // WIDE)
    sums = [sum(counts[at : at + width]) for at in range(0, len(counts), width)]
    top = max(*sums, 1)
    drawn = "".join(BARS[-(-one * (len(BARS) - 1) // top)] for one in sums)
    scale = "a bar is one day" if width == 1 else f"a bar is {width} days"
    return f"{drawn}  ({scale}, the highest {top})"


def _interval(interval: Interval) -> str:
    return (
        f"{number(interval.value)} ({number(interval.low)} to {number(interval.high)} with {percent(interval.level)})"
    )


def _share(interval: Interval) -> str:
    return f"{percent(interval.low)} to {percent(interval.high)}"


def _pattern(tempo: Tempo) -> Iterator[str]:
    spread = tempo.dispersion
    if spread.ratio > 1:
        span = "day to day" if spread.scale == 1 else "week to week"
        yield _labelled("Bursts", f"counts vary {times(spread.ratio)} times as much as chance makes them, {span}")
    yield from _quiet(tempo)
    if tempo.weekdays and tempo.weekdays.chance < 0.05:
        top = max(range(7), key=lambda at: tempo.weekdays.factors[at] if tempo.weekdays else 0.0)
        most = f"{WEEKDAYS[top]}s have {times(tempo.weekdays.factors[top])} times the mean"
        yield _labelled("Weekdays", f"{most}; chance makes them as uneven {cases(tempo.weekdays.chance, SURE)}")
    if tempo.trend:
        found = tempo.trend
        yield _labelled(
            "Trend",
            f"{times(found.weekly.value)} times from week to week ({times(found.weekly.low)} to "
            f"{times(found.weekly.high)}); Laplace {found.laplace:+.2f}, by chance {cases(found.chance, SURE)}",
        )


def _more(tempo: Tempo) -> Iterator[str]:
    if tempo.regression:
        found = tempo.regression
        span = f"{times(found.weekly.low)} to {times(found.weekly.high)}"
        chance = f"by chance {cases(found.chance, SURE)}"
        yield _labelled("Regression", f"{times(found.weekly.value)} times a week ({span}), {found.family}; {chance}")
    if tempo.excitation and tempo.excitation.found:
        found_too = tempo.excitation
        followed = f"{percent(found_too.branching)} of incidents follow on another, within {_within(found_too.days)}"
        yield _labelled("Clusters", f"{followed}; by chance {cases(found_too.chance, 499)}")
    elif tempo.excitation:
        yield _labelled("Clusters", "none that the changing rate does not explain")
    if tempo.forecast:
        cast = tempo.forecast
        tried = f"; of {cast.tried} weeks tried {percent(cast.held or 0)} came out so" if cast.tried else ""
        yield _labelled("Next week", f"{_interval(cast.total)}, if the rate stays{tried}")


def _quiet(tempo: Tempo) -> Iterator[str]:
    if not tempo.gaps:
        return
    gap = tempo.gaps
    chance = f"chance leaves one as long {cases(gap.longest_chance, SURE)}"
    between = f"{counted(gap.median, 'day')} from one struck day to the next"
    yield _labelled("Quiet", f"{between}; longest {gap.longest} to {days(gap.before, gap.before)}: {chance}")
    if gap.since_last >= 1:
        chance = f"a constant rate leaves as many free {cases(gap.quiet_chance, SURE)}"
        yield _labelled("Quiet now", f"{counted(gap.since_last, 'day')} since the last: {chance}")


def _within(length: float) -> str:
    return "a day" if length <= 1 else f"{number(length)} days"


def _changes(tempo: Tempo) -> Iterator[str]:
    likely = [(share, at) for at, share in enumerate(tempo.number_of_changes) if share >= 0.05]
    yield _labelled("Changes", ", ".join(f"{at}: {percent(share)}" for share, at in sorted(likely, reverse=True)))
    for change in tempo.changes:
        between = f"{times(change.low)} to {times(change.high)}"
        yield _labelled("", f"{days(change.start, change.end)}: {times(change.ratio)} times ({between})")
    if tempo.pieces:
        now = tempo.pieces[-1]
        yield _labelled("Rate now", f"{number(now.rate)} a week ({number(now.low)} to {number(now.high)} with 90%)")


def _late(tempo: Tempo) -> Iterator[str]:
    if tempo.delay_known:
        cast = tempo.nowcast
        last = counted(len(cast.reported), "day")
        yield _labelled(
            "Late reports",
            f"{sum(cast.reported)} known of the last {last}, expected {_interval(cast.total)}",
        )


def record(tempo: Tempo) -> dict[str, Any]:
    """Return the tempo as values that JSON knows; days are written as year-month-day."""
    return plain(tempo)
