"""Reports whose words sound like attacks and tell of none: exercises, films, matches, accidents, court cases."""

import re
from dataclasses import dataclass
from functools import cache

from tocsin.extraction.rules.lexicon import read_data
from tocsin.language.phrases import whole_words

_ENOUGH = 2
_LONG = 2500  # characters: a longer text has room for a stray word or two


@dataclass(frozen=True, slots=True)
class _Topic:
    name: str
    sure: re.Pattern[str]
    words: re.Pattern[str]


@cache
def _topics() -> tuple[_Topic, ...]:
    return tuple(
        _Topic(name, whole_words(lists["sure"]), whole_words([*lists["sure"], *lists["words"]]))
        for name, lists in read_data("topics.toml").items()
    )


@cache
def _any_word() -> re.Pattern[str]:
    lists = read_data("topics.toml").values()
    return whole_words([word for entry in lists for word in (*entry["sure"], *entry["words"])])


def topics_of(folded: str) -> frozenset[str]:
    """Return the names of the topics that a `folded` text is on."""
    present = {match[0] for match in _any_word().finditer(folded)}
    if not present:
        return frozenset()
    gathered = " | ".join(present)
    enough = _ENOUGH if len(folded) <= _LONG else _ENOUGH + 1
    return frozenset(
        topic.name
        for topic in _topics()
        if topic.sure.search(gathered) or len({m[0] for m in topic.words.finditer(gathered)}) >= enough
    )


def speaks_of(folded: str, topics: frozenset[str]) -> bool:
    """Whether a stretch of `folded` text has a word of one of `topics`."""
    return any(topic.words.search(folded) for topic in _topics() if topic.name in topics)
