"""A row told as a report: one line a filled cell, "column: value", so that every value has its words."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote

from tocsin import __version__
from tocsin.vocabulary.claim import Claim, Method, Slot, Speaker, Value
from tocsin.vocabulary.mention import Mention, Rejection
from tocsin.vocabulary.report import Report, Source
from tocsin.vocabulary.span import Span, cut
from tocsin.vocabulary.terms import Stance


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a row beside its cells: its own id in the table, by whom, when and where it was published."""

    tracker: str
    row_id: str
    source: Source
    title: str = ""
    published: date | None = None
    url: str = ""


@dataclass(slots=True)
class Story:
    """The report of a row while its claims are cut from it. Values that are left out are `rejections`."""

    report: Report
    places: dict[str, int]
    cells: Mapping[str, str]
    method: Method
    claims: list[Claim] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)

    def has(self, column: str) -> bool:
        """Whether the cell of `column` is filled."""
        return bool(column) and column in self.cells

    def span(self, column: str, start: int = 0, end: int | None = None) -> Span:
        """Return characters `start` to `end` of the cell of `column`; all of it if no end is given."""
        first = self.places[column]
        return cut(self.report, first + start, first + (len(self.cells[column]) if end is None else end))

    def spanning(self, first: str, last: str) -> Span:
        """Return the lines from the cell of `first` to the cell of `last`, whichever stands first in the row."""
        one, other = sorted((first, last), key=lambda column: self.places[column])
        start = self.places[one] - len(f"{one}: ")
        return cut(self.report, start, self.places[other] + len(self.cells[other]))

    def say(
        self, slot: Slot, value: Value, span: Span, stance: Stance | None = None, speaker: Speaker | None = None
    ) -> None:
        """Add a claim."""
        self.claims.append(Claim(slot, value, span, self.method, speaker, stance))

    def doubt(self, column: str, what: str) -> None:
        """Say that the cell of `column` gives no value, since it is no `what`; its words stay in the text."""
        words = f"{column} is left out: {self.cells[column][:60]!r} is no {what}"
        self.rejections.append(Rejection(self.report.id, "grounding", words))

    def mention(self) -> Mention:
        """Return the mention of the row. Raises VocabularyError where kind, status or trigger are missing."""
        return Mention(f"{self.report.id}#1", self.report.id, tuple(self.claims))


def tell(cells: Mapping[str, str], told: Told) -> Story:
    """Return the story of a row with these filled `cells`."""
    lines, places, start = [], {}, 0
    for column, cell in cells.items():
        line = f"{column}: {cell}"
        places[column] = start + len(line) - len(cell)
        lines.append(line)
        start += len(line) + 1
    text = "\n".join(lines)
    own = told.row_id or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    report = Report(
        id=f"{told.tracker}:{own}",
        text=text,
        source=told.source,
        title=told.title or f"{told.tracker} {own}",
        published=told.published,
        url=_address(told.url, own),
        language="en",
    )
    return Story(report, places, cells, Method("import", __version__))


def _address(url: str, row_id: str) -> str | None:
    """Return `url` with the row behind a #: it opens the same page, and is no address of that page's own text."""
    if not url.startswith(("http://", "https://")):
        return None
    return f"{url}{'-' if '#' in url else '#'}row-{quote(row_id, safe='')}"
