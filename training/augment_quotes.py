"""Annotated text that can be rewritten: every quote is a range of characters that moves with the text around it."""

import copy
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from training.examples import locate

Report = dict[str, Any]
QUOTED = ("quote", "head", "tail")
SEAM = "\n\x00\n"


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Characters `start` to `end` (exclusive) of a text give way to `words`; `start` equal to `end` puts words in."""

    start: int
    end: int
    words: str


@dataclass(slots=True)
class Quote:
    """One quote of an annotation: the object and field that hold it, and its characters in the text."""

    holder: Report
    name: str
    start: int
    end: int


def nodes(value: Any) -> Iterator[Report]:
    """Yield every object within an annotation, from the outside in."""
    if isinstance(value, dict):
        yield value
        for below in value.values():
            yield from nodes(below)
    elif isinstance(value, list):
        for below in value:
            yield from nodes(below)


class Draft:
    """A copy of an annotated report whose text, headline after it, can be rewritten with all its quotes.

    The headline hangs on the text behind `SEAM`, so that one rewriting keeps both consistent. Raises ValueError where a
    quote does not stand in the text.
    """

    def __init__(self, report: Report) -> None:
        self.report = copy.deepcopy(report)
        self.text: str = report["text"] + SEAM + (report.get("headline") or "")
        self.quotes = list(self._located(report["text"]))

    def _located(self, text: str) -> Iterator[Quote]:
        for part in ("incidents", "relations", "context"):
            for node in nodes(self.report.get(part) or []):
                for name in QUOTED:
                    if words := node.get(name):
                        at = locate(text, words)
                        if at is None:
                            raise ValueError(f"report {self.report.get('id')}: {words!r} does not stand in its text")
                        yield Quote(node, name, *at)

    @property
    def seam(self) -> int:
        """Where the text ends and the headline's part begins."""
        return self.text.rindex(SEAM)

    def borders(self) -> list[int]:
        """Return where quotes start and end, and where the text does, sorted."""
        seam = self.seam
        return sorted({at for quote in self.quotes for at in (quote.start, quote.end)} | {seam, seam + len(SEAM)})

    def fits(self, edits: Iterable[Edit]) -> bool:
        """Whether no edit would cut through a quote."""
        borders = self.borders()
        return all(_clear(edit, borders) for edit in edits)

    def rewrite(self, edits: Iterable[Edit]) -> int:
        """Apply those of `edits` that cut no quote, delete none and overlap none before; return how many."""
        borders = self.borders()
        chosen: list[Edit] = []
        for edit in sorted(edits):
            apart = not chosen or chosen[-1].end < edit.start or chosen[-1].end == edit.start < edit.end
            if apart and _clear(edit, borders) and not (not edit.words.strip() and self._emptied(edit)):
                chosen.append(edit)
        if chosen:
            self._apply(chosen)
        return len(chosen)

    def _emptied(self, edit: Edit) -> bool:
        return any(edit.start <= quote.start and quote.end <= edit.end for quote in self.quotes)

    def _apply(self, edits: Sequence[Edit]) -> None:
        parts, at = [], 0
        for edit in edits:
            parts += [self.text[at : edit.start], edit.words]
            at = edit.end
        self.text = "".join([*parts, self.text[at:]])
        starts, ends = [e.start for e in edits], [e.end for e in edits]
        moved = [0, *accumulate(len(e.words) - (e.end - e.start) for e in edits)]
        for quote in self.quotes:
            # Words put in just before a quote stay outside it, and so do those just after it.
            before = bisect_right(ends, quote.start)
            after = bisect_left(starts, quote.end)
            quote.start, quote.end = quote.start + moved[before], quote.end + moved[after]

    def finish(self) -> Report:
        """Return the report with its new text and every quote written back, numbered where it must be."""
        seam = self.seam
        text, headline = self.text[:seam], self.text[seam + len(SEAM) :]
        self.report["text"] = text
        if self.report.get("headline") is not None:
            self.report["headline"] = headline
        for quote in self.quotes:
            quote.holder[quote.name] = _written(text, quote.start, quote.end)
        return self.report


def _clear(edit: Edit, borders: Sequence[int]) -> bool:
    """Whether none of the sorted `borders` lies strictly within `edit`."""
    at = bisect_right(borders, edit.start)
    return at == len(borders) or borders[at] >= edit.end


def _written(text: str, start: int, end: int) -> str:
    words = text[start:end]
    times, at = 1, text.find(words)
    while at < start:
        times, at = times + 1, text.find(words, at + 1)
    return words if times == 1 else f"{words}@{times}"
