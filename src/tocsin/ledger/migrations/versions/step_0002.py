"""What is counted of an incident stands in its row: how many attacks, first known when, first told by whom when."""

import json
import zlib
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ROWS = 500
incidents = sa.table(
    "incidents", sa.column("id"), sa.column("attacks"), sa.column("known_day"), sa.column("first_tellings")
)
accounts = sa.table("accounts", sa.column("incident"), sa.column("packed"))


def upgrade() -> None:
    """Add the columns, and fill them from what is kept of each incident."""
    op.add_column("incidents", sa.Column("attacks", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("incidents", sa.Column("known_day", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("incidents", sa.Column("first_tellings", sa.Text(), nullable=False, server_default="{}"))
    connection, last = op.get_bind(), ""
    while True:
        query = sa.select(accounts).where(accounts.c.incident > last).order_by(accounts.c.incident).limit(ROWS)
        rows = connection.execute(query).all()
        if not rows:
            return
        last = rows[-1].incident
        change = sa.update(incidents).where(incidents.c.id == sa.bindparam("own"))
        connection.execute(change, [{"own": row.incident, **_counted(row.packed)} for row in rows])


def _counted(packed: bytes) -> dict[str, Any]:
    content = json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
    told: dict[str, int] = {}
    for telling in content["tellings"]:
        source = content["sources"][telling["source"]][0]
        day = date.fromisoformat(telling["published"]) if telling["published"] else _day(telling["seen"][0])
        told[source] = min(day.toordinal(), told.get(source, day.toordinal()))
    counts = [account["value"] for account in content["accounts"] if account["slot"] == "count"]
    return {
        "attacks": next((count for count in counts if isinstance(count, int)), 1),
        "known_day": _day(content["seen"][0]).toordinal(),
        "first_tellings": _json(told),
    }


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).date()


def _json(content: dict[str, int]) -> str:
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    try:
        plain.encode()
    except UnicodeEncodeError:
        return json.dumps(content, separators=(",", ":"))
    return plain
