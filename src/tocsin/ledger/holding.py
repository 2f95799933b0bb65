"""Incidents that were read lately, by the bytes that they are kept as: the same bytes need no second reading."""

import threading
from collections import OrderedDict

from tocsin.vocabulary.incident import Incident

MOST = 1000
"""Incidents that are held; each takes some tens of kilobytes."""


class Held:
    """The incidents of one ledger that were read last. Safe for threads: an incident is never changed."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._found: OrderedDict[bytes, Incident] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, packed: bytes) -> Incident | None:
        """Return the incident that is kept as `packed`, or None."""
        with self._lock:
            incident = self._found.get(packed)
            if incident is not None:
                self._found.move_to_end(packed)
            return incident

    def put(self, packed: bytes, incident: Incident) -> None:
        """Hold `incident`, in place of the one that was read longest ago."""
        with self._lock:
            self._found[packed] = incident
            if len(self._found) > self._most:
                self._found.popitem(last=False)
