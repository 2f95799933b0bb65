"""Slots 14 and 21: how many a target is, by the number before its noun, else by the form of the noun."""

import re

from bench.muc.told import Told
from bench.muc.words import plural
from tocsin.language.numbers import Quantity, find_numbers
from tocsin.vocabulary.claim import Claim
from tocsin.vocabulary.values import Target

REACH = 30
"""Characters before a target within which its number may stand."""
BETWEEN = re.compile(r"\s*(?:[\w'-]+\s+){0,2}")
ANOTHER = re.compile(r"[,;:.()\[\]]|\b(?:AND|OR|THE|A|AN|OF|IN|AT|BY|WITH|WERE|WAS|ON|FROM)\b", re.I)


def number(told: Told, claim: Claim, noun: str) -> str:
    """Return the number of a target that is called `noun`: digits, a range, "~" for about, PLURAL, or 1."""
    said = spoken(told, claim)
    if said is not None:
        return said
    given = claim.value.number if isinstance(claim.value, Target) else None
    if given is not None:
        return str(given)
    return "PLURAL" if plural(noun) else "1"


def spoken(told: Told, claim: Claim) -> str | None:
    """Return the number that stands in the target's words or right before them, None if none does."""
    span = claim.span
    start = max(0, span.start - REACH)
    near = told.report.text[start : span.end]
    before = span.start - start
    for quantity in reversed(find_numbers(near)):
        if quantity.unit is not None or (quantity.start < 1 and start > 0):
            continue
        if quantity.end > before:
            within = near[max(before, 0) : quantity.start]
            if len(within.split()) > 1:
                continue
            return written(quantity)
        between = near[quantity.end : before]
        if BETWEEN.fullmatch(between) and not ANOTHER.search(between):
            return written(quantity)
        return None
    return None


def written(quantity: Quantity) -> str | None:
    """Return a number as the task writes it, None for words too vague for a figure."""
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        return None
    if quantity.approximate:
        return f"~{low or high}"
    if high is None:
        return "PLURAL" if low in {3, 24, 40, 200, 2000} else f"{low}-"
    if low is None:
        return f"-{high}"
    return str(low) if low == high else f"{low}-{high}"
