"""To read something and see what is found before it is kept: a link or pasted words, by the way that `add` goes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tocsin.errors import FetchError, InputError
from tocsin.extraction.base import Extraction
from tocsin.ledger.base import Ledger
from tocsin.reading.base import Raw
from tocsin.reading.dispatch import retrieve_raw
from tocsin.reading.fetch import Fetcher
from tocsin.tasks.add import AddedReport, keep, see_again
from tocsin.tasks.read import Parts, ReadOptions, extracted, hinted
from tocsin.tasks.resolve import Resolution, resolve
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.retrieval import Retrieval

NAME = "what you pasted"


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody gives: a link, or words (plain text, or the source of a page), and what they know of them.

    `title`, `source` and `published` go before what the page says; "" and None leave that as it is.
    """

    url: str = ""
    text: str = ""
    title: str = ""
    source: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """A report as it was got, and what it tells of. `held` is the id of the kept report that it is, "" for none."""

    retrieval: Retrieval
    extraction: Extraction
    held: str = ""


def try_out(given: Given, ledger: Ledger, parts: Parts) -> Iterator[Tried | Rejection]:
    """Yield each report in what is given with what it tells of; nothing is kept.

    Raises InputError where nothing is given, FetchError for a link that cannot be fetched, LedgerError.
    """
    for item in retrieve_raw(_raw(given, parts), parts.readers, parts.settings):
        if isinstance(item, Rejection):
            yield item
            continue
        retrieval = _told(item, given)
        extraction = extracted(retrieval.report, parts.extractor)
        if isinstance(extraction, Rejection):
            yield extraction
        else:
            yield Tried(retrieval, extraction, ledger.holds(retrieval.report) or "")


def keep_tried(tried: Sequence[Tried], ledger: Ledger) -> tuple[list[AddedReport], Resolution]:
    """Keep what was tried out, and find the incidents that it tells of; return both. Raises LedgerError."""
    added = [see_again(one.retrieval, ledger) or keep(one.retrieval, one.extraction, ledger) for one in tried]
    return added, resolve(ledger)


def _raw(given: Given, parts: Parts) -> Raw:
    url, text = given.url.strip(), given.text
    if url and not text.strip():
        # Whoever sits at a browser names addresses of the web, never files of the server.
        if not url.lower().startswith(("http://", "https://")):
            raise FetchError(f"{url} is no address of a page; it begins with https://")
        return Fetcher(parts.settings).fetch(url)
    if not text.strip():
        raise InputError("there is nothing to read: give a link, or paste the words")
    return Raw(NAME, text.encode("utf-8", "surrogatepass"), url=url or None)


def _told(retrieval: Retrieval, given: Given) -> Retrieval:
    report = hinted(retrieval.report, ReadOptions(published=given.published))
    source = replace(report.source, name=given.source.strip()) if given.source.strip() else report.source
    return replace(retrieval, report=replace(report, source=source, title=given.title.strip() or report.title))
