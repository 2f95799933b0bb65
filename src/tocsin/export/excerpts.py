"""The sentences of a report that prove what it tells of one incident, with the words of every value marked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from tocsin.export.marked import UNMARKED
from tocsin.export.passage import sentence
from tocsin.vocabulary.claim import Claim
from tocsin.vocabulary.mention import Mention

REACH = 700
"""Characters of one excerpt at most that are shown around the first words in it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters `start` to `end` of a text; `claims` are those whose words they are, the shortest first."""

    start: int
    end: int
    text: str
    claims: tuple[Claim, ...] = ()

    @property
    def slot(self) -> str:
        """The slot that the words are shown as, "" for words of none."""
        return self.claims[0].slot if self.claims else ""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a text in runs; `before` and `after` say whether more of its line stands there."""

    runs: tuple[Run, ...]
    before: bool
    after: bool


def excerpts(text: str, mention: Mention) -> list[Excerpt]:
    """Return the sentences of `text` that hold words of `mention`, in their order; those that overlap are one."""
    claims = [claim for claim in mention.claims if claim.slot not in UNMARKED]
    ranges = sorted(_cropped(claim, text, mention) for claim in claims)
    return [_excerpt(start, end, text, claims) for start, end in _joined(ranges)]


def runs(
    text: str, claims: Iterable[Claim], start: int = 0, end: int | None = None, cuts: Iterable[int] = ()
) -> Iterator[Run]:
    """Yield characters `start` to `end` of `text` in runs of the same `claims`, without gap or overlap.

    A run also ends at each of `cuts`.
    """
    end = len(text) if end is None else end
    inside = sorted(
        (c for c in claims if c.span.start < end and c.span.end > start),
        key=lambda claim: (claim.span.start, claim.span.end),
    )
    edges = {start, end, *cuts, *(c.span.start for c in inside), *(c.span.end for c in inside)}
    places = sorted(edge for edge in edges if start <= edge <= end)
    waiting, now = iter(inside), list[Claim]()
    upcoming = next(waiting, None)
    for left, right in pairwise(places):
        now = [claim for claim in now if claim.span.end > left]
        while upcoming and upcoming.span.start <= left:
            now.append(upcoming)
            upcoming = next(waiting, None)
        held = sorted(now, key=lambda claim: claim.span.end - claim.span.start)
        yield Run(left, right, text[left:right], tuple(held))


def _cropped(claim: Claim, text: str, mention: Mention) -> tuple[int, int]:
    start, end = sentence(claim.span, text, mention)
    return max(start, claim.span.start - REACH), min(end, claim.span.end + REACH)


def _joined(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in ranges:
        if found and start <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def _excerpt(start: int, end: int, text: str, claims: Iterable[Claim]) -> Excerpt:
    before, after = start > 0 and text[start - 1] != "\n", end < len(text) and text[end] != "\n"
    return Excerpt(tuple(runs(text, claims, start, end)), before, after)
