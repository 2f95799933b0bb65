"""Numbers in a text, with their bounds, and told apart from years, hours, calibres, distances, ages and names.

"At least", "more than", "up to" and their like give a number an open side; "dozens", "scores" and "hundreds" are lower
bounds; "about" and "some" mark it as approximate without moving it. The rules stand in docs/numbers.md.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from tocsin.language.numerals import DIGITS, TENS, UNITS, WORDS, value_of
from tocsin.language.phrases import alternation, fold, spaced
from tocsin.language.units import unit_of


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at characters `start` to `end` of a text: at least `low`, at most `high`, None where open or unsaid.

    `unit` is None for a plain count, else what it measures: "mm", "km", "kg", "%", "$", "year", "date", "time",
    "ordinal", "age", "name" (a route, a brigade) and so on.
    """

    start: int
    end: int
    low: int | None
    high: int | None
    approximate: bool = False
    unit: str | None = None


# What a bound makes of a number n: (low, high) as offsets from n, None for an open side.
_AT_LEAST, _MORE, _AT_MOST, _FEWER, _ABOUT, _EXACTLY = "at-least more at-most fewer about exactly".split()
_BOUNDS = {
    **dict.fromkeys(
        ("at least", "no fewer than", "no less than", "not fewer than", "not less than", "a minimum of", "minimum",
         "upwards of", "upward of", "at the very least", "from at least", "a confirmed", "at the least"), _AT_LEAST),
    **dict.fromkeys(("more than", "over", "above", "well over", "in excess of", "just over", "well more than"), _MORE),
    **dict.fromkeys(("up to", "as many as", "at most", "no more than", "not more than", "a maximum of", "a high of"),
                    _AT_MOST),
    **dict.fromkeys(("fewer than", "less than", "under"), _FEWER),
    **dict.fromkeys(
        ("about", "around", "some", "approximately", "approx", "approx.", "roughly", "nearly", "almost", "close to",
         "an estimated", "estimated", "circa", "ca.", "ca", "maybe", "perhaps", "just under",
         "an approximate"), _ABOUT),
    **dict.fromkeys(("exactly", "a total of", "precisely", "all of"), _EXACTLY),
}  # fmt: skip
_BOUND_KEYS = {spaced(phrase): sense for phrase, sense in _BOUNDS.items()}

# Vague words and the least that they mean; None where the text says too little for a figure.
_VAGUE: dict[str, tuple[int | None, int | None]] = {
    "dozens": (24, None), "several dozen": (24, None), "a few dozen": (24, None), "scores": (40, None),
    "hundreds": (200, None), "several hundred": (200, None), "a few hundred": (200, None), "thousands": (2000, None),
    "several thousand": (2000, None), "tens of thousands": (20_000, None), "hundreds of thousands": (200_000, None),
    "millions": (2_000_000, None), "several": (3, None), "a few": (None, None), "many": (None, None),
    "a number": (None, None), "a handful": (None, None), "a couple": (2, 2), "a pair": (2, 2), "no": (0, 0),
    "none": (0, 0), "nobody": (0, 0), "no one": (0, 0), "no-one": (0, 0), "noone": (0, 0),
}  # fmt: skip
_VAGUE_KEYS = {spaced(phrase): bounds for phrase, bounds in _VAGUE.items()}

_NUMERAL = rf"(?:{DIGITS}|{WORDS})"
_NO = r"no(?=\s+[a-z])(?!\s+(?:longer|doubt|matter|more\s+than|comment|such|idea|way|less|fewer|sign|reason|other))"
_VAGUE_WORDS = alternation(phrase for phrase in _VAGUE if phrase != "no")
_OPENERS = {phrase.split()[0] for phrase in (*_BOUNDS, *_VAGUE, *UNITS, *TENS, "dozen", "tens")}
# What every number, bound or vague word begins with: one quick look in place of many.
_FIRST = (
    r"(?=[\d$€£₹¥]|[uca]a?s?[$€£₹¥]|rs\.?\s?\d|a\s+(?:hundred|thousand|million|lakh|crore|billion|dozen|score"
    r"|couple|pair|few|number|handful|"
    r"minimum|maximum|total|high|confirmed)\b|an\s+(?:estimated|approximate)\b|between\s+(?:\d|[a-z])|half\s|"
    rf"(?:{alternation(_OPENERS - {'a', 'an'})}))"
)
_NUMBER = re.compile(
    rf"(?<![\w]){_FIRST}"
    r"(?<![^\W\d_]-)(?<!\d[.,:/-])(?:"
    r"(?P<stamp>\d{4}-\d\d?-\d\d?|\d\d?[/.-]\d\d?[/.-]\d{2,4}|\d{1,2}:\d\d(?::\d\d)?)(?!\d)"
    rf"|between\s+(?P<least>{_NUMERAL})\s+and\s+(?P<most>{_NUMERAL})(?!\w)"
    rf"|(?:(?P<bound>{alternation(_BOUNDS)})\s+)?(?:(?P<money>(?:us|c|a)?[$€£₹¥]|rs\.?)\s?)?"
    rf"(?P<first>{_NUMERAL})(?P<ordinal>st|nd|rd|th)?(?P<plus>\+)?"
    rf"(?:(?P<joint>\s?[-–]\s?|\s+to\s+|\s+or\s+)(?P<second>{_NUMERAL})(?![\w:/]))?"
    r"(?P<open>\s+or\s+(?:more|so|fewer|less)\b|-plus\b)?(?!\w|[.:]\d|/\d)"
    rf"|(?:(?:{alternation(_BOUNDS)})\s+)?(?P<vague>{_VAGUE_WORDS}|{_NO})(?!\w)"
    r")|(?<![\w])(?P<measure>[$€£₹¥]?\d+(?:[.,]\d+)*)(?=[a-z])"
)
_ORDINAL = re.compile(
    r"(?<![\w-])(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|"
    r"fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|(?:twenty|thirty)-(?:first|second|"
    r"third|fourth|fifth|sixth|seventh|eighth|ninth))(?![\w-])"
)


def _bounded(sense: str | None, number: int) -> tuple[int | None, int | None]:
    if sense == _AT_LEAST:
        return number, None
    if sense == _MORE:
        return number + 1, None
    if sense == _AT_MOST:
        return None, number
    if sense == _FEWER:
        return None, max(number - 1, 0)
    return number, number


def _ranged(found: re.Match[str]) -> tuple[int | None, int | None] | None:
    """Return the two ends of "8-10", "eight to ten", "eight or nine", None where the two are no range."""
    low, high = value_of(found["first"]), value_of(found["second"])
    if low is None or high is None or low >= high:
        return None
    return low, high


def _plain(folded: str, found: re.Match[str]) -> Quantity:
    """Read a match of `first`, with its bound and what opens it."""
    end, unit = found.end(), unit_of(folded, found.start("first"), found.end())
    number = value_of(found["first"])
    sense = _BOUND_KEYS[spaced(found["bound"])] if found["bound"] else None
    low: int | None = None
    high: int | None = None
    if found["second"]:
        after_from = folded[: found.start("first")].endswith("from ")
        pair = None if after_from else _ranged(found)
        if pair is None:
            # No range: "from 12 to 17" and "3-2" are two numbers, of which this is the first.
            end = found.end("first")
            unit = unit_of(folded, found.start("first"), end)
        else:
            low, high = pair
            return Quantity(found.start(), end, low, high, sense == _ABOUT, unit)
    opened = (found["open"] or "").split()[-1:] if found["open"] else []
    if found["plus"] or opened in (["more"], ["-plus"]):
        sense = _AT_LEAST
    elif opened in (["fewer"], ["less"]):
        sense = _AT_MOST
    if number is not None:
        low, high = _bounded(sense, number)
    if found["money"]:
        unit = "$"
    elif found["ordinal"]:
        unit = "ordinal"
    approximate = sense == _ABOUT or opened == ["so"]
    return Quantity(found.start(), end, low, high, approximate, unit)


def _read(folded: str, found: re.Match[str]) -> Quantity:
    start, end = found.span()
    if found["stamp"]:
        return Quantity(start, end, None, None, unit="time" if ":" in found["stamp"] else "date")
    if found["least"]:
        ends = (value_of(found["least"]), value_of(found["most"]))
        low, high = (min(ends[0], ends[1]), max(ends[0], ends[1])) if ends[0] and ends[1] else (None, None)
        return Quantity(start, end, low, high, unit=unit_of(folded, start, end))
    if found["vague"]:
        low, high = _VAGUE_KEYS[spaced(found["vague"])]
        return Quantity(start, end, low, high, unit=unit_of(folded, start, end) if low else None)
    if found["measure"]:
        number = value_of(found["measure"].strip("$€£₹¥"))
        return Quantity(start, end, number, number, unit=unit_of(folded, start, end) or "name")
    return _plain(folded, found)


@lru_cache(maxsize=4)
def find_numbers(text: str) -> tuple[Quantity, ...]:
    """Return the numbers in `text`, in order, none overlapping; their spans take in "at least" and "or more"."""
    folded = fold(text)
    found: list[Quantity] = []
    position = 0
    while match := _NUMBER.search(folded, position):
        quantity = _read(folded, match)
        position = max(quantity.end, match.start() + 1)
        found.append(quantity)
    taken = iter(found)
    merged: list[Quantity] = []
    following = next(taken, None)
    for ordinal in _ORDINAL.finditer(folded):
        while following and following.end <= ordinal.start():
            merged.append(following)
            following = next(taken, None)
        if following is None or following.start >= ordinal.end():
            merged.append(Quantity(ordinal.start(), ordinal.end(), None, None, unit="ordinal"))
    while following:
        merged.append(following)
        following = next(taken, None)
    return tuple(merged)
