"""The word lists of the rules, read once from TOML: triggers and targets, with the forms made from each word."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Generic, Literal, TypeVar, cast

from tocsin.language.phrases import spaced, whole_words
from tocsin.vocabulary.terms import TargetCategory, TargetKind

Strength = Literal["sure", "likely", "weak"]
Meaning = TypeVar("Meaning")
Form = Literal["verb", "noun", "plural"]


@dataclass(frozen=True, slots=True)
class TriggerWords:
    """What words of the trigger list mean. `kind` is "" where weapon, actor or harm must tell it."""

    kind: str
    strength: Strength
    form: Form
    foiled: bool = False
    intercepted: bool = False
    threat: bool = False


@dataclass(frozen=True, slots=True)
class TargetWords:
    """What a noun of the target list means."""

    category: TargetCategory
    kind: TargetKind
    plural: bool


@dataclass(frozen=True, slots=True)
class Lexicon(Generic[Meaning]):
    """Phrases and their meanings; `pattern` finds the phrases in folded text, longest first."""

    pattern: re.Pattern[str]
    meanings: dict[str, Meaning]

    def meaning(self, words: str) -> Meaning:
        """Return what `words`, as found by `pattern`, mean."""
        return self.meanings[spaced(words)]


def read_data(name: str) -> dict[str, Any]:
    """Return the table of the bundled file `name` ("triggers.toml")."""
    return tomllib.loads((files("tocsin") / "data" / name).read_text(encoding="utf-8"))


def verb_forms(verb: str) -> tuple[str, ...]:
    """Return the forms of a regular verb: kill, kills, killed, killing; a word after the first stays as it is."""
    head, _, tail = verb.partition(" ")
    tail = f" {tail}" if tail else ""
    stem = head[:-1] if head.endswith("e") else head
    if re.search(r"[^aeiou][aeiou][bdgmnpt]$", head) and head in {"stab", "slam", "drop", "kidnap", "abet"}:
        stem = head + head[-1]
    third = f"{head}es" if re.search(r"(?:s|sh|ch|x|z)$", head) else f"{head}s"
    return tuple(form + tail for form in (head, third, f"{stem}ed", f"{stem}ing"))


def plural(noun: str) -> str:
    """Return the regular plural of `noun`; of a noun with "of", the first part's ("salvo of rocket": its last's)."""
    if re.search(r"(?:s|sh|ch|x|z)$", noun):
        return f"{noun}es"
    if re.search(r"[^aeiou]y$", noun):
        return f"{noun[:-1]}ies"
    return f"{noun}s"


@cache
def triggers() -> Lexicon[TriggerWords]:
    """Return the triggers of data/triggers.toml; where words stand twice, the first and surest meaning holds."""
    meanings: dict[str, TriggerWords] = {}
    for entry in read_data("triggers.toml")["trigger"]:
        flags = {name: bool(entry.get(name)) for name in ("foiled", "intercepted", "threat")}

        def add(words: str, form: Form, entry: dict[str, Any] = entry, flags: dict[str, bool] = flags) -> None:
            meanings.setdefault(spaced(words), TriggerWords(entry["kind"], entry["strength"], form, **flags))

        for noun in entry.get("nouns", ()):
            add(noun, "noun")
            add(plural(noun), "plural")
        for verb in entry.get("verbs", ()):
            for form in verb_forms(verb):
                add(form, "verb")
        for words in entry.get("words", ()):
            add(words, "verb")
    return Lexicon(whole_words(word.replace(" ", "~") for word in meanings), meanings)


@cache
def targets() -> Lexicon[TargetWords]:
    """Return the nouns of data/targets.toml; where a noun stands twice, its first meaning holds."""
    meanings: dict[str, TargetWords] = {}
    table = cast("dict[TargetCategory, dict[TargetKind, list[str]]]", read_data("targets.toml"))
    for category, kinds in table.items():
        for kind, nouns in kinds.items():
            for noun in nouns:
                meanings.setdefault(spaced(noun), TargetWords(category, kind, plural=False))
                meanings.setdefault(spaced(plural(noun)), TargetWords(category, kind, plural=True))
    return Lexicon(whole_words(meanings), meanings)
