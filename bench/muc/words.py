"""The word lists of the adapter (words.toml), and the form of noun phrases."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

_TABLES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
Rules = Mapping[str, re.Pattern[str]]
"""Fills with the words that call for them; the first with a hit decides."""


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.I)


def _rules(table: str) -> Rules:
    return {fill: _any_of(patterns) for fill, patterns in _TABLES[table].items()}


INSTRUMENTS = _rules("instruments")
THINGS = _rules("things")
PEOPLE = _rules("people")
NATIONS = _rules("nations")
THINGS_BY_CATEGORY: Mapping[str, str] = _TABLES["things_by_category"]
ORGANISATIONS = _any_of(_TABLES["perpetrators"]["organisations"])
ACTING_PEOPLE = _any_of(_TABLES["perpetrators"]["people"])
STATE = _any_of(_TABLES["perpetrators"]["state"])
AUTHORITIES = _any_of(_TABLES["perpetrators"]["authorities"])
NAME_ENDS = frozenset(_TABLES["names"]["end"])
TITLES = frozenset(_TABLES["names"]["titles"])
_PLURAL = re.compile(r"(?:[^s]s|men|women|people|children|police|personnel)$", re.I)
_LEADING = re.compile(
    r"^(?:(?:the|a|an|some|several|many|other|another|his|her|their|its|these|those|this|that|at least|about|more than"
    r"|over|nearly|around|up to|approximately|\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|fifteen|twenty|thirty|dozens of|hundreds of|thousands of|unknown number of)\s+)+",
    re.I,
)


def first(rules: Rules, words: str) -> str | None:
    """Return the fill of the first of `rules` with a hit in `words`, None if none has."""
    return next((fill for fill, pattern in rules.items() if pattern.search(words)), None)


def bare(words: str) -> str:
    """Return `words` in capitals without articles, possessives, numbers and bounds in front."""
    flat = " ".join(words.split()).strip(" ,.;:-\"'")
    return _LEADING.sub("", flat).upper() or flat.upper()


def plural(noun: str) -> bool:
    """Whether a noun phrase that ends with its noun names several."""
    return bool(_PLURAL.search(noun))
