"""When two names say the same: by the words that carry meaning, whatever stands around them."""

import re
from collections.abc import Mapping
from typing import Any

WORD = re.compile(r"[\w']+")
OCCURRENCE = re.compile(r"@\d+$")
EMPTY_WORDS = frozenset(
    "a about an and area around at base capital city county district east eastern her his in its near north northern of"
    " on or outside province region some south southern state the their to town village west western".split()
)
"""Words that tell no name from another: "the city of Basra" is Basra."""
LEAST_SHARE = 0.5
"""The share of common words under which two names have nothing to do with each other."""


def content_words(name: str | None) -> frozenset[str]:
    """Return the words of `name` that carry meaning, in small letters; lone letters and figures do not."""
    words = WORD.findall((name or "").lower())
    return frozenset(word for word in words if len(word) > 1 and word not in EMPTY_WORDS)


def name_agreement(one: str | None, other: str | None) -> float:
    """Return 1 if all content words of one name stand in the other, else the share of the shorter one's words.

    A share under a half is 0, and so is a name without content words.
    """
    first, second = content_words(one), content_words(other)
    if not first or not second:
        return 0.0
    share = len(first & second) / min(len(first), len(second))
    return share if share >= LEAST_SHARE else 0.0


def quoted(entry: Mapping[str, Any]) -> str:
    """Return the quote of `entry` without the mark of the annotation scheme ("rockets@2"); "" if there is none."""
    return OCCURRENCE.sub("", entry.get("quote") or "")


def called(entry: Mapping[str, Any]) -> str:
    """Return how the text calls `entry`: its quote, else its name, else ""."""
    return quoted(entry) or entry.get("name") or ""
