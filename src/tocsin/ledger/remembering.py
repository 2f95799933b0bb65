"""Remembers entries that were read: neighbours are asked for again and again while many mentions are resolved."""

import threading
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, select

from tocsin.ledger.database import Database
from tocsin.ledger.recalling import recall_entries
from tocsin.ledger.tables import sightings, sources
from tocsin.vocabulary.entry import Entry

MOST = 10_000
"""How many entries are kept in mind."""


class Remembered:
    """Entries by number, as long as nothing was added or taken back that could change what is known of any."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[int, Entry] = {}
        self._newest = (0, 0, 0)
        self._lock = threading.Lock()

    def entries(self, connection: Connection, numbers: Sequence[int]) -> list[Entry]:
        """Return the entries of the mentions of these numbers, in this order."""
        newest = self._newest_of(connection)
        with self._lock:
            if self._newest != newest:
                self._known, self._newest = {}, newest
            known = self._known
            found = {number: known[number] for number in numbers if number in known}
        missing = [number for number in numbers if number not in found]
        if missing:
            found.update((entry.sequence, entry) for entry in recall_entries(connection, missing))
            with self._lock:
                # Somebody else may have seen newer ones since.
                if self._known is known:
                    self._keep(found[number] for number in missing)
        return [found[number] for number in numbers]

    def _keep(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            if len(self._known) >= MOST:
                del self._known[next(iter(self._known))]
            self._known[entry.sequence] = entry

    def _newest_of(self, connection: Connection) -> tuple[int, int, int]:
        """Return what changes when a report is seen, a source described or a transaction taken back."""
        columns = (sightings.c.number, sources.c.number)
        sight, source = (int(connection.execute(select(func.max(column))).scalar() or 0) for column in columns)
        return sight, source, self._database.undone
