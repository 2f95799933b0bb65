"""What stands behind each number: incidents with the words of their reports, and the reports with their digests."""

from collections.abc import Iterable, Iterator

from tocsin.export.brief.base import Dossier, Further, Origin, Told, Value
from tocsin.export.incident_words import account_words, grade_words, seen_words, source_words, telling_words, title_of
from tocsin.export.visible import one_line
from tocsin.export.wording import counted, day_words, term_words, title_words
from tocsin.ledger.base import Kept, Ledger
from tocsin.tasks.briefing.material import Material
from tocsin.tasks.briefing.phrases import ids_of, shortened
from tocsin.tasks.briefing.times import status_of, tellings, told_on
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
FULL = 300
"""Incidents at most that everything is told of; of more only what is new would be found again."""
TELLINGS = 12


def behind(ledger: Ledger, material: Material, named: Iterable[str]) -> tuple[tuple[Dossier, ...], tuple[Further, ...]]:
    """Return what stands behind the incidents `named`: at length of those that matter most, in a line of the others.

    Raises LedgerError.
    """
    known = {incident.id: incident for incident in material.known}
    wanted = dict.fromkeys(named)
    first = (*material.news, *material.happened, *(one.incident for one in material.differences), *material.before)
    ordered = [id_ for id_ in dict.fromkeys((*ids_of(first), *wanted)) if id_ in wanted]
    found = [one for id_ in ordered if (one := known.get(id_) or ledger.incident(id_)) is not None]
    full = tuple(_dossier(ledger, incident) for incident in found[:FULL])
    return full, tuple(_further(incident) for incident in found[FULL:])


def _dossier(ledger: Ledger, incident: Incident) -> Dossier:
    ids = dict.fromkeys(telling.claim.span.report_id for telling in tellings(incident))
    reports = {id_: kept for id_ in ids if (kept := ledger.report(id_)) is not None}
    keys = {id_: f"{incident.id}-r{number}" for number, id_ in enumerate(reports, start=1)}
    return Dossier(
        key=incident.id,
        title=title_of(incident),
        head=_head(incident, len(reports)),
        words=_words(incident),
        values=tuple(_values(incident, keys)),
        origins=tuple(_origin(keys[id_], kept) for id_, kept in reports.items()),
    )


def _further(incident: Incident) -> Further:
    told = sorted({(told_on(one), one_line(one.source.name) or "source unknown") for one in tellings(incident)})
    said = "; ".join(f"{name}, {day_words(day)}" for day, name in told[:TELLINGS])
    return Further(incident.id, title_of(incident), f"{status_of(incident)} · {incident.id}", _words(incident), said)


def _words(incident: Incident) -> str:
    evidence = incident.account("evidence")
    return shortened(str(evidence.value)) if evidence and evidence.value is not None else ""


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
