"""The same question asked otherwise: with all sources, without what was denied or foiled, as known so far."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from tocsin.analysis.tempo.counting import Window
from tocsin.analysis.tempo.events import Events, Marks
from tocsin.analysis.tempo.judging import Finding, Judged
from tocsin.analysis.tempo.nowcast import AT_ONCE, Delay, delay_of
from tocsin.analysis.tempo.preparing import judge_prepared, prepare


@dataclass(frozen=True, slots=True)
class Reading:
    """What the series says if it is counted another way: `name` tells how."""

    name: str
    incidents: int
    rise: float
    fall: float
    chance: float
    finding: Finding


def readings(
    every: Events, fair: Events, judged: Judged, span: tuple[Window, date], seed: int = 1
) -> tuple[Reading, ...]:
    """Return what comes of counting otherwise; a way that would count the same in the same way is left out.

    `fair` are those of `every` event that constant sources tell of, `judged` what they say; `span` are the window and
    the day of what is known.
    """
    window, as_of = span
    changed = fair is not every
    delay = delay_of(fair, as_of, seed)
    ways: list[tuple[str, Events, Delay]] = [("all incidents", every, delay_of(every, as_of, seed))] if changed else []
    inside = fair.inside(window.start.toordinal(), window.end.toordinal())
    for doubt, marks in _distinct(fair.doubts, inside):
        ways.append((f"without those {doubt}", fair.where(~marks), delay))
    if delay.known:
        ways.append(("as known so far, nothing added for late reports", fair, AT_ONCE))
    found = [(name, judge_prepared(prepare(events, window, how, as_of, seed), seed)) for name, events, how in ways]
    usual = "told by constant sources" if changed else "all incidents"
    found.insert(int(changed), (usual, judged))
    return tuple(
        Reading(name, round(one.incidents), one.rise, one.fall, one.chance, one.finding) for name, one in found
    )


def _distinct(doubts: Mapping[str, Marks], inside: Marks) -> Iterator[tuple[str, Marks]]:
    """Yield the `doubts` that any event `inside` falls under; of several with the same events, the first."""
    met: list[Marks] = []
    for doubt, marks in doubts.items():
        own = marks & inside
        if own.any() and not any(np.array_equal(own, other) for other in met):
            met.append(own)
            yield doubt, marks
