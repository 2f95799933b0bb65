"""Actors that may be one, for a person to decide: names that sound alike, hold one another, or are spelled alike.

Nothing here is ever done by itself. Two actors of the alias table are two; they are proposed only where a report says
that one is also known as the other. Names are compared only where they share a sound, so the work grows with the names.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import combinations, product

from tocsin.analysis.network.aliases import Aliases
from tocsin.analysis.network.folding import fold_name, folded_words, sound, sounds
from tocsin.vocabulary.evidence import Evidence
from tocsin.vocabulary.network import Bond, KnownActor, Likeness, Proposal

LEAST_SOUND = 4
"""Consonants that two names must have in common to be said to sound alike."""
SPELLING = 0.86
"""The share of letters in common (Ratcliff and Obershelp, 1988) from which two names are spelled alike."""
LEAST_LETTERS = 6
SOUND, WORDS, INITIALS, TOLD = 0.9, 0.6, 0.5, 0.95
LEAST_INITIALS = 3
CROWD = 60
"""Names with one sound in common; where there are more, the sound tells nobody from others."""


def proposals_of(actors: Sequence[KnownActor], bonds: Iterable[Bond], aliases: Aliases) -> tuple[Proposal, ...]:
    """Return the pairs of `actors` that may be one, the likeliest first; none that `aliases` say are two."""
    by_id = {actor.id: actor for actor in actors}
    found: dict[frozenset[str], Proposal] = {}
    for proposal in (*_told(by_id, bonds), *_alike(actors, aliases)):
        pair = frozenset({proposal.one, proposal.other})
        names = product(_names(by_id[proposal.one]), _names(by_id[proposal.other]))
        apart = any(aliases.kept_apart(*both) for both in names)
        if not apart and (pair not in found or found[pair].score < proposal.score):
            found[pair] = replace(proposal, evidence=proposal.evidence or _evidence(found.get(pair)))
    return tuple(sorted(found.values(), key=lambda one: (-one.score, one.one, one.other)))


def _evidence(proposal: Proposal | None) -> tuple[Evidence, ...]:
    return proposal.evidence if proposal else ()


def _told(by_id: dict[str, KnownActor], bonds: Iterable[Bond]) -> Iterator[Proposal]:
    for bond in bonds:
        if bond.relation == "also-known-as" and bond.status != "denied" and {bond.head, bond.tail} <= by_id.keys():
            evidence = tuple(one.evidence for one in bond.tellings)
            names = by_id[bond.head].name, by_id[bond.tail].name
            yield Proposal(bond.head, bond.tail, "told", TOLD, *names, evidence)


def _alike(actors: Sequence[KnownActor], aliases: Aliases) -> Iterator[Proposal]:
    blocks: dict[str, set[int]] = defaultdict(set)
    for number, actor in enumerate(actors):
        for name in _names(actor):
            for key in _keys(name, aliases):
                blocks[key].add(number)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) > CROWD:
            continue
        for pair in combinations(sorted(members), 2):
            if pair not in seen:
                seen.add(pair)
                yield from _compared(actors[pair[0]], actors[pair[1]], aliases)


def _compared(one: KnownActor, other: KnownActor, aliases: Aliases) -> Iterator[Proposal]:
    if _in_table(one, aliases) and _in_table(other, aliases):
        return
    best: tuple[float, Likeness, str, str] | None = None
    for words in _names(one):
        for others in _names(other):
            like = likeness(words, others, aliases)
            if like is not None and (best is None or like[0] > best[0]):
                best = (*like, words, others)
    if best is not None:
        score, why, words, others = best
        yield Proposal(one.id, other.id, why, round(score, 3), words, others)


def likeness(one: str, other: str, aliases: Aliases) -> tuple[float, Likeness] | None:
    """Return how alike two names are, from 0 to 1, and why; None where nothing speaks for their being one."""
    first, second = "".join(sounds(one)), "".join(sounds(other))
    if first == second and len(first) >= LEAST_SOUND:
        return SOUND, "sound"
    letters = _letters(fold_name(one), fold_name(other))
    if letters >= SPELLING:
        return letters, "spelling"
    telling, fellow = _telling(one, aliases), _telling(other, aliases)
    smaller, larger = sorted((telling, fellow), key=len)
    if smaller <= larger and any(len(word) >= LEAST_SOUND - 1 for word in smaller):
        return WORDS, "words"
    if _initials(one) == other or _initials(other) == one:
        return INITIALS, "initials"
    return None


def _letters(one: str, other: str) -> float:
    """The share of letters in common; 0 for short names and where the lengths alone rule more than SPELLING out."""
    if min(len(one), len(other)) < LEAST_LETTERS:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return 0.0 if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < SPELLING else matcher.ratio()


def _telling(name: str, aliases: Aliases) -> frozenset[str]:
    """The sounds of the words of a name that are neither generic nor in the names of many actors."""
    dull = aliases.generic | aliases.common
    return frozenset(sound(word) for word in folded_words(name) if word not in dull) - {""}


def _keys(name: str, aliases: Aliases) -> Iterator[str]:
    yield "whole:" + "".join(sounds(name))
    for one in _telling(name, aliases):
        yield f"word:{one}"
    if initials := _initials(name):
        yield f"initials:{initials}"
    if name.isupper() and len(name) >= LEAST_INITIALS:
        yield f"initials:{name}"


def _initials(name: str) -> str:
    letters = "".join(word[0] for word in folded_words(name)).upper()
    return letters if len(letters) >= LEAST_INITIALS else ""


def _names(actor: KnownActor) -> tuple[str, ...]:
    return tuple(dict.fromkeys((actor.name, *(naming.words for naming in actor.names))))


def _in_table(actor: KnownActor, aliases: Aliases) -> bool:
    line = aliases.exact.get(actor.name)
    return line is not None and line.name == actor.name
