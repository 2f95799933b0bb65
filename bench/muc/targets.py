"""Slots 12 to 24: things and people that were attacked, their kinds, numbers, nations, and what became of them."""

from dataclasses import dataclass, replace

from bench.muc import features
from bench.muc.counting import number
from bench.muc.judges import judge
from bench.muc.keeping import kept
from bench.muc.people import Person, person
from bench.muc.template import Fill, Template
from bench.muc.told import Told, positive
from bench.muc.words import NATIONS, bare, plural
from tocsin.vocabulary.claim import Claim, Slot

HARMS: tuple[Slot, ...] = ("killed", "wounded")
MOST = 8
AFTER = 80
"""Characters behind the words for a person within which the name may stand."""


@dataclass(frozen=True, slots=True)
class Victim:
    """People of one claim, as `person` tells them."""

    claim: Claim
    person: Person


def fill_physical(template: Template, told: Told) -> None:
    """Fill slots 12 to 17 from the things among the targets."""
    for claim in kept(told, told.targets("physical"))[:MOST]:
        name = bare(claim.span.quote)
        if any(fill.string == name for fill in template.fills.get(12, ())):
            continue
        template.add(12, Fill(string=name))
        template.add(13, Fill(judge("thing_type").answer(features.thing_type(told, claim)), name))
        template.add(14, Fill(number(told, claim, name), name))
        template.add(15, *(Fill(nation, name) for nation in foreign(claim.span.quote, told.country)))
        effect = judge("thing_effect").answer(features.effect(told, claim.span))
        if effect:
            template.add(16, Fill(effect, name))


def fill_human(template: Template, told: Told) -> None:
    """Fill slots 18 to 24 from the people among the targets and from the tolls."""
    for victim in victims(told)[:MOST]:
        one, claim = victim.person, victim.claim
        name_people(template, one)
        seen = features.human_type(told, claim.span, one.name, one.description, features.category_of(claim))
        template.add(20, Fill(judge("human_type").answer(seen), one.reference))
        template.add(21, Fill("1" if one.name else number(told, claim, one.description), one.reference))
        around = " ".join((*told.before(claim.span, 1), one.description, claim.span.quote))
        template.add(22, *(Fill(nation, one.reference) for nation in foreign(around, told.country)))
        effect = judge("human_effect").answer(features.effect(told, claim.span))
        if effect:
            template.add(23, Fill(effect, one.reference))
    unharmed(template, told)


def victims(told: Told) -> list[Victim]:
    """Return the people among the targets, a name and the role that stands apart from it as one."""
    text = told.report.text
    found: list[Victim] = []
    for claim in kept(told, told.targets("human")):
        one = person(claim.span.quote, text[claim.span.end : claim.span.end + AFTER], text)
        known = next((n for n, other in enumerate(found) if same_person(other, Victim(claim, one))), None)
        if known is None:
            found.append(Victim(claim, one))
        else:
            found[known] = united(found[known], one)
    return found


def same_person(one: Victim, other: Victim) -> bool:
    """Whether two claims are of the same people: a shared name or role, or a role next to a name."""
    a, b = one.person, other.person
    if a.name and b.name:
        return a.name == b.name or set(b.name.split()) <= set(a.name.split())
    if not a.name and not b.name:
        return a.description == b.description
    role, named = (one, other) if b.name else (other, one)
    if plural(role.person.description):
        return False
    if role.person.description == named.person.description:
        return True
    gap = named.claim.span.start - role.claim.span.end
    back = role.claim.span.start - named.claim.span.end
    return 0 <= gap <= 3 or 0 <= back <= 3


def united(victim: Victim, other: Person) -> Victim:
    """Return `victim` with what the words of another claim add."""
    one = victim.person
    return replace(victim, person=Person(one.name or other.name, one.description or other.description))


def foreign(words: str, country: str) -> list[str]:
    """Return the nation that `words` name, unless it is the `country` of the incident."""
    found = [nation for nation, pattern in NATIONS.items() if pattern.search(words)]
    return [nation for nation in found if nation != country][:1]


def unharmed(template: Template, told: Told) -> None:
    """Say that nobody was harmed, where the text does and no victim is named."""
    none = [slot for slot in HARMS if any(not positive(claim) for claim in told.of(slot))]
    if none and not template.fills.get(23):
        value = {"killed": "NO DEATH", "wounded": "NO INJURY"}[none[0]] if len(none) == 1 else "NO INJURY OR DEATH"
        template.add(23, Fill(value, "-"))


def name_people(template: Template, one: Person) -> None:
    """Add the name and the description of people."""
    if one.name:
        template.add(18, Fill(string=one.name))
    if one.description:
        template.add(19, Fill(f'"{one.description}"', one.name) if one.name else Fill(string=one.description))
