"""A ledger in memory: for tests, for trying things out, and as the plainest statement of what a ledger does."""

import contextlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from tocsin.errors import LedgerError
from tocsin.ledger.base import Added, Finds, Kept, Outcome, Page
from tocsin.ledger.cursor import follows, in_order, read_cursor, write_cursor
from tocsin.ledger.naming import free_report_id, settle, something_found
from tocsin.ledger.outline import Outline, has, occurrence_of, outline_of, spot_of
from tocsin.ledger.undoing import Undoing
from tocsin.ledger.whereabouts import Whereabouts, lies_in, publication_of, published_of, whereabouts_of
from tocsin.vocabulary.entry import Block, Entry
from tocsin.vocabulary.incident import Incident
from tocsin.vocabulary.judgement import EVEN, Judgement
from tocsin.vocabulary.mention import Mention, Occasion, Tie
from tocsin.vocabulary.occurrence import Occurrence
from tocsin.vocabulary.report import Report, Source
from tocsin.vocabulary.retrieval import Retrieval
from tocsin.vocabulary.review import Review
from tocsin.vocabulary.selection import Selection
from tocsin.vocabulary.spot import Spot


@dataclass(frozen=True, slots=True)
class _Noted:
    """A mention with its number and where it is looked for."""

    mention: Mention
    sequence: int
    whereabouts: Whereabouts


class MemoryLedger:
    """Keeps all of one tracker in dictionaries, for as long as the program runs. Safe for several threads."""

    def __init__(self, timeout_s: float = 30.0) -> None:
        self._undoing = Undoing(timeout_s)
        self._reports: dict[str, Kept] = {}
        self._of_digest: dict[str, tuple[str, ...]] = {}
        self._of_address: dict[tuple[str, str], str] = {}
        self._finds: dict[str, Finds] = {}
        self._originals: dict[str, bytes] = {}
        self._sources: dict[str, Source] = {}
        self._described: dict[int, tuple[Source, str, datetime]] = {}
        self._mentions: dict[str, _Noted] = {}
        self._unjudged: dict[str, int] = {}
        self._judgements: dict[tuple[str, str, str], tuple[int, Judgement]] = {}
        self._judged = 0
        self._reviews: dict[str, Review] = {}
        self._incidents: dict[str, tuple[Incident, Outline]] = {}
        self._incident_of: dict[str, str] = {}
        self._oldest: dict[str, str] = {}

    def close(self) -> None:
        """Do nothing: there is nothing to give back."""

    def writing(self) -> contextlib.AbstractContextManager[None]:
        """Hold the ledger for writing."""
        return self._undoing.writing()

    # reports and what they tell

    def holds(self, report: Report) -> str | None:
        """Return the id of the kept report with the text of `report` and its source or address, or None."""
        for report_id in self._of_digest.get(report.digest, ()):
            kept = self._reports[report_id].report
            if kept.source.name == report.source.name or _address(kept) == _address(report):
                return report_id
        return None

    def add(self, retrieval: Retrieval, finds: Finds) -> Added:
        """Append a report with its original bytes and what was found in it."""
        report = retrieval.report
        with self.writing():
            known = self.holds(report)
            if known is not None:
                self._see_again(known, retrieval.at)
                return Added(known, "known")
            earlier = self._reports.get(self._of_address.get(_address(report), ""))
            report_id = free_report_id(report, self._reports.__contains__)
            settled = settle(report, report_id, finds, self._mentions.__contains__)
            copies = self._voice(finds.copies, earlier.report.id if earlier else report_id, report_id)
            self._keep(retrieval, report_id, earlier)
            self._undoing.put(self._finds, report_id, replace(settled, copies=copies))
            self._note(settled.mentions, publication_of(retrieval))
            outcome: Outcome = "version" if earlier else "new"
            return Added(report_id, outcome, self.entries_of(report_id))

    def add_finds(self, report_id: str, finds: Finds) -> tuple[Entry, ...]:
        """Append what was found in a kept report in which nothing had been found."""
        with self.writing():
            kept, before = self._reports.get(report_id), self._finds.get(report_id, Finds())
            if kept is None:
                raise LedgerError(f"there is no report {report_id}")
            if before.mentions or before.ties or before.occasions:
                raise something_found(report_id)
            settled = settle(kept.report, report_id, finds, self._mentions.__contains__)
            self._undoing.put(self._finds, report_id, replace(settled, bands=before.bands, copies=before.copies))
            self._note(settled.mentions, published_of(kept))
            return self.entries_of(report_id)

    def _note(self, mentions: Iterable[Mention], published: date) -> None:
        for mention in mentions:
            sequence = len(self._mentions) + 1
            self._undoing.put(self._mentions, mention.id, _Noted(mention, sequence, whereabouts_of(mention, published)))
            self._undoing.put(self._unjudged, mention.id, sequence)

    def report(self, report_id: str) -> Kept | None:
        """Return a report, or None."""
        kept = self._reports.get(report_id)
        return kept and self._described_as_now(kept)

    def reports(self, after: str = "") -> Iterator[Kept]:
        """Yield the reports in the order in which they were added."""
        ids = list(self._reports)
        if after and after not in self._reports:
            raise LedgerError(f"there is no report {after}")
        for report_id in ids[ids.index(after) + 1 if after else 0 :]:
            yield self._described_as_now(self._reports[report_id])

    def sharing(self, bands: Iterable[int]) -> tuple[str, ...]:
        """Return the ids of the reports that share any of `bands`."""
        wanted = set(bands)
        return tuple(report_id for report_id, finds in self._finds.items() if wanted.intersection(finds.bands))

    def original(self, report_id: str) -> bytes:
        """Return the bytes that a report was read from. Raises LedgerError."""
        if report_id not in self._reports:
            raise LedgerError(f"there is no report {report_id}")
        return self._originals[self._reports[report_id].original_digest]

    def entries(self, mention_ids: Iterable[str] | None = None) -> Iterator[Entry]:
        """Yield the entries of these mentions, or all, in the order in which they were added."""
        if mention_ids is None:
            chosen = list(self._mentions.values())
        else:
            chosen = [self._mentions[id_] for id_ in set(mention_ids) if id_ in self._mentions]
        for noted in sorted(chosen, key=lambda noted: noted.sequence):
            yield self._entry(noted)

    def entries_of(self, report_id: str) -> tuple[Entry, ...]:
        """Return the entries of one report."""
        finds = self._finds.get(report_id, Finds())
        return tuple(self._entry(self._mentions[mention.id]) for mention in finds.mentions)

    def near(self, blocks: Sequence[Block]) -> Iterator[tuple[int, Entry]]:
        """Yield for each of `blocks` the entries in it, with the number of the block."""
        for number, block in enumerate(blocks):
            for noted in list(self._mentions.values()):
                if lies_in(noted.whereabouts, block):
                    yield number, self._entry(noted)

    def ties(self, report_ids: Iterable[str] | None = None) -> Iterator[Tie]:
        """Yield what reports say of how actors belong together."""
        for finds in self._finds_of(report_ids):
            yield from finds.ties

    def occasions(self, report_ids: Iterable[str] | None = None) -> Iterator[Occasion]:
        """Yield public events that are not attacks."""
        for finds in self._finds_of(report_ids):
            yield from finds.occasions

    # judgements and reviews

    def append_judgements(self, judgements: Iterable[Judgement]) -> int:
        """Append judgements. Return how many were new or different."""
        changed = 0
        with self.writing():
            for judgement in judgements:
                self._require(judgement.first, judgement.second)
                key = (judgement.first, judgement.second, judgement.method.name)
                if self._judgements.get(key, (0, None))[1] != judgement:
                    self._judged += 1
                    self._undoing.put(self._judgements, key, (self._judged, judgement))
                    changed += 1
        return changed

    def judgements(self, mention_ids: Iterable[str] | None = None) -> Iterator[Judgement]:
        """Yield the judgements that count and that any of these mentions is in, or all."""
        wanted = None if mention_ids is None else set(mention_ids)
        for _, judgement in sorted(self._judgements.values(), key=lambda numbered: numbered[0]):
            if wanted is None or wanted.intersection((judgement.first, judgement.second)):
                yield judgement

    def doubtful(self) -> Iterator[Judgement]:
        """Yield the judgements that count and are unsure, those with the evenest chances first."""
        unsure = [(at, one) for at, one in self._judgements.values() if one.verdict == "unsure"]
        yield from (one for _, one in sorted(unsure, key=lambda item: (abs(item[1].probability - EVEN), item[0])))

    def unjudged(self, mention_ids: Iterable[str] | None = None, limit: int | None = None) -> tuple[str, ...]:
        """Return the ids of mentions that resolution has not gone over, of these or all, oldest first."""
        waiting = self._unjudged if mention_ids is None else self._unjudged.keys() & set(mention_ids)
        return tuple(sorted(waiting, key=self._unjudged.__getitem__)[:limit])

    def append_review(self, review: Review) -> None:
        """Append a review. Raises LedgerError for an id that is taken, or a subject that is not there."""
        with self.writing():
            if review.id in self._reviews:
                raise LedgerError(f"there is a review {review.id} already")
            if review.kind == "undo":
                if missing := [subject for subject in review.subjects if subject not in self._reviews]:
                    raise LedgerError(f"there is no review {missing[0]}")
            else:
                self._require(*review.subjects)
            self._undoing.put(self._reviews, review.id, review)

    def reviews(self, mention_ids: Iterable[str] | None = None) -> Iterator[Review]:
        """Yield reviews in their order: of any of these mentions, with the undoing of those, or all."""
        wanted = None if mention_ids is None else set(mention_ids)
        for review in list(self._reviews.values()):
            if wanted is None or wanted.intersection(review.subjects):
                if wanted is not None:
                    wanted.add(review.id)
                yield review

    # sources

    def sources(self) -> tuple[Source, ...]:
        """Return all sources by name, each as it was last described."""
        described = {source.name: source for source, _, _ in self._described.values()}
        return tuple(source for _, source in sorted((self._sources | described).items()))

    def describe_source(self, source: Source, author: str, at: datetime) -> None:
        """Append a description of a source. Raises LedgerError where it has no author."""
        if not author:
            raise LedgerError(f"a description of {source.name} needs an author")
        with self.writing():
            self._undoing.put(self._described, len(self._described), (source, author, at))

    # incidents, derived

    def incidents_of(self, mention_ids: Iterable[str]) -> tuple[Incident, ...]:
        """Return the incidents that these mentions belong to, each once, in the order of their ids."""
        found = {self._incident_of[id_] for id_ in mention_ids if id_ in self._incident_of}
        return tuple(self._incidents[id_][0] for id_ in sorted(found))

    def replace_incidents(self, resolved: Iterable[str], incidents: Iterable[Incident]) -> None:
        """Put `incidents` in place of all that have any of the mentions `resolved`."""
        with self.writing():
            for mention_id in resolved:
                self._require(mention_id)
                self._undoing.drop(self._unjudged, mention_id)
                if mention_id in self._incident_of:
                    self._forget(self._incident_of[mention_id])
            for incident in incidents:
                self._remember(incident)

    def incident(self, incident_id: str) -> Incident | None:
        """Return an incident by its id, a former id, or the id of one of its mentions; or None."""
        if incident_id not in self._incidents:
            incident_id = self._incident_of.get(self._oldest.get(incident_id, incident_id), "")
        found = self._incidents.get(incident_id)
        return found and found[0]

    def incidents(self, selection: Selection) -> Page:
        """Return the incidents of a selection."""
        after = read_cursor(selection.after, selection.sort)
        cursors = in_order(self._chosen(selection), selection.sort)
        behind = [cursor for cursor in cursors if after is None or follows(cursor, after)]
        page = behind[: selection.limit]
        last = write_cursor(page[-1]) if len(page) < len(behind) else ""
        return Page(tuple(self._incidents[cursor.id][0] for cursor in page), last)

    def count(self, selection: Selection) -> int:
        """Return how many incidents a selection has, whatever its limit."""
        return len(self._chosen(selection))

    def occurrences(self, selection: Selection) -> Iterator[Occurrence]:
        """Yield what is counted of the incidents of a selection, in no order."""
        for outline in self._chosen(selection):
            yield occurrence_of(self._incidents[outline.id][0])

    def days(self, selection: Selection) -> tuple[tuple[int, int, int], ...]:
        """Return how many dated incidents of a selection have which first and last day."""
        dated = ((one.start, one.end) for one in self._chosen(selection))
        found = Counter((start.toordinal(), end.toordinal()) for start, end in dated if start and end)
        return tuple((first, last, number) for (first, last), number in sorted(found.items()))

    def points(self, selection: Selection, limit: int) -> tuple[Spot, ...]:
        """Return where the incidents of a selection were, those that began last first, undated ones at the end."""
        spots = [spot_of(outline) for outline in self._chosen(selection)]
        return tuple(sorted(spots, key=lambda one: (one.first_day or 0, one.id), reverse=True)[:limit])

    def mark(self) -> str:
        """Return a word that is another after anything was written."""
        return str(self._undoing.changes)

    def _chosen(self, selection: Selection) -> list[Outline]:
        return [outline for _, outline in self._incidents.values() if has(selection, outline)]

    def _require(self, *mention_ids: str) -> None:
        for mention_id in mention_ids:
            if mention_id not in self._mentions:
                raise LedgerError(f"there is no mention {mention_id}")

    def _keep(self, retrieval: Retrieval, report_id: str, earlier: Kept | None) -> None:
        report = replace(retrieval.report, id=report_id)
        kept = Kept(
            report=report,
            version=earlier.version + 1 if earlier else 1,
            replaces=earlier.report.id if earlier else None,
            first_seen=retrieval.at.astimezone(UTC),
            last_seen=retrieval.at.astimezone(UTC),
            address=retrieval.address,
            content_type=retrieval.content_type,
            headers=dict(retrieval.headers),
            original_digest=retrieval.digest,
        )
        self._undoing.put(self._reports, report_id, kept)
        self._undoing.put(self._of_digest, report.digest, (*self._of_digest.get(report.digest, ()), report_id))
        self._undoing.put(self._of_address, _address(retrieval.report), report_id)
        self._undoing.put(self._originals, kept.original_digest, retrieval.original)
        self._undoing.put(self._sources, report.source.name, report.source)

    def _see_again(self, report_id: str, at: datetime) -> None:
        kept, at = self._reports[report_id], at.astimezone(UTC)
        seen = replace(kept, first_seen=min(kept.first_seen, at), last_seen=max(kept.last_seen, at))
        self._undoing.put(self._reports, report_id, seen)

    def _voice(self, copies: str, earlier: str, report_id: str) -> str:
        original = copies or earlier
        if original == report_id:
            return report_id
        if original not in self._finds:
            raise LedgerError(f"report {report_id} cannot be a copy of {original}, which is not there")
        return self._finds[original].copies

    def _source_of(self, report: Report) -> Source:
        described = [source for source, _, _ in self._described.values() if source.name == report.source.name]
        return described[-1] if described else report.source

    def _described_as_now(self, kept: Kept) -> Kept:
        return replace(kept, report=replace(kept.report, source=self._source_of(kept.report)))

    def _entry(self, noted: _Noted) -> Entry:
        kept = self._reports[noted.mention.report_id]
        return Entry(
            mention=noted.mention,
            sequence=noted.sequence,
            source=self._source_of(kept.report),
            published=kept.report.published,
            first_seen=kept.first_seen,
            last_seen=kept.last_seen,
            copies=self._finds[kept.report.id].copies,
            title=kept.report.title,
        )

    def _finds_of(self, report_ids: Iterable[str] | None) -> list[Finds]:
        wanted = None if report_ids is None else set(report_ids)
        return [finds for report_id, finds in self._finds.items() if wanted is None or report_id in wanted]

    def _forget(self, incident_id: str) -> None:
        for mention_id in self._incidents[incident_id][0].mention_ids:
            self._undoing.drop(self._incident_of, mention_id)
        self._undoing.drop(self._incidents, incident_id)

    def _remember(self, incident: Incident) -> None:
        self._require(*incident.mention_ids)
        if incident.id in self._incidents:
            raise LedgerError(f"there is an incident {incident.id} already")
        for mention_id in incident.mention_ids:
            if mention_id in self._incident_of:
                raise LedgerError(f"mention {mention_id} belongs to {self._incident_of[mention_id]} already")
            self._undoing.put(self._incident_of, mention_id, incident.id)
        self._undoing.put(self._incidents, incident.id, (incident, outline_of(incident)))
        self._undoing.put(self._oldest, incident.id, incident.mention_ids[0])


def _address(report: Report) -> tuple[str, str]:
    return ("url", report.url) if report.url else ("id", report.id)


def open_memory(address: str = "memory:", timeout_s: float = 30.0) -> MemoryLedger:
    """Return an empty ledger in memory. Raises LedgerError for an address with more to it than "memory:"."""
    if address != "memory:":
        raise LedgerError(f"{address}: a ledger in memory has no name; say memory:")
    return MemoryLedger(timeout_s)
