"""Incidents as CSV (RFC 4180), one a line: what stands for each, for spreadsheets."""

import csv
from collections.abc import Iterable
from typing import TextIO

from tocsin.export.incident_words import value_words
from tocsin.export.visible import one_line
from tocsin.vocabulary.claim import Slot
from tocsin.vocabulary.incident import Account, Incident
from tocsin.vocabulary.values import Toll, When, Where

COLUMNS = (
    "id", "start", "end", "date_precision", "kind", "count", "status", "place", "gazetteer_name", "lat", "lon",
    "precision_km", "admin1", "country", "targets", "weapons", "perpetrators", "killed_low", "killed_high",
    "wounded_low", "wounded_high", "abducted_low", "abducted_high", "disputed", "confidence", "sources", "voices",
    "mentions", "reviewed", "first_seen", "last_seen",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the start of a formula; words of others must not compute anything."""


def write_csv(incidents: Iterable[Incident], stream: TextIO) -> int:
    """Write a header and a line for each of `incidents` to `stream`; return how many. Raises OSError."""
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    count = 0
    for incident in incidents:
        values = _row(incident)
        writer.writerow([_safe(values[column]) for column in COLUMNS])
        count += 1
    return count


def _row(incident: Incident) -> dict[str, object]:
    sources = dict.fromkeys(t.source.name for account in incident.accounts for t in account.tellings)
    return {
        "id": incident.id,
        **_when(incident.account("when")),
        "kind": _plain(incident.account("kind")),
        "count": _plain(incident.account("count")),
        "status": _plain(incident.account("status")),
        **_where(incident.account("where")),
        "targets": _listed(incident.account("target")),
        "weapons": _listed(incident.account("weapon")),
        "perpetrators": _listed(incident.account("perpetrator")),
        **_toll(incident, "killed"),
        **_toll(incident, "wounded"),
        **_toll(incident, "abducted"),
        "disputed": ";".join(incident.disputed),
        "confidence": round(incident.confidence, 3),
        "sources": ";".join(one_line(name) for name in sources),
        "voices": incident.voices,
        "mentions": len(incident.mention_ids),
        "reviewed": "yes" if incident.reviewed else "no",
        "first_seen": incident.first_seen.isoformat(),
        "last_seen": incident.last_seen.isoformat(),
    }


def _plain(account: Account | None) -> object:
    return account.value if account and account.value is not None else ""


def _when(account: Account | None) -> dict[str, object]:
    when = account.value if account and isinstance(account.value, When) else When()
    return {"start": when.start or "", "end": when.end or "", "date_precision": when.precision}


def _where(account: Account | None) -> dict[str, object]:
    where = account.value if account and isinstance(account.value, Where) else None
    place = where.place if where else None
    return {
        "place": one_line(where.name) if where else "",
        "gazetteer_name": place.name if place else "",
        "lat": place.lat if place else "",
        "lon": place.lon if place else "",
        "precision_km": place.precision_km if place else "",
        "admin1": place.admin1 if place else "",
        "country": place.country if place else "",
    }


def _listed(account: Account | None) -> str:
    if account is None:
        return ""
    return "; ".join(dict.fromkeys(value_words(account.slot, value) for value in account.values))


def _toll(incident: Incident, slot: Slot) -> dict[str, object]:
    account = incident.account(slot)
    toll = account.value if account and isinstance(account.value, Toll) else None
    low = "" if toll is None or toll.low is None else toll.low
    high = "" if toll is None or toll.high is None else toll.high
    return {f"{slot}_low": low, f"{slot}_high": high}


def _safe(value: object) -> object:
    """Words that begin like a formula get an apostrophe before them; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
