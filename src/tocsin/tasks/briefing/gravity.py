"""How severe: tolls, what is hit and with what, and what comes of it, these days and the half-year behind them."""

from collections.abc import Iterator, Sequence

from tocsin.analysis.severity.assess import Severity, assess_severity
from tocsin.analysis.severity.cases import cases_of
from tocsin.analysis.severity.sentences import people
from tocsin.analysis.severity.shares import Group, Portion
from tocsin.analysis.severity.tolls import TollSum
from tocsin.export.brief.base import Block, Bullets, Paragraph, Register, Section, Sentence, Table
from tocsin.export.wording import term_words
from tocsin.tasks.briefing.material import Material
from tocsin.vocabulary.incident import Incident

GROUPS: dict[Group, str] = {"target": "Hit", "weapon": "With", "outcome": "What came of it"}
ROWS = 8
"""How many targets and weapons are named, most frequent first."""


def gravity(material: Material, register: Register) -> Section:
    """Return the part on tolls and shares."""
    if not material.background:
        return Section("severity", "How severe", (Paragraph(("There is no attack to tell of.",)),))
    now, whole = _of(material.happened, material), _of(material.background, material)
    blocks: list[Block] = [Bullets(tuple((sentence,) for sentence in whole.sentences))]
    tolls = tuple(_toll(*pair, register) for pair in zip(now.whole.tolls, whole.whole.tolls, strict=True))
    blocks.append(Table(("People", "In these days", "Since the first day looked at"), tolls))
    for group, head in GROUPS.items():
        rows = tuple(_rows(now.whole.portions, whole.whole.portions, group, register))
        if rows:
            blocks.append(
                Table((head, "In these days", "Since the first day looked at", "Share of those that tell"), rows)
            )
    blocks.append(Bullets(tuple((one,) for one in whole.assumptions), small=True))
    return Section("severity", "How severe", tuple(blocks))


def tolls_of_period(material: Material) -> tuple[TollSum, ...]:
    """Return how many people the attacks of the period hurt."""
    return _of(material.happened, material).whole.tolls


def _of(incidents: Sequence[Incident], material: Material) -> Severity:
    return assess_severity(cases_of(incidents, material.question.selection.kinds))


def _toll(now: TollSum, whole: TollSum, register: Register) -> tuple[Sentence, ...]:
    return (now.harm,), _people(now, register), _people(whole, register)


def _people(toll: TollSum, register: Register) -> Sentence:
    if not toll.told_ids:
        return ("nothing told",)
    return register.number(people(toll), toll.told_ids), f", told of {len(toll.told_ids)} of {_all(toll)}"


def _all(toll: TollSum) -> int:
    return len(toll.told_ids) + len(toll.untold_ids)


def _rows(
    now: Sequence[Portion], whole: Sequence[Portion], group: Group, register: Register
) -> Iterator[tuple[Sentence, ...]]:
    recent = {one.name: one for one in now if one.group == group}
    found = sorted((one for one in whole if one.group == group), key=lambda one: (-len(one.incident_ids), one.name))
    for one in [one for one in found if one.incident_ids][:ROWS]:
        here = recent.get(one.name)
        count = _count(here.incident_ids, register) if here else ("0",)
        share = one.share
        said = f"{share.value:.0%} ({share.low:.0%} to {share.high:.0%}) of {one.known}"
        yield (term_words(one.name),), count, _count(one.incident_ids, register), (said,)


def _count(incident_ids: Sequence[str], register: Register) -> Sentence:
    return (register.number(f"{len(incident_ids):,}", incident_ids),)
