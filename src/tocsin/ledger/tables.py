"""The tables of a ledger, for SQLite and PostgreSQL.

Those in `APPENDED` are only ever added to, and the database itself refuses anything else. The others are derived from
them, and can be thrown away and written again.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
Number = BigInteger().with_variant(Integer, "sqlite")
"""Of a row, in the order of adding. SQLite counts only in its own INTEGER."""
MOMENT = String(32)
"""A moment in UTC as text that sorts like time."""


def _number() -> Column[Any]:
    return Column("number", Number, primary_key=True, autoincrement=True)


def _of(table: str, name: str = "", **options: Any) -> Column[Any]:
    return Column(name or table.removesuffix("s"), Number, ForeignKey(f"{table}.number"), nullable=False, **options)


sources = Table(
    "sources",
    metadata,
    _number(),
    Column("name", Text, nullable=False),
    Column("country", Text),
    Column("kind", String(16), nullable=False),
    Column("grade", String(1), nullable=False),
    Column("language", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", MOMENT, nullable=False),
    Index("ix_sources_name", "name"),
)
"""Descriptions of sources: by an author, or as a report came with it, where `author` is empty."""

originals = Table(
    "originals",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("packed", LargeBinary, nullable=False),
)
"""The bytes that reports were read from, compressed with zlib; `digest` is their SHA-256."""

reports = Table(
    "reports",
    metadata,
    _number(),
    Column("id", Text, nullable=False, unique=True),
    Column("identity", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("replaces", Text),
    Column("copies", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    _of("sources"),
    Column("title", Text, nullable=False),
    Column("published", Date),
    Column("published_at", String(40)),
    Column("url", Text),
    Column("language", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("headers", Text, nullable=False),
    Column("original", String(64), ForeignKey("originals.digest"), nullable=False),
    Column("packed", LargeBinary, nullable=False),
    UniqueConstraint("identity", "version"),
    Index("ix_reports_digest", "digest"),
)
"""Reports with their text, compressed with zlib. `identity` is what all versions of one have in common."""

sightings = Table(
    "sightings",
    metadata,
    _number(),
    _of("reports"),
    Column("at", MOMENT, nullable=False),
    Index("ix_sightings_report_at", "report", "at"),
)
"""When a report was got: first and last seen of all that it tells."""

bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    _of("reports", primary_key=True),
    sqlite_with_rowid=False,
)
"""Numbers that reports with nearly the same text are likely to share."""

mentions = Table(
    "mentions",
    metadata,
    _number(),
    Column("id", Text, nullable=False, unique=True),
    _of("reports"),
    Column("main", Boolean, nullable=False),
    Column("confidence", Float(53), nullable=False),
    Column("claims", Text, nullable=False),
    Column("kind", String(24), nullable=False),
    Column("first_day", Integer),
    Column("last_day", Integer),
    Column("published", Integer, nullable=False),
    Column("lat", Float(53)),
    Column("lon", Float(53)),
    Column("km", Float(53), nullable=False),
    Column("cell", Integer, nullable=False),
    Column("span", Integer, nullable=False),
    Column("day", Integer, nullable=False),
    Index("ix_mentions_report", "report"),
    Index("ix_mentions_cell_span_day", "cell", "span", "day"),
    Index("ix_mentions_span_day", "span", "day"),
    Index("ix_mentions_cell_published", "cell", "published"),
    Index("ix_mentions_published", "published"),
)
"""Mentions with their claims as JSON, and where they are looked for; days count from 1 January of the year 1.

`published` is the day of retrieval where that of publication is not known."""

ties = Table(
    "ties",
    metadata,
    _number(),
    _of("reports"),
    Column("content", Text, nullable=False),
    Index("ix_ties_report", "report"),
)
"""How reports say that actors belong together."""

occasions = Table(
    "occasions",
    metadata,
    _number(),
    _of("reports"),
    Column("content", Text, nullable=False),
    Index("ix_occasions_report", "report"),
)
"""Public events that are not attacks."""

UNSURE: ColumnElement[bool] = literal_column("verdict = 'unsure'")
"""The condition of an index on doubts; as plain words, since a database takes that index for nothing else."""

judgements = Table(
    "judgements",
    metadata,
    _number(),
    _of("mentions", "first"),
    _of("mentions", "second"),
    Column("verdict", String(16), nullable=False),
    Column("probability", Float(53), nullable=False),
    Column("reasons", Text, nullable=False),
    Column("method", Text, nullable=False),
    Column("method_version", Text, nullable=False),
    Index("ix_judgements_first_second_method_number", "first", "second", "method", "number"),
    Index("ix_judgements_second", "second"),
    Index("ix_judgements_unsure", "probability", "number", sqlite_where=UNSURE, postgresql_where=UNSURE),
)
"""Judgements of pairs; the last of two mentions by a method of one name counts."""

reviews = Table(
    "reviews",
    metadata,
    _number(),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("author", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("why", Text, nullable=False),
    Column("slot", String(16)),
    Column("value", Text),
)
"""What persons decided."""

review_subjects = Table(
    "review_subjects",
    metadata,
    _of("reviews", primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("subject", Text, nullable=False),
    Index("ix_review_subjects_subject", "subject"),
)
"""What reviews are of: mentions, or, of an undo, a review."""

unjudged = Table("unjudged", metadata, _of("mentions", primary_key=True, autoincrement=False))
"""Mentions that resolution has not gone over."""

DISPUTED: ColumnElement[bool] = literal_column("disputed")
"""The condition of an index on what is disputed, in words like that on doubts."""

incidents = Table(
    "incidents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("first_day", Integer),
    Column("last_day", Integer),
    Column("days", Integer),
    Column("lat", Float(53)),
    Column("lon", Float(53)),
    Column("x", Float(53)),
    Column("y", Float(53)),
    Column("z", Float(53)),
    Column("cell", Integer, nullable=False),
    Column("country", Text, nullable=False),
    Column("kind", String(24), nullable=False),
    Column("status", String(16), nullable=False),
    Column("confidence", Float(53), nullable=False),
    Column("killed", Integer),
    Column("disputed", Boolean, nullable=False),
    Column("voices", Integer, nullable=False),
    Column("seen", MOMENT, nullable=False),
    Column("attacks", Integer, nullable=False, server_default="1"),
    Column("known_day", Integer, nullable=False, server_default="0"),
    Column("first_tellings", Text, nullable=False, server_default="{}"),
    Column("km", Float(53), nullable=False, server_default="0"),
    Index("ix_incidents_first_day_id", "first_day", "id"),
    Index("ix_incidents_country_first_day_id", "country", "first_day", "id"),
    Index("ix_incidents_kind_first_day_id", "kind", "first_day", "id"),
    Index("ix_incidents_country_kind_first_day_id", "country", "kind", "first_day", "id"),
    Index("ix_incidents_cell_first_day_id", "cell", "first_day", "id"),
    Index("ix_incidents_seen_id", "seen", "id"),
    Index("ix_incidents_confidence_id", "confidence", "id"),
    Index("ix_incidents_killed_id", "killed", "id"),
    Index("ix_incidents_voices_id", "voices", "id"),
    Index("ix_incidents_days", "days"),
    Index("ix_incidents_status_first_day_id", "status", "first_day", "id"),
    Index("ix_incidents_disputed", "first_day", "id", sqlite_where=DISPUTED, postgresql_where=DISPUTED),
)
"""What selections ask for. `days` is how many days lie between the first and the last; x, y, z the point on a ball of
radius 1; the true place lies within `km` of it. `attacks`, `known_day` and `first_tellings` (as JSON, a day for each
source) are those of the occurrence."""

accounts = Table(
    "accounts",
    metadata,
    Column("incident", Text, ForeignKey("incidents.id"), primary_key=True),
    Column("packed", LargeBinary, nullable=False),
)
"""Incidents whole, as compressed JSON."""

incident_mentions = Table(
    "incident_mentions",
    metadata,
    _of("mentions", primary_key=True, autoincrement=False),
    Column("incident", Text, ForeignKey("incidents.id"), nullable=False),
    Index("ix_incident_mentions_incident", "incident"),
)
"""The incident that a mention belongs to."""

incident_actors = Table(
    "incident_actors",
    metadata,
    Column("incident", Text, ForeignKey("incidents.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Index("ix_incident_actors_name_incident", "name", "incident"),
    sqlite_with_rowid=False,
)
"""Folded names of the perpetrators of an incident."""

incident_ids = Table(
    "incident_ids",
    metadata,
    Column("id", Text, primary_key=True),
    _of("mentions"),
)
"""Every id that an incident ever had, with its oldest mention then: a link to it stays good after a merge."""

APPENDED = (
    "sources", "originals", "reports", "sightings", "bands", "mentions", "ties", "occasions", "judgements",
    "reviews", "review_subjects",
)  # fmt: skip
"""Tables whose rows are never changed and never deleted."""
