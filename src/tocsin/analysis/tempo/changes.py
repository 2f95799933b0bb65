"""Change points: how many there are and when, as an exact posterior.

The rate is constant between changes and has a gamma distribution before anything is known; each day begins a new rate
with the same small probability. Then the probability of everything is a sum over the last change, over the one before
it, and so on, which is worked out exactly (P. Fearnhead, Exact and efficient Bayesian inference for multiple
changepoint problems, Statistics and Computing 16, 2006, 203-213), and whole histories are drawn from it independently.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tocsin.analysis.tempo.dispersion import Floats, ratios
from tocsin.analysis.tempo.evidence import SHAPE, log_marginal

BINS = 400
"""Pieces at most that a series is cut into; a change lies between two of them."""
HISTORIES = 1000
MOST = 12
"""Changes that are counted one by one; more count as this many."""
ANY_CHANGE = 0.5
"""Probability that there is a change at all, before the series is seen."""


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """The posterior: `starts` (pieces,) is the day on which each piece begins, `begins` (pieces,) the probability that
    a new rate begins with it. `number` (MOST + 1,) is the probability of 0, 1, 2 ... changes.

    Of each of the histories drawn, `last` is the day on which the newest rate begins (0 where there is no change),
    `now` that rate and `before` the one before it; `path` (histories, pieces) are all its rates, in incidents a day.
    """

    starts: NDArray[np.int64]
    begins: Floats
    number: Floats
    last: NDArray[np.int64]
    now: Floats
    before: Floats
    path: Floats


def changes(counts: Floats, exposure: Floats, seed: int = 1, histories: int = HISTORIES) -> Changes:
    """Return the posterior of changes in `counts` (draws, days), of all draws together.

    `exposure` (days,) is the share of each day's incidents that is seen. Over-dispersed counts speak as so many fewer.
    """
    each = -(-histories // counts.shape[0])
    weight = ratios(counts, exposure)[0][:, None]
    starts = np.arange(0, counts.shape[1], -(-counts.shape[1] // BINS))
    seen = np.add.reduceat(counts, starts, axis=1) / weight
    known = np.broadcast_to(np.add.reduceat(exposure, starts), seen.shape) / weight
    scale = scale_of(seen, known)
    steps = log_steps(seen, known, scale)
    forward, backward = log_before(steps), log_after(steps)
    begins = np.exp(np.minimum(forward[:, :-1] + backward[:, :-1] - forward[:, -1:], 0.0))
    begins[:, 0] = 0.0
    found = []
    for row in range(counts.shape[0]):
        generator = np.random.default_rng((seed, row))
        drawn = _histories(steps[row], forward[row], generator, each)
        found.append(_rates(drawn, (seen[row], known[row], float(scale[row])), generator))
    last, now, before, path = (np.concatenate(columns) for columns in zip(*found, strict=True))
    number = np.mean([_number(*pair) for pair in zip(steps, forward, strict=True)], axis=0)
    return Changes(starts, begins.mean(axis=0), number, starts[last], now, before, path)


def scale_of(seen: Floats, known: Floats) -> Floats:
    """Return the scale of the distribution of rates before anything is known: its mean is that of each whole series."""
    scale: Floats = SHAPE * known.sum(axis=1) / np.maximum(seen.sum(axis=1), 1e-9)
    return scale


def sums(table: Floats) -> Floats:
    """Return the sum of what is before each piece, of shape (series, pieces + 1)."""
    return np.concatenate([np.zeros((table.shape[0], 1)), np.cumsum(table, axis=1)], axis=1)


def log_steps(seen: Floats, known: Floats, scale: Floats) -> Floats:
    """Return the log weight of one rate from piece i to before piece j, -inf where j <= i.

    `seen` and `known` are of shape (series, pieces), what is returned of shape (series, pieces + 1, pieces + 1).
    """
    pieces = seen.shape[1]
    each = 1 - (1 - ANY_CHANGE) ** (1 / max(pieces - 1, 1))
    total, whole = sums(seen), sums(known)
    i, j = np.triu_indices(pieces + 1, 1)
    steps = np.full((seen.shape[0], pieces + 1, pieces + 1), -np.inf)
    alike = log_marginal(total[:, j] - total[:, i], whole[:, j] - whole[:, i], scale[:, None])
    steps[:, i, j] = alike + (j - i - 1) * float(np.log1p(-each))
    steps[:, 1:] += float(np.log(each))
    return steps


def log_before(steps: Floats) -> Floats:
    """Return the log weight of all that can be before each piece, of shape (series, pieces + 1)."""
    found: Floats = np.full((steps.shape[0], steps.shape[1]), -np.inf)
    found[:, 0] = 0.0
    for j in range(1, found.shape[1]):
        values = found[:, :j] + steps[:, :j, j]
        top = values.max(axis=1)
        found[:, j] = top + np.log(np.exp(values - top[:, None]).sum(axis=1))
    return found


def log_after(steps: Floats) -> Floats:
    """Return the log weight of all that can follow from each piece on, if a rate begins with it."""
    turned: Floats = log_before(np.swapaxes(steps[:, ::-1, ::-1], 1, 2))[:, ::-1]
    return turned


def _number(steps: Floats, forward: Floats) -> Floats:
    """Return the probability of each number of changes, from that of each number before each piece."""
    came_from = np.exp(forward[:, None] + steps - forward[None, :])
    so_many = came_from[0].copy()
    counted = np.zeros(MOST + 1)
    for changes_so_far in range(MOST):
        counted[changes_so_far] = so_many[-1]
        so_many = so_many @ came_from
    counted[MOST] = max(1 - float(counted.sum()), 0.0)
    return counted


def _histories(steps: Floats, forward: Floats, generator: np.random.Generator, histories: int) -> NDArray[np.bool_]:
    """Draw histories: of shape (histories, pieces), true where a new rate begins, the first piece among them."""
    pieces = steps.shape[0] - 1
    begins = np.zeros((histories, pieces), dtype=np.bool_)
    waiting = {pieces: np.arange(histories)}
    while waiting:
        end = max(waiting)
        rows = waiting.pop(end)
        weights = np.exp(forward[:end] + steps[:end, end] - forward[end])
        chosen = np.searchsorted(np.cumsum(weights) / weights.sum(), generator.random(rows.size)).clip(0, end - 1)
        begins[rows, chosen] = True
        for start in np.unique(chosen[chosen > 0]):
            here = rows[chosen == start]
            waiting[int(start)] = np.concatenate([waiting[int(start)], here]) if int(start) in waiting else here
    return begins


def _rates(
    begins: NDArray[np.bool_], seen_known_scale: tuple[Floats, Floats, float], generator: np.random.Generator
) -> tuple[NDArray[np.int64], Floats, Floats, Floats]:
    """Draw a rate for each stretch of each history."""
    seen, known, scale = seen_known_scale
    rows, starts = np.nonzero(begins)
    ends = np.append(starts[1:], 0)
    final = np.append(rows[1:] != rows[:-1], True)
    ends[final] = seen.size
    total, whole = (np.concatenate([[0.0], np.cumsum(column)]) for column in (seen, known))
    rates = generator.gamma(SHAPE + total[ends] - total[starts]) / (scale + whole[ends] - whole[starts])
    path = np.repeat(rates, ends - starts).reshape(begins.shape)
    last = starts[final]
    previous = np.maximum(np.nonzero(final)[0] - 1, 0)
    alone = last == 0
    before = np.where(alone, rates[final], rates[previous])
    return last, rates[final], before, path
