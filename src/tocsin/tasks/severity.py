"""`tocsin severity`: how many people attacks hurt, at what they aim and with what, what comes of them, what changes."""

from dataclasses import replace

from tocsin.analysis.occasions.attacks import attacks_of
from tocsin.analysis.severity.assess import Severity, assess_severity
from tocsin.analysis.severity.cases import cases_of
from tocsin.analysis.severity.periods import By
from tocsin.ledger.base import Ledger
from tocsin.tasks.incidents import Done, incidents, nothing
from tocsin.vocabulary.selection import Selection

SEED = 1


def severity(
    ledger: Ledger, selection: Selection, by: By = "month", seed: int = SEED, done: Done = nothing
) -> Severity:
    """Return how severe the attacks of `selection` are, put together `by` day, week, month or year.

    Its limit and order are passed over. `done` is called after each incident. A selection without
    attacks has sums of nothing. Raises LedgerError.
    """
    asked = replace(selection, limit=None, after="", sort="when")
    unplaced: tuple[str, ...] = ()
    if selection.since is not None or selection.until is not None:
        # what has no day is in no selection by days, and may have been on one of them
        unplaced = attacks_of(ledger.occurrences(replace(asked, since=None, until=None)), selection.kinds).undated
    return assess_severity(cases_of(incidents(ledger, asked, done), selection.kinds), by, seed, unplaced)
