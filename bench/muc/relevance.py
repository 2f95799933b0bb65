"""What the task wants to know of: recent, specific acts against others than soldiers, in nine countries."""

from datetime import date, timedelta

from bench.muc.locations import COVERED
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.values import Actor, Target, When, Where

RECENT = timedelta(days=62)
MILITARY = frozenset({"military-base", "armed-group", "police", "checkpoint"})
IRRELEVANT_KINDS = frozenset({"arrest", "seizure", "raid"})


def relevant(mention: Mention, published: date | None) -> bool:
    """Whether the task has a template for `mention`, told by a message of the day `published`."""
    return (
        mention.of("status")[0].value != "denied"
        and mention.of("kind")[0].value not in IRRELEVANT_KINDS
        and recent(mention, published)
        and specific(mention)
        and not military(mention)
        and covered(mention)
    )


def recent(mention: Mention, published: date | None) -> bool:
    """Whether it happened within two months before the message, as far as the text says when."""
    for claim in mention.of("when"):
        if published and isinstance(claim.value, When) and claim.value.end:
            return claim.value.end >= published - RECENT and (claim.value.start or published) <= published
    return True


def specific(mention: Mention) -> bool:
    """Whether the text says at least what was attacked or who was harmed."""
    return bool(mention.of("target") or mention.of("killed") or mention.of("wounded") or mention.of("abducted"))


def military(mention: Mention) -> bool:
    """Whether it is guerrilla war: a clash, or an attack by others than the state on nothing but armed men."""
    kinds = [c.value.category for c in mention.of("target") if isinstance(c.value, Target)]
    state = any(isinstance(c.value, Actor) and c.value.kind == "state" for c in mention.of("perpetrator"))
    if state and "armed-group" in kinds:
        return True
    only_armed = all(kind in MILITARY for kind in kinds)
    if mention.of("kind")[0].value == "clash":
        return only_armed
    return bool(kinds) and only_armed and not state


def covered(mention: Mention) -> bool:
    """Whether it happened in one of the nine countries, as far as the places are known."""
    codes = {
        c.value.place.country for c in mention.of("where") if isinstance(c.value, Where) and c.value.place is not None
    }
    return not codes or bool(codes & COVERED.keys())
