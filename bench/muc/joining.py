"""Mentions of one incident in the task's sense: same type, no two places, days or doers that differ."""

from collections.abc import Sequence
from dataclasses import replace

from bench.muc.incidents import incident_type, stage
from bench.muc.told import Told, tokens
from tocsin.vocabulary.claim import Claim, Slot
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.values import When, Where

ONCE: frozenset[Slot] = frozenset({"kind", "status"})
FAINT = frozenset("THE A AN OF IN AND TO BY FOR ON AT HIS HER THEIR ITS SEVERAL SOME TWO THREE PEOPLE PERSONS".split())


def join(found: Sequence[Told]) -> list[Told]:
    """Return `found` with mentions of one incident poured into the first of them."""
    out: list[Told] = []
    for told in found:
        at = next((n for n, known in enumerate(out) if one_incident(known, told)), None)
        if at is None:
            out.append(told)
        else:
            out[at] = pour(out[at], told)
    return out


def one_incident(one: Told, other: Told) -> bool:
    """Whether the task would count two mentions of one message as one incident."""
    a, b = one.mention, other.mention
    if incident_type(a) != incident_type(b) or stage(a) != stage(b):
        return False
    if clash(days(one), days(other)) or clash(places(one), places(other)):
        return False
    shared = words(one, "target") & words(other, "target")
    return bool(shared) or not (words(one, "target") and words(other, "target"))


def clash(one: frozenset[object], other: frozenset[object]) -> bool:
    """Whether both are known and have nothing in common."""
    return bool(one) and bool(other) and not one & other


def days(told: Told) -> frozenset[object]:
    """Return the day of an incident if the text gives one."""
    values = [c.value for c in told.of("when") if isinstance(c.value, When)]
    return frozenset(value.start for value in values[:1] if value.start and value.start == value.end)


def places(told: Told) -> frozenset[object]:
    """Return the names of the places smaller than a country."""
    values = [c.value for c in told.of("where") if isinstance(c.value, Where)]
    return frozenset(value.name.upper() for value in values if value.kind not in {"country", "facility"})


def words(told: Told, slot: Slot) -> set[str]:
    """Return the words of a slot that say something."""
    return set(tokens(" ".join(claim.span.quote for claim in told.of(slot)))) - FAINT


def pour(one: Told, other: Told) -> Told:
    """Return `one` with the claims of `other` behind its own."""
    known = {(claim.slot, claim.span) for claim in one.mention.claims}
    new: list[Claim] = [c for c in other.mention.claims if c.slot not in ONCE and (c.slot, c.span) not in known]
    a, b = one.mention, other.mention
    confidence = max(a.confidence, b.confidence)
    mention = Mention(a.id, a.report_id, (*a.claims, *new), a.main or b.main, confidence)
    return replace(one, mention=mention)
