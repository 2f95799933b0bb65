"""`tocsin occasions`: are there more attacks before or after visits, votes, anniversaries than at other times?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tocsin.analysis.occasions.assess import Circumstances, Occasions, assess_occasions
from tocsin.analysis.occasions.attacks import Attacks, attacks_of
from tocsin.analysis.occasions.calendars import read_calendar
from tocsin.analysis.occasions.known import KnownOccasion, OccasionTelling
from tocsin.analysis.occasions.masks import USUAL_REACH, Reach
from tocsin.analysis.occasions.merging import merged
from tocsin.analysis.tempo.counting import Window
from tocsin.errors import InputError
from tocsin.ledger.base import Kept, Ledger
from tocsin.tasks.tempo import check_length
from tocsin.vocabulary.evidence import Evidence
from tocsin.vocabulary.mention import Occasion, Rejection
from tocsin.vocabulary.selection import Selection

SEED = 1
AHEAD = 366
"""Days after the last one for which what recurs in a calendar is worked out."""


@dataclass(frozen=True, slots=True)
class Question:
    """Which occasions are asked about, and how far around them.

    `calendars` are files of the user (CSV, iCalendar); with `calendar_only` reports tell of none. `only`, if any, keeps
    occasions whose sort is, or whose words hold, one of these words, whatever their case.
    """

    reach: Reach = USUAL_REACH
    calendars: tuple[Path, ...] = ()
    calendar_only: bool = False
    only: tuple[str, ...] = ()


def occasions(ledger: Ledger, selection: Selection, question: Question = Question(), seed: int = SEED) -> Occasions:
    """Return what lies around occasions of the attacks of `selection`, on the days from its first to its last.

    Without a first day the days begin with the first attack, without a last one they end on the day on which the
    newest telling of any attack appeared. Its limit and order are passed over. Entries of calendars that cannot be read
    are among the rejections. Raises InputError where no attack has a day, LedgerError, VocabularyError.
    """
    attacks = read_attacks(ledger, selection)
    as_of = newest_of(attacks)
    window = window_of(attacks, selection, as_of)
    known, rejections = known_occasions(ledger, question, window)
    return assess_occasions(attacks, known, Circumstances(window, as_of, question.reach, seed), rejections)


def known_occasions(
    ledger: Ledger, question: Question, window: Window
) -> tuple[tuple[KnownOccasion, ...], tuple[Rejection, ...]]:
    """Return the occasions of the ledger and of calendars, those without a day last, and what could not be read.

    What recurs is worked out from the first day of `window` to a year after its last one. Raises LedgerError.
    """
    tellings: list[OccasionTelling] = [] if question.calendar_only else list(reported(ledger))
    rejections: list[Rejection] = []
    reach = question.reach
    first = date.fromordinal(max(window.start.toordinal() - reach.after, 1))
    last = date.fromordinal(min(window.end.toordinal() + max(AHEAD, reach.before), date.max.toordinal()))
    for path in question.calendars:
        for entry in read_calendar(path, first, last):
            if isinstance(entry, Rejection):
                rejections.append(entry)
            else:
                tellings.append(entry)
    known = merged(tellings)
    return tuple(one for one in known if _asked(one, question.only)), tuple(rejections)


def reported(ledger: Ledger) -> Iterator[OccasionTelling]:
    """Yield the occasions that reports tell of, each with its words and its source. Raises LedgerError."""
    told: dict[str, list[Occasion]] = {}
    for occasion in ledger.occasions():
        told.setdefault(occasion.report_id, []).append(occasion)
    for report_id, occasions_ in told.items():
        kept = ledger.report(report_id)
        if kept is None:
            continue
        triggers = [claim.span for entry in ledger.entries_of(report_id) for claim in entry.mention.of("trigger")]
        for one in occasions_:
            beside = any(one.span.covers(trigger) for trigger in triggers)
            yield OccasionTelling(one.kind, one.when, one.span.quote, _evidence(one, kept), beside)


def read_attacks(ledger: Ledger, selection: Selection) -> Attacks:
    """Return the attacks of `selection`, and those later than it, which tell how late reports come.

    Attacks without a day are those that could be in it. Raises InputError where none has a day, LedgerError.
    """
    found = attacks_of(ledger.occurrences(replace(selection, until=None)), selection.kinds)
    if selection.since is not None:
        # an undated one could have been on any day, and a selection with a first day has none of them
        every = attacks_of(ledger.occurrences(replace(selection, since=None, until=None)), selection.kinds)
        found = replace(found, undated=every.undated)
    if not found.ids:
        rest = f"{len(found.undated)} have no day" if found.undated else "tocsin incidents lists what there is"
        raise InputError(f"no attack with a day is in this selection; {rest}")
    return found


def newest_of(attacks: Attacks) -> date:
    """Return the day on which the newest telling of any of `attacks` appeared."""
    events = attacks.events
    return date.fromordinal(max([int(events.told.max()), *(int(days.max()) for _, days in events.tellings.values())]))


def window_of(attacks: Attacks, selection: Selection, newest: date) -> Window:
    """Return the days to look at. Raises InputError where they would end before they begin, or are too many."""
    start = selection.since or date.fromordinal(int(attacks.events.first.min()))
    end = selection.until or max(newest, start)
    if start > end:
        raise InputError(f"the first attack is of {start}, after the last day asked for, {end}")
    check_length(start, end)
    return Window(start, end)


def _evidence(occasion: Occasion, kept: Kept) -> Evidence:
    span, report = occasion.span, kept.report
    return Evidence(
        report.source,
        report.id,
        span.quote,
        span.start,
        span.end,
        report.published,
        kept.first_seen,
        confidence=occasion.confidence,
    )


def _asked(occasion: KnownOccasion, only: Sequence[str]) -> bool:
    if not only:
        return True
    words = [one.words.casefold() for one in occasion.tellings]
    wanted = [one.strip().casefold() for one in only]
    return any(one == occasion.sort.casefold() or any(one in said for said in words) for one in wanted)
