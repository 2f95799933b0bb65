"""How exactly its place is known stands in the row of an incident, so that maps of very many need read no more."""

import json
import zlib
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

ROWS = 500
BESIDE_KM = 25.0
incidents = sa.table("incidents", sa.column("id"), sa.column("km"))
accounts = sa.table("accounts", sa.column("incident"), sa.column("packed"))


def upgrade() -> None:
    """Add the column, and fill it from what is kept of each incident."""
    op.add_column("incidents", sa.Column("km", sa.Float(53), nullable=False, server_default="0"))
    connection, last = op.get_bind(), ""
    while True:
        query = sa.select(accounts).where(accounts.c.incident > last).order_by(accounts.c.incident).limit(ROWS)
        rows = connection.execute(query).all()
        if not rows:
            return
        last = rows[-1].incident
        change = sa.update(incidents).where(incidents.c.id == sa.bindparam("own"))
        connection.execute(change, [{"own": row.incident, "km": _reach(row.packed)} for row in rows])


def _reach(packed: bytes) -> float:
    content = json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
    told = next((account for account in content["accounts"] if account["slot"] == "where"), None)
    values: list[Any] = [] if told is None else [told["value"], *told["values"]]
    for value in values:
        if isinstance(value, dict) and value.get("place"):
            beside = 0.0 if value.get("relation", "at") == "at" else BESIDE_KM
            return float(value["place"]["precision_km"]) + beside
    return 0.0
