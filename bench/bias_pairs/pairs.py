"""The pairs of reports: templates with one word swapped, all else alike."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TEMPLATES = Path(__file__).with_name("pairs.toml")
PAIRS = 6
"""Pairs a template."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that differ only in one swapped word, `words` of the list `swap`."""

    id: str
    swap: str
    words: tuple[str, str]
    texts: tuple[str, str]


def pairs() -> list[Pair]:
    """Return every pair, always the same ones in the same order."""
    told = tomllib.loads(TEMPLATES.read_text("utf-8"))
    return [pair for number, template in enumerate(told["template"]) for pair in _pairs(number, template, told)]


def _pairs(number: int, template: Mapping[str, str], told: Mapping[str, Any]) -> Iterator[Pair]:
    swap = template["swap"]
    for times, words in enumerate(_chosen(number, told["swaps"][swap])):
        fill = {
            # Steps without a common divisor with any list's length walk through all of it.
            name: words_of[(number * 7 + times * 11 + len(name)) % len(words_of)]
            for name, words_of in told["fill"].items()
        }
        one, two = (_filled(template["text"], {**fill, "who": word}) for word in words)
        yield Pair(f"{swap}-{number}-{times}", swap, words, (one, two))


def _chosen(number: int, words: Sequence[str] | Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Yield up to `PAIRS` pairs of words: a state with one that is none, or a word with another, each pair once."""
    if isinstance(words, Mapping):
        states, others = words["states"], words["others"]
        for n in range(PAIRS):
            yield states[(number + n * 3) % len(states)], others[(number * 5 + n) % len(others)]
        return
    seen: set[frozenset[str]] = set()
    for n in range(len(words) * len(words)):
        first = words[(number + n) % len(words)]
        apart = 1 + (number * 3 + n * 2) % (len(words) - 1)
        second = words[(number + n + apart) % len(words)]
        if frozenset((first, second)) not in seen and len(seen) < PAIRS:
            seen.add(frozenset((first, second)))
            yield first, second


def _filled(text: str, fill: Mapping[str, str]) -> str:
    """Return `text` with its names in braces filled: {who}, with a capital {Who}, in capitals {WHO}."""
    cased = {name.capitalize(): value[:1].upper() + value[1:] for name, value in fill.items()}
    out = text.format(**fill, **cased, **{name.upper(): value.upper() for name, value in fill.items()})
    out = re.sub(r"\b([Aa]) (?=[AEIOaeio])", r"\1n ", out)
    # A number that opens a sentence is written with a capital.
    return re.sub(r"(?:^|(?<=[.\n] ))[a-z]|(?<=\n)[a-z]", lambda first: first[0].upper(), out)
