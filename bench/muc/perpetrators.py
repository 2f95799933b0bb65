"""Slots 8 to 11: who did it, as person or organisation, and how surely the message says so."""

from bench.muc import features
from bench.muc.judges import judge
from bench.muc.keeping import kept
from bench.muc.template import Fill, Template
from bench.muc.told import Told
from bench.muc.words import AUTHORITIES, bare
from tocsin.vocabulary.claim import Claim
from tocsin.vocabulary.values import Actor

CONFIDENCE = {
    "claims": "CLAIMED OR ADMITTED",
    "admits": "CLAIMED OR ADMITTED",
    "identified": "REPORTED AS FACT",
    "blamed": "SUSPECTED OR ACCUSED",
    "suspected": "SUSPECTED OR ACCUSED",
}
HALF = 0.5
MOST = 2
"""Perpetrators of a kind that a template names; the task's keys rarely name more."""


def fill_perpetrators(template: Template, told: Told) -> None:
    """Fill slots 8 to 11 from the perpetrators of a mention; those who deny or are unknown are left out."""
    people: list[Fill] = []
    organisations: list[tuple[Fill, Claim]] = []
    for claim in kept(told, told.of("perpetrator")):
        if not isinstance(claim.value, Actor) or claim.stance not in CONFIDENCE:
            continue
        name = bare(claim.span.quote)
        if judge("organisation").chance(features.perpetrator(told, claim)) > HALF:
            organisations.append((Fill(string=name), claim))
        else:
            people.append(Fill(string=name))
    violence = judge("category").answer(features.category(told, template.type))
    if violence:
        template.add(8, Fill(violence))
    template.add(9, *people[:MOST])
    for fill, claim in organisations[:MOST]:
        if fill not in template.fills.get(10, ()):
            template.add(10, fill)
            template.add(11, Fill(confidence(claim), fill.string))


def confidence(claim: Claim) -> str:
    """Return how surely the message says that an organisation did it; the authorities have a word of their own."""
    value = CONFIDENCE[claim.stance or "identified"]
    if value == "SUSPECTED OR ACCUSED" and claim.speaker and AUTHORITIES.search(claim.speaker.name):
        return "SUSPECTED OR ACCUSED BY AUTHORITIES"
    return value
