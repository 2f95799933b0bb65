"""Dates that stand elsewhere: for an incident whose own clause names no day, the day its surroundings name."""

import re

from tocsin.extraction.rules.clauses import own_dates
from tocsin.extraction.rules.frames import Frame
from tocsin.extraction.rules.notes import Notes
from tocsin.language.dates.find import Dated

_ELSEWHEN = re.compile(
    r"\b(?:earlier|previous(?:ly)?|last (?:year|month|week)|once|years ago|in the past|had been|used to|former|ago|"
    r"since then|formerly|history|historic)\b"
)
_FARTHEST = 2  # sentences between an incident and the day it takes over


def settle_dates(notes: Notes, frames: list[Frame]) -> None:
    """Give each undated frame the day of its own sentence, of the sentences before it, or of the frame before it.

    A sentence that looks back ("earlier", "last year") takes no day over from its surroundings.
    """
    before: Frame | None = None
    for frame in sorted(frames, key=lambda f: f.start):
        if frame.when is None and frame.count == 1:
            frame.when = _own(notes, frame) or _inherited(notes, frame, before) or _led_in(notes, frame)
        if frame.when is not None and frame.when.when.precision in ("day", "days"):
            before = frame


def _own(notes: Notes, frame: Frame) -> Dated | None:
    """Return the only day in the sentences that tell of the frame."""
    days = [d for s in frame.sentences for d in own_dates(notes, s.start, s.end)]
    values = {d.when for d in days}
    return days[0] if len(values) == 1 else None


def _number(notes: Notes, at: int) -> int:
    return next((n for n, s in enumerate(notes.sentences) if s.start <= at < s.end), 0)


def _inherited(notes: Notes, frame: Frame, before: Frame | None) -> Dated | None:
    """Return the day of the frame before, if it was told just before and nothing leads away from it."""
    if before is None or _ELSEWHEN.search(_words(notes, frame)):
        return None
    last = max(_number(notes, s.start) for s in before.sentences if s.start <= frame.start) if before.sentences else 0
    return before.when if _number(notes, frame.start) - last <= _FARTHEST else None


def _led_in(notes: Notes, frame: Frame) -> Dated | None:
    """Return the last day named in the two sentences before the frame."""
    if _ELSEWHEN.search(_words(notes, frame)):
        return None
    number = _number(notes, frame.start)
    for sentence in reversed(notes.sentences[max(0, number - _FARTHEST) : number]):
        days = [d for d in own_dates(notes, sentence.start, sentence.end) if d.when.precision in ("day", "days")]
        if days:
            return days[-1]
    return None


def _words(notes: Notes, frame: Frame) -> str:
    sentence = frame.sentences[0]
    return notes.folded[sentence.start : sentence.end]
