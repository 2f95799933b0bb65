"""An entry: a mention as a ledger holds it, with what is known of the report that it stands in; a block of entries."""

from dataclasses import dataclass
from datetime import date, datetime

from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.report import Source


@dataclass(frozen=True, slots=True)
class Entry:
    """`mention` of a report by `source`.

    `sequence` numbers the entries of a ledger in the order in which they were added. `first_seen` and `last_seen` are
    the first and the last retrieval of a version of the report that makes this mention. `copies` is the id of the
    oldest report in the ledger whose text this report's is a copy of (its own id where it is no copy): entries with the
    same are one voice. `title` is that of the report.
    """

    mention: Mention
    sequence: int
    source: Source
    published: date | None
    first_seen: datetime
    last_seen: datetime
    copies: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Which entries to compare one with: those whose days meet `start` to `end` and that are not surely far off.

    Both None: no day is known, and entries of reports published within 30 days of `published` are in it. Entries
    without a day are in it if their report was published within 30 days of the block's days. For a report without a
    day of publication, the day on which it was first seen (UTC) stands in.

    Those without coordinates match any place; of the others, those no further from `lat`, `lon` (degrees, WGS 84) than
    `km` and what they themselves are precise to. `kinds` empty: any kind. An entry's days and place are those of its
    first dated `when` and of its most closely known `where`; a ledger may give a few entries too many, never too few.
    """

    start: date | None
    end: date | None
    published: date | None = None
    lat: float | None = None
    lon: float | None = None
    km: float = 0.0
    kinds: tuple[str, ...] = ()
