"""A longer history out of a shorter one: the same stretch of news again, four years earlier each time.

What is added to a ledger meets the news of its own days. Older news only make tables and indices larger, so they need
not be other news: their ids, addresses, digests and days are others, and so they are other rows.
"""

import json
import re
import shutil
import sqlite3
import zlib
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from tocsin.ledger.packing import LEVEL

YEARS = 4
DAYS = timedelta(days=365 * YEARS + 1).days
"""Four years have one leap day, as long as no century is among them."""
YEAR = re.compile(r"\b(\d{4})(?=-\d\d-\d\d)")
BAND_BITS = 58
"""Where the number of the stretch goes in a band."""
COPIES = (
    ("originals", "moved(digest), packed"),
    (
        "reports",
        "number + :rows, moved(id), moved(identity), version, replaces, moved(copies), moved(digest), source, title,"
        " moved(published), published_at, moved(url), language, moved(address), content_type, headers, moved(original),"
        " packed",
    ),
    ("sightings", "number + :rows, report + :rows, moved(at)"),
    ("bands", "(band >> 5) + :band, report + :rows"),
    (
        "mentions",
        "number + :rows, moved(id), report + :rows, main, confidence, moved(claims), kind, first_day - :days,"
        " last_day - :days, published - :days, lat, lon, km, cell, span, day - :days",
    ),
    (
        "judgements",
        "number + :pairs, first + :rows, second + :rows, verdict, probability, reasons, method, method_version",
    ),
    (
        "incidents",
        "moved(id), first_day - :days, last_day - :days, days, lat, lon, x, y, z, cell, country, kind, status,"
        " confidence, killed, disputed, voices, moved(seen), attacks, known_day - :days, moved_days(first_tellings),"
        " km",
    ),
    ("accounts", "moved(incident), repacked(packed)"),
    ("incident_mentions", "mention + :rows, moved(incident)"),
    ("incident_actors", "moved(incident), name"),
    ("incident_ids", "moved(id), mention + :rows"),
)
"""Tables, and what each column of a row is in an earlier stretch, in the order of the columns."""


def lengthen(path: Path, stretch: Path, times: int) -> None:
    """Make a ledger at `path` with the history of `stretch`, a ledger of one, so many times over."""
    shutil.copy(stretch, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for pragma in ("synchronous = OFF", "cache_size = -524288", "foreign_keys = OFF", "temp_store = FILE"):
            database.execute(f"PRAGMA {pragma}")
        database.execute("ATTACH ? AS old", (str(stretch),))
        indices = database.execute(
            "SELECT name, sql FROM main.sqlite_master WHERE type = 'index' AND sql NOT NULL"
        ).fetchall()
        for name, _ in indices:
            database.execute(f"DROP INDEX main.{name}")
        for number in range(1, times):
            _copy(database, number)
        for _, sql in indices:
            database.execute(sql)
        database.execute("DETACH old")
        database.execute("ANALYZE")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _copy(database: sqlite3.Connection, number: int) -> None:
    def moved(text: str | None) -> str | None:
        return None if text is None else _moved(text, number)

    def moved_days(told: str) -> str:
        return json.dumps({source: day - number * DAYS for source, day in json.loads(told).items()})

    def repacked(packed: bytes) -> bytes:
        return zlib.compress(_moved(zlib.decompress(packed).decode(), number).encode(), LEVEL)

    for function in (moved, moved_days, repacked):
        database.create_function(function.__name__, 1, function, deterministic=True)
    rows, pairs = (
        database.execute(f"SELECT max(number) FROM old.{table}").fetchone()[0]  # noqa: S608 - names of our own tables
        for table in ("mentions", "judgements")
    )
    given = {"rows": number * rows, "pairs": number * pairs, "days": number * DAYS, "band": number << BAND_BITS}
    database.execute("BEGIN")
    for table, columns in COPIES:
        known = {key: value for key, value in given.items() if f":{key}" in columns}
        database.execute(f"INSERT INTO main.{table} SELECT {columns} FROM old.{table}", known)  # noqa: S608 - our own words
    database.execute("COMMIT")


def _moved(text: str, number: int) -> str:
    """Return `text`, whose years are moved and whose ids, addresses and digests are those of another stretch."""
    if len(text) == 64 and "-" not in text:
        return f"w{number}{text[2:]}"
    text = text.replace("world-", f"world.{number}-").replace("//news.", f"//news{number}.")
    return YEAR.sub(lambda year: str(int(year[1]) - YEARS * number), text)
