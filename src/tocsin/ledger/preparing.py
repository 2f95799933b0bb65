"""Brings the tables of a database to the format of today, by the steps in `migrations`."""

from pathlib import Path

from sqlalchemy import Connection, inspect, select, table
from sqlalchemy.sql.expression import column

from tocsin.errors import LedgerError
from tocsin.ledger import tables
from tocsin.ledger.database import Database

FORMAT = "0006"
"""The newest step in `migrations`."""
FORMAT_TABLE = "tocsin_format"
"""Where the steps that were taken are written down."""
MIGRATIONS = Path(__file__).parent / "migrations"


def prepare(database: Database) -> None:
    """Make the tables of a ledger where there are none, and bring older ones to today's format.

    Raises LedgerError for a ledger of a newer format, and for tables that are not a ledger's.
    """
    with database.reading() as connection:
        if format_of(connection) == FORMAT:
            return
    with database.writing() as connection:
        # Somebody else may have done it since.
        found = format_of(connection)
        if found == FORMAT:
            return
        _check(connection, found, database.address)
        upgrade(connection)


def format_of(connection: Connection) -> str | None:
    """Return the format of a ledger, None where there is none."""
    if not inspect(connection).has_table(FORMAT_TABLE):
        return None
    return connection.execute(select(column("version_num")).select_from(table(FORMAT_TABLE))).scalar()


def upgrade(connection: Connection) -> None:
    """Take all steps that were not taken."""
    # Only where there is something to do: loading it takes longer than opening a ledger.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _check(connection: Connection, found: str | None, address: str) -> None:
    there = set(inspect(connection).get_table_names())
    if found is None:
        if taken := sorted(there.intersection(tables.metadata.tables)):
            raise LedgerError(f"{address}: has a table {taken[0]} that is not of a ledger; choose another place")
        if there and connection.dialect.name == "sqlite":
            raise LedgerError(f"{address}: is a database of something else; choose another file")
    elif not (MIGRATIONS / "versions" / f"step_{found}.py").is_file():
        raise LedgerError(f"{address}: was written by a newer Tocsin (format {found}); install that one")
