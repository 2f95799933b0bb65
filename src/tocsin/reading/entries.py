"""The entries of an RSS (0.9 to 2.0) or Atom feed, whatever the dialect: who, when, where to, and the words.

RSS 2.0 by its specification of 2009, RSS 1.0 with the modules content and Dublin Core, Atom by RFC 4287.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from tocsin.errors import InputError
from tocsin.reading.dates import parse_iso

ROOTS = ("rss", "rdf", "feed", "channel")
_ENTRIES = ("item", "entry")
_TEXTS = ("encoded", "content", "description", "summary")
"""Where the words of an entry may stand, the fullest first."""
_DAYS = ("published", "pubdate", "issued", "date", "created")
"""A date that is only said to be that of a change is not the day of publication."""
_HTML = ("html", "text/html")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: `html` holds its words as markup, "" where it has none; `original` is the entry as XML."""

    original: bytes
    id: str = ""
    title: str = ""
    url: str | None = None
    html: str = ""
    published: date | None = None
    published_at: datetime | None = None
    outlet: str = ""
    language: str = ""


def entries_of(data: bytes, address: str | None) -> Iterator[FeedEntry]:
    """Yield the entries of the feed `data`, its links made whole by `address`. Raises InputError if it is none."""
    root = _parsed(data)
    if root is None or _name(root) not in ROOTS:
        raise InputError("is no feed: neither RSS nor Atom")
    outlet = _words(_first(root, "channel", "feed") if _name(root) != "feed" else root, "title")
    language = _language(root)
    for element in root.iter():
        if _name(element) in _ENTRIES:
            yield _entry(element, outlet, language, address)


def _parsed(data: bytes) -> Any:
    """Return the root of `data`, mended where feeds are careless; nothing outside of it is looked up."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"is damaged XML: {error}") from error


def _entry(element: Any, outlet: str, language: str, address: str | None) -> FeedEntry:
    published, published_at = _day(element)
    return FeedEntry(
        original=etree.tostring(element, encoding="utf-8", with_tail=False),
        id=_words(element, "guid", "id"),
        title=_words(element, "title"),
        url=_link(element, address),
        html=_html(element),
        published=published,
        published_at=published_at,
        outlet=_words(_first(element, "source"), "title") or _words(element, "publisher") or outlet,
        language=language,
    )


def _html(element: Any) -> str:
    """Return the fullest words of an entry as markup; plain words of Atom are made markup."""
    for wanted in _TEXTS:
        for child in element:
            if _name(child) != wanted or child.get("src"):
                continue
            inner = "".join(str(etree.tostring(part, encoding="unicode", method="html")) for part in child)
            html = (child.text or "") + inner
            if _name(element) == "entry" and child.get("type", "text") not in {*_HTML, "xhtml"}:
                html = html.replace("&", "&amp;").replace("<", "&lt;")
            if html.strip():
                return html
    return ""


def _link(element: Any, address: str | None) -> str | None:
    """Return the address of what an entry is about: RSS's link or permanent id, Atom's alternate link."""
    found = ""
    for child in element:
        name = _name(child)
        if name == "link" and child.get("rel", "alternate") == "alternate":
            found = found or (child.get("href") or child.text or "").strip()
        elif name == "guid" and child.get("isPermaLink", "true") == "true" and "://" in (child.text or ""):
            found = found or child.text.strip()
    try:
        whole = urljoin(address or "", found) if found else ""
    except ValueError:
        return None
    return whole if whole.startswith(("http://", "https://")) else None


def _day(element: Any) -> tuple[date | None, datetime | None]:
    for name in _DAYS:
        text = _words(element, name)
        day, moment = parse_iso(text)
        if day is None and text:
            moment = _mail_date(text)
            day = moment.date() if moment else None
        if day is not None:
            return day, moment if moment and moment.tzinfo else None
    return None, None


def _mail_date(text: str) -> datetime | None:
    """Return the moment that RSS writes as mail does (RFC 822): "Mon, 17 Aug 2020 14:39:00 GMT"."""
    try:
        return parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _language(root: Any) -> str:
    """Return the code of two letters that the feed declares, "" for none."""
    declared = root.get("{http://www.w3.org/XML/1998/namespace}lang") or _words(_first(root, "channel"), "language")
    code = declared.strip().lower().replace("_", "-").partition("-")[0]
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""


def _first(element: Any, *names: str) -> Any:
    return next((child for child in element if _name(child) in names), None)


def _words(element: Any, *names: str) -> str:
    """Return the text of the first child so called, on one line; "" where there is none."""
    child = None if element is None else _first(element, *names)
    return "" if child is None else " ".join("".join(child.itertext()).split())


def _name(element: Any) -> str:
    """Return the name of a tag without its namespace, in small letters; "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
