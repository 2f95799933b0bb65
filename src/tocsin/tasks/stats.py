"""How many incidents a selection has, by kind and status: from indices, without reading any."""

from dataclasses import dataclass, replace
from datetime import date

from tocsin.ledger.base import Ledger
from tocsin.vocabulary.selection import Order, Selection
from tocsin.vocabulary.terms import KINDS, STATUSES
from tocsin.vocabulary.values import When

ENDS: tuple[Order, Order] = ("when", "-when")
"""The orders in which the first and the last incident stand first; those without a day stand last in both."""


@dataclass(frozen=True, slots=True)
class Stats:
    """Numbers of a selection; `kinds` and `statuses` without those that it has none of.

    `first_day` and `last_day` are those on which its first and its last dated incident could have been. `unresolved`
    mentions and `sources` are those of the whole ledger.
    """

    incidents: int
    disputed: int
    kinds: dict[str, int]
    statuses: dict[str, int]
    first_day: date | None
    last_day: date | None
    unresolved: int
    sources: int


def stats(ledger: Ledger, selection: Selection) -> Stats:
    """Return the numbers of `selection`. Raises LedgerError."""
    disputed = 0 if selection.disputed is False else ledger.count(replace(selection, disputed=True))
    kinds = {one: ledger.count(replace(selection, kinds=(one,))) for one in selection.kinds or KINDS}
    statuses = {one: ledger.count(replace(selection, statuses=(one,))) for one in selection.statuses or STATUSES}
    first, last = (_days(ledger, selection, order) for order in ENDS)
    return Stats(
        incidents=ledger.count(selection),
        disputed=disputed,
        kinds={one: number for one, number in kinds.items() if number},
        statuses={one: number for one, number in statuses.items() if number},
        first_day=first.start if first else None,
        last_day=last.end if last else None,
        unresolved=len(ledger.unjudged()),
        sources=len(ledger.sources()),
    )


def _days(ledger: Ledger, selection: Selection, sort: Order) -> When | None:
    found = ledger.incidents(replace(selection, sort=sort, limit=1, after="")).incidents
    account = found[0].account("when") if found else None
    return account.value if account and isinstance(account.value, When) else None
