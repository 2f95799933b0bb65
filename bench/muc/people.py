"""Names and roles of people in capitals or not: which words of a target are a proper name, which say who it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bench.muc.judges import judge
from bench.muc.words import NAME_ENDS, NATIONS, TITLES, bare, plural
from tocsin.language.persons import is_person

WORD = re.compile(r"[^\W\d_][\w'’´-]*\.?")
PARTICLES = frozenset(("DE", "DEL", "LA", "LAS", "LOS", "Y", "VAN", "VON", "DA", "DOS", "DI", "E"))
LONGEST_NAME = 6
LIKELY, POSSIBLE = 0.4, 0.1
"""The chances from which on a word is a part of a name, by itself and between two that are."""
BEFORE_NAME = re.compile(r"\s*,?\s*(?:(?:MR|MRS|DR|MSGR)\.?\s+)?", re.I)


@dataclass(frozen=True, slots=True)
class Person:
    """One human target: a proper `name`, a `description` (a role, or who they are), or both."""

    name: str = ""
    description: str = ""

    @property
    def reference(self) -> str:
        """What the other slots refer to: the name, or else the description."""
        return self.name or self.description


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text in capitals, with its place."""

    start: int
    end: int
    upper: str


def person(quote: str, following: str, text: str = "") -> Person:
    """Return the person or people named by `quote`, which the text goes on with `following`.

    A name within the quote is told from the role around it; after a role in the singular a name may follow:
    "SENATOR" and " LUIS CARLOS GALAN WAS KILLED". Of a name the fullest form in `text` is taken.
    """
    words = words_of(quote)
    run = longest_run(words)
    if run and (len(run) > 1 or len(words) == 1 or is_title(words, run[0])):
        name = " ".join(word.upper for word in run)
        before, after = quote[: run[0].start], quote[run[-1].end :]
        return Person(fullest(name, text), _role(before) or _role(after))
    description = bare(quote)
    if plural(description):
        return Person(description=description)
    return Person(fullest(name_at(following), text), description)


def words_of(text: str) -> list[Word]:
    """Return the words of `text`, in capitals and without a final stop."""
    return [Word(m.start(), m.start() + len(m[0].rstrip(".")), m[0].rstrip(".").upper()) for m in WORD.finditer(text)]


def is_name_word(upper: str) -> bool:
    """Whether a word in capitals looks like a part of a person's name."""
    return name_chance(upper) > LIKELY


@lru_cache(maxsize=16384)
def name_chance(upper: str) -> float:
    """Return the chance, from 0 to 1, that a word in capitals is a part of a person's name."""
    low = upper.lower()
    if low in NAME_ENDS or low in TITLES or is_person(low) or len(upper) < 2:
        return 0.0
    if any(pattern.fullmatch(upper) for pattern in NATIONS.values()):
        return 0.0
    return judge("name_word").chance(name_features(upper))


def name_features(upper: str) -> list[str]:
    """Return the features of a word in capitals by which names are told."""
    return [f"w:{upper}", f"2:{upper[-2:]}", f"3:{upper[-3:]}", f"4:{upper[-4:]}", f"p:{upper[:3]}",
            f"n:{min(len(upper), 9)}"]  # fmt: skip


def is_title(words: Sequence[Word], first: Word) -> bool:
    """Whether the word before `first` is a title, so that one word behind it is a name."""
    before = [word.upper.lower() for word in words if word.end <= first.start]
    return bool(before) and (before[-1] in TITLES or is_person(before[-1]))


def longest_run(words: Sequence[Word]) -> list[Word]:
    """Return the longest run of words of a name, with the particles inside it; the first of two as long."""
    best: list[Word] = []
    at = 0
    while at < len(words):
        run = run_at(words, at)
        if len(run) > len(best):
            best = run
        at += max(1, len(run))
    return best


def run_at(words: Sequence[Word], at: int) -> list[Word]:
    """Return the words of a name that begin with word `at`."""
    run: list[Word] = []
    for n in range(at, min(len(words), at + LONGEST_NAME)):
        word = words[n]
        if run and word.start - run[-1].end > 2:
            break
        inside = bool(run) and (word.upper in PARTICLES or len(word.upper) == 1)
        between = name_chance(word.upper) > POSSIBLE and any(is_name_word(w.upper) for w in words[n + 1 : n + 2])
        if not (is_name_word(word.upper) or inside or between):
            break
        run.append(word)
    while run and run[-1].upper in PARTICLES:
        run.pop()
    return run


def name_at(text: str) -> str:
    """Return the proper name of two words or more at the start of `text`, "" if there is none."""
    skipped = BEFORE_NAME.match(text)
    rest = text[skipped.end() if skipped else 0 :]
    words = words_of(rest)
    while words and words[0].upper.lower() in TITLES:
        words.pop(0)
    run = run_at(words, 0)
    if len(run) < 2 or re.search(r"[.;:(\[]", rest[: run[0].start]):
        return ""
    return " ".join(word.upper for word in run)


@lru_cache(maxsize=2048)
def fullest(name: str, text: str) -> str:
    """Return the longest name of `text` that ends with or holds all words of `name`."""
    if not name or not text:
        return name
    best = name
    for found in re.finditer(rf"(?<!\w){re.escape(name.split(maxsplit=1)[0])}(?!\w)", text, re.I):
        start = max(0, found.start() - 60)
        words = words_of(text[start : found.end() + 40])
        here = next((n for n, w in enumerate(words) if start + w.start == found.start()), None)
        if here is None:
            continue
        first = here
        while first > 0 and here - first < 3 and joined(words[first - 1], words[first], text[start:]):
            first -= 1
        run = " ".join(w.upper for w in run_at(words, first))
        if f" {name} " in f" {run} " and len(run) > len(best):
            best = run
    return best


def joined(one: Word, other: Word, text: str) -> bool:
    """Whether the word before a name belongs to it."""
    return text[one.end : other.start].strip(".") == " " and is_name_word(one.upper)


def _role(words: str) -> str:
    role = bare(words)
    return "" if re.fullmatch(r"(?:OF|AND|IN|BY|WHO|MR|MRS)?", role) else role
