"""Slots 12 to 24: things and people that were attacked, their kinds, numbers, nations, and what became of them."""

import re

from bench.muc.people import Person, person
from bench.muc.template import Fill, Template
from bench.muc.words import NATIONS, PEOPLE, THINGS, THINGS_BY_CATEGORY, bare, first, plural
from tocsin.vocabulary.claim import Claim, Slot
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.values import Target, Toll

DESTROYED = re.compile(r"\b(?:destroy\w*|demolish\w*|blown up|blew up|burned down|razed|gutted|reduced to)\b", re.I)
UNHARMED = re.compile(r"\b(?:no|without|any) (?:material )?damage\b|\bunhurt\b", re.I)
FREED = re.compile(r"\b(?:released|freed|rescued|escaped|set free)\b", re.I)
PEOPLE_SLOTS: tuple[tuple[Slot, str], ...] = (("killed", "DEATH"), ("wounded", "INJURY"))
MOST = 3


def fill_physical(template: Template, mention: Mention, country: str) -> None:
    """Fill slots 12 to 17 from the things among the targets of `mention`, an incident in `country`."""
    evidence = " ".join(claim.span.quote for claim in mention.of("evidence"))
    for claim in things(mention)[:MOST]:
        name = bare(claim.span.quote)
        template.add(12, Fill(string=name))
        template.add(13, Fill(thing_type(name, claim), name))
        template.add(14, Fill(number(claim, name), name))
        template.add(15, *(Fill(nation, name) for nation in foreign(claim.span.quote, country)))
        effect = damage(mention, evidence, template.type)
        if effect:
            template.add(16, Fill(effect, name))


def fill_human(template: Template, mention: Mention, report: Report, country: str) -> None:
    """Fill slots 18 to 24 from the people among the targets of `mention` and from its tolls."""
    hurt = harmed(mention)
    kidnapping = template.type == "KIDNAPPING"
    for claim in people(mention)[:MOST]:
        one = person(claim.span.quote, report.text[claim.span.end : claim.span.end + 80])
        _name(template, one)
        template.add(20, Fill(human_type(claim), one.reference))
        template.add(21, Fill(number(claim, one.description), one.reference))
        template.add(22, *(Fill(nation, one.reference) for nation in foreign(claim.span.quote, country)))
        effect = "" if kidnapping else hurt.get(claim.span.start) or default_effect(mention)
        if kidnapping and FREED.search(" ".join(c.span.quote for c in mention.of("evidence"))):
            effect = "REGAINED FREEDOM"
        if effect:
            template.add(23, Fill(effect, one.reference))
    unharmed(template, mention)


def things(mention: Mention) -> list[Claim]:
    """Return the physical targets of `mention`."""
    return [c for c in mention.of("target") if isinstance(c.value, Target) and c.value.kind == "physical"]


def people(mention: Mention) -> list[Claim]:
    """Return the human targets of `mention`."""
    return [c for c in mention.of("target") if isinstance(c.value, Target) and c.value.kind == "human"]


def thing_type(name: str, claim: Claim) -> str:
    """Return the task's type of a thing: by its words, else by the category that the extractor gives."""
    category = claim.value.category if isinstance(claim.value, Target) else "other"
    return first(THINGS, name) or THINGS_BY_CATEGORY.get(category, "OTHER")


def human_type(claim: Claim) -> str:
    """Return the task's type of people: by their words, else civilians."""
    return first(PEOPLE, claim.span.quote) or "CIVILIAN"


def number(claim: Claim, name: str) -> str:
    """Return how many: the number that the text gives, else one or PLURAL by the form of the noun."""
    given = claim.value.number if isinstance(claim.value, Target) else None
    if given is not None:
        return str(given)
    return "PLURAL" if plural(name) else "1"


def foreign(words: str, country: str) -> list[str]:
    """Return the nation that `words` name, unless it is the `country` of the incident."""
    found = [nation for nation, pattern in NATIONS.items() if pattern.search(words)]
    return [nation for nation in found if nation != country][:1]


def damage(mention: Mention, evidence: str, kind: str) -> str:
    """Return what became of the things: only what the text says, but arson always damages."""
    if UNHARMED.search(evidence):
        return "NO DAMAGE"
    if DESTROYED.search(evidence):
        return "DESTROYED"
    return "SOME DAMAGE" if mention.of("damage") or kind in {"ARSON", "BOMBING"} else ""


def harmed(mention: Mention) -> dict[int, str]:
    """Return the effect on each human target whose words overlap those of a toll, by the start of the target."""
    out: dict[int, str] = {}
    for slot, effect in PEOPLE_SLOTS:
        for toll in mention.of(slot):
            if isinstance(toll.value, Toll) and toll.value.high == 0:
                continue
            for target in people(mention):
                if target.span.start < toll.span.end and toll.span.start < target.span.end:
                    out.setdefault(target.span.start, effect)
    return out


def default_effect(mention: Mention) -> str:
    """Return what happened to people of whom the text names one harm only, or who were assassinated."""
    told = [effect for slot, effect in PEOPLE_SLOTS if any(_positive(claim) for claim in mention.of(slot))]
    if len(told) == 1:
        return told[0]
    return "DEATH" if mention.of("kind")[0].value == "assassination" else ""


def unharmed(template: Template, mention: Mention) -> None:
    """Say that nobody was harmed, where the text does and no victim is named."""
    none = [slot for slot, _ in PEOPLE_SLOTS if any(not _positive(claim) for claim in mention.of(slot))]
    if none and not template.fills.get(23):
        value = {"killed": "NO DEATH", "wounded": "NO INJURY"}[none[0]] if len(none) == 1 else "NO INJURY OR DEATH"
        template.add(23, Fill(value, "-"))


def _positive(claim: Claim) -> bool:
    return isinstance(claim.value, Toll) and claim.value.high != 0


def _name(template: Template, one: Person) -> None:
    if one.name:
        template.add(18, Fill(string=one.name))
    if one.description:
        template.add(19, Fill(f'"{one.description}"', one.name) if one.name else Fill(string=one.description))
