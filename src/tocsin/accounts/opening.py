"""Opens accounts by the address of a ledger: "memory:", the path of a file, sqlite:///..., postgresql://..."""

import re
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from tocsin.accounts.sql import SqlAccounts
from tocsin.accounts.tables import FORMAT, GUARDS, formats, metadata
from tocsin.errors import AccountsError

TIMEOUT_S = 30.0
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9.-]+)(?:\+\w+)?:")
_POSTGRESQL = {"postgres", "postgresql"}
_HELD = int.from_bytes(b"TocsinA")
"""The number of the lock that whoever makes the tables holds."""


def open_accounts(address: str, timeout_s: float = TIMEOUT_S) -> SqlAccounts:
    """Return the accounts at `address`, made there if there are none. Raises AccountsError."""
    engine = connect(address, timeout_s)
    try:
        _prepare(engine)
    except SQLAlchemyError as error:
        engine.dispose()
        raise AccountsError(f"{engine.url.render_as_string(hide_password=True)}: cannot be used: {error}") from error
    except BaseException:
        engine.dispose()
        raise
    return SqlAccounts(engine)


def connect(address: str, timeout_s: float = TIMEOUT_S) -> Engine:
    """Return connections to the database at `address`, as it is. Raises AccountsError."""
    found = _SCHEME.match(address)
    scheme = found.group(1).lower() if found else "sqlite"
    if scheme not in {"sqlite", "memory", *_POSTGRESQL}:
        raise AccountsError(
            f"users cannot be kept at {address}; name a file or a PostgreSQL database in the setting accounts"
        )
    try:
        return _postgresql(address, timeout_s) if scheme in _POSTGRESQL else _sqlite(address, scheme, timeout_s)
    except (ArgumentError, ValueError) as error:
        raise AccountsError("the address of the accounts is no URL: postgresql://user@host/database is one") from error
    except (ImportError, NoSuchModuleError) as error:
        raise AccountsError("users in PostgreSQL need more: pip install 'tocsin[postgresql]'") from error


def _sqlite(address: str, scheme: str, timeout_s: float) -> Engine:
    options: dict[str, Any] = {"connect_args": {"timeout": timeout_s, "check_same_thread": False}}
    if scheme == "memory":
        # One connection, lent to one thread at a time: a database in memory belongs to it alone.
        engine = create_engine("sqlite://", poolclass=QueuePool, pool_size=1, max_overflow=0, **options)
    else:
        path = make_url(address).database or "" if address.startswith("sqlite:") else address
        engine = create_engine(URL.create("sqlite", database=str(Path(path).expanduser())), **options)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _postgresql(address: str, timeout_s: float) -> Engine:
    url = make_url(address)
    if url.drivername in _POSTGRESQL:
        url = url.set(drivername="postgresql+psycopg")
    return create_engine(url, connect_args={"connect_timeout": max(1, int(timeout_s))}, pool_pre_ping=True)


def _set_up(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")


def _begin(connection: Connection) -> None:
    """Begin a transaction of SQLite: a writing one at once, so that it never finds out halfway that another writes."""
    writing = connection.get_execution_options().get("tocsin_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _prepare(engine: Engine) -> None:
    with engine.connect().execution_options(tocsin_writing=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_HELD})")
        found = _format_of(connection)
        if found is not None and found > FORMAT:
            raise AccountsError(f"the users were kept by a newer Tocsin (format {found}); install that one")
        if found is not None and found < FORMAT:
            metadata.create_all(connection)  # until now, every new format has new tables and no changed ones
            connection.execute(formats.update().values(format=FORMAT))
        if found is None:
            metadata.create_all(connection)
            connection.execute(formats.insert().values(format=FORMAT))
            for guard in GUARDS[engine.dialect.name]:
                connection.exec_driver_sql(guard)


def _format_of(connection: Connection) -> int | None:
    if not inspect(connection).has_table(formats.name):
        return None
    return connection.execute(select(formats.c.format)).scalar()
