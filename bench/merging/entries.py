"""From reports with mentions to entries, as a ledger that got them in the order of publication would hold them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time

from tocsin.resolution.account import incident_of
from tocsin.resolution.base import resolve
from tocsin.resolution.blocking import holds
from tocsin.resolution.fold import fold
from tocsin.resolution.policy import Policy
from tocsin.resolution.voices import COPY, alike, bands
from tocsin.vocabulary.entry import Block, Entry
from tocsin.vocabulary.judgement import Judgement
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.report import Report

Told = tuple[Report, Sequence[Mention]]


class Shelf:
    """Entries in memory, which are asked for those near a block one by one: enough for the size of a bench."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries

    def near(self, blocks: Sequence[Block]) -> Iterator[tuple[int, Entry]]:
        """Yield the entries in each of `blocks`."""
        for number, block in enumerate(blocks):
            yield from ((number, entry) for entry in self.entries if holds(block, entry))


def entries_of(told: Iterable[Told]) -> list[Entry]:
    """Return the entries of all mentions. A report without a day is taken to be got on that of the one before it."""
    dated: list[tuple[date, Report, Sequence[Mention]]] = []
    last = date(2000, 1, 1)
    for report, mentions in told:
        last = report.published or last
        dated.append((last, report, mentions))
    dated.sort(key=lambda one: (one[0], one[1].id))
    originals = originals_of([report for _, report, _ in dated])
    entries: list[Entry] = []
    for day, report, mentions in dated:
        seen = datetime.combine(day, time(12), UTC)
        for mention in mentions:
            at = len(entries) + 1
            copied = originals[report.id]
            entries.append(Entry(mention, at, report.source, report.published, seen, seen, copied, report.title))
    return entries


def originals_of(reports: Sequence[Report]) -> dict[str, str]:
    """Return for each of `reports`, oldest first, the id of the oldest that it is a copy of, or its own."""
    sharing: dict[int, list[Report]] = {}
    found: dict[str, str] = {}
    for report in reports:
        marks = bands(report.text)
        others = {other.id: other for mark in marks for other in sharing.get(mark, ())}
        first = next((o for o in reports if o.id in others and alike(o.text, report.text) >= COPY), None)
        found[report.id] = found[first.id] if first else report.id
        for mark in marks:
            sharing.setdefault(mark, []).append(report)
    return found


def judgements_of(entries: Sequence[Entry], policy: Policy) -> list[Judgement]:
    """Return the judgements of all pairs that lie near each other."""
    return list(resolve(entries, Shelf(entries), policy))


def incidents_of(entries: Sequence[Entry], judgements: Sequence[Judgement]) -> Mapping[str, str]:
    """Return the id of its incident for each mention."""
    groups = fold(entries, judgements, ())
    return {
        id_: incident.id for incident in (incident_of(group, ()) for group in groups) for id_ in incident.mention_ids
    }
