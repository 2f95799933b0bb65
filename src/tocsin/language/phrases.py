"""Finding many phrases at once: text folded without moving a character, and word lists compiled into one pattern."""

import re
from collections.abc import Iterable
from functools import lru_cache

_QUOTES = {"’": "'", "‘": "'", "ʼ": "'", "‑": "-", "‐": "-", "\u00a0": " "}


@lru_cache(maxsize=4)
def fold(text: str) -> str:
    """Return `text` in lower case with plain apostrophes, hyphens and spaces, and exactly as many characters.

    Lower case alone can lengthen a text (a dotted capital I becomes two characters), which would move every span.
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    if lowered.isascii():
        return lowered
    for mark, plain in _QUOTES.items():
        lowered = lowered.replace(mark, plain)
    return lowered


_END = ""
_Tree = dict[str, "_Tree"]


def _grow(words: Iterable[str]) -> _Tree:
    tree: _Tree = {}
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[_END] = {}
    return tree


def _write(tree: _Tree) -> str:
    branches = []
    for character, below in sorted(tree.items()):
        if character != _END:
            head = r"\s+" if character == " " else r"[\s-]{0,2}" if character == "~" else re.escape(character)
            branches.append(head + _write(below))
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 else ""
    if not body:
        body = "(?:" + "|".join(branches) + ")"
    if _END in tree:
        return f"(?:{body})?"
    return body


def alternation(phrases: Iterable[str]) -> str:
    """Return a regular expression, without groups, that matches the longest of `phrases` at a point.

    Phrases are folded; a space in them matches any white space, a tilde a space, a line end, a hyphen or nothing.
    Shared beginnings are written once, so that a thousand phrases cost hardly more than ten.
    """
    return _write(_grow(fold(phrase) for phrase in phrases))


def whole_words(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return `alternation` compiled so that it begins and ends at a word's border; for use on folded text."""
    return re.compile(rf"(?<![\w])(?:{alternation(phrases)})(?![\w])")


def spaced(phrase: str) -> str:
    """Return `phrase` folded with every run of white space and hyphens as one space: the key of a table."""
    return " ".join(fold(phrase).replace("-", " ").split())
