"""Occasions: dated or datable public events that are not attacks, such as a visit or a vote (data/occasions.toml)."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import cast

from tocsin.errors import VocabularyError
from tocsin.language.dates.shapes import Dated
from tocsin.language.phrases import fold, whole_words
from tocsin.language.sentences import sentences
from tocsin.vocabulary.claim import Method
from tocsin.vocabulary.mention import Occasion
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.span import cut
from tocsin.vocabulary.terms import OCCASION_KINDS, OccasionKind
from tocsin.vocabulary.values import When


@dataclass(frozen=True, slots=True)
class Telling:
    """What a phrase tells of; `dated` where it does so only beside a date."""

    kind: OccasionKind
    dated: bool


@dataclass(frozen=True, slots=True)
class OccasionTable:
    """What data/occasions.toml says: the phrases, and the words that a kind needs in its sentence."""

    tellings: dict[str, Telling]
    pattern: re.Pattern[str]
    needs: dict[OccasionKind, re.Pattern[str]]


def _key(phrase: str) -> str:
    return re.sub(r"[\s~-]+", "", fold(phrase))


@cache
def occasion_table() -> OccasionTable:
    """Return the table; raises VocabularyError for a kind that is none of the vocabulary."""
    data = tomllib.loads(resources.files("tocsin.data").joinpath("occasions.toml").read_text(encoding="utf-8"))
    tellings: dict[str, Telling] = {}
    phrases: list[str] = []
    needs: dict[OccasionKind, re.Pattern[str]] = {}
    for name, row in data.items():
        if not isinstance(row, dict):
            continue
        if name not in OCCASION_KINDS:
            raise VocabularyError(f"occasions.toml: no such kind of occasion: {name!r}")
        kind = cast("OccasionKind", name)
        for field in ("says", "dated"):
            for phrase in row[field]:
                tellings.setdefault(_key(phrase), Telling(kind, field == "dated"))
                phrases.append(phrase)
        if row["needs"]:
            needs[kind] = whole_words(row["needs"].split())
    return OccasionTable(tellings, whole_words(phrases), needs)


# Where a clause ends: a mark (no comma inside a date or a number), or a word that opens another clause.
_BORDER = re.compile(
    r"[;:()—–|]|,(?!\s?\d)|\s(?:while|but|although|though|whereas|because|where|and then|which|who|after|before)\s"
)
_UNREAL = re.compile(r"\b(?:no|not|never|without|n't|if|unless|until|rumou?rs?)\b[^,;]{0,25}$")


def _clause(folded: str, start: int, end: int, bounds: tuple[int, int]) -> tuple[int, int]:
    """Return the clause around characters `start` to `end`, within the sentence `bounds`."""
    left, right = bounds
    for border in _BORDER.finditer(folded, bounds[0], start):
        left = border.end()
    after = _BORDER.search(folded, end, bounds[1])
    if after:
        right = after.start()
    while left < start and folded[left] in " \"'“”‘’,-•":
        left += 1
    while right > end and folded[right - 1] in " \"'“”‘’,.-":
        right -= 1
    return left, right


def find_occasions(report: Report, dates: Sequence[Dated], method: Method) -> tuple[Occasion, ...]:
    """Return the occasions that `report` tells of, in order, one for each kind and clause.

    The date is that of the clause, the nearest to the words that tell of the occasion, else unknown.
    """
    table, folded = occasion_table(), fold(report.text)
    found: dict[tuple[int, int, OccasionKind], Occasion] = {}
    extents = iter(sentences(report.text))
    extent = next(extents, None)
    for telling in table.pattern.finditer(folded):
        while extent is not None and extent.end <= telling.start():
            extent = next(extents, None)
        if extent is None:
            break
        said = table.tellings[_key(telling[0])]
        needed = table.needs.get(said.kind)
        if needed is not None and not needed.search(folded, extent.start, extent.end):
            continue
        start, end = _clause(folded, telling.start(), telling.end(), (extent.start, extent.end))
        if end <= start or _UNREAL.search(folded, start, telling.start()):
            continue
        inside = [d for d in dates if start <= d.start and d.end <= end]
        if said.dated and not inside:
            continue
        nearest = min(inside, key=lambda d: abs(d.start - telling.start()), default=None)
        when = nearest.when if nearest is not None else When()
        occasion = Occasion(report.id, said.kind, cut(report, start, end), when, method)
        found.setdefault((start, end, said.kind), occasion)
    return tuple(found.values())
