"""`tocsin incidents`: which incidents match, with everything that tells of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tocsin.ledger.base import Kept, Ledger
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.selection import Selection

PAGE = 100
"""Incidents that are asked for at once: memory holds no more, however many there are."""

Done = Callable[[], None]
"""Is told whenever one more incident is done."""


def nothing() -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """An incident with its mentions as they were added, and the reports that they stand in, by id."""

    incident: Incident
    entries: tuple[Entry, ...]
    reports: dict[str, Kept]


def incidents(ledger: Ledger, selection: Selection, done: Done = nothing) -> Iterator[Incident]:
    """Yield the incidents of `selection` in its order, to its limit. Calls `done` behind each; raises LedgerError."""
    left, after = selection.limit, selection.after
    while left is None or left > 0:
        size = PAGE if left is None else min(PAGE, left)
        page = ledger.incidents(replace(selection, limit=size, after=after))
        for incident in page.incidents:
            yield incident
            done()
        left = None if left is None else left - len(page.incidents)
        after = page.after
        if not after:
            return


def dossiers(ledger: Ledger, selection: Selection) -> Iterator[Dossier]:
    """Yield the incidents of `selection` with their mentions and reports. Raises LedgerError."""
    return (dossier(ledger, incident) for incident in incidents(ledger, selection))


def dossier(ledger: Ledger, incident: Incident) -> Dossier:
    """Return `incident` with its mentions and the reports that they stand in."""
    entries = tuple(ledger.entries(incident.mention_ids))
    ids = dict.fromkeys(entry.mention.report_id for entry in entries)
    kept = ((id_, ledger.report(id_)) for id_ in ids)
    return Dossier(incident, entries, {id_: report for id_, report in kept if report is not None})
