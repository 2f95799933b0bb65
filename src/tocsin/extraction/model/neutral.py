"""Neutral words: the network reads every group, state, nation and faith by one sign, and loaded words by plain ones.

Who did it, whom it hit, and what the writer thinks of them must not decide whether there was an attack, and of which
kind. What the text says of them is taken from the words themselves, which keep their places.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tocsin.extraction.rules.notes import Notes

SIGN, PLAIN = "[MASK]", ""


@dataclass(frozen=True, slots=True)
class Neutral:
    """Characters [start, end) that are read as `word`: a word of the network's vocabulary, or "" for none."""

    start: int
    end: int
    word: str


def _is_name(words: str) -> bool:
    return any(c.isupper() for c in words.removeprefix("The "))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    read = tomllib.loads((files("tocsin") / "data" / "neutral.toml").read_text(encoding="utf-8"))
    countries = tomllib.loads((files("tocsin") / "data" / "countries.toml").read_text(encoding="utf-8"))
    people = [*read["peoples"], *(name for row in countries.values() for name in row.get("demonyms", ()))]
    return (
        (re.compile(rf"\b(?:{_any(people)})\b"), SIGN),
        *((re.compile(rf"\b(?:{_any(words)})\b", re.IGNORECASE), word) for word, words in read["words"].items()),
        (re.compile(rf"\b(?:{_any(read['judgements'])})\s+", re.IGNORECASE), PLAIN),
    )


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def neutral_words(notes: Notes) -> tuple[Neutral, ...]:
    """Return what is read neutrally, in the order of the text; nothing overlaps."""
    text = notes.report.text
    found = [
        Neutral(actor.start, actor.end, SIGN)
        for actor in notes.actors
        if actor.kind in ("group", "state")
        and any(c.isupper() for c in text[actor.start : actor.end].removeprefix("The "))
    ]
    for pattern, word in _patterns():
        found.extend(Neutral(match.start(), match.end(), word) for match in pattern.finditer(text))
    out: list[Neutral] = []
    for one in sorted(found, key=lambda n: (n.start, -n.end)):
        if not out or one.start >= out[-1].end:
            out.append(one)
    return tuple(out)
