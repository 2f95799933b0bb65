"""Slots 4 to 7: what happened, how far it got, and by which means."""

import re

from bench.muc.template import Fill, Template
from bench.muc.words import INSTRUMENTS, bare, first
from tocsin.vocabulary.mention import Mention

TYPES = {
    "ied": "BOMBING",
    "vehicle-bomb": "BOMBING",
    "suicide": "BOMBING",
    "abduction": "KIDNAPPING",
    "arson": "ARSON",
}
"""The task's types by our kinds; every other kind is an ATTACK."""
ROBBERY = re.compile(r"\b(?:robb(?:ed|ery|eries|ing)|stole|stolen|looted|looting|assaulted a bank)\b", re.I)
STOPPAGE = re.compile(r"\barmed strike\b|\btransport(?:ation)? (?:stoppage|strike)\b", re.I)
HIJACKING = re.compile(r"\bhijack\w*", re.I)
STAGES = {
    "foiled": "ATTEMPTED",
    "intercepted": "ATTEMPTED",
    "threatened": "THREATENED",
    "planned": "THREATENED",
}
ARMS = re.compile(r"\b(?:sho(?:t|oting)|gunned|machinegunn\w+|riddled|gunmen|fired)\b", re.I)


def incident_type(mention: Mention) -> str:
    """Return the task's type of `mention`."""
    triggers = " ".join(claim.span.quote for claim in mention.of("trigger"))
    for name, pattern in (("ROBBERY", ROBBERY), ("FORCED WORK STOPPAGE", STOPPAGE), ("HIJACKING", HIJACKING)):
        if pattern.search(triggers):
            return name
    return TYPES.get(str(mention.of("kind")[0].value), "ATTACK")


def stage(mention: Mention) -> str:
    """Return how far it got, by the status of `mention`."""
    return STAGES.get(str(mention.of("status")[0].value), "ACCOMPLISHED")


def fill_instruments(template: Template, mention: Mention) -> None:
    """Fill slots 6 and 7 from the weapons of `mention`; a verb alone tells of a gun or a bomb without naming it."""
    if template.type in {"ARSON", "KIDNAPPING"}:
        return
    for claim in mention.of("weapon"):
        name = bare(claim.span.quote)
        template.add(6, Fill(string=name))
        kind = first(INSTRUMENTS, name)
        if kind:
            template.add(7, Fill(kind, name))
    if 7 not in template.fills:
        triggers = " ".join(claim.span.quote for claim in mention.of("trigger"))
        if template.type == "BOMBING":
            template.add(7, Fill("DYNAMITE" if "DYNAMIT" in triggers.upper() else "BOMB", "-"))
        elif ARMS.search(triggers):
            template.add(7, Fill("GUN", "-"))
