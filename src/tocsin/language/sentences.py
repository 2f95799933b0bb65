"""Where sentences and paragraphs begin and end.

A line is a paragraph, and no sentence runs over its end. Inside a paragraph a sentence ends at a full stop, a question
or exclamation mark with the quotes and brackets that close after it, unless the stop belongs to an abbreviation, an
initial, a number or an ellipsis that the next word carries on.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from tocsin.language.phrases import fold


@dataclass(frozen=True, slots=True, order=True)
class Extent:
    """Characters `start` to `end` (exclusive) of a text."""

    start: int
    end: int


_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_STOP = re.compile(
    # One set of marks first, so that the search skips from mark to mark.
    r"[.!?…。｡．！？؟۔।॥;]"
    r"(?:(?<=[.!?…])(?<![.!?…][.!?…])[.!?…]*+[\"'”’»)\]›」』]*(?=\s|$)"
    r"|(?<=[。｡．！？؟۔।॥])[。｡．！？؟۔।॥]*+[”」』）\"']*"
    r"|(?<=;)(?=\s*[•▪\-*]\s))"
)
_LAST_WORD = re.compile(r"[\w.'’\-]*$")
_NEXT_WORD = re.compile(r"\s*([\"'“‘«(\[‹—–\-]*)\s*([^\s\"'“‘«(\[‹]?)([\w'’\-]*)")

# Stops that never end a sentence: what follows belongs to them.
_BOUND = frozenset(
    "mr mrs ms dr prof rev fr sr hon pres gov sen rep amb gen lt col maj capt cpl sgt pvt adm brig cmdr comdr supt "
    "insp st ste mt ft messrs mme mlle sra srta ing lic atty dep asst det const vs no nos art fig pp para sec vol "
    "approx ca cf al jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "spc pfc hr ayat hojj sh lieut brigadier-gen e.g i.e u.n a.k.a viz".split()
)
# Stops that end a sentence only if a capital follows that is not the rest of a name.
_LOOSE = frozenset(
    "u.s u.k u.s.a e.u d.c a.m p.m inc ltd co corp jr bros etc est ave blvd rd dept u.s.s.r a.d b.c ret n.y l.a".split()
)
_STARTERS = frozenset(
    "the a an in on at it he she they we i this that these those there but and no one two three four five six seven "
    "eight nine ten his her its their our as after before when while since for from with by police officials "
    "witnesses nobody another both several some many most all according meanwhile however earlier last later".split()
)
_MONTH_OR_NUMBER = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec no nos mon tue wed thu fri sat sun".split()
)


def _ends(paragraph: str, start: int, end: int) -> bool:
    """Whether the stop at `start` to `end` of `paragraph` ends a sentence."""
    stop = paragraph[start:end]
    following = _NEXT_WORD.match(paragraph, end)
    first, rest = (following[2], following[3]) if following else ("", "")
    if not first:
        return True
    if stop[0] in "…" or stop.startswith(".."):
        return not first.islower()
    if stop[0] != ".":
        return not (first.islower() and stop[-1] in "\"'”’»")
    if stop != "." and not stop.endswith("."):
        return not first.islower()  # a closing quote or bracket after the stop
    found = _LAST_WORD.search(paragraph, max(0, start - 40), start)
    return _word_ends(found[0] if found else "", first, rest)


def _word_ends(word: str, first: str, rest: str) -> bool:
    """Whether a full stop after `word` ends a sentence when a word of `first` and `rest` follows."""
    low = fold(word).strip("'-")
    if low in _BOUND:
        # "He said no. Two men" and "came on Sat. Police" do end; "No. 4", "Aug. 5" and "Nov. 5" do not.
        return low in _MONTH_OR_NUMBER and not first.isdigit() and first.isupper() and fold(first + rest) in _STARTERS
    if len(low) == 1 and low.isalpha() and word.isupper():
        return fold(first + rest) in _STARTERS and first.isupper()
    if low in _LOOSE or re.fullmatch(r"(?:[a-z]\.)+[a-z]", low):
        return first.isupper() and fold(first + rest) in _STARTERS
    return not (first.islower() or first in ",;:")


@lru_cache(maxsize=4)
def paragraphs(text: str) -> tuple[Extent, ...]:
    """Return the lines of `text` that hold anything but white space, trimmed, in order."""
    found = []
    for line in _LINE.finditer(text):
        words = line[0]
        start = line.start() + len(words) - len(words.lstrip())
        end = line.end() - (len(words) - len(words.rstrip()))
        if start < end:
            found.append(Extent(start, end))
    return tuple(found)


@lru_cache(maxsize=4)
def sentences(text: str) -> tuple[Extent, ...]:
    """Return the sentences of `text`, trimmed, in order, none overlapping; together they hold every word of it."""
    found = []
    for paragraph in paragraphs(text):
        line = text[paragraph.start : paragraph.end]
        start = 0
        for stop in _STOP.finditer(line):
            if stop.end() >= len(line) or not _ends(line, stop.start(), stop.end()):
                continue
            found.append(Extent(paragraph.start + start, paragraph.start + stop.end()))
            start = stop.end()
            while start < len(line) and line[start].isspace():
                start += 1
        if start < len(line):
            found.append(Extent(paragraph.start + start, paragraph.end))
    return tuple(found)
