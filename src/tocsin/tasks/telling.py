"""What each source has told: how many incidents, and when it did so first and last."""

from dataclasses import dataclass
from datetime import date

from tocsin.ledger.base import Ledger
from tocsin.vocabulary.selection import Selection


@dataclass(frozen=True, slots=True)
class Share:
    """`incidents` that a source tells of, and the first and the last day on which it began to tell of one."""

    incidents: int
    first: date
    last: date


def shares(ledger: Ledger) -> dict[str, Share]:
    """Return the share of each source, by name. Raises LedgerError."""
    days: dict[str, list[int]] = {}
    for occurrence in ledger.occurrences(Selection()):
        for source, day in occurrence.tellings.items():
            days.setdefault(source, []).append(day)
    return {
        source: Share(len(told), date.fromordinal(min(told)), date.fromordinal(max(told)))
        for source, told in days.items()
    }
