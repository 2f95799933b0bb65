"""Indices for selections that have few of very many incidents: by status, and those in dispute."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

DISPUTED = sa.text("disputed")


def upgrade() -> None:
    """Make the indices."""
    op.create_index("ix_incidents_status_first_day_id", "incidents", ["status", "first_day", "id"])
    op.create_index(
        "ix_incidents_disputed", "incidents", ["first_day", "id"], sqlite_where=DISPUTED, postgresql_where=DISPUTED
    )
