"""Words for people, of data/people.toml: what counts as a person, what speaks of several, what titles a name."""

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from tocsin.language.phrases import fold


@dataclass(frozen=True, slots=True)
class PersonWords:
    """The word lists of data/people.toml, folded."""

    nouns: frozenset[str]
    plurals: frozenset[str]
    groups: frozenset[str]
    titles: frozenset[str]
    things: frozenset[str]


@cache
def person_words() -> PersonWords:
    """Return the word lists."""
    data = tomllib.loads(resources.files("tocsin.data").joinpath("people.toml").read_text(encoding="utf-8"))
    lists = {key: frozenset(fold(data[key]).split()) for key in ("nouns", "plurals", "groups", "titles", "things")}
    return PersonWords(**lists)


@lru_cache(maxsize=8192)
def is_person(low: str) -> bool:
    """Whether a folded word means one or more people."""
    lists = person_words()
    if low in lists.nouns or low in lists.plurals or low in lists.groups:
        return True
    if low.endswith("s") and (low[:-1] in lists.nouns or (low.endswith("ies") and low[:-3] + "y" in lists.nouns)):
        return True
    if low.endswith(("man", "men", "woman", "women")) and len(low) > 5 and low not in _NO_MEN:
        return True
    if low.endswith(_ENDINGS) and low not in _NO_MEN:
        return True
    return "-" in low and is_person(low.rsplit("-", 1)[1]) and not low.endswith("-old")


_ENDING_NOUNS = "teacher worker driver keeper seller boy girl child mate owner fighter dealer herder goer"
_ENDINGS = (*(noun + ending for noun in _ENDING_NOUNS.split() for ending in ("", "s")), "children", "folk")
_NOT_MEN = "human roman ottoman acumen specimen regimen yemen bremen talisman inhuman superhuman"
_NO_MEN = frozenset(_NOT_MEN.split())


def is_plural(low: str) -> bool:
    """Whether a folded person noun speaks of several."""
    lists = person_words()
    if low in lists.plurals or low in lists.groups or low.endswith(("men", "women")):
        return True
    return low.endswith("s") and not low.endswith("ss") and low not in lists.nouns
