"""What the first page of the site shows: a page of incidents, how many there are, what is new, and when they were."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tocsin.ledger.base import Ledger, Page
from tocsin.tasks.incidents import incidents
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.selection import Selection

PAGE = 50
ON_MAP = 250
"""Incidents that the map shows at most: the first ones of the selection, in its order."""
NEW = 50
"""New incidents that are looked for at most."""
BARS = 120
"""Bars at most; where there are more days, a bar is a week, a month or more."""
WIDTHS = (1, 7, 28, 91, 364, 3640)


@dataclass(frozen=True, slots=True)
class Bar:
    """Incidents of the days `start` to `end`: `sure` are of these, `possible` is a share of those of unsure days."""

    start: date
    end: date
    sure: int
    possible: float


@dataclass(frozen=True, slots=True)
class Overview:
    """A page of a selection, with how many incidents it has and how many of them are in dispute."""

    page: Page
    total: int
    disputed: int


def overview(ledger: Ledger, selection: Selection) -> Overview:
    """Return the page of `selection`; its limit is passed over. Raises LedgerError."""
    of_page = replace(selection, limit=PAGE)
    return Overview(
        ledger.incidents(of_page),
        ledger.count(selection),
        ledger.count(replace(selection, disputed=True)) if selection.disputed is None else 0,
    )


def for_map(ledger: Ledger, selection: Selection) -> list[Incident]:
    """Return the incidents that the map of `selection` shows. Raises LedgerError."""
    return list(incidents(ledger, replace(selection, limit=ON_MAP, after="")))


def bars(ledger: Ledger, selection: Selection) -> list[Bar]:
    """Return how many incidents of `selection` there were over time, in bars of one width. Raises LedgerError."""
    days = ledger.days(selection)
    if not days:
        return []
    first, last = _ends(days, selection)
    width = next((width for width in WIDTHS if (last - first + 1) / width <= BARS), WIDTHS[-1])
    number = (last - first) // width + 1
    sure, possible = [0] * number, [0.0] * number
    for low, high, count in days:
        start, end = (low - first) // width, (high - first) // width
        if start == end:
            if 0 <= start < number:
                sure[start] += count
            continue
        for at in range(max(start, 0), min(end, number - 1) + 1):
            begins = first + at * width
            overlap = min(high, begins + width - 1) - max(low, begins) + 1
            possible[at] += count * overlap / (high - low + 1)
    day = date.fromordinal(first)
    starts = [day + timedelta(days=at * width) for at in range(number)]
    return [
        Bar(start, start + timedelta(days=width - 1), known, share)
        for start, known, share in zip(starts, sure, possible, strict=True)
    ]


def _ends(days: Sequence[tuple[int, int, int]], selection: Selection) -> tuple[int, int]:
    """Return the days between which bars stand: those asked for, else those on which anything could have been."""
    first = selection.since.toordinal() if selection.since else days[0][0]
    last = selection.until.toordinal() if selection.until else max(high for _, high, _ in days)
    return first, max(first, last)


def new_since(ledger: Ledger, since: datetime) -> list[Incident]:
    """Return the incidents that were first seen since then, the last first, of those last seen. Raises LedgerError."""
    return list(_new(ledger, since))


def _new(ledger: Ledger, since: datetime) -> Iterator[Incident]:
    """Those seen last come first; the first that was not seen since then ends the search."""
    for incident in incidents(ledger, Selection(sort="-seen", limit=NEW)):
        if incident.last_seen <= since:
            return
        if incident.first_seen > since:
            yield incident
