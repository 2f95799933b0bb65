"""Databases whole: copied into a file while others write, and rows moved from a file into PostgreSQL."""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, LargeBinary, Table, func, insert, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from tocsin.accounts import tables as of_accounts
from tocsin.accounts.opening import connect, open_accounts
from tocsin.errors import InputError, LedgerError
from tocsin.jobs.sql import metadata as of_jobs
from tocsin.jobs.sql import open_jobs
from tocsin.ledger.database import HELD
from tocsin.ledger.opening import open_ledger
from tocsin.ledger.preparing import FORMAT_TABLE
from tocsin.ledger.tables import metadata as of_ledger

CHUNK, HEAVY_CHUNK = 2000, 20
"""Rows that are moved at once; of tables with long content fewer."""
ACCOUNT_TABLES = tuple(t for t in of_accounts.metadata.sorted_tables if t is not of_accounts.formats)
LEDGER_TABLES = (*of_ledger.sorted_tables, *of_jobs.sorted_tables)


def file_of(address: str) -> Path | None:
    """Return the path of a SQLite file by its address, None for PostgreSQL. Raises LedgerError for other addresses."""
    if address.startswith(("postgresql:", "postgresql+", "postgres:")):
        return None
    try:
        path = make_url(address).database or "" if address.startswith("sqlite:") else address
    except (ArgumentError, ValueError) as error:
        raise LedgerError(f"{address}: is no address of a file") from error
    if path in ("", "memory:", ":memory:") or ("://" in path):
        raise LedgerError(f"{path or address}: only trackers in a file or in PostgreSQL can be kept in a backup")
    return Path(path).expanduser()


def copy_file(path: Path, to: Path) -> dict[str, int]:
    """Copy the database in the file `path` to a new file, as it is at one moment; return the rows of its tables.

    Others may write to it all the while. Source: SQLite's online backup. Raises LedgerError.
    """
    if not path.is_file():
        raise LedgerError(f"there is no tracker {path}; name yours with --tracker")
    address = f"file:{quote(str(path.resolve()))}?mode=rw"
    try:
        with (
            closing(sqlite3.connect(address, uri=True, timeout=30)) as source,
            closing(sqlite3.connect(to, isolation_level=None)) as target,
        ):
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
            return rows_of(target, path)
    except sqlite3.Error as error:
        raise LedgerError(f"{path}: cannot be copied: {error}") from error


def checked(path: Path, name: str) -> dict[str, int]:
    """Return the rows of the tables in a file that was taken out of a backup. Raises InputError if it is damaged."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as opened:
            return rows_of(opened, Path(name))
    except (sqlite3.Error, LedgerError) as error:
        raise InputError(f"{name}: is no database, or a damaged one: {error}") from error


def rows_of(connection: sqlite3.Connection, path: Path) -> dict[str, int]:
    """Return how many rows each table has. Raises LedgerError for a damaged database, and for one of something else."""
    (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if said != "ok":
        raise LedgerError(f"{path}: is damaged: {said}")
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    )
    names = [name for (name,) in connection.execute(query)]
    if not {FORMAT_TABLE, of_accounts.formats.name} & set(names):
        raise LedgerError(f"{path}: is no tracker of Tocsin")
    counted = ((name, f'SELECT count(*) FROM "{name}"') for name in names)  # noqa: S608  the names are its own tables'
    return {name: int(connection.execute(query).fetchone()[0]) for name, query in counted}


def move_out(address: str, to: Path, *, ledger: bool, accounts: bool) -> dict[str, int]:
    """Copy what is kept in a PostgreSQL database at one moment to a new SQLite file; return the rows of its tables.

    Raises LedgerError.
    """
    wanted = _prepared(str(to), ledger=ledger, accounts=accounts)
    with _connected(address) as source, _connected(str(to), writing=True) as target:
        there = set(inspect(source).get_table_names())
        if ledger and FORMAT_TABLE not in there:
            raise LedgerError(f"{shown_address(address)}: holds no tracker")
        _move((table for table in wanted if table.name in there), source, target)
    with closing(sqlite3.connect(to, isolation_level=None)) as opened:
        opened.execute("PRAGMA journal_mode = DELETE")
        return rows_of(opened, to)


def move_in(path: Path, address: str, *, ledger: bool, accounts: bool) -> None:
    """Copy all rows of a SQLite file into the empty tables of a PostgreSQL database: all, or none.

    Raises LedgerError, also where the tables are not empty.
    """
    with contextlib.ExitStack() as stack:
        wanted = _prepared(address, ledger=ledger, accounts=accounts)
        source = stack.enter_context(_connected(str(path)))
        target = stack.enter_context(_connected(address, writing=True))
        target.exec_driver_sql(f"SELECT pg_advisory_xact_lock({HELD})")
        refuse_rows(target, wanted, address)
        there = set(inspect(source).get_table_names())
        _move((table for table in wanted if table.name in there), source, target)
        for table in wanted:
            _count_on(table, target)


def refuse_rows(connection: Connection, tables: Iterable[Table], address: str) -> None:
    """Raise LedgerError if any of these tables has a row."""
    for table in tables:
        if connection.execute(select(table).limit(1)).first() is not None:
            said = "holds a tracker already; a backup is restored into an empty place"
            raise LedgerError(f"{shown_address(address)}: {said}")


def _prepared(address: str, *, ledger: bool, accounts: bool) -> tuple[Table, ...]:
    """Make the tables that are missing, and return all in an order in which they can be filled."""
    if ledger:
        open_ledger(address).close()
        open_jobs(address).close()
    if accounts:
        open_accounts(address).close()
    return (*(LEDGER_TABLES if ledger else ()), *(ACCOUNT_TABLES if accounts else ()))


@contextlib.contextmanager
def _connected(address: str, *, writing: bool = False) -> Iterator[Connection]:
    """Give a connection in a transaction that sees one moment. Raises LedgerError."""
    engine = connect(address)
    level = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" and not writing else {}
    try:
        with engine.connect().execution_options(tocsin_writing=writing, **level) as opened, opened.begin():
            yield opened
    except SQLAlchemyError as error:
        said = getattr(error, "orig", None) or error
        raise LedgerError(f"{shown_address(address)}: cannot be copied: {said}") from error
    finally:
        engine.dispose()


def _move(tables: Iterable[Table], source: Connection, target: Connection) -> None:
    for table in tables:
        heavy = any(isinstance(column.type, LargeBinary) for column in table.columns)
        query = select(table).order_by(*table.primary_key)
        found = source.execute(query, execution_options={"yield_per": HEAVY_CHUNK if heavy else CHUNK})
        for rows in found.mappings().partitions():
            target.execute(insert(table), [dict(row) for row in rows])


def _count_on(table: Table, connection: Connection) -> None:
    """Let PostgreSQL number the next row of a table behind the last that it has."""
    column = table.autoincrement_column
    if column is None:
        return
    last = connection.execute(select(func.max(column))).scalar()
    counter = connection.execute(select(func.pg_get_serial_sequence(table.name, column.name))).scalar()
    if last is not None and counter is not None:
        connection.execute(select(func.setval(counter, last)))


def shown_address(address: str) -> str:
    """Return the address of a database without its password."""
    if "://" not in address:
        return address
    try:
        return make_url(address).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return "the tracker"
