"""What was worked out is kept until anything is written: the ledger's mark says when."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

Made = TypeVar("Made")
KEPT = 400
"""Results that are kept at once; the one that was asked for longest ago goes first."""


class Remembered:
    """Keeps results by what they were made of. Safe for threads; two that ask at once may both do the work."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._mark = ""
        self._found: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, mark: str, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what `make` makes, or made before for this `key` while the ledger had this `mark`."""
        with self._lock:
            if mark != self._mark:
                self._mark = mark
                self._found.clear()
            if key in self._found:
                self._found.move_to_end(key)
                return cast("Made", self._found[key])
        return self.put(mark, key, make())

    def put(self, mark: str, key: Hashable, made: Made) -> Made:
        """Keep `made` in place of what there was, and return it."""
        with self._lock:
            if mark == self._mark:
                self._found[key] = made
                while len(self._found) > self._kept:
                    self._found.popitem(last=False)
        return made
