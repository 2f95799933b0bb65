"""What is new, and what changed about what was known before."""

from collections.abc import Sequence

from tocsin.export.brief.base import Block, Paragraph, Register, Section, Sentence, Table
from tocsin.export.incident_words import title_of
from tocsin.tasks.briefing.changes import Difference
from tocsin.tasks.briefing.material import Material
from tocsin.tasks.briefing.phrases import harm, joined, says, told_by, what, when, where, who
from tocsin.tasks.briefing.times import days_of, is_attack
from tocsin.vocabulary.incident import Incident

HEADS = ("When", "What", "Where", "Harm", "Who", "Told by")
QUOTES = 3


def news(material: Material, register: Register) -> Section:
    """Return the part on incidents that were first told of in the period."""
    attacks = [i for i in material.news if is_attack(i, material.question.selection.kinds)]
    late = {incident.id for incident in material.late}
    undated = [incident for incident in attacks if days_of(incident) is None]
    groups = (
        ("", [incident for incident in attacks if incident.id not in late and days_of(incident)]),
        ("Of earlier days, told of only now", [incident for incident in attacks if incident.id in late]),
        ("Of a day that nobody tells", undated),
        ("Threatened or planned", list(material.ahead)),
        ("Arrests and seizures", list(material.answers)),
    )
    blocks: list[Block] = [_table(caption, found, register) for caption, found in groups if found]
    if not blocks:
        blocks.append(Paragraph(("No incident was first told of in these days.",)))
    if any(incident.disputed for incident in material.news):
        blocks.append(
            Paragraph(
                ("≠ sources contradict each other. Places are known within the kilometres behind ±.",), small=True
            )
        )
    return Section("new", "What is new", tuple(blocks))


def _table(caption: str, incidents: Sequence[Incident], register: Register) -> Table:
    ordered = sorted(incidents, key=lambda incident: (str(days_of(incident)), incident.id))
    rows = tuple((when(one), what(register, one), where(one), harm(one), who(one), told_by(one)) for one in ordered)
    return Table(HEADS, rows, caption)


def changed(material: Material, register: Register) -> Section:
    """Return the part on what was told otherwise in the period than before it."""
    if not material.differences:
        said = "Nothing of what was known before is told otherwise now, and no incident was reviewed."
        return Section("changed", "What changed", (Paragraph((said,)),))
    rows = tuple(_row(difference, register) for difference in material.differences)
    heads = ("About", "Incident", "Told before", "Told now", "In the words of")
    return Section("changed", "What changed", (Table(heads, rows),))


def _row(difference: Difference, register: Register) -> tuple[Sentence, ...]:
    words = joined(says(evidence) for evidence in difference.evidence[:QUOTES])
    if difference.author:
        words = ("decided by ", difference.author)
    incident = register.number(title_of(difference.incident), [difference.incident.id])
    return (difference.what,), (incident,), (difference.before or "nothing",), (difference.now,), words
