"""Long texts in overlapping windows of sentences, so that an incident told at a border is whole in one of them."""

from collections.abc import Iterable, Sequence

from tocsin.extraction.assemble import Stretch
from tocsin.language.sentences import Extent

OVERLAP = 3
"""Sentences that a window shares with the one before, if they fit."""


def windows(text: str, sentences: Sequence[Extent], limit: int) -> list[Stretch]:
    """Return stretches of `text` of at most `limit` characters that hold all `sentences`, in order.

    They are cut between sentences; a sentence longer than `limit` is cut between words. Empty without sentences.
    """
    parts = [part for sentence in sentences for part in _parts(text, (sentence.start, sentence.end), limit)]
    found: list[Stretch] = []
    first = 0
    while first < len(parts):
        last = _last(parts, first, limit)
        found.append((parts[first][0], parts[last][1]))
        if last + 1 == len(parts):
            break
        first = _next(parts, first, last, limit)
    return found


def _last(parts: Sequence[Stretch], first: int, limit: int) -> int:
    """Return the last part that a window from `first` on has room for."""
    last = first
    while last + 1 < len(parts) and parts[last + 1][1] - parts[first][0] <= limit:
        last += 1
    return last


def _next(parts: Sequence[Stretch], first: int, last: int, limit: int) -> int:
    """Return the first part of the window after `first` to `last`: as much overlap as leaves room for more."""
    start = max(first + 1, last + 1 - OVERLAP)
    while start <= last and parts[last + 1][1] - parts[start][0] > limit:
        start += 1
    return start


def _parts(text: str, stretch: Stretch, limit: int) -> Iterable[Stretch]:
    start, end = stretch
    while end - start > limit:
        space = text.rfind(" ", start + 1, start + limit + 1)
        cut = space if space > start else start + limit
        yield start, cut
        start = cut + (space > start)
    if start < end:
        yield start, end
