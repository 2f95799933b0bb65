"""The word lists of the rules, read once from TOML: triggers and targets, with the forms made from each word."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Generic, Literal, TypeVar, cast

from tocsin.language.phrases import fold, whole_words
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
        return self.meanings[joined(words)]


def joined(words: str) -> str:
    """Return `words` folded, without spaces and hyphens: "car bomb", "car-bomb" and "carbomb" are one key."""
    return re.sub(r"[\s-]+", "", fold(words))


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


def _lexicon(entries: Iterable[tuple[str, Meaning]]) -> Lexicon[Meaning]:
    """Return a lexicon of phrases and meanings; where a phrase stands twice, its first meaning holds."""
    meanings: dict[str, Meaning] = {}
    phrases = []
    for phrase, meaning in entries:
        meanings.setdefault(joined(phrase), meaning)
        phrases.append(re.sub(r"[ -]", "~", phrase))
    return Lexicon(whole_words(phrases), meanings)


@cache
def triggers() -> Lexicon[TriggerWords]:
    """Return the triggers of data/triggers.toml."""
    return _lexicon(_trigger_entries())


def _trigger_entries() -> Iterator[tuple[str, TriggerWords]]:
    for entry in read_data("triggers.toml")["trigger"]:
        flags = {name: bool(entry.get(name)) for name in ("foiled", "intercepted", "threat")}
        forms: tuple[Form, ...] = ("verb", "noun", "plural")
        verb, noun, many = (TriggerWords(entry["kind"], entry["strength"], form, **flags) for form in forms)
        for word in entry.get("nouns", ()):
            yield word, noun
            yield plural(word), many
        for word in entry.get("verbs", ()):
            yield from ((form, verb) for form in verb_forms(word))
        yield from ((words, verb) for words in entry.get("words", ()))


@cache
def targets() -> Lexicon[TargetWords]:
    """Return the nouns of data/targets.toml."""
    return _lexicon(_target_entries())


def _target_entries() -> Iterator[tuple[str, TargetWords]]:
    table = cast("dict[TargetCategory, dict[TargetKind, list[str]]]", read_data("targets.toml"))
    for category, kinds in table.items():
        for kind, nouns in kinds.items():
            for noun in nouns:
                yield noun, TargetWords(category, kind, plural=False)
                yield plural(noun), TargetWords(category, kind, plural=True)
