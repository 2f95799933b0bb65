"""The words by which place names are told from other words; read once from the data tables."""

import functools
import tomllib
from dataclasses import dataclass

from tocsin.gazetteer.folding import fold_word
from tocsin.gazetteer.sources import data_file


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Sets of folded words (see data/place_words.toml). `nouns` gives for a noun the kind of place that it names."""

    titles: frozenset[str]
    locatives: frozenset[str]
    weak_locatives: frozenset[str]
    blockers: frozenset[str]
    never: frozenset[str]
    given: frozenset[str]
    common: frozenset[str]
    nouns: dict[str, str]


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
        blockers=_folded(table["blockers"]["words"]),
        never=_folded(table["months"]["words"]) | _folded(table["never"]["words"]),
        given=_folded(table["given"]["words"]),
        common=_folded([line for line in lines if not line.startswith("#")]),
        nouns=nouns,
    )
