"""Cues: the words by which a report denies, doubts, plans, threatens, claims, blames or foils (data/cues.toml)."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Literal, cast, get_args

from tocsin.errors import VocabularyError
from tocsin.language.phrases import fold, whole_words

CueSort = Literal[
    "negation", "hedge", "plan", "threat", "denial", "claim", "blame", "suspicion", "unclaimed", "admission",
    "confirmation", "foiled", "intercepted", "nonevent", "condition", "background",
]  # fmt: skip
CUE_SORTS: tuple[str, ...] = get_args(CueSort)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words at characters `start` to `end` of a text that say how it stands to what it tells."""

    start: int
    end: int
    sort: CueSort


def _key(phrase: str) -> str:
    return re.sub(r"[\s~-]+", "", fold(phrase))


@cache
def cue_table() -> tuple[dict[str, CueSort], re.Pattern[str]]:
    """Return the sorts by phrase and a pattern of all phrases; raises VocabularyError for a sort that is none."""
    data = tomllib.loads(resources.files("tocsin.data").joinpath("cues.toml").read_text(encoding="utf-8"))
    sorts: dict[str, CueSort] = {}
    phrases: list[str] = []
    for sort, words in data["cues"].items():
        if sort not in CUE_SORTS:
            raise VocabularyError(f"cues.toml: no such sort of cue: {sort!r}")
        for phrase in words:
            sorts.setdefault(_key(phrase), cast("CueSort", sort))
            phrases.append(phrase)
    return sorts, whole_words(phrases)


@lru_cache(maxsize=4)
def find_cues(text: str) -> tuple[Cue, ...]:
    """Return the cues in `text`, the longest at each place, in order, none overlapping."""
    sorts, pattern = cue_table()
    return tuple(Cue(found.start(), found.end(), sorts[_key(found[0])]) for found in pattern.finditer(fold(text)))
