"""Slots 4 and 5: what happened, and how far it got."""

import re

from tocsin.vocabulary.mention import Mention

TYPES = {
    "ied": "BOMBING",
    "vehicle-bomb": "BOMBING",
    "suicide": "BOMBING",
    "grenade": "BOMBING",
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
