"""Web pages: the article out of HTML, with its title, date, outlet and language."""

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from lxml.etree import LxmlError

from tocsin.errors import InputError
from tocsin.reading.base import Raw
from tocsin.reading.cleaning import clean
from tocsin.reading.content import content
from tocsin.reading.dates import parse_iso
from tocsin.reading.decoding import decode, looks_binary, tidy
from tocsin.reading.language_of import language_of
from tocsin.reading.making import Draft, make_report, reject
from tocsin.reading.markup import plain_text
from tocsin.reading.metadata import metadata_of
from tocsin.settings import Settings
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Report

MAX_PAGE_BYTES = 10_000_000
"""Largest page, in bytes: pages of news stay far under a megabyte."""
_MAX_PARSED = 2_000_000
_MAX_TAGS = 50_000
_HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:article|section|div|p|h1|table|span)[\s>]", re.I
)
_BREAK = re.compile(r"<br[\s/>]", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)
_SOME_BREAKS, _FEW_PARAGRAPHS = 4, 1
_NAMES = (".html", ".htm", ".xhtml")
# What the libraries under trafilatura raise on pages that nobody foresaw; the page is then read without them.
_PARSER_ERRORS = (
    LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError, OverflowError, AssertionError,
)  # fmt: skip


class PageReader:
    """Reads the one report of a web page."""

    name = "page"

    def __init__(self, settings: Settings) -> None:
        self._limit = min(settings.max_bytes, MAX_PAGE_BYTES)

    def accepts(self, raw: Raw, head: bytes) -> bool:
        """Whether the content type, the name or the first tags say HTML."""
        kind = (raw.content_type or "").lower()
        if "html" in kind or raw.name.lower().removesuffix(".gz").endswith(_NAMES):
            return True
        start = head if b"\x00" not in head else decode(head).encode("utf-8")
        start = start.lstrip(b"\xef\xbb\xbf \t\r\n")
        return start.startswith(b"<") and _HTML.search(start) is not None

    def read(self, raw: Raw) -> Iterator[Report | Rejection]:
        """Yield the report of `raw`."""
        try:
            data = content(raw, self._limit)
        except InputError as error:
            yield reject(raw.name, str(error))
            return
        if looks_binary(data, raw.content_type):
            yield reject(raw.name, "is no page: most of its bytes belong to no known encoding")
            return
        draft = Draft(name=raw.name, text="", url=raw.url)
        yield make_report(draft_of_page(decode(data, raw.content_type), draft))


def draft_of_page(html: str, draft: Draft) -> Draft:
    """Return `draft` with the text of the page `html`, and what the page says of itself where `draft` is silent."""
    html = tidy(html)
    found = metadata_of(html)
    text, guessed_date = _broken_lines(html, found.title) if _by_breaks(html) else ("", None)
    if not text:
        text, guessed_date = _article(html, draft.url)
    published, published_at = draft.published, draft.published_at
    if published is None:
        published, published_at = found.published, found.published_at
    text = text or plain_text(html)
    return replace(
        draft,
        text=text,
        title=draft.title or found.title,
        published=published or guessed_date,
        published_at=published_at,
        outlet=draft.outlet or found.outlet,
        url=draft.url or found.url,
        # Templates often declare the language of their makers; the words themselves go first.
        language=draft.language or language_of(text) or found.language,
    )


def _by_breaks(html: str) -> bool:
    """Whether a page is laid out with tables and line breaks, as old ones are: it has no paragraphs to go by."""
    return len(_BREAK.findall(html)) >= _SOME_BREAKS and len(_PARAGRAPH.findall(html)) <= _FEW_PARAGRAPHS


def _broken_lines(html: str, title: str) -> tuple[str, date | None]:
    """Return the article's lines of a page without paragraphs, found as in a page saved as text, and its date."""
    cleaned = clean(plain_text(html), title)
    return cleaned.text, cleaned.published


def _article(html: str, url: str | None) -> tuple[str, date | None]:
    """Return the article's paragraphs as trafilatura finds them, one a line, and the date in the page's markup."""
    if len(html) > _MAX_PARSED or html.count("<") > _MAX_TAGS:
        return "", None
    import trafilatura  # noqa: PLC0415 -- costs 0.4 s, which reading JSON Lines of texts need not pay

    # A damaged page is no news to whoever runs Tocsin: what comes of it is in the report or the rejection.
    for name in ("trafilatura", "htmldate", "charset_normalizer"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            html,
            url=url,
            fast=True,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except _PARSER_ERRORS:
        return "", None
    if found is None or isinstance(found, dict):
        return "", None
    return found.text or "", parse_iso(found.date)[0]
