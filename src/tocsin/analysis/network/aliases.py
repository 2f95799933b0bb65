"""The alias table: names, spellings and transliterations of actors, each with where it is known from.

Two tables come with Tocsin: data/actors.toml, by which texts are read, and data/actor-aliases.toml with names in other
spellings and scripts. A user's own file has the shape of the second, and goes before both.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import cast

from tocsin.analysis.network.folding import fold_name
from tocsin.errors import InputError
from tocsin.vocabulary.network import Alias
from tocsin.vocabulary.terms import ACTOR_KINDS, ActorKind

SHORT = 6
"""Letters up to which a name in capitals is an abbreviation, and counts only as it is written."""
READ_BY = "data/actors.toml"
MANY = 4
"""Actors from which on a word that stands in all their names tells none of them from another."""


@dataclass(frozen=True, slots=True)
class Aliases:
    """Names by their letters and by their folded form. A folded form of two actors is nobody's: it is not guessed.

    `generic` words name nobody in particular; `common` ones stand in the names of many actors.
    """

    exact: Mapping[str, Alias] = field(default_factory=dict)
    folded: Mapping[str, Alias] = field(default_factory=dict)
    ambiguous: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    different: frozenset[frozenset[str]] = frozenset()
    generic: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()

    def named(self, words: str) -> Alias | None:
        """Return the line of the table that `words` stand in, letter by letter or folded; None if there is none."""
        return self.exact.get(words) or self.folded.get(fold_name(words))

    def kept_apart(self, one: str, other: str) -> bool:
        """Whether somebody said that the actors called `one` and `other` are two."""
        return frozenset({one, other}) in self.different


def aliases_of(
    lines: Iterable[Alias], different: Iterable[frozenset[str]] = (), generic: Iterable[str] = ()
) -> Aliases:
    """Return the table of `lines`; of two lines with the same words the first holds, its actor's name too."""
    exact: dict[str, Alias] = {}
    folded: dict[str, Alias] = {}
    rivals: dict[str, dict[str, None]] = {}
    for line in lines:
        exact.setdefault(line.words, line)
        if line.exact:
            continue
        key = fold_name(line.words)
        folded.setdefault(key, line)
        rivals.setdefault(key, {}).setdefault(line.name)
    ambiguous = {key: tuple(names) for key, names in rivals.items() if len(names) > 1}
    sure = {key: line for key, line in folded.items() if key and key not in ambiguous}
    exact = {words: line for words, line in exact.items() if line.exact or fold_name(words) not in ambiguous}
    words = frozenset(key for word in generic for key in fold_name(word).split())
    return Aliases(exact, sure, ambiguous, frozenset(different), words, _common(rivals))


def _common(actors: Mapping[str, Mapping[str, None]]) -> frozenset[str]:
    """The words of folded names, given with the actors called so, that stand in the names of MANY actors or more."""
    holders: dict[str, set[str]] = {}
    for key, names in actors.items():
        for word in key.split():
            holders.setdefault(word, set()).update(names)
    return frozenset(word for word, names in holders.items() if len(names) >= MANY)


def read_aliases(path: Path) -> tuple[list[Alias], list[frozenset[str]]]:
    """Return the lines of a user's file, and the pairs of actors that it says are two. Raises InputError."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path} is no table of aliases: {error}") from error
    return _lines(table, str(path)), _different(table, str(path))


@cache
def packaged() -> tuple[tuple[Alias, ...], tuple[str, ...]]:
    """Return the lines of the tables that come with Tocsin, and the words that name nobody in particular."""
    data = files("tocsin.data")
    own = tomllib.loads(data.joinpath("actor-aliases.toml").read_text(encoding="utf-8"))
    read = tomllib.loads(data.joinpath("actors.toml").read_text(encoding="utf-8"))
    words = [word for kind in read["words"].values() for word in kind.replace("-", " ").split()]
    known = [line for row in read["actors"] for line in _read_by(row)]
    return (*known, *_lines(own, "actor-aliases.toml")), (*words, *own["generic"].split())


@dataclass(frozen=True, slots=True)
class Ruling:
    """What somebody decided of two names: one actor, or two. `source` says whose decision it is."""

    one: str
    other: str
    same: bool
    source: str


def aliases(path: Path | None = None, rulings: Iterable[Ruling] = ()) -> Aliases:
    """Return the alias table, the user's file `path` first where there is one, as `rulings` have it, the oldest first.

    Raises InputError.
    """
    packed, words = packaged()
    own, different = read_aliases(path) if path else ([], [])
    taken = {line.words for line in own} | {fold_name(line.words) for line in own}
    lines = [*own, *(line for line in packed if line.words not in taken and fold_name(line.words) not in taken)]
    for ruling in rulings:
        if ruling.same:
            lines = _joined(lines, ruling)
        else:
            different.append(frozenset({ruling.one, ruling.other}))
    return aliases_of(lines, different, words)


def _joined(lines: Sequence[Alias], ruling: Ruling) -> list[Alias]:
    """Let two names be one actor: that of the table where one is in it, else the one that is named first."""
    known = {line.words: line for line in reversed(lines)}
    one, other = known.get(ruling.one), known.get(ruling.other)
    first, second = one.name if one else ruling.one, other.name if other else ruling.other
    if first == second:
        return list(lines)
    name, gone = (second, first) if other and not one else (first, second)
    line = known.get(name)
    kind = line.kind if line else "unknown"
    added = [
        Alias(name, words, ruling.source, kind, abbreviation(words))
        for words in dict.fromkeys((name, gone))
        if words not in known
    ]
    return [*added, *(replace(line, name=name, kind=kind) if line.name == gone else line for line in lines)]


def _read_by(row: Mapping[str, object]) -> Iterable[Alias]:
    name = str(row["name"])
    spellings = dict.fromkeys((name, name.split(" (", maxsplit=1)[0], *cast("list[str]", row["also"])))
    for words in spellings:
        yield Alias(name, words, READ_BY, cast("ActorKind", row["kind"]), words != name and abbreviation(words))


def abbreviation(words: str) -> bool:
    """Whether `words` are an abbreviation: one short word, all in capitals or with one behind its first letter."""
    letters = words.replace("-", "").replace(".", "")
    return len(words) <= SHORT and letters.isalnum() and any(letter.isupper() for letter in letters[1:])


def _lines(table: Mapping[str, object], where: str) -> list[Alias]:
    sources = table.get("sources", {})
    if not isinstance(sources, dict):
        raise InputError(f"{where}: [sources] has to be a table of names and what they stand for")
    found: list[Alias] = []
    actors = table.get("actor", [])
    for row in actors if isinstance(actors, list) else []:
        found += _rows(row, {str(key): str(value) for key, value in sources.items()}, where)
    return found


def _rows(row: object, sources: Mapping[str, str], where: str) -> list[Alias]:
    if not isinstance(row, dict) or not isinstance(row.get("name"), str):
        raise InputError(f"{where}: every [[actor]] needs a name")
    name, kind, listed = row["name"], row.get("kind", "group"), row.get("names", [])
    if kind not in ACTOR_KINDS:
        raise InputError(f"{where}: {name}: no such kind of actor: {kind!r}; there are {', '.join(ACTOR_KINDS)}")
    found = [Alias(name, name, where, cast("ActorKind", kind))]
    for one in listed if isinstance(listed, Sequence) else []:
        if not isinstance(one, dict) or not isinstance(one.get("words"), str) or not isinstance(one.get("source"), str):
            raise InputError(f"{where}: {name}: every line of names needs words and a source")
        words, source = one["words"], one["source"]
        source = sources.get(source, source)
        found.append(Alias(name, words, source, cast("ActorKind", kind), abbreviation(words)))
    return found


def _different(table: Mapping[str, object], where: str) -> list[frozenset[str]]:
    pairs = table.get("different", [])
    if not isinstance(pairs, list) or any(not isinstance(pair, list) or len(pair) != 2 for pair in pairs):
        raise InputError(f"{where}: different has to be a list of pairs of names")
    return [frozenset(str(name) for name in pair) for pair in pairs]
