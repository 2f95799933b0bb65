"""`tocsin tempo`: are incidents becoming more frequent, since when, and could it be an artefact of reporting?"""

from dataclasses import replace
from datetime import date

from tocsin.analysis.tempo.assess import Tempo, assess
from tocsin.analysis.tempo.counting import Window
from tocsin.analysis.tempo.events import NO_ATTACKS, UNHAPPENED, Events, events_of
from tocsin.errors import InputError
from tocsin.ledger.base import Ledger
from tocsin.vocabulary.selection import Selection
from tocsin.vocabulary.terms import KINDS, STATUSES

SEED = 1
LONGEST = 73_050
"""Days that are looked at at most: 200 years."""


def tempo(ledger: Ledger, selection: Selection, seed: int = SEED) -> Tempo:
    """Return the tempo of the incidents of `selection`, on the days from its first to its last.

    Without a first day the days begin with the first incident, without a last one they end on the day on which the
    newest telling of any incident appeared. A limit is passed over, and so is the order. Raises InputError where no
    incident has a day, LedgerError, VocabularyError.
    """
    events = read_events(ledger, selection)
    window = window_of(events, selection)
    return assess(events, window, date.fromordinal(newest(events)), seed)


def read_events(ledger: Ledger, selection: Selection) -> Events:
    """Return the incidents of `selection` as columns, with those later than it, which tell how late reports come.

    Raises InputError where none has a day, LedgerError.
    """
    asked = replace(selection, until=None)
    found = events_of(ledger.occurrences(asked), selection.kinds)
    events = replace(found, undated=undated(ledger, selection)) if selection.since else found
    if not len(events):
        rest = f"{events.undated} have no day" if events.undated else "tocsin incidents lists what there is"
        raise InputError(f"no incident with a day is in this selection; {rest}")
    return events


def undated(ledger: Ledger, selection: Selection) -> int:
    """Return how many attacks would be in `selection` but for their days, which nobody knows. Raises LedgerError."""
    kinds = selection.kinds or tuple(kind for kind in KINDS if kind not in NO_ATTACKS)
    statuses = selection.statuses or tuple(status for status in STATUSES if status not in UNHAPPENED)
    every = replace(selection, since=None, until=None, limit=None, after="", kinds=kinds, statuses=statuses)
    return ledger.count(every) - ledger.count(replace(every, since=date.min))


def newest(events: Events) -> int:
    """Return the day (ordinal) on which the newest telling of any of `events` appeared."""
    return max([int(events.told.max()), *(int(days.max()) for _, days in events.tellings.values())])


def window_of(events: Events, selection: Selection) -> Window:
    """Return the days to look at. Raises InputError where they would end before they begin, or are too many."""
    start = selection.since or date.fromordinal(int(events.first.min()))
    end = selection.until or max(date.fromordinal(newest(events)), start)
    if start > end:
        raise InputError(f"the first incident is of {start}, after the last day asked for, {end}")
    check_length(start, end)
    return Window(start, end)


def check_length(start: date, end: date) -> None:
    """Raise InputError where more days than can be looked at lie between `start` and `end`."""
    if (end - start).days >= LONGEST:
        raise InputError(
            f"from {start} to {end} are more than the {LONGEST:,} days that can be looked at; begin later, with --since"
        )
