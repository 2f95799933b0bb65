"""What the task wants to know of: recent, specific acts against others than soldiers, in nine countries."""

from collections.abc import Sequence
from datetime import timedelta

from bench.muc.features import category_of, frame
from bench.muc.incidents import incident_type
from bench.muc.judges import judge
from bench.muc.locations import COVERED
from bench.muc.told import Told, marked, tokens
from tocsin.vocabulary.values import Actor, When, Where

LEAST = 0.3
"""The chance from which on a template is worth its risk: with F near a half, half of that is what a fill must earn."""
RECENT = timedelta(days=62)
MILITARY = frozenset({"military-base", "armed-group", "police", "checkpoint"})
STEPS = (1, 2, 3, 5, 8, 13, 21)


def relevant(told: Told, others: Sequence[Told]) -> bool:
    """Whether the task has a template for what `told` tells in a message that tells of `others` too."""
    return judge("relevant").chance(features(told, others)) > LEAST


def features(told: Told, others: Sequence[Told]) -> list[str]:
    """Return the features by which it is told whether the task wants an incident."""
    kind = incident_type(told.mention)
    out = [*frame(told), f"type:{kind}", f"main:{told.mention.main}"]
    out += [f"recent:{recent(told)}", f"covered:{covered(told)}", f"places:{min(3, len(told.of('where')))}"]
    out += [*victims(told), *doers(told), *position(told, others, kind)]
    out += marked("w", (w for c in told.of("target") for w in tokens(c.span.quote)))
    return out


def recent(told: Told) -> str:
    """Return how long before the message it happened, as far as the text says when."""
    value = next((c.value for c in told.of("when") if isinstance(c.value, When)), None)
    if value is None or value.end is None or value.start is None or told.published is None:
        return "unknown"
    if value.start > told.published:
        return "later"
    if value.end < told.published - RECENT:
        return "old"
    return "week" if value.end >= told.published - timedelta(days=7) else "months"


def covered(told: Told) -> str:
    """Return whether it happened in one of the nine countries, as far as the places are known."""
    codes = {c.value.place.country for c in told.of("where") if isinstance(c.value, Where) and c.value.place}
    if not codes:
        return f"unknown-{told.report.source.country in COVERED}"
    return str(bool(codes & COVERED.keys()))


def victims(told: Told) -> list[str]:
    """Return whom or what it hit."""
    kinds = [category_of(claim) for claim in told.of("target")]
    out = [f"target:{kind}" for kind in dict.fromkeys(kinds)] or ["target:none"]
    out.append(f"targets:{min(3, len(kinds))}")
    if kinds and all(kind in MILITARY for kind in kinds):
        out += ["armed-only", f"armed-only:{'state' in told.actor_kinds()}"]
    return out


def doers(told: Told) -> list[str]:
    """Return who did it, and how surely it is said."""
    claims = told.of("perpetrator")
    out = [f"actor:{c.value.kind}-{c.stance}" for c in claims if isinstance(c.value, Actor)]
    out += [f"stance:{c.stance}" for c in claims]
    return list(dict.fromkeys(out)) or ["actor:none"]


def position(told: Told, others: Sequence[Told], kind: str) -> list[str]:
    """Return where in the message it is told, and what is told before it."""
    start = told.of("trigger")[0].span.start
    before = [other for other in others if other.of("trigger")[0].span.start < start]
    alike = [other for other in before if incident_type(other.mention) == kind]
    return [
        f"from:{_step(1 + start // 200)}", f"length:{_step(1 + len(told.report.text) // 400)}",
        f"before:{min(4, len(before))}", f"alike:{min(3, len(alike))}", f"all:{min(6, len(others))}",
        f"triggers:{min(4, len(told.of('trigger')))}", f"slots:{_step(1 + len(told.mention.claims) // 4)}",
    ]  # fmt: skip


def _step(number: int) -> int:
    return next((n for n, step in enumerate(STEPS) if number <= step), len(STEPS))
