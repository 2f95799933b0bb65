"""Reads what stands around a name: distance and direction, the area that it lies in, the words to quote."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tocsin.gazetteer.base import Toponym
from tocsin.gazetteer.matching import Match
from tocsin.gazetteer.tokens import Words
from tocsin.vocabulary.terms import PlaceKind

CAPITAL = "the capital"
"""The name under which the capital of a report's country is looked up."""

_COMPASS = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0, "south": 180.0, "southwest": 225.0,
    "west": 270.0, "northwest": 315.0, "ne": 45.0, "se": 135.0, "sw": 225.0, "nw": 315.0,
}  # fmt: skip
_POINT = (
    r"(?P<bearing>(?:north|south)(?:[-\s]?(?:north[-\s]?|south[-\s]?)?(?:east|west))?|east|west|NE|NW|SE|SW)"
    r"(?:wards?|ern|erly)?"
)
_NUMBER = (
    r"\d[\d,.]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|a dozen|twelve|fifteen|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety|(?:a|one) hundred"
)
_UNIT = r"kilomet(?:er|re)s?|kms?|nautical\s+miles?|nmi?|miles?|mi|met(?:er|re)s?|m"
_DISTANCE = (
    rf"(?P<number>{_NUMBER})(?:\s*(?:-|–|to)\s*\d[\d,.]*)?[\s-]*(?P<unit>{_UNIT})\b(?:\s*[(\[][^)\]]{{1,24}}[)\]])?"
)
_NOUN_OF = (
    r"(?:\s+the)?(?:\s+(?:[a-z-]+\s+){0,2}(?:city|town|village|capital|port|airport|base|settlement)(?:\s+of|,)?)?"
)
_OFFSET = re.compile(
    rf"(?:{_DISTANCE},?\s+)?(?:(?:to\s+the|just|due|further|away|in\s+the)\s+)*(?:{_POINT}\s+)?(?:away\s+)?(?:of|from|off|outside){_NOUN_OF}\s+$",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"(?:the\s+)?(?:\w+ern\s+|\w+\s+)?(?:outskirts|suburbs|edge|edges|vicinity|environs)\s+of(?:\s+the\s+(?:city|town|village)\s+of)?\s+$",
    re.IGNORECASE,
)
# Few names have such a word before them: the longer patterns are tried on those alone.
_LEADS = re.compile(r"\s(?:of|from|off|outside)\s", re.IGNORECASE)
_WORD_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "a dozen": 12, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "a hundred": 100, "one hundred": 100,
}  # fmt: skip
_UNITS_KM = {"k": 1.0, "n": 1.852, "mi": 1.609}
_SIDE = r"(?:(?:\w+ern|\w+-\w+ern|central|downtown|upper|lower|restive|volatile|neighbou?ring|greater)\s+)?"
_AREA_OF = (
    r"(?:(?:the\s+)?(?:\w+\s+)?(?:city|town|village|district|province|governorate|department|state|region|municipality|county|"
    r"suburb|neighbou?rhood)\s+of\s+(?:the\s+)?)?"
)
_INSIDE = re.compile(
    rf"(?:,\s*|\s+\(|,?\s+in\s+|,?\s+inside\s+){_SIDE}{_AREA_OF}|\s+of\s+{_SIDE}|,?\s+in\s+the\s+{_SIDE}{_AREA_OF}",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"['’]s?\s+(?:(?:\w+ern|central|downtown|restive|upscale|old)\s+)?(?:(?:city|town|province|district|state|region)\s+of\s+)?$"
)
_CAPITAL = re.compile(r"\b[Tt]he\s+(?:([A-Z]\w+)\s+)?capital\b(?!\s*,?\s*(?:of\b|city\s+of\b|[A-Z]))")
_CAPITAL_SHOUTED = re.compile(r"\bTHE\s+(?:([A-Z]+)\s+)?CAPITAL\b(?!\s*,)")
_ALL_KINDS: dict[str, PlaceKind] = {
    "province": "province", "district": "district", "city": "city", "neighbourhood": "neighbourhood",
    "road": "road",
}  # fmt: skip


def kilometres(number: str, unit: str) -> float | None:
    """Return `number` of `unit` in km; None if the number cannot be read."""
    lowered = " ".join(number.lower().split())
    try:
        amount = float(_WORD_NUMBERS.get(lowered) or lowered.replace(",", "").rstrip("."))
    except ValueError:
        return None
    short = unit.lower()
    if short == "m" or short.startswith("met"):
        return amount / 1000
    return amount * next(factor for start, factor in _UNITS_KM.items() if short.startswith(start))


def bearing_of(words: str) -> float:
    """Return the degrees of "north", "south-west", "NE" or "north-north-east" (taken as north-east)."""
    plain = re.sub(r"[-\s]", "", words.lower())
    plain = re.sub(r"^(north|south)\1", r"\1", plain)
    return _COMPASS[plain]


def toponyms(words: Words, matches: Sequence[Match], kinds: Callable[[str], set[str]]) -> list[Toponym]:
    """Return the toponyms of `matches` with offsets, spans and containment; `kinds` tells what a key may be."""
    found: list[Toponym] = []
    floor = 0
    for match in matches:
        toponym = _spanned(words, match, floor, kinds)
        found.append(toponym)
        floor = toponym.end
    for at in range(len(found) - 2, -1, -1):
        between = words.text[_core_end(words, matches[at], found[at]) : words.starts[matches[at + 1].first]]
        if len(between) < 48 and _INSIDE.fullmatch(between):
            found[at] = replace(found[at], within=(found[at + 1].name, *found[at + 1].within))
    for at in range(1, len(found)):
        between = words.text[words.ends[matches[at - 1].last] : words.starts[matches[at].first]]
        if len(between) < 40 and _OWNED.fullmatch(between) and found[at - 1].name not in found[at].within:
            found[at] = replace(found[at], within=(*found[at].within, found[at - 1].name))
    return found


def _core_end(words: Words, match: Match, toponym: Toponym) -> int:
    return max(words.ends[match.last], toponym.end)


def _spanned(words: Words, match: Match, floor: int, kinds: Callable[[str], set[str]]) -> Toponym:
    text = words.text
    start, end = words.starts[match.first], words.ends[match.last]
    name = text[start:end]
    kind = _ALL_KINDS.get(match.noun or "")
    if match.before_noun:
        end = words.ends[match.last + 1]
    if match.after_noun:
        start = max(floor, words.starts[match.first - 2])
    before = text[max(floor, start - 90) : start]
    if _LEADS.search(before[-48:]) is None:
        before = ""
    bearing = distance = None
    offset = _OFFSET.search(before) if before[-1:].isspace() else None
    if offset and (offset["bearing"] or offset["number"]):
        bearing = bearing_of(offset["bearing"]) if offset["bearing"] else None
        distance = kilometres(offset["number"], offset["unit"]) if offset["number"] else None
        start -= len(before) - offset.start()
    elif around := _AROUND.search(before):
        start -= len(before) - around.start()
    if text[max(floor, start - 4) : start].lower() == "the " and (
        match.after_noun or kinds(match.key) & {"facility", "sea", "road", "neighbourhood"} or match.before_noun
    ):
        start -= 4
    return Toponym(start, end, name, kind, bearing, distance)


def capitals(text: str, demonyms: Mapping[str, str]) -> list[Toponym]:
    """Return "the capital" and "the Iraqi capital" where no name follows; `demonyms` maps words to countries' names."""
    found: list[Toponym] = []
    for pattern in (_CAPITAL, _CAPITAL_SHOUTED):
        for match in pattern.finditer(text):
            whose = match[1]
            if whose is None:
                found.append(Toponym(match.start(), match.end(), CAPITAL, "city"))
            elif (country := demonyms.get(whose.capitalize())) is not None:
                found.append(Toponym(match.start(), match.end(), CAPITAL, "city", within=(country,)))
        if found:
            break
    return found
