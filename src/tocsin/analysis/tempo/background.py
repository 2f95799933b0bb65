"""The rate that changes without memory of attacks: what clusters have to stand out from.

It is the mean of the exact posterior of `changes`, worked out without drawing histories: every stretch from one day to
another counts by its probability (Fearnhead 2006, as there). Many series are worked out at once.
"""

import numpy as np

from tocsin.analysis.tempo.changes import log_after, log_before, log_steps, scale_of, sums
from tocsin.analysis.tempo.dispersion import Floats, ratios
from tocsin.analysis.tempo.evidence import SHAPE

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
    scale = scale_of(seen, known)
    total, whole = sums(seen), sums(known)
    between = total[:, None, :] - total[:, :, None], whole[:, None, :] - whole[:, :, None]
    steps = log_steps(seen, known, scale)
    # A stretch weighs what can be before it, itself, and what can follow.
    forward, backward = log_before(steps), log_after(steps)
    likely = np.exp(forward[:, :, None] + steps + backward[:, None, :] - forward[:, -1, None, None])
    rates = likely * (SHAPE + np.maximum(between[0], 0)) / (scale[:, None, None] + np.maximum(between[1], 0))
    # Of each piece, all stretches that begin with it or before it and end after it.
    ending_later = np.cumsum(rates[:, :, ::-1], axis=2)[:, :, ::-1][:, :-1, 1:]
    piece = np.triu(ending_later).sum(axis=1)
    daily: Floats = np.repeat(piece, np.diff(starts, append=counts.shape[1]), axis=1) * exposure
    return daily
