"""What is new since somebody last asked: incidents that were told or told once more, decisions that were taken."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile

from tocsin.accounts.base import Accounts, Deed
from tocsin.errors import InputError
from tocsin.ledger.base import Ledger
from tocsin.tasks.deciding import KINDS
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.selection import Selection

MOST = 500
"""So many of each are told at once; whoever was away longer asks for the incidents themselves."""
DECIDED = "decide"
"""What the audit calls a decision; its details begin with the kind."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How far somebody has heard: the moment and the id of the incident that was seen last, and a row of the audit."""

    seen: datetime | None
    incident_id: str
    deed: int

    def __str__(self) -> str:
        return f"{self.deed}~{self.seen.isoformat() if self.seen else ''}~{self.incident_id}"


def mark_of(text: str) -> Mark:
    """Return the mark that `text` writes. Raises InputError."""
    deed, _, rest = text.partition("~")
    seen, _, incident_id = rest.partition("~")
    try:
        return Mark(datetime.fromisoformat(seen) if seen else None, incident_id, int(deed))
    except ValueError as error:
        raise InputError(f"{text!r} is no id of an event; leave it out to hear what is new from now on") from error


def now(ledger: Ledger, accounts: Accounts) -> Mark:
    """Return the mark of one who has heard everything. Raises LedgerError."""
    newest = ledger.incidents(Selection(sort="-seen", limit=1)).incidents
    deed = next(iter(accounts.deeds(limit=1)), None)
    seen, id_ = (newest[0].last_seen, newest[0].id) if newest else (None, "")
    return Mark(seen, id_, deed.number if deed else 0)


def news(
    ledger: Ledger, accounts: Accounts, selection: Selection, mark: Mark
) -> Iterator[tuple[Mark, Incident | Deed]]:
    """Yield the incidents of `selection` and the decisions behind `mark`, each with the mark behind it, oldest first.

    Raises LedgerError.
    """
    for incident in reversed(_incidents(ledger, selection, mark)):
        mark = replace(mark, seen=incident.last_seen, incident_id=incident.id)
        yield mark, incident
    for deed in reversed(_decisions(accounts, mark)):
        mark = replace(mark, deed=deed.number)
        yield mark, deed


def _incidents(ledger: Ledger, selection: Selection, mark: Mark) -> list[Incident]:
    """The newest first. One is asked for before more are: mostly there is nothing new."""
    found: list[Incident] = []
    after, limit = "", 1
    while len(found) < MOST:
        page = ledger.incidents(replace(selection, sort="-seen", limit=limit, after=after))
        newer = list(takewhile(lambda one: _is_newer(one, mark), page.incidents))
        found += newer
        if len(newer) < len(page.incidents) or not page.after:
            break
        after, limit = page.after, 50
    return found


def _is_newer(incident: Incident, mark: Mark) -> bool:
    return mark.seen is None or (incident.last_seen, incident.id) > (mark.seen, mark.incident_id)


def _decisions(accounts: Accounts, mark: Mark) -> list[Deed]:
    """The newest first. No row is asked for twice where nothing was done: mostly the newest one is known."""
    newest = list(accounts.deeds(limit=1))
    if not newest or newest[0].number <= mark.deed:
        return []
    found = takewhile(lambda deed: deed.number > mark.deed, accounts.deeds(limit=MOST))
    return [deed for deed in found if deed.what == DECIDED]


def kind_of(deed: Deed) -> str:
    """Return the kind of a decision that the audit tells of."""
    kind = deed.details.partition(" ")[0]
    return kind if kind in KINDS else ""
