"""Slots 8 to 11: who did it, as person or organisation, and how surely the message says so."""

from collections.abc import Sequence

from bench.muc.template import Fill, Template
from bench.muc.words import ACTING_PEOPLE, AUTHORITIES, ORGANISATIONS, STATE, bare
from tocsin.vocabulary.claim import Claim
from tocsin.vocabulary.values import Actor

CONFIDENCE = {
    "claims": "CLAIMED OR ADMITTED",
    "admits": "CLAIMED OR ADMITTED",
    "identified": "REPORTED AS FACT",
    "blamed": "SUSPECTED OR ACCUSED",
    "suspected": "SUSPECTED OR ACCUSED",
}
MOST = 2
"""Perpetrators of a kind that a template names; the task's keys rarely name more."""


def fill_perpetrators(template: Template, claims: Sequence[Claim]) -> None:
    """Fill slots 8 to 11 from the perpetrators of a mention; those who deny or are unknown are left out."""
    state = False
    people: list[Fill] = []
    organisations: list[tuple[Fill, Claim]] = []
    for claim in claims:
        actor = claim.value
        if not isinstance(actor, Actor) or claim.stance not in CONFIDENCE:
            continue
        name = bare(claim.span.quote)
        state = state or actor.kind == "state" or bool(STATE.search(name))
        if is_organisation(name, actor):
            organisations.append((Fill(string=name), claim))
        else:
            people.append(Fill(string=name))
    template.add(8, Fill("STATE-SPONSORED VIOLENCE" if state else "TERRORIST ACT"))
    template.add(9, *people[:MOST])
    for fill, claim in organisations[:MOST]:
        template.add(10, fill)
        template.add(11, Fill(confidence(claim), fill.string))


def is_organisation(name: str, actor: Actor) -> bool:
    """Whether `name` names an organisation, and not the people who act for it."""
    if ACTING_PEOPLE.search(name):
        return False
    return actor.kind in ("group", "state") or bool(ORGANISATIONS.search(name))


def confidence(claim: Claim) -> str:
    """Return how surely the message says that an organisation did it; the authorities have a word of their own."""
    value = CONFIDENCE[claim.stance or "identified"]
    if value == "SUSPECTED OR ACCUSED" and claim.speaker and AUTHORITIES.search(claim.speaker.name):
        return "SUSPECTED OR ACCUSED BY AUTHORITIES"
    return value
