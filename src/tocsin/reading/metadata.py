"""What a page says of itself: title, date, outlet and language, from its meta tags and JSON-LD."""

import html as entities
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from tocsin.reading.datelines import dated
from tocsin.reading.dates import parse_iso

_SEARCHED = 1_000_000
_MOST_SCRIPTS = 20
_META = re.compile(r"<meta\b([^<>]{0,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([A-Za-z][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
_HTML_LANG = re.compile(r"""<html\b[^<>]{0,1000}?\blang\s*=\s*["']?\s*([A-Za-z]{2,3})\b""", re.IGNORECASE)
_LINK = re.compile(r"<link\b([^<>]{0,2000})>", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^<>]*>([^<]{1,1000})", re.IGNORECASE)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:$|[T ])")
_HEADING = re.compile(r"<h1\b[^<>]*>\s*([^<]{1,500}?)\s*</h1", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+(?:[-–—|:·]|::)\s+")
_TIME = re.compile(r"""<time\b([^<>]{0,1000})>""", re.IGNORECASE)
_LD_START = re.compile(r"<script\b[^<>]*application/ld\+json[^<>]*>", re.IGNORECASE)
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "publish-date", "publishdate", "publication_date", "pubdate", "dc.date.issued", "dcterms.issued", "sailthru.date",
    "cxenseparse:recs:publishtime", "article.published", "date", "dc.date", "dcterms.date", "dcterms.created",
)  # fmt: skip
_ARTICLES = ("article", "blogposting", "report", "webpage")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page declares; empty where it declares nothing."""

    title: str = ""
    published: date | None = None
    published_at: datetime | None = None
    outlet: str = ""
    language: str = ""
    url: str | None = None


def _attributes(tag: str) -> dict[str, str]:
    return {m[1].lower(): entities.unescape(m[2] or m[3] or m[4] or "").strip() for m in _ATTRIBUTE.finditer(tag)}


def _metas(html: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _META.finditer(html):
        values = _attributes(match[1])
        name = values.get("property") or values.get("name") or values.get("itemprop") or ""
        if name and values.get("content"):
            found.setdefault(name.lower(), values["content"])
    return found


def _linked_data(html: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of the page's JSON-LD that stand for the page itself, articles before others."""
    objects: list[dict[str, Any]] = []
    for start in islice(_LD_START.finditer(html), _MOST_SCRIPTS):
        end = html.find("</script", start.end())
        try:
            value = json.loads(html[start.end() : max(end, start.end())], strict=False)
        except (ValueError, RecursionError):
            continue
        heap = value if isinstance(value, list) else [value]
        for item in heap:
            if isinstance(item, dict):
                graph = item.get("@graph")
                objects += [item, *(g for g in graph if isinstance(g, dict))] if isinstance(graph, list) else [item]
    for kind in _ARTICLES:
        yield from (o for o in objects if kind in str(o.get("@type", "")).lower())


def _name_of(value: object) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else ""


def _day_of(value: object) -> tuple[date | None, datetime | None]:
    """Return day and moment of a date as markup writes it: ISO 8601 with or without dashes, or in words."""
    text = value.strip() if isinstance(value, str) else ""
    compact = _COMPACT.match(text)
    if compact:
        text = "-".join(compact.groups())
    found = parse_iso(text)
    in_words = dated(text) if text and found[0] is None else None
    return (in_words.day, in_words.moment) if in_words else found


def _date_of(html: str, metas: dict[str, str], linked: list[dict[str, Any]]) -> tuple[date | None, datetime | None]:
    times = (_attributes(m[1]) for m in _TIME.finditer(html))
    marked = [t.get("datetime") for t in times if "pubdate" in t or t.get("itemprop", "").lower() == "datepublished"]
    found = [_day_of(o.get("datePublished")) for o in linked]
    found += [_day_of(metas[name]) for name in _PUBLISHED if name in metas]
    found += [_day_of(value) for value in marked]
    days = [(day, moment) for day, moment in found if day is not None]
    return next(((d, m) for d, m in days if m is not None and d == days[0][0]), days[0] if days else (None, None))


def _address(html: str, metas: dict[str, str]) -> str | None:
    links = (_attributes(m[1]) for m in _LINK.finditer(html))
    canonical = next((link.get("href", "") for link in links if link.get("rel", "").lower() == "canonical"), "")
    found = (address for address in (canonical, metas.get("og:url", "")) if re.match(r"https?://\S+$", address))
    return next(found, None)


def _split(title: str, heading: str) -> tuple[str, str]:
    """Return headline and outlet ("Mortars fall", "Ferry Gazette") where a window's title begins with `heading`."""
    tail = title.removeprefix(heading)
    separated = _SEPARATOR.match(tail)
    return (heading, tail[separated.end() :].strip()) if heading and separated else (title, "")


def _without_outlet(title: str, outlet: str) -> str:
    """Return a window's title without the outlet's name after its last separator."""
    head, separator, tail = next(
        (parts for mark in (" | ", " - ", " – ", " — ", " :: ") if (parts := title.rpartition(mark))[1]),
        (title, "", ""),
    )
    same = outlet and separator and (tail.strip().lower() in outlet.lower() or outlet.lower() in tail.lower())
    return head.strip() if same else title


def metadata_of(html: str) -> PageMetadata:
    """Return what the page `html` declares of itself."""
    html = html[:_SEARCHED]
    metas, linked = _metas(html), list(_linked_data(html))
    published, published_at = _date_of(html, metas, linked)
    outlet = metas.get("og:site_name") or next((n for o in linked if (n := _name_of(o.get("publisher")))), "")
    window = _TITLE.search(html)
    headline = next((o["headline"] for o in linked if isinstance(o.get("headline"), str)), "")
    title = entities.unescape(headline) or metas.get("og:title") or (entities.unescape(window[1]) if window else "")
    heading = _HEADING.search(html)
    title, tail = _split(" ".join(title.split()), " ".join(entities.unescape(heading[1]).split()) if heading else "")
    language = _HTML_LANG.search(html)
    return PageMetadata(
        title=_without_outlet(title, outlet),
        published=published,
        published_at=published_at,
        outlet=" ".join(outlet.split()) or tail,
        language=language[1].lower() if language and len(language[1]) == 2 else "",
        url=_address(html, metas),
    )
