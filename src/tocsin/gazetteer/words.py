"""The words by which place names are told from other words; read once from the data tables."""

import functools
import tomllib
from dataclasses import dataclass

from tocsin.gazetteer.folding import fold_word
from tocsin.gazetteer.sources import data_file

# "The area of X", "the port of X": they say nothing of what X itself is.
_VAGUE = frozenset(
    {
        "area",
        "region",
        "regions",
        "sector",
        "division",
        "canton",
        "port",
        "capital",
        "state",
        "states",
        "circle",
        "road",
        "highway",
    }
)


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Sets of folded words (see data/place_words.toml). `nouns` gives for a noun the kind of place
    that it names after a name ("X district"), `nouns_of` before it ("the district of X")."""

    titles: frozenset[str]
    locatives: frozenset[str]
    weak_locatives: frozenset[str]
    prefixes: frozenset[str]
    assaults: frozenset[str]
    institutions: frozenset[str]
    tails: frozenset[str]
    blockers: frozenset[str]
    units: frozenset[str]
    months: frozenset[str]
    never: frozenset[str]
    given: frozenset[str]
    common: frozenset[str]
    nouns: dict[str, str]
    nouns_of: dict[str, str]


def _folded(words: list[str]) -> frozenset[str]:
    return frozenset(fold_word(word) for word in words)


@functools.cache
def place_words() -> PlaceWords:
    """Return the word tables."""
    table = tomllib.loads(data_file("place_words.toml").read_text(encoding="utf-8"))
    lines = data_file("common_words.txt").read_text(encoding="utf-8").splitlines()
    nouns = {fold_word(word): kind for kind, words in reversed(table["nouns"].items()) for word in words}
    return PlaceWords(
        titles=_folded(table["titles"]),
        locatives=_folded(table["locatives"]),
        weak_locatives=_folded(table["weak_locatives"]),
        prefixes=_folded(table["prefixes"]),
        assaults=_folded(table["assaults"]),
        institutions=_folded(table["institutions"]),
        tails=_folded(table["tails"]),
        units=_folded(table["units"]["words"]),
        blockers=_folded(table["blockers"]["words"]),
        months=_folded(table["months"]["words"]),
        never=_folded(table["months"]["words"])
        | _folded(table["never"]["words"])
        | frozenset(table["phrases"]["words"]),
        given=_folded(table["given"]["words"]),
        common=_folded([line for line in lines if not line.startswith("#")]),
        nouns=nouns,
        nouns_of={noun: kind for noun, kind in nouns.items() if noun not in _VAGUE},
    )
