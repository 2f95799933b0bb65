"""The seam of exports of incidents: what such an exporter is given, and the shape that every one of them has."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Report

STAGE = "export"


class Held(Protocol):
    """A report as a ledger keeps it; export needs to know no more of it."""

    @property
    def report(self) -> Report:
        """The report."""
        ...

    @property
    def first_seen(self) -> datetime:
        """The moment at which it was first got."""
        ...

    @property
    def original_digest(self) -> str:
        """The SHA-256 of the bytes that it was read from."""
        ...


class Origins(Protocol):
    """What incidents come from, looked up by id. A ledger fits."""

    def report(self, report_id: str) -> Held | None:
        """Return a report, or None."""
        ...

    def entries(self, mention_ids: Iterable[str] | None = None) -> Iterator[Entry]:
        """Yield the entries of these mentions in the order in which they were added."""
        ...


@dataclass(frozen=True, slots=True)
class Written:
    """What became of an export: how many incidents it holds, and what the format has no room for, with reasons."""

    incidents: int
    left_out: tuple[Rejection, ...] = ()


class IncidentExporter(Protocol):
    """Writes incidents in one format. Stateless between calls; the same incidents give the same bytes."""

    name: str
    suffix: str

    def write(self, incidents: Iterable[Incident], origins: Origins, stream: BinaryIO) -> Written:
        """Write `incidents` to `stream` as they come, each with the ids and URLs of the reports that tell of it.

        Raises OSError, and PluginError where a package that the format needs is not installed.
        """
        ...
