"""The record of an incident: what stands, what each source says, and every mention with its own values.

Mentions have the shape of the annotation scheme, as in the record of a report, with `id`, `report_id` and the source
beside it. Offsets of quotes are into the text of the report with that id.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from tocsin.export.record import Json, mention_record
from tocsin.vocabulary.claim import Claim, Value
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.incident import Account, Incident, Telling
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.values import Actor, Target, Toll, Weapon, When, Where

DIGITS = 3


class Archived(Protocol):
    """A report as a ledger keeps it; what is needed here."""

    @property
    def report(self) -> Report:
        """The report."""
        ...

    @property
    def original_digest(self) -> str:
        """The SHA-256 of the bytes that it was read from."""
        ...


def incident_record(incident: Incident, entries: Iterable[Entry], reports: Mapping[str, Archived]) -> Json:
    """Return the record of `incident`; `reports` are those of its `entries`, by id."""
    return _head(incident) | {
        "slots": {account.slot: _account(account) for account in incident.accounts},
        "steps": [
            {"status": s.status, "at": s.at.isoformat(), "mention_id": s.telling.mention_id} for s in incident.steps
        ],
        "mentions": [
            mention_of_entry(n, entry, reports.get(entry.mention.report_id)) for n, entry in enumerate(entries, start=1)
        ],
    }


def incident_outline(incident: Incident) -> Json:
    """Return what stands of `incident`, without who says it: the record as far as it needs no reports."""
    return _head(incident) | {"slots": {account.slot: _standing(account) for account in incident.accounts}}


def _head(incident: Incident) -> Json:
    out: Json = {"id": incident.id}
    for slot in ("kind", "status", "when", "count"):
        account = incident.account(slot)
        out[slot] = value_record(account.value) if account and account.value is not None else None
    return out | {
        "confidence": round(incident.confidence, DIGITS),
        "voices": incident.voices,
        "reviewed": incident.reviewed,
        "disputed": list(incident.disputed),
        "first_seen": incident.first_seen.isoformat(),
        "last_seen": incident.last_seen.isoformat(),
    }


def mention_of_entry(number: int, entry: Entry, kept: Archived | None) -> Json:
    """Return a mention with the source and the report that it stands in."""
    return {
        "id": entry.mention.id,
        "report_id": entry.mention.report_id,
        "source": entry.source.name,
        "title": entry.title,
        "url": kept.report.url if kept else None,
        "published": entry.published.isoformat() if entry.published else None,
        "copy_of": entry.copies if entry.copies not in ("", entry.mention.report_id) else None,
        "original_sha256": kept.original_digest if kept else None,
    } | mention_record(number, entry.mention)


def value_record(value: Value) -> Any:
    """Return a value as JSON: terms and numbers as they are, all else as an object."""
    match value:
        case When():
            out: Json = {
                "start": value.start.isoformat() if value.start else None,
                "end": value.end.isoformat() if value.end else None,
                "precision": value.precision,
            }
            return out | ({"ambiguous": True} if value.ambiguous else {})
        case Where():
            return {"words": value.name, "relation": value.relation, "kind": value.kind} | _place(value)
        case Weapon():
            return {"type": value.type, "number": value.number, "calibre_mm": value.calibre_mm}
        case Target():
            return {"name": value.name, "category": value.category, "kind": value.kind, "number": value.number}
        case Actor():
            return {"name": value.name, "kind": value.kind}
        case Toll():
            return {"low": value.low, "high": value.high}
    return value


def _place(where: Where) -> Json:
    place = where.place
    names = ("name", "lat", "lon", "country", "admin1", "precision_km", "id")
    return {name: (getattr(place, name) or None) if place else None for name in names} | (
        {"lat": place.lat, "lon": place.lon, "precision_km": place.precision_km} if place else {}
    )


def _account(account: Account) -> Json:
    tellings = [_telling(telling, telling == account.chosen) for telling in account.tellings]
    return _standing(account) | {"tellings": tellings}


def _standing(account: Account) -> Json:
    out: Json = {
        "value": None if account.value is None else value_record(account.value),
        "values": [value_record(value) for value in account.values],
        "voices": account.voices,
        "disputed": account.disputed,
    }
    if account.lowest is not None or account.highest is not None:
        out |= {"lowest": account.lowest, "highest": account.highest}
    if account.set_by or account.confirmed_by:
        out |= {"set_by": account.set_by, "confirmed_by": account.confirmed_by}
    return out


def _telling(telling: Telling, chosen: bool) -> Json:
    claim, source = telling.claim, telling.source
    return {
        "value": value_record(claim.value),
        "quote": claim.span.quote,
        "start": claim.span.start,
        "end": claim.span.end,
        "report_id": claim.span.report_id,
        "mention_id": telling.mention_id,
        "chosen": chosen,
        "source": source.name,
        "grade": source.grade,
        "credibility": telling.credibility,
        "voice": telling.voice,
        "published": telling.published.isoformat() if telling.published else None,
        "first_seen": telling.first_seen.isoformat(),
        "last_seen": telling.last_seen.isoformat(),
    } | _said(claim)


def _said(claim: Claim) -> Json:
    return {
        "speaker": claim.speaker.name if claim.speaker else None,
        "stance": claim.stance,
        "confidence": round(claim.confidence, DIGITS),
        "method": f"{claim.method.name} {claim.method.version}".strip(),
    }
