"""A database that many may read and one may write at a time: transactions, and errors in words for a person."""

import contextlib
import sqlite3
import threading
from collections.abc import Iterator

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from tocsin.errors import LedgerError

HELD = int.from_bytes(b"Tocsin")
"""The number of the lock that whoever writes to a PostgreSQL database holds."""
LOCKED_CODES = frozenset({"55P03", "57014", "40P01"})
"""What PostgreSQL answers where a lock was waited for in vain, or two waited for one another."""
_WRITABLE = "; SQLite writes beside the file even to read it: copy it into a folder where you may write"
MENDS = {
    "unable to open database file": _WRITABLE,
    "readonly database": _WRITABLE,
    "is full": "; make room: what was committed is kept",
}
"""What to do about what SQLite says."""


class Database:
    """Connections to the database of one ledger. Safe for several threads: each has a transaction of its own."""

    def __init__(self, engine: Engine, timeout_s: float) -> None:
        self.engine = engine
        self.address = engine.url.render_as_string(hide_password=True)
        self._timeout_s = timeout_s
        self.undone = 0
        """How many transactions, or parts of one, were taken back: their numbers may be given again."""
        self._here = threading.local()
        # All that one method reads is of one moment; in SQLite it always is.
        self._reading = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
        if engine.dialect.name == "sqlite":
            event.listen(engine, "begin", _begin)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees what is committed, and what this thread is about to commit.

        Raises LedgerError.
        """
        with self.translating():
            writing: Connection | None = getattr(self._here, "connection", None)
            if writing is not None:
                yield writing
            else:
                with self.engine.connect().execution_options(**self._reading) as connection:
                    yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a transaction while all other writers wait; within another, in a part of that.

        What ends in an error leaves nothing behind. Raises LedgerError.
        """
        with self.translating():
            outer: Connection | None = getattr(self._here, "connection", None)
            if outer is not None:
                with self._counting(), outer.begin_nested():
                    yield outer
                return
            opened = self.engine.connect().execution_options(tocsin_writing=True)
            with self._counting(), opened as connection, connection.begin():
                self._hold(connection)
                self._here.connection = connection
                try:
                    yield connection
                finally:
                    self._here.connection = None

    @contextlib.contextmanager
    def _counting(self) -> Iterator[None]:
        whole = False
        try:
            yield
            whole = True
        finally:
            self.undone += not whole

    def _hold(self, connection: Connection) -> None:
        """Keep other writers of a PostgreSQL database waiting; SQLite does so by itself."""
        if self.engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(self._timeout_s * 1000)}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({HELD})")

    @contextlib.contextmanager
    def translating(self) -> Iterator[None]:
        """Raise LedgerError for whatever the database refuses."""
        try:
            yield
        except sqlite3.Error as error:
            raise self._error(error) from error
        except IntegrityError as error:
            raise LedgerError(f"{self.address}: refused what contradicts what is there: {error.orig}") from error
        except DBAPIError as error:
            raise self._error(error.orig) from error
        except SQLAlchemyError as error:
            raise LedgerError(f"{self.address}: cannot be used: {error}") from error

    def _error(self, error: BaseException | None) -> LedgerError:
        said = str(error).strip()
        if said.endswith("is locked") or getattr(error, "sqlstate", None) in LOCKED_CODES:
            waited = f"another program has been writing to it for more than {self._timeout_s:g} s"
            return LedgerError(f"{self.address}: {waited}; try again when it is done")
        if "malformed" in said or "not a database" in said:
            return LedgerError(f"{self.address}: is damaged or no ledger ({said}); restore it from a copy")
        mend = next((mend for words, mend in MENDS.items() if words in said), "")
        return LedgerError(f"{self.address}: cannot be used: {said}{mend}")


def _begin(connection: Connection) -> None:
    """Begin a transaction of SQLite: a writing one at once, so that it never finds out halfway that another writes."""
    writing = connection.get_execution_options().get("tocsin_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
