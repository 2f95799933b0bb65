"""The changes of a rate one by one, as a picture or a sentence needs them: when each was, and by how much."""

import numpy as np

from tocsin.analysis.tempo.changes import Changes
from tocsin.analysis.tempo.counting import Window
from tocsin.analysis.tempo.dispersion import Floats
from tocsin.analysis.tempo.events import Days
from tocsin.vocabulary.series import Change, Direction

WITHIN = 0.8
"""Probability with which the days that are named hold a change."""
BAND = 0.9
"""Level of the interval of the ratio of rates."""


def all_changes(posterior: Changes, window: Window) -> tuple[Change, ...]:
    """Return the changes of the likeliest number of them, oldest first, each as the histories with so many have it."""
    rises = np.diff(posterior.path, axis=1) != 0
    numbers = rises.sum(axis=1)
    likeliest = int(np.bincount(numbers).argmax())
    chosen = numbers == likeliest
    if not likeliest:
        return ()
    at = np.nonzero(rises[chosen])[1].reshape(-1, likeliest)
    path = posterior.path[chosen]
    rows = np.arange(path.shape[0])
    return tuple(
        change_of(posterior, posterior.starts[days + 1], path[rows, days + 1] / path[rows, days], window)
        for days in at.T
    )


def change_of(posterior: Changes, days: Days, ratios: Floats, window: Window) -> Change:
    """Return the change that lies on one of `days` (histories,), with `ratios` (histories,) of the rates around it."""
    first, last, probability = _narrowest(posterior, days)
    low, ratio, high = np.quantile(ratios, [(1 - BAND) / 2, 0.5, (1 + BAND) / 2]).tolist()
    direction: Direction = "rise" if ratio >= 1 else "fall"
    return Change(window.day(first), window.day(last), direction, probability, ratio, low, high, BAND)


def _narrowest(posterior: Changes, days: Days) -> tuple[int, int, float]:
    """Return the first and last day of the shortest run of pieces that holds the change with `WITHIN`."""
    pieces, counts = np.unique(days, return_counts=True)
    reached = np.concatenate([[0], np.cumsum(counts)])
    wanted = WITHIN * reached[-1]
    ends = np.searchsorted(reached, reached[:-1] + wanted - 1e-9)
    possible = ends <= pieces.size
    starts = np.flatnonzero(possible)
    length = pieces[ends[starts] - 1] - pieces[starts]
    best = int(length.argmin())
    begin, end = int(starts[best]), int(ends[starts[best]])
    width = int(posterior.starts[1] - posterior.starts[0]) if posterior.starts.size > 1 else 1
    probability = float((reached[end] - reached[begin]) / reached[-1])
    # a piece of several days holds its change on any of them
    return int(pieces[begin]) - (width - 1), int(pieces[end - 1]) + (width - 1), probability
