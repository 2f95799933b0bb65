"""The last step of every reader: a draft becomes a report, or a rejection that says why it cannot."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from tocsin.reading.cleaning import clean
from tocsin.reading.decoding import printable, tidy
from tocsin.reading.language_of import language_of
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Report, Source

STAGE = "reading"
MAX_CHARACTERS = 500_000
"""Longest text of one report, in characters: a book; anything longer is a dump of many reports."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader found, before cleaning; `name` is the input's for messages, `id` empty for a derived one."""

    name: str
    text: str
    id: str = ""
    title: str = ""
    published: date | None = None
    published_at: datetime | None = None
    outlet: str = ""
    url: str | None = None
    language: str = ""


def reject(name: str, reason: str) -> Rejection:
    """Return the rejection of the input `name` at this stage, with a reason for a person."""
    return Rejection(item=printable(name), stage=STAGE, reason=reason)


def derived_id(url: str | None, text: str) -> str:
    """Return 12 hexadecimal digits that stay the same for the same page: of the SHA-256 of its URL, else its text."""
    return hashlib.sha256((url or text).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def host_of(url: str | None) -> str:
    """Return the name of the host of `url` without its www, "" if there is none."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def make_report(draft: Draft) -> Report | Rejection:
    """Return the report of `draft`, its text cleaned; a rejection if there is no text or far too much of it."""
    if len(draft.text) > MAX_CHARACTERS:
        reason = f"its text has {len(draft.text):,} characters, a report at most {MAX_CHARACTERS:,}; split it"
        return reject(draft.name, reason)
    text = tidy(draft.text)
    if not any(map(str.isalpha, text)):
        return reject(draft.name, "there are no words in it")
    title = " ".join(tidy(draft.title).split())
    cleaned = clean(text, title)
    if not cleaned.text.strip():
        return reject(draft.name, "no article in it: only menus, links, captions or notices")
    published_at = draft.published_at or (cleaned.published_at if draft.published is None else None)
    published = draft.published or (published_at.date() if published_at else None) or cleaned.published
    url = tidy(draft.url) if draft.url else None
    outlet = " ".join(tidy(draft.outlet).split()) or cleaned.outlet or host_of(url)
    return Report(
        id=printable(draft.id) or derived_id(url, cleaned.text),
        text=cleaned.text,
        source=Source(outlet),
        title=title or cleaned.title,
        published=published,
        published_at=published_at,
        url=url,
        language=draft.language or language_of(cleaned.text),
    )
