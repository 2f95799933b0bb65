"""Attacks on some days against the usual rate about them, and against the same pattern of days at other times.

The pattern of days is moved along the series, in a circle, by every number of days that there is (a circular-shift
permutation test): bursts of attacks and the spacing of the occasions stay as they are, and only how the two lie to each
other changes. The principle is that of E. J. G. Pitman, Significance tests which may be applied to samples from any
populations, Supplement to the Journal of the Royal Statistical Society 4, 1937, 119-130, with the shifts of a circle as
the group (P. Good, Permutation, Parametric and Bootstrap Tests of Hypotheses, 2005, section 3.2).

What is usual is told by the days about the pattern, itself left out: attacks and occasions that both become more
frequent, as where more is reported, would otherwise seem to belong together.
"""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from tocsin.analysis.tempo.dispersion import Floats
from tocsin.analysis.tempo.events import Marks

ABOUT = 28
"""Days to both sides of each day whose rate is the usual one."""
PULL = 7.0
"""So many days of the mean rate of the whole series are added to those about a day, which may be few."""
SHIFTS = 1000
"""Shifts at most that are tried; of longer series, evenly spaced ones."""
CELLS = 15_000
"""Days of shifted patterns that are worked on at once, so that memory stays bounded."""
DECIMALS = 6
"""What is equal but for rounding must count as equal."""
TINY = 1e-6
"""A smaller spread is rounding: then nothing is far from usual at any time."""


@dataclass(frozen=True, slots=True, eq=False)
class Contrast:
    """What lies on some days: `seen` attacks where `expected` are usual, which `reference` attacks tell.

    `scores` (shifts,) is how far from usual, in standard deviations, the same pattern of days is at every time that
    was tried; the first is its own. Above 0 there are more than usual.
    """

    seen: float
    expected: float
    reference: float
    scores: Floats

    @property
    def chance(self) -> float:
        """How often the pattern, at one of all times, is as far from usual in either direction."""
        far = np.abs(self.scores)
        return float((far >= far[0]).mean())

    @property
    def least(self) -> float:
        """The smallest chance that there can be."""
        return 1 / self.scores.size


def contrast(counts: Floats, exposure: Floats, days: Marks, left_out: Marks) -> Contrast:
    """Return what lies on `days` of a series, all of shape (days,).

    `counts` are attacks a day, a mean where days are drawn; `exposure` the share of each day's attacks that is known,
    times the factor of its weekday. `left_out`, which holds `days`, tells nothing of what is usual. Scores are those of
    square roots, whose spread hangs little on the number: F. J. Anscombe, The transformation of Poisson, binomial and
    negative-binomial data, Biometrika 35, 1948, 246-254.
    """
    length = counts.size
    shifts = np.linspace(0, length, min(length, SHIFTS), endpoint=False).astype(np.int64)
    seen, expected = np.empty(shifts.size), np.empty(shifts.size)
    moved, moved_out = (sliding_window_view(np.concatenate([marks, marks]), length) for marks in (days, left_out))
    size = max(CELLS // length, 1)
    for at in range(0, shifts.size, size):
        rows = slice(at, at + size)
        places = length - shifts[rows]
        seen[rows], expected[rows] = _against_usual(counts, exposure, moved[places], ~moved_out[places])
    score = np.sqrt(seen + 0.375) - np.sqrt(expected + 0.375)
    spread = float(score.std())
    close = (_about(days[None, :].astype(np.float64))[0] > 0) & ~left_out
    scores = (score / (spread if spread > TINY else 1.0)).round(DECIMALS)
    return Contrast(float(seen[0]), float(expected[0]), float((close * counts).sum()), scores)


def corrected(scores: Floats) -> list[float]:
    """Return the chance of each row of `scores` (questions, shifts), corrected for the number of questions.

    At every time that is tried, what is farthest from usual in any question is taken, of the questions that are left
    once those farther still are answered: the step-down procedure of P. H. Westfall and S. S. Young, Resampling-Based
    Multiple Testing, 1993, section 2.6. Patterns that have days in common are corrected for no more than they tell.
    """
    far = np.abs(scores)
    order = np.argsort(-far[:, 0], kind="stable")
    found = np.empty(order.size)
    highest = 0.0
    for rank, at in enumerate(order):
        chance = float((far[order[rank:]].max(axis=0) >= far[at, 0]).mean())
        highest = found[at] = max(highest, chance)
    return [float(chance) for chance in found]


def _against_usual(counts: Floats, exposure: Floats, days: Marks, kept: Marks) -> tuple[Floats, Floats]:
    """Return for each row of `days`, as (shifts, days), the attacks on them and the usual number by the days `kept`."""
    usable, known = kept * counts, kept * exposure
    whole = (usable.sum(axis=1) + 0.5) / (known.sum(axis=1) + 0.5 / max(float(counts.mean()), 1e-9))
    rate = (_about(usable) + PULL * whole[:, None]) / (_about(known) + PULL)
    return days @ counts, (rate * days) @ exposure


def _about(table: Floats) -> Floats:
    """Return for each day the sum over the days about it, itself included; the ends of the series are no circle."""
    length = table.shape[1]
    sums = np.concatenate([np.zeros((table.shape[0], 1)), np.cumsum(table, axis=1)], axis=1)
    days = np.arange(length)
    about: Floats = sums[:, np.minimum(days + ABOUT + 1, length)] - sums[:, np.maximum(days - ABOUT, 0)]
    return about
