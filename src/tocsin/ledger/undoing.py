"""Tables in memory that can be put back to how they were, and the hold on them: transactions without a database."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

from tocsin.errors import LedgerError

Key = TypeVar("Key")
Value = TypeVar("Value")


class Undoing:
    """Changes dictionaries, and takes all changes of a transaction back where it fails."""

    def __init__(self, timeout_s: float) -> None:
        self._timeout_s = timeout_s
        self._lock = threading.RLock()
        self._depth = 0
        self._steps: list[Callable[[], object]] = []
        self.changes = 0
        """How often anything was changed, whether or not it was taken back."""

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the tables; a hold that ends in an error leaves them as it found them. May be nested.

        Raises LedgerError where another thread holds them for too long.
        """
        if not self._lock.acquire(timeout=self._timeout_s):
            waited = f"another thread has been writing to it for more than {self._timeout_s:g} s"
            raise LedgerError(f"memory: {waited}; try again when it is done")
        self._depth += 1
        done = len(self._steps)
        try:
            yield
        except BaseException:
            while len(self._steps) > done:
                self._steps.pop()()
            raise
        finally:
            self._depth -= 1
            if not self._depth:
                self._steps.clear()
            self._lock.release()

    def put(self, table: dict[Key, Value], key: Key, value: Value) -> None:
        """Set `table[key]`."""
        self.changes += 1
        if key in table:
            before = table[key]
            self._steps.append(lambda: table.__setitem__(key, before))
        else:
            self._steps.append(lambda: table.pop(key))
        table[key] = value

    def drop(self, table: dict[Key, Value], key: Key) -> None:
        """Take `key` out of `table` where it is there."""
        self.changes += 1
        if key in table:
            before = table.pop(key)
            self._steps.append(lambda: table.__setitem__(key, before))
