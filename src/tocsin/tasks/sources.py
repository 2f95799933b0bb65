"""`tocsin sources`: who publishes, and what a person thinks of them."""

from dataclasses import replace
from datetime import UTC, datetime

from tocsin.errors import InputError
from tocsin.ledger.base import Ledger
from tocsin.tasks.resolve import BATCH, Resolution, batches, refold
from tocsin.vocabulary.report import Source


def sources(ledger: Ledger) -> tuple[Source, ...]:
    """Return all sources by name, each as it was last described. Raises LedgerError."""
    return ledger.sources()


def describe(ledger: Ledger, name: str, author: str, **known: str) -> tuple[Source, Resolution]:
    """Keep what `known` says of the source `name` (kind, grade, country, language); the rest stays as it is.

    The incidents that it tells of are written anew, since a source's grade decides between claims. Returns the source
    as it stands now, and what changed. Raises InputError if no report is by that source.
    """
    found = {source.name: source for source in ledger.sources()}
    if name not in found:
        close = [other for other in found if name.casefold() in other.casefold()][:3]
        mend = f"did you mean {' or '.join(close)}?" if close else "tocsin sources lists them"
        if name.casefold() == "unknown" and "" in found:
            mend = 'those of reports that name no source are all set by an empty name, ""'
        raise InputError(f"no report is by {name!r}; {mend}")
    source = replace(found[name], **known)  # type: ignore[arg-type]  # the terms are checked where they are typed in
    changes = Resolution()
    with ledger.writing():
        ledger.describe_source(source, author, datetime.now(UTC))
        told = (entry.mention.id for entry in ledger.entries() if entry.source.name == name)
        for batch in batches(told, BATCH):
            changes = changes.then(refold(ledger, [id_ for id_ in batch if ledger.incident(id_) is not None]))
    return source, changes
