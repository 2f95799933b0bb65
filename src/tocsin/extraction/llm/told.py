"""What the model says it has seen, in its own words: nothing of it is believed before it is found in the text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tocsin.extraction.llm.scheme import MOST_ENTRIES, ONCE, SEVERAL, SPOKEN, TERMS

Json = Mapping[str, Any]
ENTRIES = ("where", "targets", "perpetrators", "denials")
"""Fields of an incident that hold objects."""
_NOTHING = frozenset(("", "null", "none", "n/a", "[]"))


@dataclass(frozen=True, slots=True)
class Quoted:
    """One thing told: the words it is said to stand in, the terms beside them, who is said to say so."""

    quote: str
    terms: Mapping[str, str] = field(default_factory=dict)
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class ToldTie:
    """A relation as told."""

    head: str
    tail: str
    quote: str
    terms: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ToldIncident:
    """An incident as told; `words` by the fields of the scheme."""

    kind: str
    status: str
    main: bool
    words: Mapping[str, tuple[Quoted, ...]]


@dataclass(frozen=True, slots=True)
class Told:
    """One answer; `malformed` says for each part that is not of the scheme's shape what it is."""

    incidents: tuple[ToldIncident, ...]
    ties: tuple[ToldTie, ...]
    occasions: tuple[Quoted, ...]
    malformed: tuple[str, ...]


def told_of(answer: Json) -> Told:
    """Return what `answer` tells; what has not the shape of the scheme is told as malformed and left out."""
    faults: list[str] = []
    incidents = tuple(_incident(entry, faults) for entry in _objects(answer, "incidents", faults))
    ties = tuple(
        ToldTie(_text(entry, "head"), _text(entry, "tail"), _text(entry, "quote"), _terms(entry, "relations"))
        for entry in _objects(answer, "relations", faults)
    )
    occasions = tuple(_quoted(entry, "context") for entry in _objects(answer, "context", faults))
    return Told(incidents, ties, occasions, tuple(faults))


def _incident(entry: Json, faults: list[str]) -> ToldIncident:
    words: dict[str, tuple[Quoted, ...]] = {}
    for name in ONCE:
        words[name] = _present([Quoted(_one(entry.get(name), name, faults))])
    for name in SEVERAL:
        words[name] = _present([Quoted(_one(given, name, faults)) for given in _list(entry, name, faults)])
    for name in ENTRIES:
        words[name] = _present([_quoted(one, name) for one in _objects(entry, name, faults)])
    return ToldIncident(_text(entry, "kind"), _text(entry, "status"), entry.get("main") is not False, words)


def _quoted(entry: Json, name: str) -> Quoted:
    return Quoted(_text(entry, "quote"), _terms(entry, name), _text(entry, "speaker") if name in SPOKEN else "")


def _terms(entry: Json, name: str) -> dict[str, str]:
    return {term: _text(entry, term) for term in TERMS[name]}


def _present(words: list[Quoted]) -> tuple[Quoted, ...]:
    return tuple(one for one in words if one.quote)


def _list(entry: Json, name: str, faults: list[str]) -> list[Any]:
    """Return the list at `name`; a single text or object stands for a list of one, as models like to write it."""
    given = entry.get(name)
    if given is None:
        return []
    if isinstance(given, str | dict):
        return [given]
    if isinstance(given, list):
        return given
    faults.append(f"{name} is no list")
    return []


def _objects(entry: Json, name: str, faults: list[str]) -> Iterator[Json]:
    every = _list(entry, name, faults)
    if len(every) > MOST_ENTRIES:
        faults.append(f"{name} has {len(every)} entries, of which the first {MOST_ENTRIES} are read")
    for given in every[:MOST_ENTRIES]:
        if isinstance(given, dict):
            yield given
        elif isinstance(given, str) and name in ENTRIES:
            yield {"quote": given}
        elif given is not None:
            faults.append(f"an entry of {name} is no object")


def _one(given: object, name: str, faults: list[str]) -> str:
    if isinstance(given, dict):
        given = given.get("quote")
    if given is None:
        return ""
    if not isinstance(given, str):
        faults.append(f"{name} is no text")
        return ""
    return _said(given)


def _text(entry: Json, name: str) -> str:
    given = entry.get(name)
    return _said(given) if isinstance(given, str) else ""


def _said(given: str) -> str:
    """Return the words without white space around them, "" for the words by which models say that there is nothing."""
    words = given.strip()
    return "" if words.lower() in _NOTHING else words
