"""Incidents found in several windows: the overlap of two shows the same one twice, and it is told once."""

from collections.abc import Iterable

from tocsin.extraction.llm.grounding import overlap
from tocsin.extraction.llm.mentions import Found
from tocsin.vocabulary.claim import Claim, Slot
from tocsin.vocabulary.values import When, Where

_ONCE: frozenset[str] = frozenset(("kind", "status", "count", "when", "killed", "wounded", "abducted"))


def merged(found: Iterable[Found]) -> list[Found]:
    """Return the incidents, in the order of their triggers, those of different windows that are the same as one.

    Two incidents of one window are joined only if all their claims are the same: otherwise the model has seen both and
    told them apart.
    """
    kept: list[Found] = []
    for one in found:
        same = next((k for k in kept if _are_same(k, one)), None)
        if same is None:
            kept.append(one)
        else:
            _join(same, one)
    return sorted(kept, key=lambda one: _of(one, "trigger")[0].span.start)


def _are_same(a: Found, b: Found) -> bool:
    """Whether two incidents have a trigger in common and no day or place apart, or kind, day and place in common."""
    if a.window == b.window:
        return a.draft.claims == b.draft.claims
    if _differ(_days(a), _days(b)) or _differ(_places(a), _places(b)):
        return False
    if any(overlap(_at(x), _at(y)) for x in _of(a, "trigger") for y in _of(b, "trigger")):
        return True
    same_kind = _of(a, "kind")[0].value == _of(b, "kind")[0].value
    return same_kind and bool(_days(a) & _days(b)) and bool(_places(a) & _places(b))


def _differ(a: frozenset[object], b: frozenset[object]) -> bool:
    return bool(a) and bool(b) and a.isdisjoint(b)


def _join(kept: Found, other: Found) -> None:
    """Add to `kept` what only `other` says; of what is said once, the first stays."""
    told = {claim.slot for claim in kept.draft.claims}
    known = {(c.slot, c.span, c.value) for c in kept.draft.claims}
    kept.main = kept.main or other.main
    for claim in other.draft.claims:
        if claim.slot in _ONCE and claim.slot in told:
            continue
        if (claim.slot, claim.span, claim.value) not in known:
            kept.draft.claims.append(claim)


def _of(found: Found, slot: Slot) -> list[Claim]:
    return [claim for claim in found.draft.claims if claim.slot == slot]


def _at(claim: Claim) -> tuple[int, int]:
    return claim.span.start, claim.span.end


def _days(found: Found) -> frozenset[object]:
    whens = (claim.value for claim in _of(found, "when"))
    return frozenset((when.start, when.end) for when in whens if isinstance(when, When))


def _places(found: Found) -> frozenset[object]:
    wheres = (claim.value for claim in _of(found, "where"))
    return frozenset(where.place.id for where in wheres if isinstance(where, Where) and where.place is not None)
