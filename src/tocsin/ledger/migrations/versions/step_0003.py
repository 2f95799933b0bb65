"""Indices for what grows: doubts by how even they are."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

UNSURE = sa.text("verdict = 'unsure'")


def upgrade() -> None:
    """Make the indices."""
    op.create_index(
        "ix_judgements_unsure",
        "judgements",
        ["probability", "number"],
        sqlite_where=UNSURE,
        postgresql_where=UNSURE,
    )
