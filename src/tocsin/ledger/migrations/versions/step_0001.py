"""The first tables of a ledger, and the guard over those that are only added to."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
APPENDED = (
    "sources",
    "originals",
    "reports",
    "sightings",
    "bands",
    "mentions",
    "ties",
    "occasions",
    "judgements",
    "reviews",
    "review_subjects",
)


def upgrade() -> None:
    """Make the tables, and let the database refuse to change or delete what is only added to."""
    _make_incidents()
    _make_originals()
    _make_reviews()
    _make_sources()
    _make_accounts()
    _make_incident_actors()
    _make_reports()
    _make_review_subjects()
    _make_bands()
    _make_mentions()
    _make_occasions()
    _make_sightings()
    _make_ties()
    _make_incident_ids()
    _make_incident_mentions()
    _make_judgements()
    _make_unjudged()
    guard = _guard_postgresql if op.get_bind().dialect.name == "postgresql" else _guard_sqlite
    guard()


def _make_incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Integer(), nullable=True),
        sa.Column("last_day", sa.Integer(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("lat", sa.Float(precision=53), nullable=True),
        sa.Column("lon", sa.Float(precision=53), nullable=True),
        sa.Column("x", sa.Float(precision=53), nullable=True),
        sa.Column("y", sa.Float(precision=53), nullable=True),
        sa.Column("z", sa.Float(precision=53), nullable=True),
        sa.Column("cell", sa.Integer(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("confidence", sa.Float(precision=53), nullable=False),
        sa.Column("killed", sa.Integer(), nullable=True),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("voices", sa.Integer(), nullable=False),
        sa.Column("seen", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
    )
    op.create_index("ix_incidents_cell_first_day_id", "incidents", ["cell", "first_day", "id"])
    op.create_index("ix_incidents_confidence_id", "incidents", ["confidence", "id"])
    op.create_index("ix_incidents_country_first_day_id", "incidents", ["country", "first_day", "id"])
    op.create_index("ix_incidents_days", "incidents", ["days"])
    op.create_index("ix_incidents_first_day_id", "incidents", ["first_day", "id"])
    op.create_index("ix_incidents_killed_id", "incidents", ["killed", "id"])
    op.create_index("ix_incidents_kind_first_day_id", "incidents", ["kind", "first_day", "id"])
    op.create_index("ix_incidents_seen_id", "incidents", ["seen", "id"])
    op.create_index("ix_incidents_voices_id", "incidents", ["voices", "id"])


def _make_originals() -> None:
    op.create_table(
        "originals",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_originals")),
    )


def _make_reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("slot", sa.String(length=16), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_reviews")),
        sa.UniqueConstraint("id", name=op.f("uq_reviews_id")),
    )


def _make_sources() -> None:
    op.create_table(
        "sources",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("grade", sa.String(length=1), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sources")),
    )
    op.create_index("ix_sources_name", "sources", ["name"])


def _make_accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["incident"], ["incidents.id"], name=op.f("fk_accounts_incident")),
        sa.PrimaryKeyConstraint("incident", name=op.f("pk_accounts")),
    )


def _make_incident_actors() -> None:
    op.create_table(
        "incident_actors",
        sa.Column("incident", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["incident"], ["incidents.id"], name=op.f("fk_incident_actors_incident")),
        sa.PrimaryKeyConstraint("incident", "name", name=op.f("pk_incident_actors")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_incident_actors_name_incident", "incident_actors", ["name", "incident"])


def _make_reports() -> None:
    op.create_table(
        "reports",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("replaces", sa.Text(), nullable=True),
        sa.Column("copies", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("source", NUMBER, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("published_at", sa.String(length=40), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("original", sa.String(length=64), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["original"], ["originals.digest"], name=op.f("fk_reports_original")),
        sa.ForeignKeyConstraint(["source"], ["sources.number"], name=op.f("fk_reports_source")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_reports")),
        sa.UniqueConstraint("id", name=op.f("uq_reports_id")),
        sa.UniqueConstraint("identity", "version", name=op.f("uq_reports_identity_version")),
    )
    op.create_index("ix_reports_digest", "reports", ["digest"])


def _make_review_subjects() -> None:
    op.create_table(
        "review_subjects",
        sa.Column("review", NUMBER, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["review"], ["reviews.number"], name=op.f("fk_review_subjects_review")),
        sa.PrimaryKeyConstraint("review", "position", name=op.f("pk_review_subjects")),
    )
    op.create_index("ix_review_subjects_subject", "review_subjects", ["subject"])


def _make_bands() -> None:
    op.create_table(
        "bands",
        sa.Column("band", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_bands_report")),
        sa.PrimaryKeyConstraint("band", "report", name=op.f("pk_bands")),
        sqlite_with_rowid=False,
    )


def _make_mentions() -> None:
    op.create_table(
        "mentions",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Float(precision=53), nullable=False),
        sa.Column("claims", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("first_day", sa.Integer(), nullable=True),
        sa.Column("last_day", sa.Integer(), nullable=True),
        sa.Column("published", sa.Integer(), nullable=False),
        sa.Column("lat", sa.Float(precision=53), nullable=True),
        sa.Column("lon", sa.Float(precision=53), nullable=True),
        sa.Column("km", sa.Float(precision=53), nullable=False),
        sa.Column("cell", sa.Integer(), nullable=False),
        sa.Column("span", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_mentions_report")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_mentions")),
        sa.UniqueConstraint("id", name=op.f("uq_mentions_id")),
    )
    op.create_index("ix_mentions_cell_published", "mentions", ["cell", "published"])
    op.create_index("ix_mentions_cell_span_day", "mentions", ["cell", "span", "day"])
    op.create_index("ix_mentions_published", "mentions", ["published"])
    op.create_index("ix_mentions_report", "mentions", ["report"])
    op.create_index("ix_mentions_span_day", "mentions", ["span", "day"])


def _make_occasions() -> None:
    op.create_table(
        "occasions",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_occasions_report")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_occasions")),
    )
    op.create_index("ix_occasions_report", "occasions", ["report"])


def _make_sightings() -> None:
    op.create_table(
        "sightings",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_sightings_report")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sightings")),
    )
    op.create_index("ix_sightings_report_at", "sightings", ["report", "at"])


def _make_ties() -> None:
    op.create_table(
        "ties",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("report", NUMBER, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_ties_report")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_ties")),
    )
    op.create_index("ix_ties_report", "ties", ["report"])


def _make_incident_ids() -> None:
    op.create_table(
        "incident_ids",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("mention", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["mention"], ["mentions.number"], name=op.f("fk_incident_ids_mention")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_ids")),
    )


def _make_incident_mentions() -> None:
    op.create_table(
        "incident_mentions",
        sa.Column("mention", NUMBER, autoincrement=False, nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["incident"], ["incidents.id"], name=op.f("fk_incident_mentions_incident")),
        sa.ForeignKeyConstraint(["mention"], ["mentions.number"], name=op.f("fk_incident_mentions_mention")),
        sa.PrimaryKeyConstraint("mention", name=op.f("pk_incident_mentions")),
    )
    op.create_index("ix_incident_mentions_incident", "incident_mentions", ["incident"])


def _make_judgements() -> None:
    op.create_table(
        "judgements",
        sa.Column("number", NUMBER, autoincrement=True, nullable=False),
        sa.Column("first", NUMBER, nullable=False),
        sa.Column("second", NUMBER, nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("probability", sa.Float(precision=53), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("method_version", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["first"], ["mentions.number"], name=op.f("fk_judgements_first")),
        sa.ForeignKeyConstraint(["second"], ["mentions.number"], name=op.f("fk_judgements_second")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_judgements")),
    )
    op.create_index("ix_judgements_first_second_method_number", "judgements", ["first", "second", "method", "number"])
    op.create_index("ix_judgements_second", "judgements", ["second"])


def _make_unjudged() -> None:
    op.create_table(
        "unjudged",
        sa.Column("mention", NUMBER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["mention"], ["mentions.number"], name=op.f("fk_unjudged_mention")),
        sa.PrimaryKeyConstraint("mention", name=op.f("pk_unjudged")),
    )


def _guard_sqlite() -> None:
    for table in APPENDED:
        for deed in ("UPDATE", "DELETE"):
            refusal = f"SELECT RAISE(ABORT, 'rows of {table} are never changed or deleted')"
            op.execute(f"CREATE TRIGGER keep_{table}_{deed.lower()} BEFORE {deed} ON {table} BEGIN {refusal}; END")


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION tocsin_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME; END $$"
    )
    for table in APPENDED:
        deeds = "UPDATE OR DELETE OR TRUNCATE"
        op.execute(f"CREATE TRIGGER keep_{table} BEFORE {deeds} ON {table} EXECUTE FUNCTION tocsin_keep()")
