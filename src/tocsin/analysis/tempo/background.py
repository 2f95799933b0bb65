"""The rate that changes without memory of attacks: what clusters have to stand out from.

It is the mean of the exact posterior of `changes`, worked out without drawing histories: every stretch from one day to
another counts by its probability (Fearnhead 2006, as there). Many series are worked out at once.
"""

import numpy as np

from tocsin.analysis.tempo.changes import ANY_CHANGE
from tocsin.analysis.tempo.dispersion import Floats, ratios
from tocsin.analysis.tempo.evidence import SHAPE, log_marginal

BINS = 120
"""Pieces at most that a series is cut into."""


def background(counts: Floats, exposure: Floats, bins: int = BINS) -> Floats:
    """Return the expected incidents of each day for each row of `counts` (series, days), of the same shape.

    `exposure` (days,) is the share of each day's incidents that is seen. Over-dispersed counts speak as so many fewer.
    """
    weight = ratios(counts, exposure)[0][:, None]
    starts = np.arange(0, counts.shape[1], -(-counts.shape[1] // bins))
    seen = np.add.reduceat(counts, starts, axis=1) / weight
    known = np.broadcast_to(np.add.reduceat(exposure, starts), seen.shape) / weight
    scale = SHAPE * known.sum(axis=1) / np.maximum(seen.sum(axis=1), 1e-9)
    total, whole = _sums(seen), _sums(known)
    between = total[:, None, :] - total[:, :, None], whole[:, None, :] - whole[:, :, None]
    steps = _steps(*between, scale[:, None, None])
    # A stretch weighs what can be before it, itself, and what can follow.
    forward, backward = _forward(steps), _forward(steps[:, ::-1, ::-1].transpose(0, 2, 1))[:, ::-1]
    likely = np.exp(forward[:, :, None] + steps + backward[:, None, :] - forward[:, -1, None, None])
    rates = likely * (SHAPE + np.maximum(between[0], 0)) / (scale[:, None, None] + np.maximum(between[1], 0))
    # Of each piece, all stretches that begin with it or before it and end after it.
    ending_later = np.cumsum(rates[:, :, ::-1], axis=2)[:, :, ::-1][:, :-1, 1:]
    piece = np.triu(ending_later).sum(axis=1)
    daily: Floats = np.repeat(piece, np.diff(starts, append=counts.shape[1]), axis=1) * exposure
    return daily


def _sums(table: Floats) -> Floats:
    return np.concatenate([np.zeros((table.shape[0], 1)), np.cumsum(table, axis=1)], axis=1)


def _steps(seen: Floats, known: Floats, scale: Floats) -> Floats:
    """Return the log weight of one rate from piece i to before piece j, -inf where j <= i."""
    pieces = seen.shape[1] - 1
    each = 1 - (1 - ANY_CHANGE) ** (1 / max(pieces - 1, 1))
    i, j = np.triu_indices(pieces + 1, 1)
    steps = np.full(seen.shape, -np.inf)
    steps[:, i, j] = log_marginal(seen[:, i, j], known[:, i, j], scale[:, 0]) + (j - i - 1) * np.log1p(-each)
    steps[:, 1:] += np.log(each)
    return steps


def _forward(steps: Floats) -> Floats:
    """Return the log weight of all that can be before each piece, of shape (series, pieces + 1)."""
    found = np.full(steps.shape[:2], -np.inf)
    found[:, 0] = 0.0
    for j in range(1, steps.shape[1]):
        values = found[:, :j] + steps[:, :j, j]
        top = values.max(axis=1)
        found[:, j] = top + np.log(np.exp(values - top[:, None]).sum(axis=1))
    return found
