"""`tocsin archive` and `tocsin verify`: the originals behind a selection, and whether all is as it was kept."""

from collections.abc import Callable, Iterator
from pathlib import Path

from tocsin.errors import LedgerError, OutputError, SpanError, VocabularyError
from tocsin.export.originals import Original
from tocsin.export.sealed import Sound
from tocsin.export.wacz import write_wacz
from tocsin.export.warc import write_warc
from tocsin.export.whole import check, whole
from tocsin.ledger.base import Kept, Ledger
from tocsin.tasks.incidents import incidents
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.selection import Selection

STAGE = "verify"
SUFFIXES = (".warc.gz", ".wacz")


def archive(
    ledger: Ledger, selection: Selection, path: Path, done: Callable[[], None] = lambda: None, replace: bool = False
) -> int:
    """Write the originals of all reports behind the incidents of `selection` to `path`, and return how many.

    The end of the name says the form: .warc.gz or .wacz. Each report stands in it once. The file is written whole or
    not at all. Raises OutputError, LedgerError.
    """
    if not path.name.lower().endswith(SUFFIXES):
        raise OutputError(f"{path}: name a file that ends with {' or '.join(SUFFIXES)}")
    check(path, replace)
    with whole(path, replace) as stream:
        found = originals(ledger, selection, done)
        if path.name.lower().endswith(".wacz"):
            return write_wacz(found, stream)
        return len(write_warc(found, stream, path.name))


def originals(ledger: Ledger, selection: Selection, done: Callable[[], None] = lambda: None) -> Iterator[Original]:
    """Yield the originals behind the incidents of `selection`, each once. Raises LedgerError."""
    seen: set[str] = set()
    for incident in incidents(ledger, selection):
        for entry in ledger.entries(incident.mention_ids):
            report_id = entry.mention.report_id
            kept = ledger.report(report_id) if report_id not in seen else None
            if kept is not None:
                seen.add(report_id)
                yield original_of(kept, ledger)
        done()


def original_of(kept: Kept, ledger: Ledger) -> Original:
    """Return the original of a report. Raises LedgerError."""
    return Original(
        report_id=kept.report.id,
        data=ledger.original(kept.report.id),
        at=kept.first_seen,
        url=kept.report.url or "",
        title=kept.report.title,
        content_type=kept.content_type,
        source=kept.report.source.name,
        headers=kept.headers,
    )


def verify_ledger(ledger: Ledger) -> Iterator[Sound | Rejection]:
    """Yield for each report in `ledger` that it is sound, or what is wrong with it.

    The digest of its original is computed again, and every claim is held against its text. A report that cannot be
    read back at all ends the run, since a ledger goes through them in their order.
    """
    last = "the beginning"
    try:
        for kept in ledger.reports():
            last = f"report {kept.report.id}"
            yield _verified(kept, ledger)
    except (LedgerError, VocabularyError) as error:
        yield Rejection("the ledger", STAGE, f"cannot be read on after {last}: {error}")


def _verified(kept: Kept, ledger: Ledger) -> Sound | Rejection:
    name, text = f"report {kept.report.id}", kept.report.text
    try:
        found = original_of(kept, ledger)
        spans = [claim.span for entry in ledger.entries_of(kept.report.id) for claim in entry.mention.claims]
    except (LedgerError, SpanError, VocabularyError) as error:
        return Rejection(name, STAGE, str(error))
    if found.digest != kept.original_digest:
        words = f"does not have the digest that was kept: sha256:{kept.original_digest}, but sha256:{found.digest}"
        return Rejection(name, STAGE, words)
    wrong = [span for span in spans if text[span.start : span.end] != span.quote]
    if wrong:
        return Rejection(name, STAGE, f"does not have the words {wrong[0].quote[:60]!r} at {wrong[0].start}")
    return Sound(name)
