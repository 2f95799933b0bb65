"""An index for selections of one kind in one country, which are asked for most of all."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the index."""
    op.create_index("ix_incidents_country_kind_first_day_id", "incidents", ["country", "kind", "first_day", "id"])
