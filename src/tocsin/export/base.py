"""The seam of export: what an exporter is given, and the shape that every exporter has."""

from collections.abc import Iterable
from typing import Protocol, TextIO

from tocsin.vocabulary.mention import Mention, Occasion, Rejection, Tie
from tocsin.vocabulary.report import Report


class Findings(Protocol):
    """What was found in one report; an `Extraction` fits, and export needs to know no more of it."""

    @property
    def report(self) -> Report:
        """The report that was read."""
        ...

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The incidents that it tells of."""
        ...

    @property
    def ties(self) -> tuple[Tie, ...]:
        """What it says of how actors belong together."""
        ...

    @property
    def occasions(self) -> tuple[Occasion, ...]:
        """Dated public events in it that are not attacks."""
        ...

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """What did not get through, with reasons."""
        ...


class Exporter(Protocol):
    """Writes findings in one format. Stateless between calls."""

    name: str

    def write(self, findings: Iterable[Findings], stream: TextIO) -> int:
        """Write `findings` to `stream` as they come and return how many reports were written. Raises OSError."""
        ...
