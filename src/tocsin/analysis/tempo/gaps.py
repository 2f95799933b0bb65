"""Gaps between days with attacks, and lulls: is the longest or the present quiet longer than chance alone makes it?"""

import math
from dataclasses import dataclass
from datetime import date

import numpy as np

from tocsin.analysis.tempo.counting import Counts, Window
from tocsin.analysis.tempo.dispersion import Floats, ratios

MANY = 30
"""Where so many gaps as long are expected, at least one is certain but for less than 1 in 10 ** 12."""
NOTHING = 10**12
"""Terms of less than one part in so many add nothing that anybody sees."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """Days from one day with attacks to the next: the `median`, and the `longest` with the days on which it lies.

    `longest_chance` is how often the longest of as many gaps, laid out at random, is as long. `since_last` are the days
    after the last attack, and `quiet_chance` is how often a constant rate leaves at least as many free at the end, with
    what is not reported yet. Where days are drawn, the longest gap is that of a typical draw, and all other figures are
    means of the draws.
    """

    median: float
    longest: int
    after: date
    before: date
    longest_chance: float
    since_last: float
    quiet_chance: float


def gaps(counts: Counts, exposure: Floats, window: Window) -> Gaps | None:
    """Return the gaps in `counts` (draws, days), None where in any draw fewer than two days have attacks.

    `exposure` (days,) is the share of each day's incidents that is expected to be seen.
    """
    struck = [np.flatnonzero(row) for row in counts]
    if min(days.size for days in struck) < 2:
        return None
    between = [np.diff(days) for days in struck]
    longest = np.array([days.max() for days in between])
    typical = int(np.argsort(longest, kind="stable")[(longest.size - 1) // 2])
    at = int(between[typical].argmax())
    days = struck[typical]
    return Gaps(
        float(np.mean([np.median(one) for one in between])),
        int(longest[typical]),
        window.day(int(days[at])),
        window.day(int(days[at + 1])),
        float(np.mean([longest_run(int(one.sum()), one.size, int(one.max())) for one in between])),
        float(np.mean([counts.shape[1] - 1 - one[-1] for one in struck])),
        _quiet(counts, exposure, [int(one[-1]) for one in struck]),
    )


def _quiet(counts: Counts, exposure: Floats, last: list[int]) -> float:
    """Return how often all incidents lie before the days after `last`: over-dispersed ones speak as so many fewer."""
    before = np.cumsum(exposure)[last] / exposure.sum()
    weight = counts.sum(axis=1) / ratios(counts.astype(np.float64), exposure)[0]
    return float((before**weight).mean())


def longest_run(days: int, gaps_between: int, longest: int) -> float:
    """Return how often, of `days` cut into so many gaps of whole days at random, one is at least `longest`.

    Exact: of all ways to cut, those with a long gap, by inclusion and exclusion (W. Feller, An Introduction to
    Probability Theory and Its Applications, volume 1, 1968, section IV.1, on compositions; W. L. Stevens, Annals of
    Eugenics 9, 1939, 315-320, has the same for pieces of any length).
    """
    cuts = gaps_between - 1
    if longest <= -(-days // gaps_between):
        return 1.0
    whole = math.comb(days - 1, cuts)
    found, sign = 0, 1
    for several in range(1, gaps_between + 1):
        left = days - 1 - several * (longest - 1)
        if left < cuts:
            break
        term = math.comb(gaps_between, several) * math.comb(left, cuts)
        if several == 1 and term > MANY * whole:
            return 1.0
        found += sign * term
        sign = -sign
        if term * NOTHING < whole:
            break
    return min(max(found / whole, 0.0), 1.0)
