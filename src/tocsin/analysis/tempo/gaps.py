"""Gaps between days with attacks, and lulls: is the longest or the present quiet longer than chance alone makes it?"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.special import gammaln  # type: ignore[import-untyped]  # the package brings no types

from tocsin.analysis.tempo.counting import Counts, Window


@dataclass(frozen=True, slots=True)
class Gaps:
    """Days from one day with attacks to the next: the `median`, and the `longest` with the days on which it lies.

    `longest_chance` is how often the longest of as many gaps, laid out at random, is as long (exact: W. L. Stevens,
    Solution to a geometrical problem in probability, Annals of Eugenics 9, 1939, 315-320). `since_last` are the days
    after the last attack, and `quiet_chance` is how often a constant rate leaves at least as many free at the end.
    """

    median: float
    longest: int
    after: date
    before: date
    longest_chance: float
    since_last: int
    quiet_chance: float


def gaps(counts: Counts, window: Window) -> Gaps | None:
    """Return the gaps in one series of `counts` (days,), None where fewer than two days have attacks."""
    struck = np.flatnonzero(counts)
    if struck.size < 2:
        return None
    between = np.diff(struck)
    at = int(between.argmax())
    # the days with attacks beside the first and the last are laid out between these
    share = float(between[at]) / float(struck[-1] - struck[0])
    since = int(counts.size - 1 - struck[-1])
    rest = counts.sum() / counts.size
    return Gaps(
        float(np.median(between)),
        int(between[at]),
        window.day(int(struck[at])),
        window.day(int(struck[at + 1])),
        longest_spacing(share, between.size),
        since,
        float(np.exp(-rest * since)),
    )


def longest_spacing(share: float, spacings: int) -> float:
    """Return how often the longest of `spacings` random pieces of a stick is at least `share` of it.

    Terms of alternating sign: from 200 pieces on, where they no longer add up, the bound by the first of them.
    """
    if share <= 1 / spacings or spacings < 2:
        return 1.0
    numbers = np.arange(1, min(int(1 / share), spacings) + 1)
    left = 1 - numbers * share
    numbers, left = numbers[left > 0], left[left > 0]
    if not numbers.size:
        return 0.0
    logs = gammaln(spacings + 1) - gammaln(numbers + 1) - gammaln(spacings - numbers + 1)
    terms = np.exp(logs + (spacings - 1) * np.log(left))
    if terms.max() > 1e9:
        return float(1 - np.exp(-terms[0])) if terms[0] < 30 else 1.0
    return float(np.clip((terms * np.where(numbers % 2, 1.0, -1.0)).sum(), 0.0, 1.0))
