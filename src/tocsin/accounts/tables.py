"""The tables of accounts, for SQLite and PostgreSQL; they stand beside a ledger's, or alone."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData()
FORMAT = 2
"""The format of these tables."""


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, as text that sorts like time."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:  # noqa: ARG002  SQLAlchemy's call
        """Write the moment."""
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002  likewise
        """Read the moment."""
        return None if value is None else datetime.fromisoformat(value)


formats = Table("account_format", metadata, Column("format", Integer, primary_key=True, autoincrement=False))
"""The one row says which format the tables have."""

users = Table(
    "account_users",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", String(16), nullable=False),
    Column("made", Moment, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("password", Text, nullable=False),
    Column("once", Boolean, nullable=False),
)
"""Who may sign in; `password` is a hash by argon2."""

links = Table(
    "account_links",
    metadata,
    Column("user", Text, ForeignKey("account_users.name"), primary_key=True),
    Column("issuer", Text, nullable=False),
    Column("subject", Text),
    UniqueConstraint("issuer", "subject"),
)
"""Who signs in with a provider; without a subject, who has not come from there yet."""

sessions = Table(
    "account_sessions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("user", Text, ForeignKey("account_users.name"), nullable=False, index=True),
    Column("opened", Moment, nullable=False),
    Column("used", Moment, nullable=False),
)
"""Who has signed in; `digest` is the SHA-256 of the key that the browser has."""

tokens = Table(
    "account_tokens",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("user", Text, ForeignKey("account_users.name"), nullable=False, index=True),
    Column("words", Text, nullable=False),
    Column("rights", Text, nullable=False),
    Column("made", Moment, nullable=False),
    Column("ends", Moment),
    Column("used", Moment),
)
"""Keys for programs."""

visits = Table(
    "account_visits",
    metadata,
    Column("name", Text, primary_key=True),
    Column("here", Moment, nullable=False),
    Column("before", Moment),
)
"""When somebody was last here, and when the visit before that ended."""

audit = Table(
    "account_audit",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", String(32), nullable=False),
    Column("subject", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("details", Text, nullable=False),
    Index("ix_account_audit_what_at", "what", "at"),
)
"""What was done: only ever added to, and the database itself refuses anything else."""

GUARDS = {
    "sqlite": (
        "CREATE TRIGGER keep_account_audit_update BEFORE UPDATE ON account_audit BEGIN "
        "SELECT RAISE(ABORT, 'rows of account_audit are never changed or deleted'); END",
        "CREATE TRIGGER keep_account_audit_delete BEFORE DELETE ON account_audit BEGIN "
        "SELECT RAISE(ABORT, 'rows of account_audit are never changed or deleted'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION tocsin_keep_audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'rows of account_audit are never changed or deleted'; END $$",
        "CREATE TRIGGER keep_account_audit BEFORE UPDATE OR DELETE OR TRUNCATE ON account_audit "
        "EXECUTE FUNCTION tocsin_keep_audit()",
    ),
}
"""What keeps the audit as it is, by the dialect of the database."""
