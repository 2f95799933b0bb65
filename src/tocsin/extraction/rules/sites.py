"""Place words of a report: names that the gazetteer knows, and names that their shape shows to be places."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from tocsin.extraction.rules.actors import ActorWords
from tocsin.extraction.rules.lexicon import read_data
from tocsin.gazetteer.base import Gazetteer, Toponym
from tocsin.language.dates.shapes import Dated
from tocsin.language.phrases import alternation
from tocsin.vocabulary.terms import PlaceKind, PlaceRelation
from tocsin.vocabulary.values import Place

# From the most to the least specific: the order in which an incident's places are listed.
SPECIFICITY: dict[PlaceKind, int] = {
    "facility": 0, "road": 1, "neighbourhood": 2, "sea": 3, "city": 3, "district": 4, "province": 5, "country": 6,
}  # fmt: skip

_ARTICLE = r"(?:(?:al|el|Al|El|Abu|Umm|Bab|Tel|Tell|St\.)[ -]|(?:ad|as|ash|ar|an|at|az|Ad|As|Ash|Ar|An|At|Az)-)"
_LINK = r"(?:(?:al|el|de|del|la|las|los|of|bin|ibn|da|do|dos|di)[- ]|(?:ad|as|ash|ar|an|at|az|i|e)-)"
_NAME = rf"{_ARTICLE}?[A-Z][\w'’]*(?:[- ]{_LINK}?[A-Z][\w'’]*){{0,3}}"
_NEAR = re.compile(
    r"(?:near|outside|close to|next to|beside|opposite|around|behind|in front of|adjacent to|not far from|off|by|"
    r"(?:north|south|east|west|northeast|northwest|southeast|southwest|north-east|north-west|south-east|south-west) of|"
    r"(?:kilomet(?:er|re)s|km|miles|metres|meters) from|in the vicinity of|on the outskirts of|"
    r"vicinity of|outskirts of)"
    r"\s+(?:the |a |an |his |her |its |their )?$"
)
_TOWARD = re.compile(
    r"(?:toward|towards|bound for|on the way to|en route to|direction of|aimed at|heading for)\s+(?:the )?$"
)
_BETWEEN = re.compile(r"between (?:[\w' -]{2,40} and )?(?:the )?$")
_LOCATIVE = re.compile(
    rf"\b(?:in|at|near|outside|around|from|to|of|on|inside|between|into|through|towards?|off|over|across|"
    rf"against|hit|struck|shelled|bombed|attacked|entered|stormed|reached) (?:the )?({_NAME})"
)
_AREAS = ("city", "province", "district")
_NOT_A_PLACE = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday god allah islam christmas easter ramadan eid parliament congress president mr mrs "
    "dr general colonel captain prime minister operation resolution i he she it they we the a an un u.n us u.s uk eu "
    "nato telegram twitter facebook reuters".split()
)


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Words that name a place; `place` None if no gazetteer knows it or the text does not tell which it is."""

    start: int
    end: int
    kind: PlaceKind
    relation: PlaceRelation
    place: Place | None
    known: bool
    within: tuple[str, ...] = ()


@cache
def _shapes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns of names with a noun that says what they are: one of nouns behind, one of nouns in front."""
    behind, before = [], []
    for kind, nouns in read_data("facilities.toml").items():
        behind.append(f"(?P<{kind}>{alternation(nouns['after'])})")
        if nouns.get("before"):
            before.append(f"(?P<{kind}>{alternation(nouns['before'])})")
    after = re.compile(rf"(?:[Tt]he )?(?<![\w.])(?P<name>{_NAME}),? (?i:{'|'.join(behind)})\b")
    front = re.compile(rf"(?<!\w)(?i:{'|'.join(before)}) (?P<name>{_NAME})")
    return after, front


@cache
def _demonyms() -> frozenset[str]:
    """Return the words for the people of countries, which are never places."""
    return frozenset(word.lower() for row in read_data("countries.toml").values() for word in row.get("demonyms", ()))


def _relation(folded: str, start: int) -> PlaceRelation:
    before = folded[max(0, start - 48) : start]
    if _NEAR.search(before):
        return "near"
    if _TOWARD.search(before):
        return "toward"
    if _BETWEEN.search(before):
        return "between"
    return "at"


def _shaped(text: str) -> Iterable[tuple[int, int, PlaceKind]]:
    """Yield the names in `text` that a noun beside them makes places."""
    for pattern in _shapes():
        for match in pattern.finditer(text):
            kind = next(k for k, v in match.groupdict().items() if v and k != "name")
            if match["name"].split()[0].lower() in _NOT_A_PLACE:
                continue
            yield match.start(), match.end(), kind  # type: ignore[misc]


def _located(text: str) -> Iterable[tuple[int, int]]:
    """Yield capitalised names in `text` that stand behind a preposition of place."""
    for match in _LOCATIVE.finditer(text):
        first = match[1].split()[0].lower().strip("'’")
        if first not in _NOT_A_PLACE and first not in _demonyms() and not match[1].isupper():
            yield match.start(1), match.end(1)


class _Taken:
    """Which characters are spoken for."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._marks: set[int] = set()
        for start, end in spans:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        self._marks.update(range(start, end))

    def free(self, start: int, end: int) -> bool:
        return self._marks.isdisjoint(range(start, end))


Resolved = tuple[Toponym, Place | None]


def find_places(
    text: str, folded: str, gazetteer: Gazetteer, toponyms: Sequence[Resolved], others: Iterable[Dated | ActorWords]
) -> tuple[PlaceWords, ...]:
    """Return the place words of `text`, in order, none overlapping.

    `toponyms` are what the gazetteer found there; `others` are finds that are no places (dates, actors). A name that
    both the gazetteer and a noun beside it tell of is one, with the longer words.
    """
    known = {toponym.start: (toponym, place) for toponym, place in toponyms}
    found: list[PlaceWords] = []
    taken = _Taken(())
    for start, end, kind in sorted(_shaped(text), key=lambda s: (s[0], -s[1])):
        if not taken.free(start, end) or _ends_in_known(text, start, end, toponyms):
            continue
        found.append(_shape_words(text, folded, (start, end, kind), known, gazetteer))
        taken.add(start, end)
    for toponym, place in toponyms:
        if taken.free(toponym.start, toponym.end):
            found.append(_known_words(folded, toponym, place, gazetteer))
            taken.add(toponym.start, toponym.end)
    for other in others:
        taken.add(other.start, other.end)
    for start, end in _located(text):
        if taken.free(start, end):
            found.append(PlaceWords(start, end, "city", _relation(folded, start), None, known=False))
            taken.add(start, end)
    return tuple(sorted(found, key=lambda p: p.start))


def unnamed_place(folded: str, start: int, end: int) -> PlaceWords:
    """Return the words of a facility without a name; nothing places it."""
    return PlaceWords(start, end, "facility", _relation(folded, start), None, known=False)


def _ends_in_known(text: str, start: int, end: int, toponyms: Sequence[Resolved]) -> bool:
    """Whether a place that the gazetteer knows stands behind an owner ("Baghdad's Green Zone"): the better name."""
    return any(start < t.start and t.end == end and p is not None and "'" in text[start : t.start] for t, p in toponyms)


def _shape_words(
    text: str, folded: str, span: tuple[int, int, PlaceKind], known: dict[int, Resolved], gazetteer: Gazetteer
) -> PlaceWords:
    """Return the words of a shape, placed where the gazetteer knows exactly these words or, for an area, its name."""
    start, end, kind = span
    for offset in (start, start + 4):
        if offset in known:
            toponym, place = known[offset]
            exact = toponym.end >= end
            area = kind in _AREAS and toponym.kind in (None, *_AREAS)
            if exact or area:
                return PlaceWords(start, max(end, toponym.end), kind, _relation(folded, start), place, known=True)
    place = _only_area(gazetteer, text[start:end], kind)
    return PlaceWords(start, end, kind, _relation(folded, start), place, known=place is not None)


def _only_area(gazetteer: Gazetteer, words: str, kind: PlaceKind) -> Place | None:
    """Return the only first-level area of that name: "Plateau state" is one, however common the word."""
    if kind != "province":
        return None
    name = words.removeprefix("the ").removeprefix("The ")
    found = {
        c.place.id: c.place for n in (name, name.rsplit(" ", 1)[0]) for c in gazetteer.candidates(n) if c.kind == kind
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _known_words(folded: str, toponym: Toponym, place: Place | None, gazetteer: Gazetteer) -> PlaceWords:
    relation = _relation(folded, toponym.start)
    if toponym.bearing is not None or toponym.distance_km is not None:
        relation = "near"
    kind = toponym.kind or _kind(gazetteer, toponym.name, place)
    return PlaceWords(toponym.start, toponym.end, kind, relation, place, known=True, within=toponym.within)


def _kind(gazetteer: Gazetteer, name: str, place: Place | None) -> PlaceKind:
    """Return what the place is, or, unplaced, what such a name mostly is."""
    candidates = gazetteer.candidates(name)
    same = [c.kind for c in candidates if place is not None and c.place.id == place.id]
    return next(iter([*same, *(c.kind for c in candidates)]), "city")
