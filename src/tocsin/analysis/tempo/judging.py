"""Rise, fall or neither: the posterior of changes and the chance of a constant rate brought together."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from tocsin.analysis.tempo.changes import Changes, changes
from tocsin.analysis.tempo.counting import Counts, Window
from tocsin.analysis.tempo.dispersion import Floats
from tocsin.analysis.tempo.evidence import chance_of
from tocsin.analysis.tempo.turns import change_of
from tocsin.vocabulary.series import Change, Direction

Finding = Literal["rise", "fall", "change", "none"]
SELDOM = 0.04
"""A rise or a fall is found only if a constant rate looks like this no more often."""
LIKELY = 0.55
"""From this probability on something is likely (Intelligence Community Directive 203)."""


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """What a series says: probabilities that the newest change is a `rise` or a `fall`, and the `chance` of a constant
    rate to look like this. `change` is the newest change in the likelier direction, `posterior` all that is known.
    """

    incidents: float
    rise: float
    fall: float
    chance: float
    finding: Finding
    change: Change | None
    posterior: Changes


def judge(counts: Counts, exposure: Floats, window: Window, known: Floats | None = None, seed: int = 1) -> Judged:
    """Return what `counts` (draws, days) say of changes in `window`.

    `exposure` (days,) is the share of each day's incidents that is expected to be seen, its weekday's factor included;
    `known` (any, days) are draws of what is not sure about it.
    """
    numbers = counts.astype(np.float64)
    posterior = changes(numbers, exposure, seed)
    chance = chance_of(numbers, exposure, known, seed)
    changed = posterior.last > 0
    rise = float((changed & (posterior.now > posterior.before)).mean())
    fall = float((changed & (posterior.now < posterior.before)).mean())
    direction: Direction = "rise" if rise >= fall else "fall"
    finding: Finding = "none"
    if chance <= SELDOM:
        finding = direction if max(rise, fall) >= LIKELY else "change"
    change = _newest(posterior, direction, window)
    return Judged(float(numbers.sum(axis=1).mean()), rise, fall, chance, finding, change, posterior)


def _newest(posterior: Changes, direction: Direction, window: Window) -> Change | None:
    upward = posterior.now > posterior.before
    fitting = (posterior.last > 0) & (upward if direction == "rise" else ~upward)
    if not fitting.any():
        return None
    ratios = posterior.now[fitting] / posterior.before[fitting]
    return change_of(posterior, posterior.last[fitting], ratios, window)
