"""Jobs in a database, SQLite or PostgreSQL, beside a ledger's tables: each method one transaction."""

import contextlib
import re
import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    Index,
    LargeBinary,
    MetaData,
    QueuePool,
    String,
    Table,
    Text,
    and_,
    create_engine,
    delete,
    event,
    insert,
    make_url,
    or_,
    select,
    update,
)
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from tocsin.errors import LedgerError
from tocsin.jobs.base import Job, State

TIMEOUT_S = 30.0
FORGOTTEN = timedelta(days=90)
"""How long a job that is done is remembered."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9.-]+)(?:\+\w+)?:")
_POSTGRESQL = {"postgres", "postgresql"}
_HELD = int.from_bytes(b"TocsinJ")
"""The number of the lock that whoever makes the table holds."""
metadata = MetaData()
jobs = Table(
    "jobs",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("author", Text, nullable=False),
    Column("submitted", String(32), nullable=False),
    Column("changed", String(32), nullable=False),
    Column("state", String(16), nullable=False),
    Column("course", Text, nullable=False),
    Column("fault", Text, nullable=False),
    Column("body", LargeBinary),
    Index("ix_jobs_state_submitted", "state", "submitted"),
)
"""What was handed in; `body` is the work, compressed with zlib, until it is done."""
_JOB = (jobs.c.id, jobs.c.author, jobs.c.submitted, jobs.c.changed, jobs.c.state, jobs.c.course, jobs.c.fault)


def open_jobs(address: str, timeout_s: float = TIMEOUT_S) -> "SqlJobs":
    """Return the jobs at `address`, the address of a ledger that is open already. Raises LedgerError."""
    found = _SCHEME.match(address)
    scheme = found.group(1).lower() if found else "sqlite"
    try:
        engine = _postgresql(address, timeout_s) if scheme in _POSTGRESQL else _sqlite(address, scheme, timeout_s)
    except (ArgumentError, ValueError, ImportError, NoSuchModuleError) as error:
        raise LedgerError(f"jobs cannot be kept beside the ledger: {error}") from error
    try:
        with engine.connect().execution_options(tocsin_writing=True) as connection, connection.begin():
            if scheme in _POSTGRESQL:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_HELD})")
            metadata.create_all(connection)
    except SQLAlchemyError as error:
        engine.dispose()
        raise LedgerError(f"jobs cannot be kept beside the ledger: {error}") from error
    return SqlJobs(engine)


class SqlJobs:
    """Keeps jobs in a database. Safe for several threads and several programs."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def submit(self, job: Job, body: bytes) -> Job:
        """Keep a job with its work, unless one with its id is kept that has not failed."""
        with self._writing() as connection:
            old = delete(jobs).where(jobs.c.state == "done", jobs.c.changed < _written(job.submitted - FORGOTTEN))
            connection.execute(old)
            known = connection.execute(select(*_JOB).where(jobs.c.id == job.id)).first()
            if known is not None and known.state != "failed":
                return _job(known)
            connection.execute(delete(jobs).where(jobs.c.id == job.id))
            connection.execute(insert(jobs).values(_values(job) | {"body": zlib.compress(body)}))
            return job

    def job(self, id_: str) -> Job | None:
        """Return a job, or None."""
        with self._reading() as connection:
            row = connection.execute(select(*_JOB).where(jobs.c.id == id_)).first()
            return None if row is None else _job(row)

    def jobs(self, author: str = "", limit: int = 100) -> tuple[Job, ...]:
        """Return the jobs that were handed in last, the newest first."""
        query = select(*_JOB).order_by(jobs.c.submitted.desc(), jobs.c.id).limit(limit)
        with self._reading() as connection:
            rows = connection.execute(query.where(jobs.c.author == author) if author else query)
            return tuple(_job(row) for row in rows)

    def claim(self, at: datetime, silent_since: datetime) -> tuple[Job, bytes] | None:
        """Return a job that waits, with its work, and mark it as running."""
        silent = and_(jobs.c.state == "running", jobs.c.changed < _written(silent_since))
        waits = or_(jobs.c.state == "waiting", silent)
        first = select(jobs.c.id).where(waits).order_by(jobs.c.submitted, jobs.c.id).limit(1).scalar_subquery()
        # The condition is asked again of the row: another process may have taken it in the meantime.
        taken = update(jobs).where(jobs.c.id == first, waits).values(state="running", changed=_written(at))
        with self._writing() as connection:
            row = connection.execute(taken.returning(*_JOB, jobs.c.body)).first()
        return None if row is None else (_job(row[:-1]), zlib.decompress(row.body))

    def note(self, job: Job) -> None:
        """Keep how far a job is."""
        values = _values(job) | ({"body": None} if job.state == "done" else {})
        with self._writing() as connection:
            connection.execute(update(jobs).where(jobs.c.id == job.id).values(values))

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _translating(), self._engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            _translating(),
            self._engine.connect().execution_options(tocsin_writing=True) as connection,
            connection.begin(),
        ):
            yield connection


@contextlib.contextmanager
def _translating() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        raise LedgerError(f"the jobs cannot be read or kept: {getattr(error, 'orig', None) or error}") from error
    except zlib.error as error:
        raise LedgerError(f"the work of a job is damaged: {error}") from error


def _values(job: Job) -> dict[str, Any]:
    names = ("id", "author", "state", "course", "fault")
    moments = {"submitted": _written(job.submitted), "changed": _written(job.changed)}
    return {name: getattr(job, name) for name in names} | moments


def _job(row: Any) -> Job:
    id_, author, submitted, changed, state, course, fault = row
    known: State = state
    return Job(id_, author, datetime.fromisoformat(submitted), datetime.fromisoformat(changed), known, course, fault)


def _written(at: datetime) -> str:
    """Return a moment in UTC as text that sorts like time."""
    return at.isoformat(timespec="microseconds")


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


def _set_up(connection: Any, _: object) -> None:
    """Let transactions be begun and ended by SQLAlchemy alone."""
    connection.isolation_level = None


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("tocsin_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
