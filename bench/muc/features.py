"""What the judges look at: features of targets, means, perpetrators and incidents, the same in training and use."""

from bench.muc.told import Told, marked, overlaps, positive, tokens
from bench.muc.words import INSTRUMENTS, PEOPLE, THINGS, first
from tocsin.vocabulary.claim import Claim, Slot
from tocsin.vocabulary.span import Span
from tocsin.vocabulary.values import Actor, Target, Weapon

HARMS: tuple[Slot, ...] = ("killed", "wounded", "abducted")


def frame(told: Told) -> list[str]:
    """Return what holds for the whole incident."""
    out = [f"kind:{told.value('kind')}", f"status:{told.value('status')}", *marked("t", told.words("trigger"))]
    for slot in HARMS:
        out += [f"{slot}:{positive(claim)}" for claim in told.of(slot)]
    return out


def human_type(told: Told, span: Span, name: str, description: str, category: str) -> list[str]:
    """Return the features by which the type of people is told."""
    words = tokens(description)
    out = [f"cat:{category}", f"list:{first(PEOPLE, description)}", *marked("w", words), *marked("l", words[-1:])]
    if name:
        out += ["named", *marked("b", told.before(span, 5)), *marked("a", told.behind(span, 6))]
        out += [] if description else [f"nocat:{category}"]
    return out


def thing_type(told: Told, claim: Claim) -> list[str]:
    """Return the features by which the type of a thing is told."""
    words = tokens(claim.span.quote)
    out = [f"cat:{category_of(claim)}", f"list:{first(THINGS, claim.span.quote)}", *marked("w", words)]
    out += [
        *marked("l", words[-1:]),
        *marked("b", told.before(claim.span, 2)),
        *marked("a", told.behind(claim.span, 4)),
    ]
    return out


def effect(told: Told, span: Span) -> list[str]:
    """Return the features by which it is told what became of a target."""
    out = frame(told)
    for slot in HARMS:
        out += [f"own-{slot}:{positive(claim)}" for claim in told.of(slot) if overlaps(claim.span, span)]
    near = [c for c in told.of("trigger") if abs(c.span.start - span.start) < 250]
    out += ["near"] if near else []
    out += marked("nt", tokens(" ".join(c.span.quote for c in near)))
    before, behind = told.before(span, 7), told.behind(span, 7)
    out += [*marked("b", before), *marked("a", behind), *marked("b2", before[-2:]), *marked("a2", behind[:2])]
    return out + (["damage"] if told.of("damage") else [])


def means(told: Told, incident_type: str) -> list[str]:
    """Return the features by which the means is told where no words name it."""
    out = [*frame(told), f"type:{incident_type}"]
    for claim in told.of("trigger"):
        out += [*marked("b", told.before(claim.span, 6)), *marked("a", told.behind(claim.span, 6))]
    return list(dict.fromkeys(out))


def weapon(told: Told, claim: Claim, incident_type: str) -> list[str]:
    """Return the features by which the type of a named weapon is told."""
    kind = claim.value.type if isinstance(claim.value, Weapon) else ""
    words = tokens(claim.span.quote)
    out = [f"weapon:{kind}", f"list:{first(INSTRUMENTS, claim.span.quote)}", f"type:{incident_type}"]
    out += [*marked("w", words), *marked("l", words[-1:])]
    return [*out, *marked("b", told.before(claim.span, 3)), *marked("a", told.behind(claim.span, 3))]


def category(told: Told, incident_type: str) -> list[str]:
    """Return the features by which it is told whose violence it is."""
    out = [f"kind:{told.value('kind')}", f"type:{incident_type}", *marked("w", told.words("perpetrator"))]
    out += [f"actor:{kind}" for kind in told.actor_kinds()] or ["nobody"]
    out += [f"target:{category_of(claim)}" for claim in told.of("target")]
    return out + marked("t", told.words("trigger"))


def category_of(claim: Claim) -> str:
    """Return the category that the extractor gives a target."""
    return claim.value.category if isinstance(claim.value, Target) else "other"


def perpetrator(told: Told, claim: Claim) -> list[str]:
    """Return the features of the words that name a perpetrator."""
    kind = claim.value.kind if isinstance(claim.value, Actor) else "unknown"
    words = tokens(claim.span.quote)
    return [f"actor:{kind}", f"stance:{claim.stance}", f"speaker:{claim.speaker is not None}", *marked("w", words),
            *marked("l", words[-1:]), *marked("b", told.before(claim.span, 4)),
            *marked("a", told.behind(claim.span, 4))]  # fmt: skip
