"""The neighbours of an incident: others nearby in days and kilometres, for somebody who doubts that they are others."""

from dataclasses import replace
from datetime import timedelta

from tocsin.ledger.base import Ledger
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.selection import Near, Selection
from tocsin.vocabulary.values import When, Where

DAYS = timedelta(days=7)
KM = 50.0
MOST = 12


def neighbours(ledger: Ledger, incident: Incident) -> list[Incident]:
    """Return the other incidents within a week and 50 km (and what the place is unsure by), at most twelve.

    Without a day there are none; without coordinates those of the days are looked at, wherever they were. Those at the
    nearest days come first. Raises LedgerError.
    """
    account = incident.account("when")
    when = account.value if account else None
    if not isinstance(when, When) or when.start is None or when.end is None:
        return []
    around = Selection(since=when.start - DAYS, until=when.end + DAYS, limit=MOST * 4)
    where = incident.account("where")
    place = where.value.place if where and isinstance(where.value, Where) else None
    if place is not None:
        around = replace(around, near=Near(place.lat, place.lon, KM + place.precision_km))
    found = [one for one in ledger.incidents(around).incidents if one.id != incident.id]
    return sorted(found, key=lambda one: (_apart(one, when), one.id))[:MOST]


def _apart(other: Incident, when: When) -> int:
    """Return how many days lie between the possible days of two incidents."""
    account = other.account("when")
    theirs = account.value if account else None
    if not isinstance(theirs, When) or not (theirs.start and theirs.end and when.start and when.end):
        return DAYS.days
    return max((theirs.start - when.end).days, (when.start - theirs.end).days, 0)
