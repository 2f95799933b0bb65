"""Excel (OOXML): a sheet of incidents, a sheet of what each source says of them, a sheet of reports. Needs openpyxl.

Every text is written as text, never as a formula. Moments are in UTC, since Excel knows no time zones.
"""

import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tocsin.export.cells import Cell, harmless
from tocsin.export.columns import COLUMNS
from tocsin.export.extras import needed
from tocsin.export.facts import Facts, facts_of
from tocsin.export.incidents import STAGE, Origins, Written
from tocsin.export.wording import claim_words
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.mention import Rejection

CLAIMS = (
    "incident_id", "slot", "value", "chosen", "words", "speaker", "stance", "source", "grade", "credibility",
    "published", "first_seen", "last_seen", "report_id", "mention_id", "method",
)  # fmt: skip
REPORTS = ("incident_id", "report_id", "source", "source_kind", "grade", "published", "title", "url")
MOST_ROWS = 1_048_575
"""Rows of a sheet under its heading."""
NO_TIME = (2000, 1, 1, 0, 0, 0)
MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


class ExcelExporter:
    """One workbook (.xlsx) of three sheets."""

    name = "excel"
    suffix = ".xlsx"

    def write(self, incidents: Iterable[Incident], origins: Origins, stream: BinaryIO) -> Written:
        """Write `incidents` to `stream`. Raises OSError, PluginError without openpyxl.

        What does not fit into the sheets any more is left out and told.
        """
        book = needed("openpyxl", self.name).Workbook(write_only=True)
        sheets = [
            _Sheet(book, "Incidents", [column.name for column in COLUMNS]),
            _Sheet(book, "Claims", CLAIMS),
            _Sheet(book, "Reports", REPORTS),
        ]
        count, left_out = 0, []
        for incident in incidents:
            facts = facts_of(incident, origins)
            rows = [[_flat(facts)], list(_claims(incident)), list(_reports(facts))]
            if any(not sheet.holds(len(more)) for sheet, more in zip(sheets, rows, strict=True)):
                left_out.append(Rejection(incident.id, STAGE, f"a sheet has room for {MOST_ROWS:,} rows"))
                continue
            for sheet, more in zip(sheets, rows, strict=True):
                sheet.append(more)
            count += 1
        with tempfile.TemporaryFile() as packed:
            book.save(packed)
            _without_clock(packed, stream)
        return Written(count, tuple(left_out))


def _without_clock(packed: BinaryIO, stream: BinaryIO) -> None:
    """Copy a workbook without the moment of its making, so that the same incidents give the same bytes."""
    with ZipFile(packed) as book, ZipFile(stream, "w", ZIP_DEFLATED) as out:
        for name in book.namelist():
            with book.open(name) as part, out.open(ZipInfo(name, NO_TIME), "w", force_zip64=True) as copy:
                if name == "docProps/core.xml":
                    copy.write(MOMENT.sub(b"2000-01-01T00:00:00Z", part.read()))
                else:
                    shutil.copyfileobj(part, copy)


class _Sheet:
    """A sheet with a heading that stays in view."""

    def __init__(self, book: Any, title: str, heading: Sequence[str]) -> None:
        self._sheet = book.create_sheet(title)
        self._sheet.freeze_panes = "A2"
        self._sheet.append(list(heading))
        self._left = MOST_ROWS

    def holds(self, rows: int) -> bool:
        """Whether there is room for so many more rows."""
        return rows <= self._left

    def append(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write rows beneath those that are there."""
        for row in rows:
            self._sheet.append([_value(value) for value in row])
            self._left -= 1


def _value(value: Cell) -> Cell:
    if isinstance(value, str):
        return harmless(value) or None
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    return value


def _flat(facts: Facts) -> list[Cell]:
    return [column.value(facts) for column in COLUMNS]


def _claims(incident: Incident) -> Iterator[list[Cell]]:
    for account in incident.accounts:
        for telling in account.tellings:
            claim = telling.claim
            yield [
                incident.id,
                account.slot,
                claim_words(claim),
                telling == account.chosen,
                claim.span.quote,
                claim.speaker.name if claim.speaker else None,
                claim.stance,
                telling.source.name,
                telling.source.grade,
                telling.credibility,
                telling.published,
                telling.first_seen,
                telling.last_seen,
                claim.span.report_id,
                telling.mention_id,
                f"{claim.method.name} {claim.method.version}".strip(),
            ]


def _reports(facts: Facts) -> Iterator[list[Cell]]:
    for reference in facts.references:
        source = reference.source
        names: list[Cell] = [facts.incident.id, reference.report_id, source.name, source.kind, source.grade]
        yield [*names, reference.published, reference.title, reference.url]
