"""Hints: what the word lists, the normalisers and the rules say of a text, as features beside its words.

The encoder is small and has read few annotated reports; the lists know thousands of names and words that it has never
seen. Every hint stands on the characters that it is about, and the network learns how far to trust each.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tocsin.extraction.model.labels import HARMS, ROLES, Role
from tocsin.extraction.model.neutral import SIGN
from tocsin.extraction.model.tokens import Window
from tocsin.extraction.rules.actors import find_actors
from tocsin.extraction.rules.notes import Notes, Noun, Trigger, find_nouns, find_triggers
from tocsin.language.cues import CUE_SORTS
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.terms import ACTOR_KINDS, KINDS, PLACE_KINDS, STANCES, STATUSES, TARGET_KINDS

_STRENGTHS = ("sure", "likely", "weak")
_FLAGS = ("foiled", "intercepted", "threat")
HINTS: tuple[str, ...] = (
    *(f"place {kind}" for kind in PLACE_KINDS), "place known", "weapon", "toll killed", "toll wounded", "toll abducted",
    "date day", "date other", *(f"actor {kind}" for kind in ACTOR_KINDS), "actor known",
    *(f"noun {kind}" for kind in TARGET_KINDS), *(f"cue {sort}" for sort in CUE_SORTS),
    *(f"trigger {kind}" for kind in ("", *KINDS)), *(f"trigger {strength}" for strength in _STRENGTHS),
    *(f"trigger {flag}" for flag in _FLAGS), "trigger verb",
    *(f"ruled {role} begin" for role in ROLES), *(f"ruled {role} inside" for role in ROLES),
    *(f"ruled {kind}" for kind in KINDS), *(f"ruled {status}" for status in STATUSES),
    *(f"ruled {stance}" for stance in STANCES), "ruled main", "scheme muc",
)  # fmt: skip
"""Names of the features, in the order of their columns."""
_COLUMN = {name: column for column, name in enumerate(HINTS)}
RULED = _COLUMN["ruled trigger begin"]
"""From this column on, hints come from the rules' own incidents (and the last one from the scheme asked for)."""

NEITHER, ONE, APART, TOGETHER = range(4)
"""What the rules think of two spans: neither is in an incident of theirs, one is, or both in two or in the same."""
OPINIONS = 4

Bits = NDArray[np.uint8]
Hint = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Hints:
    """Hints (start, end, name) on a text, and for each role the spans of the rules' incidents with their numbers."""

    found: tuple[Hint, ...]
    ruled: dict[Role, tuple[tuple[int, int, int], ...]]
    muc: bool = False
    whole: dict[Role, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    """Phrases that the lists know as one, by the role that they may have."""

    def incidents(self, role: Role, start: int, end: int) -> frozenset[int]:
        """Return the numbers of the rules' incidents that have words in `role` within these characters."""
        return frozenset(n for a, b, n in self.ruled.get(role, ()) if a < end and start < b)


def opinion(first: frozenset[int], second: frozenset[int]) -> int:
    """Return what the rules think of two spans whose incidents by the rules are these."""
    if first and second:
        return TOGETHER if first & second else APART
    return ONE if first or second else NEITHER


def hints_of(notes: Notes, mentions: Sequence[Mention], *, muc: bool = False) -> Hints:
    """Return the hints of a text with these notes, in which the rules have found `mentions`."""
    ruled: dict[Role, list[tuple[int, int, int]]] = {}
    found = [*_noted(notes)]
    for number, mention in enumerate(mentions):
        found.extend(_ruled(mention))
        for claim in mention.claims:
            if claim.slot in ROLES:
                ruled.setdefault(claim.slot, []).append((claim.span.start, claim.span.end, number))
    return Hints(tuple(found), {role: tuple(spans) for role, spans in ruled.items()}, muc, _whole(notes))


def _whole(notes: Notes) -> dict[Role, tuple[tuple[int, int], ...]]:
    return {
        "where": (*((p.start, p.end) for p in notes.places), *((t.start, t.end) for t in _things(notes))),
        "weapon": tuple((w.start, w.end) for w in notes.weapons),
        "perpetrator": tuple((a.start, a.end) for a in notes.actors),
        "target": tuple((n.start, n.end) for n in notes.nouns),
        **{harm: tuple((t.quote_start, t.quote_end) for t in notes.tolls if t.sort == harm) for harm in HARMS},
    }


def _noted(notes: Notes) -> Iterator[Hint]:
    for place in notes.places:
        yield place.start, place.end, f"place {place.kind}"
        if place.known:
            yield place.start, place.end, "place known"
    for weapon in notes.weapons:
        yield weapon.start, weapon.end, "weapon"
    for toll in notes.tolls:
        yield toll.quote_start, toll.quote_end, f"toll {toll.sort}"
    for date in notes.dates:
        if date.when.start is not None and not date.metadata:
            yield date.start, date.end, "date day" if date.when.precision == "day" else "date other"
    for actor in notes.actors:
        yield actor.start, actor.end, f"actor {actor.kind}"
        if actor.known:
            yield actor.start, actor.end, "actor known"
    for noun in notes.nouns:
        yield noun.start, noun.end, f"noun {noun.words.kind}"
    yield from ((cue.start, cue.end, f"cue {cue.sort}") for cue in notes.cues)
    yield from _triggers(notes)


def _triggers(notes: Notes) -> Iterator[Hint]:
    for trigger in notes.triggers:
        yield from _of_trigger(trigger)


def _of_trigger(trigger: Trigger) -> Iterator[Hint]:
    words = trigger.words
    names = [words.kind, words.strength, *(flag for flag in _FLAGS if getattr(words, flag))]
    for name in (*names, *(["verb"] if words.form == "verb" else [])):
        yield trigger.start, trigger.end, f"trigger {name}"


def _ruled(mention: Mention) -> Iterator[Hint]:
    kind, status = (mention.of("kind")[0].value, mention.of("status")[0].value)
    for claim in mention.claims:
        start, end = claim.span.start, claim.span.end
        if claim.slot in ROLES:
            yield start, end, f"ruled {claim.slot} inside"
            yield start, start + 1, f"ruled {claim.slot} begin"
        if claim.slot == "trigger":
            yield start, end, f"ruled {kind}"
            yield start, end, f"ruled {status}"
            if mention.main:
                yield start, end, "ruled main"
        if claim.stance is not None:
            yield start, end, f"ruled {claim.stance}"


def _things(notes: Notes) -> Iterator[Noun]:
    """Yield what is no person: "a car park" may be a place as well as a target."""
    yield from (noun for noun in notes.nouns if noun.words.kind == "physical")


def bits_of(window: Window, hints: Hints) -> Bits:
    """Return the features [tokens, hints] of `window`: 1 where a hint stands on the token."""
    out = np.zeros((len(window.ids), len(HINTS)), dtype=np.uint8)
    # the last token, at no characters, is left out; the first, at (0, 0), sorts before all others
    starts = [a for a, _ in window.offsets[:-1]]
    ends = [b for _, b in window.offsets[:-1]]
    for start, end, name in hints.found:
        out[max(1, bisect_right(ends, start)) : bisect_right(starts, end - 1), _COLUMN[name]] = 1
    for token, word in window.neutral:
        out[token, :RULED] = 0
        out[token, [_COLUMN[name] for name in _of_word(word)]] = 1
    if hints.muc:
        out[:, _COLUMN["scheme muc"]] = 1
    return out


@cache
def _of_word(word: str) -> tuple[str, ...]:
    """Return the hints of a neutral word: whatever it stands for has the same."""
    if word == SIGN:
        return ("actor group", "actor known")
    found = [name for trigger in find_triggers(word) for _, _, name in _of_trigger(trigger)]
    found += [f"noun {noun.words.kind}" for noun in find_nouns(word)]
    return (*found, *(f"actor {actor.kind}" for actor in find_actors(word)))
