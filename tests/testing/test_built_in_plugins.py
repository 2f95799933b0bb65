"""The shipped contract suites, run against everything that is built in."""

import json
import textwrap
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from tocsin.export.base import Exporter
from tocsin.extraction.base import Extractor
from tocsin.gazetteer.base import Gazetteer
from tocsin.plugins import load
from tocsin.reading.base import Raw, Reader
from tocsin.settings import load_settings
from tocsin.testing.builders import TEXT
from tocsin.testing.exporter_contract import ExporterContract
from tocsin.testing.extractor_contract import ExtractorContract
from tocsin.testing.gazetteer_contract import GazetteerContract
from tocsin.testing.reader_contract import ReaderContract

ARTICLE = TEXT.replace(". ", ".\n\n")
PAGE = (
    "<!doctype html><html lang='en'><head><title>Rockets hit Basra airport</title>"
    "<meta property='article:published_time' content='2024-05-08T09:00:00+03:00'></head><body><article><h1>Rockets hit"
    f" Basra airport</h1>{''.join(f'<p>{part}</p>' for part in ARTICLE.split(chr(10) * 2))}</article></body></html>"
)
FEED = f"<rss version='2.0'><channel><item><description>{ARTICLE}</description></item></channel></rss>"
LINES = "".join(
    json.dumps({"id": f"r{n}", "text": TEXT, "published": "2024-05-08", "headline": "Rockets"}) + "\n" for n in range(3)
)


def pdf(lines: Sequence[str]) -> bytes:
    """Return a PDF file of one page with `lines` in Helvetica."""
    drawn = "BT /F1 11 Tf 40 780 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
    ]
    out, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"xref\n0 5\n0000000000 65535 f \n{table}trailer << /Size 5 /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return (out + end).encode("ascii")


@cache
def gazetteer() -> Any:
    settings = load_settings()
    return load("gazetteers", settings.gazetteer)(settings)


@cache
def rules() -> Any:
    return load("extractors", "rules")(load_settings(), gazetteer())


class TestTextReader(ReaderContract):
    def reader(self) -> Reader:
        return load("readers", "text")(load_settings())  # type: ignore[no-any-return]  # the suite checks it

    def sound(self) -> Sequence[Raw]:
        return [Raw("a.txt", ARTICLE.encode()), Raw("b", ARTICLE.encode("utf-8-sig"), None, None, "text/plain")]


class TestPageReader(ReaderContract):
    def reader(self) -> Reader:
        return load("readers", "page")(load_settings())  # type: ignore[no-any-return]  # the suite checks it

    def sound(self) -> Sequence[Raw]:
        return [Raw("a.html", PAGE.encode()), Raw("page", PAGE.encode(), None, "https://example.org/1", "text/html")]

    def foreign(self) -> Sequence[Raw]:
        return [Raw("lines.jsonl", LINES.encode())]


class TestJsonLinesReader(ReaderContract):
    def reader(self) -> Reader:
        return load("readers", "jsonl")(load_settings())  # type: ignore[no-any-return]  # the suite checks it

    def sound(self) -> Sequence[Raw]:
        return [Raw("a.jsonl", LINES.encode())]

    def foreign(self) -> Sequence[Raw]:
        return [Raw("a.html", PAGE.encode()), Raw("a.txt", ARTICLE.encode())]


class TestFeedReader(ReaderContract):
    def reader(self) -> Reader:
        return load("readers", "feed")(load_settings())  # type: ignore[no-any-return]  # the suite checks it

    def sound(self) -> Sequence[Raw]:
        return [Raw("feed.xml", FEED.encode()), Raw("feed", FEED.encode(), content_type="application/rss+xml")]

    def foreign(self) -> Sequence[Raw]:
        return [Raw("a.html", PAGE.encode()), Raw("a.txt", ARTICLE.encode()), Raw("a.jsonl", LINES.encode())]


class TestPdfReader(ReaderContract):
    def reader(self) -> Reader:
        return load("readers", "pdf")(load_settings())  # type: ignore[no-any-return]  # the suite checks it

    def sound(self) -> Sequence[Raw]:
        return [Raw("a.pdf", pdf(textwrap.wrap(ARTICLE, 80)))]

    def foreign(self) -> Sequence[Raw]:
        return [Raw("a.html", PAGE.encode()), Raw("a.txt", ARTICLE.encode())]


class TestTableGazetteer(GazetteerContract):
    def gazetteer(self) -> Gazetteer:
        return gazetteer()  # type: ignore[no-any-return]  # the suite checks it

    def known(self) -> Mapping[str, str]:
        return {"Baghdad": "geonames:98182", "Mosul": "geonames:99072", "Maiduguri": "geonames:2331447"}


class TestRules(ExtractorContract):
    def extractor(self) -> Extractor:
        return rules()  # type: ignore[no-any-return]  # the suite checks it


class TestRecordExporter(ExporterContract):
    def exporter(self) -> Exporter:
        return load("exporters", "record")()  # type: ignore[no-any-return]  # the suite checks it
