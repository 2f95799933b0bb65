"""Opens ledgers by their address: "memory:", the path of a file, sqlite:///..., postgresql://..."""

import re
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from tocsin.errors import LedgerError, PluginError
from tocsin.ledger.base import Ledger
from tocsin.ledger.database import Database
from tocsin.ledger.preparing import prepare
from tocsin.ledger.sql import SqlLedger
from tocsin.plugins import load, names

TIMEOUT_S = 30.0
"""How many seconds a writer waits for another."""
CACHE_KIB = 65_536
"""How much of a file SQLite keeps in memory: of a large one, 2 MiB as it is by default hold too little of an index."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9.-]+)(?:\+\w+)?:")
_ALIASES = {"postgres": "postgresql"}
_PAUSE_S = 0.05


def open_ledger(address: str, timeout_s: float = TIMEOUT_S) -> Ledger:
    """Return the ledger at `address`, made there if there is none.

    An address is "memory:", the path of a file, or a URL whose scheme names a plug-in of the kind "ledgers". Writers
    wait for one another for up to `timeout_s` seconds. Raises LedgerError.
    """
    found = _SCHEME.match(address)
    scheme = found.group(1).lower() if found else ""
    scheme = _ALIASES.get(scheme, scheme)
    if not found:
        return open_sqlite(address, timeout_s)
    try:
        ledger: Ledger = load("ledgers", scheme)(address, timeout_s)
    except PluginError as error:
        raise LedgerError(
            f"{address}: no ledger has such an address; there are {', '.join(names('ledgers'))}"
        ) from error
    return ledger


def open_sqlite(address: str, timeout_s: float = TIMEOUT_S) -> SqlLedger:
    """Return the ledger in the file at `address`, a path or sqlite:///path; made if missing. Raises LedgerError."""
    path = Path(_url(address).database or "" if address.startswith("sqlite:") else address).expanduser()
    if str(path) in (".", ":memory:"):
        raise LedgerError(f"{address}: names no file; for a ledger in memory say memory:")
    if path.is_dir():
        raise LedgerError(f"{path}: is a folder; name a file in it, such as {path / 'tracker.db'}")
    if not path.parent.is_dir():
        raise LedgerError(f"{path}: there is no folder {path.parent}; make it first")
    url = URL.create("sqlite", database=str(path))
    options: dict[str, Any] = {"timeout": timeout_s, "check_same_thread": False}
    # Each connection remembers pages of the file: that which was used last has those that are asked for next.
    engine = create_engine(url, connect_args=options, pool_use_lifo=True)
    event.listen(engine, "connect", _set_up)
    database = Database(engine, timeout_s)
    _use_a_log(database, timeout_s)
    return _prepared(database)


def open_postgresql(address: str, timeout_s: float = TIMEOUT_S) -> SqlLedger:
    """Return the ledger in the PostgreSQL database at the URL `address`; its tables are made if missing.

    Raises LedgerError.
    """
    url = _url(address)
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    options: dict[str, Any] = {"connect_timeout": max(1, int(timeout_s))} if "psycopg" in url.drivername else {}
    try:
        engine = create_engine(url, connect_args=options, pool_pre_ping=True)
    except (ImportError, NoSuchModuleError) as error:
        raise LedgerError(f"{_shown(url)}: PostgreSQL needs more: pip install 'tocsin[postgresql]'") from error
    return _prepared(Database(engine, timeout_s))


def _prepared(database: Database) -> SqlLedger:
    try:
        prepare(database)
    except BaseException:
        database.close()
        raise
    return SqlLedger(database)


def _url(address: str) -> URL:
    try:
        return make_url(address)
    except (ArgumentError, ValueError) as error:
        raise LedgerError("the address of the ledger is no URL: postgresql://user@host/database is one") from error


def _shown(url: URL) -> str:
    return url.render_as_string(hide_password=True)


def _set_up(connection: sqlite3.Connection, _: object) -> None:
    """Let transactions be begun and ended by SQLAlchemy alone, and hold what refers to one another together."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = {-CACHE_KIB}")


def _use_a_log(database: Database, timeout_s: float) -> None:
    """Let readers read while one writes, by a write-ahead log, which SQLite keeps on for good.

    To turn it on, SQLite does not wait for others who hold the file, so this does.
    """
    until = time.monotonic() + timeout_s
    with database.translating():
        while True:
            connection = database.engine.raw_connection()
            try:
                connection.cursor().execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > until:
                    raise
                time.sleep(_PAUSE_S)
            finally:
                connection.close()
