"""Records for assistants: short enough to be read whole, and every value with the words and the source behind it."""

from collections.abc import Mapping

from tocsin.export.incident_record import incident_outline, value_record
from tocsin.export.incident_words import title_of
from tocsin.export.record import Json
from tocsin.ledger.base import Kept
from tocsin.tasks.incidents import Dossier
from tocsin.vocabulary.incident import Account, Incident, Telling

LONGEST_QUOTE = 400
"""Characters of a quote that are shown; the report has the rest."""
HEAD = ("id", "kind", "status", "when", "count", "confidence", "voices", "reviewed", "disputed")
WORDY = frozenset({"trigger", "evidence"})
"""Slots that only say where in a text an incident is told."""


def short_record(incident: Incident) -> Json:
    """Return what a list has of an incident: a title, and what stands of every slot that says something."""
    outline = incident_outline(incident)
    values = {slot: account["values"] or account["value"] for slot, account in outline["slots"].items()}
    told = {slot: value for slot, value in values.items() if slot not in WORDY and slot not in HEAD}
    return {"title": title_of(incident)} | {name: outline[name] for name in HEAD} | told


def whole_record(dossier: Dossier) -> Json:
    """Return an incident with what each source says of each slot, in its words, and the reports behind it."""
    incident = dossier.incident
    slots = {account.slot: _account(account) for account in incident.accounts if account.slot != "trigger"}
    return short_record(incident) | {
        "slots": slots,
        "statuses": [{"status": step.status, "since": step.at.isoformat()} for step in incident.steps],
        "reports": [_report(kept) for kept in dossier.reports.values()],
    }


def quoted(words: str) -> str:
    """Return `words`, shortened where they are very long."""
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE].rstrip()} ..."


def _account(account: Account) -> Json:
    value = None if account.value is None else value_record(account.value)
    out: Json = {"value": value, "disputed": account.disputed}
    if account.set_by or account.confirmed_by:
        out |= {"set_by": account.set_by, "confirmed_by": account.confirmed_by}
    return out | {"told": [_telling(telling, telling == account.chosen) for telling in account.tellings]}


def _telling(telling: Telling, chosen: bool) -> Json:
    claim = telling.claim
    said: Mapping[str, object] = {"speaker": claim.speaker.name} if claim.speaker else {}
    stance: Mapping[str, object] = {"stance": claim.stance} if claim.stance else {}
    return {
        "value": value_record(claim.value),
        "quote": quoted(claim.span.quote),
        "source": telling.source.name,
        "grade": f"{telling.source.grade}{telling.credibility}",
        "published": telling.published.isoformat() if telling.published else None,
        "report_id": claim.span.report_id,
        "chosen": chosen,
        **said,
        **stance,
    }


def _report(kept: Kept) -> Json:
    report = kept.report
    return {
        "id": report.id,
        "source": report.source.name,
        "title": report.title,
        "published": report.published.isoformat() if report.published else None,
        "url": report.url,
        "first_seen": kept.first_seen.isoformat(),
    }
