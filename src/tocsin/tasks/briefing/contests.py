"""In dispute: where sources contradict each other, and in which words."""

from collections.abc import Iterator

from tocsin.export.brief.base import Paragraph, Register, Section, Sentence, Table
from tocsin.export.incident_words import account_words, title_of, value_words
from tocsin.export.wording import term_words
from tocsin.tasks.briefing.material import Material
from tocsin.tasks.briefing.opening import disputed
from tocsin.tasks.briefing.phrases import joined, says
from tocsin.vocabulary.evidence import evidence_of
from tocsin.vocabulary.incident import Account, Incident, Telling

VALUES, QUOTES = 6, 2


def contests(material: Material, register: Register) -> Section:
    """Return the part on what sources contradict each other in."""
    rows = tuple(row for incident in disputed(material) for row in _rows(incident, register))
    if not rows:
        return Section(
            "disputed",
            "In dispute",
            (Paragraph(("Sources do not contradict each other about any of these incidents.",)),),
        )
    heads = ("Incident", "About", "Stands", "Who says what")
    return Section("disputed", "In dispute", (Table(heads, rows),))


def _rows(incident: Incident, register: Register) -> Iterator[tuple[Sentence, ...]]:
    title = register.number(title_of(incident), [incident.id])
    for account in incident.accounts:
        if account.disputed:
            yield (title,), (term_words(account.slot),), (account_words(account),), _sides(account, incident)


def _sides(account: Account, incident: Incident) -> Sentence:
    by_value: dict[str, list[Telling]] = {}
    for telling in account.tellings:
        by_value.setdefault(value_words(account.slot, telling.claim.value), []).append(telling)
    return joined(
        (
            (f"{words}: ", *joined((says(evidence_of(t, incident), whole=False) for t in told[:QUOTES]), ", "))
            for words, told in list(by_value.items())[:VALUES]
        ),
        " · ",
    )
