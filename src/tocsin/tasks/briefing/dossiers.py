"""What stands behind each number: incidents with the words of their reports, and the reports with their digests."""

from collections.abc import Iterable, Iterator

from tocsin.export.brief.base import Dossier, Origin, Told, Value
from tocsin.export.incident_words import account_words, grade_words, seen_words, source_words, telling_words, title_of
from tocsin.export.visible import one_line
from tocsin.export.wording import counted, day_words, term_words, title_words
from tocsin.ledger.base import Kept, Ledger
from tocsin.tasks.briefing.phrases import shortened
from tocsin.tasks.briefing.times import status_of
from tocsin.tasks.incidents import dossier
from tocsin.vocabulary.claim import Slot
from tocsin.vocabulary.incident import Account, Incident

SLOTS: tuple[Slot, ...] = (
    "status",
    "when",
    "where",
    "weapon",
    "target",
    "perpetrator",
    "killed",
    "wounded",
    "abducted",
    "damage",
    "denial",
)
QUOTES = frozenset({"damage", "denial"})
"""Slots whose value is the quote itself."""
TELLINGS = 12


def dossiers(ledger: Ledger, incidents: Iterable[Incident]) -> Iterator[Dossier]:
    """Yield what stands behind each of `incidents`. Raises LedgerError."""
    for incident in incidents:
        held = dossier(ledger, incident)
        keys = {id_: f"{incident.id}-r{number}" for number, id_ in enumerate(held.reports, start=1)}
        evidence = incident.account("evidence")
        words = str(evidence.value) if evidence and evidence.value is not None else ""
        yield Dossier(
            key=incident.id,
            title=title_of(incident),
            head=_head(incident, len(held.reports)),
            words=shortened(words),
            values=tuple(_values(incident, keys)),
            origins=tuple(_origin(keys[id_], kept) for id_, kept in held.reports.items()),
        )


def _head(incident: Incident, reports: int) -> str:
    said = [
        status_of(incident),
        f"{counted(reports, 'report')}, {counted(incident.voices, 'voice')}",
        f"confidence {incident.confidence:.2f}",
    ]
    if incident.reviewed:
        said.append("checked by a person")
    course = [f"{step.status} ({day_words(step.at.date())})" for step in incident.steps]
    if len(course) > 1:
        said.append(" → ".join(course))
    return " · ".join([*filter(None, said), incident.id])


def _values(incident: Incident, keys: dict[str, str]) -> Iterator[Value]:
    for slot in SLOTS:
        account = incident.account(slot)
        if account is not None and (account.tellings or account.value is not None):
            words = "" if slot in QUOTES else account_words(account)
            yield Value(_label(slot), words, account.disputed, tuple(_told(account, keys)))


def _label(slot: Slot) -> str:
    return {"perpetrator": "who", "denial": "denied"}.get(slot, term_words(slot))


def _told(account: Account, keys: dict[str, str]) -> Iterator[Told]:
    for telling in account.tellings[:TELLINGS]:
        yield Told(
            words="" if account.slot in QUOTES else telling_words(telling),
            quote=shortened(telling.claim.span.quote),
            who=source_words(telling.source),
            day=seen_words(telling),
            grade=grade_words(telling),
            report_key=keys.get(telling.claim.span.report_id, ""),
            chosen=telling == account.chosen,
        )


def _origin(key: str, kept: Kept) -> Origin:
    report = kept.report
    address = one_line(report.url or kept.address)
    return Origin(
        key=key,
        id=report.id,
        title=shortened(title_words(report)),
        source=source_words(report.source),
        day=day_words(report.published) if report.published else f"seen {day_words(kept.first_seen.date())}",
        address=address,
        link=address.startswith(("http://", "https://")),
        digest=kept.original_digest,
    )
