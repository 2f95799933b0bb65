"""Feeds, RSS and Atom: each entry is a report; where an entry has no words but a link, the page it leads to is."""

import re
from collections.abc import Iterator
from dataclasses import replace

from tocsin.errors import FetchError, InputError
from tocsin.reading.base import Raw, Reader
from tocsin.reading.content import content, head_of
from tocsin.reading.decoding import tidy
from tocsin.reading.entries import FeedEntry, entries_of
from tocsin.reading.fetch import Fetcher
from tocsin.reading.making import Draft, make_report, reject
from tocsin.reading.markup import plain_text
from tocsin.reading.originals import retrieval_of
from tocsin.reading.page import PageReader
from tocsin.reading.pdf import PdfReader
from tocsin.reading.text import TextReader
from tocsin.settings import Settings
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.retrieval import Retrieval

MOST_LINKS = 100
"""Links of one feed that are followed; a feed of news has fewer entries."""
# What stands before the first tag is never gone back over: of comments without end that would take for ever.
_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?>(?:<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>]*>)\s*+)*+<(?:rss|rdf:RDF|(?:atom:)?feed)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_KINDS = ("application/rss", "application/atom", "application/rdf")


class FeedReader:
    """Reads the entries of a feed. Links are followed only from a feed that itself was fetched: files fetch nothing."""

    name = "feed"

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._fetcher = Fetcher(settings)
        self._pages: tuple[Reader, ...] = (PdfReader(settings), PageReader(settings), TextReader(settings))

    def accepts(self, raw: Raw, head: bytes) -> bool:
        """Whether the content type or the first tag says RSS or Atom."""
        return _START.match(head) is not None or (raw.content_type or "").lower().startswith(_KINDS)

    def read(self, raw: Raw) -> Iterator[Report | Rejection]:
        """Yield a report for each entry of `raw`."""
        return (item.report if isinstance(item, Retrieval) else item for item in self.retrieve(raw))

    def retrieve(self, raw: Raw) -> Iterator[Retrieval | Rejection]:
        """Yield what `read` yields, each report with the entry or the page that it was read from."""
        try:
            entries = list(entries_of(content(raw, self._settings.max_bytes), raw.url))
        except InputError as error:
            yield reject(raw.name, str(error))
            return
        if not entries:
            yield reject(raw.name, "is a feed without entries")
        seen: dict[str, int] = {}
        links = 0
        for number, entry in enumerate(entries, start=1):
            name = f"{raw.name}, entry {number}"
            outcome = self._own(entry, name)
            if outcome is None:
                links += 1
                yield from self._linked(entry, raw, name, links)
            elif isinstance(outcome, Rejection):
                yield outcome
            else:
                yield retrieval_of(_with_own_id(outcome, seen), raw, entry.original, "application/xml")

    def _own(self, entry: FeedEntry, name: str) -> Report | Rejection | None:
        """Return the report that the words of `entry` make; None where it says no more than its title."""
        text = plain_text(tidy(entry.html))
        if not text or " ".join(text.split()) == entry.title:
            return None
        draft = _draft(entry, name)
        return make_report(replace(draft, text=text, id="" if entry.url else entry.id))

    def _linked(self, entry: FeedEntry, feed: Raw, name: str, links: int) -> Iterator[Retrieval | Rejection]:
        """Yield the report of the page that `entry` leads to."""
        if entry.url is None:
            yield reject(name, "has neither words nor a link")
        elif feed.url is None:
            yield reject(name, f"has only a link, and a file does not make Tocsin fetch: give {entry.url}")
        elif links > MOST_LINKS:
            yield reject(name, f"has only a link, and no more than {MOST_LINKS} links of a feed are followed")
        else:
            try:
                page = self._fetcher.fetch(entry.url)
                head = head_of(page)
                reader = next((reader for reader in self._pages if reader.accepts(page, head)), None)
                original = content(page, self._settings.max_bytes)
            except (FetchError, InputError) as error:
                yield reject(entry.url, str(error))
                return
            if reader is None:
                yield reject(entry.url, "is in no known format")
                return
            for item in reader.read(page):
                yield item if isinstance(item, Rejection) else retrieval_of(_completed(item, entry), page, original)


def _draft(entry: FeedEntry, name: str) -> Draft:
    return Draft(
        name=name,
        text="",
        title=entry.title,
        published=entry.published,
        published_at=entry.published_at,
        outlet=entry.outlet,
        url=entry.url,
        language=entry.language,
    )


def _completed(report: Report, entry: FeedEntry) -> Report:
    """Return `report` with title and day of its entry where the page is silent."""
    if report.published is None and entry.published is not None:
        report = replace(report, published=entry.published, published_at=entry.published_at)
    return report if report.title else replace(report, title=entry.title)


def _with_own_id(report: Report, seen: dict[str, int]) -> Report:
    seen[report.id] = count = seen.get(report.id, 0) + 1
    return report if count == 1 else replace(report, id=f"{report.id}#{count}")
