import json
from datetime import date, datetime, timedelta, timezone

import pytest

from tocsin.reading.base import Raw
from tocsin.reading.markup import plain_text
from tocsin.reading.metadata import metadata_of
from tocsin.reading.page import PageReader
from tocsin.settings import Settings
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Report

PARAGRAPHS = (
    "Two mortar bombs fell beside the ferry landing of Old Qasimabad on Monday, the harbour master said.",
    "A porter was carried away with burns, and the landing was shut for an hour while sappers looked for duds.",
    "Nobody has said who fired. It was the second volley since the spring, when a shed burned down.",
)
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "name": "Ferry Gazette"},
        {
            "@type": "NewsArticle",
            "headline": "Mortars fall by the ferry",
            "datePublished": "2021-03-09T14:39:00+03:00",
            "publisher": {"@type": "Organization", "name": "The Ferry Gazette"},
        },
    ],
}
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>Mortars fall by the ferry | Ferry Gazette</title>
<link rel="canonical" href="https://gazette.example/ferry">
<script type="application/ld+json">{json.dumps(LINKED)}</script>
<script>var story = "Tanker bombed";</script></head>
<body><nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Mortars fall by the ferry</h1><figure><img src="a.jpg"><figcaption>The landing before the blast of 2017.
Photograph: Gazette</figcaption></figure>{BODY}</article>
<aside><h3>Most read</h3><ol><li><a href="/1">Suicide bomber kills nine in Eastmarket</a></li>
<li><a href="/2">Why bread is dear</a></li></ol></aside>
<footer><p>© 2021 The Ferry Gazette. All rights reserved.</p></footer></body></html>"""


def read(page: str | bytes, url: str | None = None, content_type: str | None = None) -> Report:
    data = page.encode() if isinstance(page, str) else page
    (report,) = PageReader(Settings()).read(Raw("page.html", data, url=url, content_type=content_type))
    assert isinstance(report, Report), report
    return report


def refusal(page: bytes, settings: Settings | None = None) -> str:
    (rejection,) = PageReader(settings or Settings()).read(Raw("page.html", page))
    assert isinstance(rejection, Rejection)
    return rejection.reason


def test_the_article_comes_in_paragraphs_without_the_page_around_it() -> None:
    report = read(PAGE)
    lines = [line for line in report.text.split("\n") if line]
    assert lines[-3:] == list(PARAGRAPHS)
    assert [word for word in ("2017", "Eastmarket", "bread", "rights", "Tanker", "Sport") if word in report.text] == []


def test_the_page_tells_of_itself() -> None:
    report = read(PAGE)
    assert report.title == "Mortars fall by the ferry"
    assert report.source.name == "The Ferry Gazette"
    assert report.language == "en"
    assert report.published == date(2021, 3, 9)
    assert report.published_at == datetime(2021, 3, 9, 14, 39, tzinfo=timezone(timedelta(hours=3)))
    assert report.url == "https://gazette.example/ferry"


def test_the_address_that_was_fetched_is_the_report_s_and_makes_its_id() -> None:
    report = read(PAGE, url="https://mirror.example/x")
    assert report.url == "https://mirror.example/x"
    assert report.id == read(PAGE, url="https://mirror.example/x").id != read(PAGE).id


def test_the_outlet_is_told_from_the_title_by_the_heading() -> None:
    found = metadata_of("<title>Mortars - and more | Ferry Gazette</title><h1> Mortars - and more </h1>")
    assert (found.title, found.outlet) == ("Mortars - and more", "Ferry Gazette")
    assert metadata_of("<title>Mortars - and more</title>").title == "Mortars - and more"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2021-03-09T08:00:00Z">', date(2021, 3, 9)),
        ("<meta content='2021-03-09' name='pubdate'>", date(2021, 3, 9)),
        ('<meta itemprop="datePublished" content="2021-03-09 08:00:00 +0300">', date(2021, 3, 9)),
        ('<meta name="date" content="20210309">', date(2021, 3, 9)),
        ('<meta name="pubdate" content="Tue, 09 Mar 2021 08:00:00 GMT">', date(2021, 3, 9)),
        ('<meta name="date" content="March 9, 2021">', date(2021, 3, 9)),
        ('<meta name="date" content="03/09/2021">', None),
        ('<meta name="date" content="soon">', None),
        ('<meta property="article:modified_time" content="2021-03-09T08:00:00Z">', None),
    ],
)
def test_dates_come_from_what_says_published(head: str, day: date | None) -> None:
    assert metadata_of(f"<html><head>{head}</head></html>").published == day


def test_a_time_element_counts_when_it_says_so() -> None:
    assert metadata_of("<time itemprop='datePublished' datetime='2021-03-09'>").published == date(2021, 3, 9)
    assert metadata_of("<time datetime='2021-03-09'>").published is None


def test_broken_linked_data_is_passed_over() -> None:
    broken = '<script type=\'application/ld+json\'>{"@type": "NewsArticle", </script>'
    assert metadata_of(broken + '<meta name="date" content="2021-03-09">').published == date(2021, 3, 9)


def test_the_day_in_the_text_serves_where_the_markup_is_silent() -> None:
    page = f"<html><body><article><h1>Mortars</h1><p>Published: March 9, 2021</p>{BODY}</article></body></html>"
    assert read(page).published == date(2021, 3, 9)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1256"])
def test_the_declared_encoding_is_obeyed(encoding: str) -> None:
    words = "سقطت قذيفتان قرب المرسى يوم الاثنين وأصيب حمال بحروق، بحسب مدير الميناء. "
    page = f"<html><body><article><p>{words * 3}</p><p>{words * 4}</p></article></body></html>"
    report = read(page.encode(encoding), content_type=f"text/html; charset={encoding}")
    assert "سقطت قذيفتان قرب المرسى" in report.text
    assert report.language == "ar"


def test_a_wrong_lang_attribute_does_not_hide_english() -> None:
    assert read(PAGE.replace('lang="en-GB"', 'lang="ar"')).language == "en"


def test_a_page_too_odd_for_the_parser_is_read_in_the_plain_way() -> None:
    report = read("<div>" * 3000 + BODY)
    assert PARAGRAPHS[0] in report.text
    assert PARAGRAPHS[2] in report.text


def test_what_is_no_page_is_refused_by_name() -> None:
    assert "no words" in refusal(b"<html><body><img src='a'></body></html>")
    assert "no known encoding" in refusal(b"<html>" + bytes(range(256)) * 40)
    assert "larger than 50 bytes" in refusal(PAGE.encode(), Settings(max_bytes=50))


def test_pages_are_told_by_content() -> None:
    reader = PageReader(Settings())
    assert reader.accepts(Raw("x"), b"\xef\xbb\xbf\n<!doctype HTML><p>")
    assert reader.accepts(Raw("x", content_type="text/html; charset=utf-8"), b"words")
    assert reader.accepts(Raw("x"), "<html>".encode("utf-16"))
    assert not reader.accepts(Raw("x"), b"He wrote <p> on the wall")
    assert not reader.accepts(Raw("x"), b"<?xml version='1.0'?><rss/>")


def test_plain_text_keeps_blocks_apart_and_drops_what_is_no_text() -> None:
    html = "<p>One<br>two</p><!-- <p>no</p> --><script>no()</script><p>a &amp; b <b>c</b></p><nav>no</nav><p>end <a hr"
    assert plain_text(html) == "One\ntwo\na & b c\nend"


LONG = (
    "QASIMABAD - Two mortar bombs fell beside the ferry landing of the old town on Monday evening, the harbour master "
    "said, and a porter was carried away with burns while sappers looked for duds.",
    "Nobody has said who fired. It was the second volley since the spring, when a shed of the ferry company burned "
    "down and two boats were holed at their moorings, according to the same office.",
)
OLD_PAGE = (
    "<html><head><title>Mortars fall by the ferry</title></head><body><table><tr><td><a href=/>Home</a> "
    "<a href=/sport>Sport</a><br><b>Top stories</b><br><a href=1>Suicide bomber kills nine in Eastmarket</a></td><td>"
    f"<font size=5><b>Mortars fall by the ferry</b></font><br>9 March 2021<br><br>{'<br><br>'.join(LONG)}<br><br>"
    "<b>Comments</b><br>Ali: they killed 500 people last year!</td></tr></table></body></html>"
)


def test_an_old_page_of_tables_and_line_breaks_is_read_line_by_line() -> None:
    (report,) = PageReader(Settings()).read(Raw("old.html", OLD_PAGE.encode()))
    assert isinstance(report, Report)
    assert report.text == "\n".join(LONG)
    assert report.published == date(2021, 3, 9)
