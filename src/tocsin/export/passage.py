"""The sentence around a value: evidence where the extractor gave it, else the line, cut to a length one can read."""

from collections.abc import Iterable

from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.span import Span

REACH = 160
"""How many characters are shown before the first and after the last of the words in question."""


def sentence(span: Span, text: str, mention: Mention | None = None) -> tuple[int, int]:
    """Return start and end of the sentence of `text` in which `span` stands: the shortest evidence that holds it."""
    around = [c.span for c in mention.of("evidence") if c.span.covers(span)] if mention else []
    if around:
        best = min(around, key=lambda found: found.end - found.start)
        return best.start, best.end
    return _line(span, text)


def cropped(start: int, end: int, words: Iterable[Span], text: str) -> tuple[int, int]:
    """Return the part of characters `start` to `end` of `text` that holds `words` and REACH characters around them."""
    spans = tuple(words)
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    if first - start > REACH:
        start = _after_blank(text, first - REACH, first)
    if end - last > REACH:
        end = _before_blank(text, last, last + REACH)
    return start, end


def _after_blank(text: str, start: int, end: int) -> int:
    """Not to begin within a word, unless there is none but one endless word."""
    return text.find(" ", start, end) + 1 or start


def _before_blank(text: str, start: int, end: int) -> int:
    found = text.rfind(" ", start, end)
    return found if found > start else end


def _line(span: Span, text: str) -> tuple[int, int]:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return start, len(text) if end < 0 else end
