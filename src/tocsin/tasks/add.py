"""`tocsin add`: inputs in, reports with their originals and all that they tell into the ledger."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO, TypeAlias

from tocsin.extraction.base import Extraction
from tocsin.ledger.base import Finds, Kept, Ledger, Outcome
from tocsin.reading.base import Raw
from tocsin.reading.dispatch import retrieve_raw
from tocsin.reading.inputs import collect
from tocsin.resolution.voices import COPY, alike, bands
from tocsin.settings import Settings
from tocsin.tasks.abreast import abreast
from tocsin.tasks.read import Parts, ReadOptions, extracted, hinted, open_parts
from tocsin.tasks.resolve import refold
from tocsin.vocabulary.entry import Entry
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.retrieval import Retrieval


@dataclass(frozen=True, slots=True)
class AddedReport:
    """What became of one report: the id under which it is kept, how many new mentions it has, and what it copies.

    `copies` is "" where it is a voice of its own. `rejections` say what of it was not read.
    """

    name: str
    report_id: str
    outcome: Outcome
    mentions: int = 0
    copies: str = ""
    rejections: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True)
class _Told:
    retrieval: Retrieval
    extraction: Extraction | Rejection


_Item: TypeAlias = Retrieval | AddedReport | Rejection
"""A report that has still to be read, or what became of one."""


def add(
    arguments: Sequence[str], options: ReadOptions, ledger: Ledger, settings: Settings, stdin: BinaryIO | None = None
) -> Iterator[AddedReport | Rejection]:
    """Add every report in `arguments` to `ledger`, one transaction each, and yield what became of it.

    `arguments` are as for `read`. A report that the ledger holds is not read again; only this sight of it is noted.
    Mentions wait for `resolve`. Raises PluginError, GazetteerError, SettingsError or LedgerError; a bad input is
    yielded as a rejection.
    """
    # 1. Open the parts; what the person says goes before the settings.
    parts = open_parts(options, settings)
    # 2. Collect the inputs, 3. which become reports with their bytes, 4. and reports become rows.
    yield from add_found(collect(arguments, parts.settings, stdin or sys.stdin.buffer), options, ledger, parts)


def add_found(
    found: Iterable[Raw | Rejection], options: ReadOptions, ledger: Ledger, parts: Parts
) -> Iterator[AddedReport | Rejection]:
    """Add every report in the inputs `found`, as `add` does, with parts that are open already. Raises LedgerError."""

    def read(item: _Item) -> AddedReport | Rejection | _Told:
        return _Told(item, extracted(item.report, parts.extractor)) if isinstance(item, Retrieval) else item

    # Reports are read a few at once, by threads that know no ledger: it is not held while they are read, since that
    # takes longest and others want to write.
    for item in abreast(read, _waiting(found, options, ledger, parts)):
        if not isinstance(item, _Told):
            yield item
        elif isinstance(item.extraction, Rejection):
            yield item.extraction
        else:
            yield keep(item.retrieval, item.extraction, ledger)


def _waiting(found: Iterable[Raw | Rejection], options: ReadOptions, ledger: Ledger, parts: Parts) -> Iterator[_Item]:
    """Yield what has still to be read, and what became of the rest."""
    for raw in found:
        if isinstance(raw, Rejection):
            yield raw
            continue
        for item in retrieve_raw(raw, parts.readers, parts.settings):
            if isinstance(item, Rejection):
                yield item
            else:
                retrieval = replace(item, report=hinted(item.report, options))
                yield see_again(retrieval, ledger) or retrieval


def read_again(options: ReadOptions, ledger: Ledger, settings: Settings) -> Iterator[AddedReport | Rejection]:
    """Read every kept report in which nothing was found once more, and append what is found now; yield each.

    So a report in a language that no reader knew when it came is not lost once one does. What was found in other
    reports stays as it is. Raises PluginError, GazetteerError, SettingsError or LedgerError.
    """
    parts = open_parts(options, settings)
    for kept in ledger.reports():
        if _is_bare(kept, ledger):
            yield _told_later(kept, extracted(kept.report, parts.extractor), ledger)


def _is_bare(kept: Kept, ledger: Ledger) -> bool:
    id_ = kept.report.id
    return not ledger.entries_of(id_) and not any(ledger.ties([id_])) and not any(ledger.occasions([id_]))


def _told_later(kept: Kept, found: Extraction | Rejection, ledger: Ledger) -> AddedReport | Rejection:
    if isinstance(found, Rejection):
        return found
    report = kept.report
    name = report.url or report.title or f"{kept.address} ({report.id})"
    entries: tuple[Entry, ...] = ()
    with ledger.writing():
        if _is_bare(kept, ledger):  # nobody else was quicker
            entries = ledger.add_finds(report.id, Finds(found.mentions, found.ties, found.occasions))
    return AddedReport(name, report.id, "known", len(entries), rejections=found.rejections)


def see_again(retrieval: Retrieval, ledger: Ledger) -> AddedReport | None:
    """Note this sight of a report that `ledger` holds, also in its incidents; None if it does not hold it."""
    report = retrieval.report
    with ledger.writing():
        held = ledger.holds(report)
        if held is None:
            return None
        added = ledger.add(retrieval, Finds())
        resolved = [id_ for id_ in _mention_ids(ledger, held) if ledger.incident(id_) is not None]
        if resolved:
            refold(ledger, resolved)
    return AddedReport(_name(retrieval), added.report_id, added.outcome)


def keep(retrieval: Retrieval, extraction: Extraction, ledger: Ledger) -> AddedReport:
    """Append a report with what `extraction` found in it; of a report that is there by now, only this sight."""
    report = retrieval.report
    marks = bands(report.text)
    with ledger.writing():
        seen = see_again(retrieval, ledger)  # by somebody else, while this was read
        if seen is not None:
            return seen
        copies = copied(report, marks, ledger)
        finds = Finds(extraction.mentions, extraction.ties, extraction.occasions, marks, copies)
        added = ledger.add(retrieval, finds)
    own = added.outcome == "version" or copies == ""
    return AddedReport(
        name=_name(retrieval),
        report_id=added.report_id,
        outcome=added.outcome,
        mentions=len(added.entries),
        copies="" if own else copies,
        rejections=extraction.rejections,
    )


def copied(report: Report, marks: Sequence[int], ledger: Ledger) -> str:
    """Return the id of the oldest kept report that the text of `report` is a copy of, "" if there is none."""
    for report_id in ledger.sharing(marks):
        kept = ledger.report(report_id)
        if kept is not None and alike(report.text, kept.report.text) >= COPY:
            return report_id
    return ""


def _mention_ids(ledger: Ledger, report_id: str) -> list[str]:
    return [entry.mention.id for entry in ledger.entries_of(report_id)]


def _name(retrieval: Retrieval) -> str:
    report = retrieval.report
    return report.url or report.title or (f"{retrieval.address} ({report.id})" if retrieval.address else report.id)
