"""Which of the words that an extractor gives a slot are worth saying in a template."""

from collections.abc import Iterable

from bench.muc import features
from bench.muc.incidents import incident_type
from bench.muc.judges import judge
from bench.muc.told import Told, marked, overlaps, tokens
from tocsin.vocabulary.claim import Claim, Slot

LEAST = 0.3
"""The chance from which on words are said."""
GAPS = (0, 30, 80, 160, 320)


def kept(told: Told, claims: Iterable[Claim]) -> list[Claim]:
    """Return those of `claims`, of one slot, that are likely what a key would name, the likeliest first."""
    chances = [(judge(f"keep_{claim.slot}").chance(claim_features(told, claim)), n, claim) for n, claim in
               enumerate(claims)]  # fmt: skip
    return [claim for chance, _, claim in sorted(chances, key=lambda c: (-c[0], c[1])) if chance > LEAST]


def claim_features(told: Told, claim: Claim) -> list[str]:
    """Return the features by which it is told whether a key would name the words of `claim`."""
    same = told.of(claim.slot)
    words = tokens(claim.span.quote)
    out = [f"type:{incident_type(told.mention)}", f"kind:{told.value('kind')}", *marked("w", words)]
    out += [*marked("l", words[-1:]), f"long:{min(6, len(words))}"]
    out += [f"rank:{min(4, same.index(claim))}", f"of:{min(5, len(same))}", f"gap:{_gap(told, claim)}"]
    out += [*marked("b", told.before(claim.span, 4)), *marked("a", told.behind(claim.span, 4))]
    return out + _by_slot(told, claim)


def _by_slot(told: Told, claim: Claim) -> list[str]:
    slots: tuple[Slot, ...] = ("killed", "wounded", "abducted")
    out = [f"in:{slot}" for slot in slots if any(overlaps(c.span, claim.span) for c in told.of(slot))]
    if claim.slot == "target":
        kinds = [getattr(c.value, "kind", "") for c in told.of("target")]
        mine = getattr(claim.value, "kind", "")
        out += [f"cat:{mine}-{features.category_of(claim)}", f"alone:{kinds.count(mine) == 1}-{mine}"]
    if claim.slot == "perpetrator":
        out += [f"actor:{getattr(claim.value, 'kind', '')}", f"stance:{claim.stance}"]
        out += [f"target:{features.category_of(c)}" for c in told.of("target")]
    return out


def _gap(told: Told, claim: Claim) -> str:
    """Return how far the words stand from the nearest trigger, and on which side."""
    spans = [c.span for c in told.of("trigger")]
    away, behind = min(
        (max(s.start - claim.span.end, claim.span.start - s.end), s.start < claim.span.start) for s in spans
    )
    step = next((n for n, most in enumerate(GAPS) if away <= most), len(GAPS))
    return f"{step}-{behind}"
