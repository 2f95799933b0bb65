"""The seam of the ledger: what every ledger keeps and gives back.

Reports, mentions, ties, occasions, judgements and reviews are appended and never changed. Incidents are derived from
them by others, kept here so that they can be asked for quickly, and may be thrown away and written again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from tocsin.vocabulary.entry import Block, Entry
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.judgement import Judgement
from tocsin.vocabulary.mention import Mention, Occasion, Tie
from tocsin.vocabulary.occurrence import Occurrence
from tocsin.vocabulary.report import Report, Source
from tocsin.vocabulary.retrieval import Retrieval
from tocsin.vocabulary.review import Review
from tocsin.vocabulary.selection import Selection
from tocsin.vocabulary.spot import Spot

Outcome = Literal["new", "known", "version"]
"""What became of a report: it was new, was there already (and is now seen once more), or is a new version of one."""


@dataclass(frozen=True, slots=True)
class Finds:
    """All that was found out about one report, as a ledger takes it.

    `bands` are numbers that reports with nearly the same text are likely to share some of; `copies` is the id of the
    kept report that this one is a copy of, "" where it is none.
    """

    mentions: tuple[Mention, ...] = ()
    ties: tuple[Tie, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    bands: tuple[int, ...] = ()
    copies: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one report. `report_id` is the id under which it is kept, `entries` its new mentions there."""

    report_id: str
    outcome: Outcome
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A report in the ledger: `version` counts from 1, `replaces` is the id of the version before it."""

    report: Report
    version: int
    replaces: str | None
    first_seen: datetime
    last_seen: datetime
    address: str
    content_type: str
    headers: Mapping[str, str]
    original_digest: str


@dataclass(frozen=True, slots=True)
class Page:
    """Incidents of a selection in its order; `after` is the cursor of the next page, "" where this is the last."""

    incidents: tuple[Incident, ...]
    after: str = ""


class Ledger(Protocol):
    """Keeps all of one tracker. Every writing method is one transaction: done whole or not at all.

    Raises LedgerError for a ledger that cannot be opened, is damaged, locked for too long or of another version.
    """

    def close(self) -> None:
        """Give back what the ledger holds; closing twice is no error."""
        ...

    def writing(self) -> AbstractContextManager[None]:
        """Hold the ledger for writing: what is done inside is one transaction, and other writers wait.

        May be nested.
        """
        ...

    # reports and what they tell

    def holds(self, report: Report) -> str | None:
        """Return the id of the kept report that `add` would know `report` as, or None: read it no more."""
        ...

    def add(self, retrieval: Retrieval, finds: Finds) -> Added:
        """Append a report with its original bytes and what was found in it.

        A report with the text of a kept one from the same source or address is known: nothing is added but the time
        of this sight. One with the URL (or, without a URL, the id) of a kept one and another text becomes a new
        version, with an id of its own; where it copies none, it is of the voice of the version before it. Mentions
        whose report gets another id than it came with get one too. Raises LedgerError for what was found in another
        report, and for a copy of what is not there.
        """
        ...

    def add_finds(self, report_id: str, finds: Finds) -> tuple[Entry, ...]:
        """Append what was found in a kept report in which nothing had been found, and return its new mentions.

        What it shares and copies stays as it was. Raises LedgerError for a report that is not there, for one in which
        something was found already, and for what was found in another.
        """
        ...

    def report(self, report_id: str) -> Kept | None:
        """Return a report, or None."""
        ...

    def reports(self, after: str = "") -> Iterator[Kept]:
        """Yield all reports in the order in which they were added, those behind the report `after` if it is given."""
        ...

    def sharing(self, bands: Iterable[int]) -> tuple[str, ...]:
        """Return the ids of the reports that share any of `bands`, in the order in which they were added."""
        ...

    def original(self, report_id: str) -> bytes:
        """Return the bytes that a report was read from. Raises LedgerError if there is no such report."""
        ...

    def entries(self, mention_ids: Iterable[str] | None = None) -> Iterator[Entry]:
        """Yield the entries of these mentions, or all, in the order in which they were added."""
        ...

    def entries_of(self, report_id: str) -> tuple[Entry, ...]:
        """Return the entries of one report."""
        ...

    def near(self, blocks: Sequence[Block]) -> Iterator[tuple[int, Entry]]:
        """Yield for each of `blocks` the entries in it, with the number of the block.

        A mention is on the days of its first claim that has any, and at the place that is known most closely. A report
        without a day of publication counts as published when it was retrieved.
        """
        ...

    def ties(self, report_ids: Iterable[str] | None = None) -> Iterator[Tie]:
        """Yield what reports say of how actors belong together."""
        ...

    def occasions(self, report_ids: Iterable[str] | None = None) -> Iterator[Occasion]:
        """Yield public events that are not attacks."""
        ...

    # judgements and reviews

    def append_judgements(self, judgements: Iterable[Judgement]) -> int:
        """Append judgements. Return how many were new or different.

        The last of two mentions by a method of one name counts, whatever its version. Raises LedgerError for mentions
        that are not there.
        """
        ...

    def judgements(self, mention_ids: Iterable[str] | None = None) -> Iterator[Judgement]:
        """Yield the judgements that count and that any of these mentions is in, or all."""
        ...

    def doubtful(self) -> Iterator[Judgement]:
        """Yield the judgements that count and are unsure, those with the evenest chances first, equals as appended.

        What is appended meanwhile may be missing.
        """
        ...

    def unjudged(self, mention_ids: Iterable[str] | None = None, limit: int | None = None) -> tuple[str, ...]:
        """Return the ids of mentions that resolution has not gone over since they were added, oldest first.

        Those of `mention_ids`, or all; `limit` of them at most.
        """
        ...

    def append_review(self, review: Review) -> None:
        """Append a review. Raises LedgerError for an id that is taken, or a subject that is not there."""
        ...

    def reviews(self, mention_ids: Iterable[str] | None = None) -> Iterator[Review]:
        """Yield reviews in their order: of any of these mentions, with the undoing of those, or all."""
        ...

    # sources

    def sources(self) -> tuple[Source, ...]:
        """Return all sources by name, each as it was last described."""
        ...

    def describe_source(self, source: Source, author: str, at: datetime) -> None:
        """Append a description of a source: from now on it stands for reports by that name. Earlier ones are kept.

        Without any, each report has its source as it came. Raises LedgerError for an empty `author`.
        """
        ...

    # incidents, derived

    def incidents_of(self, mention_ids: Iterable[str]) -> tuple[Incident, ...]:
        """Return the incidents that these mentions belong to, each once, in the order of their ids."""
        ...

    def replace_incidents(self, resolved: Iterable[str], incidents: Iterable[Incident]) -> None:
        """Put `incidents` in place of all that have any of the mentions `resolved`, and mark these as gone over.

        Raises LedgerError for mentions that are not there or belong to an incident that stays.
        """
        ...

    def incident(self, incident_id: str) -> Incident | None:
        """Return an incident by its id, an id that it had before a merge, or the id of one of its mentions; or None."""
        ...

    def incidents(self, selection: Selection) -> Page:
        """Return the incidents of a selection."""
        ...

    def count(self, selection: Selection) -> int:
        """Return how many incidents a selection has, whatever its limit."""
        ...

    def occurrences(self, selection: Selection) -> Iterator[Occurrence]:
        """Yield what is counted of the incidents of a selection, as plain values and in no order.

        Far quicker than `incidents`, since no words are read. Sort, limit and cursor of the selection are passed over.
        """
        ...

    def days(self, selection: Selection) -> tuple[tuple[int, int, int], ...]:
        """Return how many dated incidents of a selection have which days: first day, last day (ordinals), number.

        In the order of the days; far quicker than `occurrences`. Sort, limit and cursor are passed over.
        """
        ...

    def points(self, selection: Selection, limit: int) -> tuple[Spot, ...]:
        """Return where the incidents of a selection were, `limit` of them at most: those that began last come first.

        Undated ones come at the end. Far quicker than `incidents`, since no words are read. Sort, limit and cursor of
        the selection are passed over.
        """
        ...

    def mark(self) -> str:
        """Return a word that is another after anything was written, so that what was worked out before is out of date.

        It says nothing else, and holds within one program.
        """
        ...
