"""Comparisons of the words and the reports. Each states its finding in its docstring, which the reviewer reads."""

import math

from tocsin.resolution.facets import Facets, both_sure
from tocsin.resolution.findings import Finding, listed
from tocsin.resolution.what import same_weapon_number, tolls_agree
from tocsin.resolution.words import nearly, share
from tocsin.vocabulary.claim import Slot

DECIDING: tuple[Slot, ...] = ("kind", "when", "where")
"""Slots by which mentions are told apart: if one of these was misread, agreement means less."""
LEAST_WORDS = 4
COPIED = 0.4


def told_apart_in_one_report(first: Facets, second: Facets) -> Finding | None:
    """One report tells them apart."""
    return Finding(1.0) if first.report_id == second.report_id else None


def same_words(first: Facets, second: Facets) -> Finding | None:
    """They are told with the same rare words."""
    shared = first.words & second.words
    if not shared:
        return None
    smaller = max(LEAST_WORDS, min(len(first.words), len(second.words)))
    return Finding(min(1.0, 2 * len(shared) / smaller), listed(shared))


def other_words(first: Facets, second: Facets) -> Finding | None:
    """They are told without any rare word in common."""
    if first.words & second.words or min(len(first.words), len(second.words)) < LEAST_WORDS:
        return None
    return Finding(1.0)


def same_names(first: Facets, second: Facets) -> Finding | None:
    """They are told with the same names."""
    shared = first.names & second.names
    return Finding(len(shared) / (len(shared) + 1.0), listed(shared)) if shared else None


def same_wording(first: Facets, second: Facets) -> Finding | None:
    """Whole runs of words are the same, as in copies of one text."""
    part = share(first.wording, second.wording) if min(len(first.wording), len(second.wording)) > LEAST_WORDS else 0.0
    return Finding(min(1.0, part / 0.8), f"{part:.0%}") if part >= COPIED else None


def nothing_of_its_own(first: Facets, second: Facets) -> Finding | None:
    """They agree in nothing that another attack of that day and town would not have as well."""
    own = (
        nearly(first.sounds) & nearly(second.sounds),
        first.words & second.words,
        first.names & second.names,
        first.target_words & second.target_words,
        first.actors & second.actors,
        first.wording & second.wording,
    )
    return None if any(own) or tolls_agree(first, second) or same_weapon_number(first, second) else Finding(1.0)


def in_passing(first: Facets, second: Facets) -> Finding | None:
    """One of them is only told in passing."""
    return None if first.main and second.main else Finding(1.0)


def read_in_doubt(first: Facets, second: Facets) -> Finding | None:
    """The reader was not sure of what they tell."""
    doubt = 1 - math.prod(facets.sure(slot) for facets in (first, second) for slot in DECIDING)
    least = min(DECIDING, key=lambda slot: both_sure(first, second, slot))
    words = f"{least} {first.sure(least):.0%} and {second.sure(least):.0%}"
    return Finding(doubt, words) if doubt > 0 else None
