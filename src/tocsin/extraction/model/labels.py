"""What the learned reader can say, and the features that training and reading must compute alike."""

import math
from typing import Literal, get_args

from tocsin.vocabulary.terms import KINDS, PLACE_KINDS, PLACE_RELATIONS, STANCES, STATUSES, TARGET_CATEGORIES

Role = Literal["trigger", "when", "where", "weapon", "target", "perpetrator", "killed", "wounded", "abducted", "denial"]
ROLES: tuple[Role, ...] = get_args(Role)
"""Sorts of words that the reader marks, each on its own, so that one word can be place and target."""
ARGUMENTS: tuple[Role, ...] = ROLES[1:]
"""Roles that belong to a trigger."""

Harm = Literal["killed", "wounded", "abducted"]
HARMS: tuple[Harm, ...] = get_args(Harm)
OUTSIDE, BEGIN, INSIDE = range(3)
SHAPES = ("lower", "title", "upper", "digit", "other")
LOWER, TITLE, OTHER = (SHAPES.index(shape) for shape in ("lower", "title", "other"))
WINDOW = 448
"""Most tokens read at once; longer texts are read in windows cut between sentences."""
DISTANCES = 16
"""Buckets of the signed distance between two spans, in tokens, on a logarithmic scale."""

GAPS = 8
"""Buckets of the signed distance in sentences: from three before to four behind."""

ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "kind": KINDS,
    "status": STATUSES,
    "main": ("false", "true"),
}
"""What is told of a trigger."""
SPAN_ATTRIBUTES: dict[Role, dict[str, tuple[str, ...]]] = {
    "target": {"category": TARGET_CATEGORIES, "target_kind": ("physical", "human")},
    "where": {"place_kind": PLACE_KINDS, "relation": PLACE_RELATIONS},
    "perpetrator": {"actor_kind": ("group", "individual", "state", "unknown")},
}
"""What is told of an argument by itself."""
PAIR_STANCES = STANCES
"""What is told of a perpetrator and a trigger together."""


def shape_of(word: str) -> int:
    """Return the index in SHAPES of how `word` is written."""
    if any(c.isdigit() for c in word):
        return 3
    if not any(c.isalpha() for c in word):
        return 4
    if word.isupper() and len(word) > 1:
        return 2
    return 1 if word[0].isupper() else 0


def distance_bucket(first: int, second: int) -> int:
    """Return the bucket, from 0 to DISTANCES - 1, of the distance in tokens from `first` to `second`."""
    apart = second - first
    size = min(DISTANCES // 2 - 1, int(math.log2(abs(apart)))) if apart else 0
    return size + (DISTANCES // 2 if apart >= 0 else 0)


def gap_bucket(first: int, second: int) -> int:
    """Return the bucket, from 0 to GAPS - 1, of how many sentences lie from the sentence `first` to `second`."""
    return max(-3, min(4, second - first)) + 3
