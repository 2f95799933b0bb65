"""How often independent attacks look as clustered: the score of a little self-excitation, held against made-up series.

The score is by how much the log likelihood of a self-exciting process grows with the first bit of excitation, by its
standard deviation (D. R. Cox and D. V. Hinkley, Theoretical Statistics, 1974, section 9.3), the largest of several
times for which an attack may be felt. What it comes to by chance is not taken from a formula, because the rate around
it is fitted to the same attacks: it is taken from as many independent attacks at that rate, to which a rate is fitted
in the same way.
"""

import numpy as np
from scipy.signal import lfilter  # type: ignore[import-untyped]  # the package brings no types

from tocsin.analysis.tempo.background import background
from tocsin.analysis.tempo.dispersion import Floats

FELT = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
"""Days for which an attack is felt, as they are tried."""
SERIES = 499
BATCH = 50
CLEAR = 15
"""Once so many made-up series are as clustered, more of them would say the same."""


def clustered_by_chance(counts: Floats, exposure: Floats, seed: int = 1) -> float:
    """Return how often independent attacks look as clustered as `counts` (draws, days): from 0 to 1.

    `exposure` (days,) is the share of each day's incidents that is expected to be seen.
    """
    rates = background(counts, exposure)
    found = float(_score(counts, rates).mean())
    generator = np.random.default_rng(seed)
    share = rates.mean(axis=0) / rates.mean(axis=0).sum()
    total = round(float(counts.sum(axis=1).mean()))
    tried = as_clustered = 0
    while tried < SERIES and as_clustered < CLEAR:
        made = generator.multinomial(total, share, size=min(BATCH, SERIES - tried)).astype(np.float64)
        as_clustered += int((_score(made, background(made, exposure)) >= found).sum())
        tried += made.shape[0]
    return (1 + as_clustered) / (1 + tried)


def _score(counts: Floats, rates: Floats) -> Floats:
    """Return the largest standardised score of each row of `counts` (series, days) at `rates` of the same shape."""
    level = rates * (counts.sum(axis=1) / rates.sum(axis=1))[:, None]
    level = np.maximum(level, 1e-9)
    scores = []
    for days in FELT:
        felt = _felt(counts, days)
        # Attacks at a higher rate throughout are no clusters: what all days have in common is taken off.
        apart = felt / level - (felt.sum(axis=1) / level.sum(axis=1))[:, None]
        scores.append(((counts - level) * apart).sum(axis=1) / np.sqrt((level * apart**2).sum(axis=1)))
    best: Floats = np.max(scores, axis=0)
    return best


def _felt(counts: Floats, days: float) -> Floats:
    """Return how much of attacks before is felt on each day, of those of the day itself by all that follow on them.

    Attacks are anywhere on their day: from one day to another the exponential is averaged over both.
    """
    fade = np.exp(-1 / days)
    next_day = days * (1 - fade) ** 2
    before = lfilter([0.0, next_day], [1.0, -fade], counts, axis=1)
    same_day = 1 - days * (1 - fade)
    found: Floats = before + same_day * np.maximum(counts - 1, 0) / 2
    return found
