"""A report's text cut into pieces, each with the claims whose words it belongs to: what highlights are made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rich.text import Text

from tocsin.export.base import Findings
from tocsin.export.palette import hue
from tocsin.export.visible import visible
from tocsin.vocabulary.claim import Claim

UNMARKED = {"evidence", "kind", "status", "count"}
"""Slots whose words are a whole sentence, or the trigger's once more."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end` of a text and what they prove: (number of the incident, claim)."""

    start: int
    end: int
    claims: tuple[tuple[int, Claim], ...] = ()

    @property
    def chief(self) -> tuple[int, Claim] | None:
        """The claim with the fewest words around the piece, of the first incident among equals."""
        return min(self.claims, key=lambda pair: (pair[1].span.end - pair[1].span.start, pair[0]), default=None)


def pieces(findings: Findings) -> Iterator[Piece]:
    """Yield the pieces of the report's text in order; together they are the whole text, without gap or overlap."""
    claims = sorted(
        ((n, c) for n, m in enumerate(findings.mentions, start=1) for c in m.claims if c.slot not in UNMARKED),
        key=lambda pair: (pair[1].span.start, -pair[1].span.end),
    )
    length = len(findings.report.text)
    edges = sorted({0, length, *(c.span.start for _, c in claims), *(c.span.end for _, c in claims)})
    waiting, open_now = iter(claims), list[tuple[int, Claim]]()
    upcoming = next(waiting, None)
    for start, end in pairwise(edges):
        open_now = [pair for pair in open_now if pair[1].span.end > start]
        while upcoming and upcoming[1].span.start <= start:
            open_now.append(upcoming)
            upcoming = next(waiting, None)
        yield Piece(start, end, tuple(open_now))


def marked_text(findings: Findings) -> Text:
    """Return the report's text for a terminal, the words of values underlined in the colour of their slot."""
    out = Text()
    for piece in pieces(findings):
        words = visible(findings.report.text[piece.start : piece.end])
        out.append(words, style=f"underline {hue(piece.chief[1].slot)}" if piece.chief else "")
    return out
