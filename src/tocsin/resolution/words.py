"""Words to compare: folded, without those that any report of an attack has, and by their consonants where spelled
otherwise.

Names come through many hands: Kfar Falous, Kafr Falus and Kfar-Falous are one place. Their consonants agree.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TypeVar

WORD = re.compile(r"[^\W_]+(?:['’ʼ‘`][^\W_]+)*")
APOSTROPHES = str.maketrans("", "", "'’‘ʼʿʾ`´ʻ")
LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "e"}
)
SOUNDS = (("ph", "f"), ("kh", "k"), ("gh", "g"), ("ch", "s"), ("sh", "s"), ("th", "t"), ("dh", "d"), ("q", "k"))
"""Spellings of one sound in names that are written with other letters at home."""
DATELINE = re.compile(
    r"^\W*[A-Z][A-Z .'’/-]+(?:\([A-Z][a-z]+\))?(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}|,? \d{1,2} [A-Z][a-z]{2,8})?,?"
    r"\s*(?:\([^)]{2,60}\)\s*)?(?:[-–—]+\s|:\s)"
)
"""ADEN, March 9 (Gulf Desk) - as agencies begin."""
LEAST_CONSONANTS = 3
MANY_CONSONANTS = 5
DAYS_OF_MONTH, FIRST_YEAR, LAST_YEAR = 31, 1900, 2100
Item = TypeVar("Item")
EMPTY = frozenset(
    "a about after al all also an and any are around as ash at az be been before between but by city county country el"
    " district for from had has have he her his how i in into is it its los no not of off on one or other our out over"
    " near north south east west northern southern eastern western northeast northwest southeast southwest northeastern"
    " northwestern southeastern southwestern outside inside province region she so state that the their them then there"
    " these they this those to town two under up upon village was we were what when where which while who will with"
    " capital central de la le da du des".split()
)
"""Words that tell no name from another: "the city of Basra" is Basra."""


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return `word` without case, marks and apostrophes, and without the mark of a possessive."""
    word = word.removesuffix("'s").removesuffix("’s")
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return plain.casefold().translate(LETTERS).translate(APOSTROPHES)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return the consonants of a folded `word` behind its first letter, doubled ones once; short words as they are."""
    for spelling, one in SOUNDS:
        word = word.replace(spelling, one)
    word = re.sub(r"(.)\1+", r"\1", word)
    bare = word[:1] + re.sub(r"[aeiouyhw]", "", word[1:])
    return bare if len(bare) >= LEAST_CONSONANTS else word


def all_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the folded words of `texts`."""
    return frozenset(fold(word) for text in texts for word in WORD.findall(text.replace("-", " ")))


def content_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the folded words of `texts` that carry meaning; lone letters do not, numbers do."""
    return frozenset(word for word in all_words(texts) if _tells(word))


def _tells(word: str) -> bool:
    """Whether a folded `word` carries meaning: small numbers and years, which dates are made of, do not."""
    if word.isdigit():
        return DAYS_OF_MONTH < int(word) < FIRST_YEAR or int(word) > LAST_YEAR
    return len(word) > 1 and word not in EMPTY


def without_dateline(text: str) -> str:
    """Return `text` without the town, the day and the agency that it begins with."""
    return DATELINE.sub("", text)


def names_of(names: Iterable[str]) -> list[str]:
    """Return the words of `names` that are written like names: a tea stall has none. Some scripts have no capitals."""
    return [word for name in names for word in name.replace("-", " ").split() if not word[0].islower()]


def sounds(words: Iterable[str]) -> frozenset[str]:
    """Return the consonants of each of `words`, numbers as they are."""
    return frozenset(word if word.isdigit() else sound(word) for word in words)


def joined_sounds(name: str) -> frozenset[str]:
    """Return the consonants of every two words of `name` in a row as one: Balad Ruz is Baladrooz as well."""
    words = [fold(word) for word in WORD.findall(name.replace("-", " "))]
    telling = [word for word in words if word.isalpha() and word not in EMPTY]
    return frozenset(sound(one + other) for one, other in pairwise(telling))


def nearly(heard: frozenset[str]) -> frozenset[str]:
    """Return `heard`, consonants of names, and those of many without the last: Purtivechju is Porto-Vecchio."""
    return heard | {one[:-1] for one in heard if len(one) >= MANY_CONSONANTS and one.isalpha()}


def rare_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the content words of `texts` that are not common in reports of attacks."""
    return content_words(texts) - common_words()


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """Return the folded rare words of `texts` that are written with a capital inside a sentence."""
    found: set[str] = set()
    for text in texts:
        for match in WORD.finditer(text):
            before = text[: match.start()].rstrip(" “\"'‘(")
            if match.group()[0].isupper() and before and before[-1] not in ".!?:\n":
                found.add(match.group())
    return rare_words(found)


def share(first: frozenset[Item], second: frozenset[Item]) -> float:
    """Return the share of the items of the smaller set that are in the other too; 0 if one is empty."""
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


@cache
def common_words() -> frozenset[str]:
    """Return the words that are common in reports of attacks, folded."""
    text = (files("tocsin") / "data" / "resolution" / "common.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
