from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from tests.reading.web import Host, serving
from tocsin.reading import feed
from tocsin.reading.base import Raw
from tocsin.reading.dispatch import open_readers, read_raw, retrieve_raw
from tocsin.reading.feed import FeedReader
from tocsin.settings import Settings
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.retrieval import Retrieval

SETTINGS = Settings(allow_private=True)
READERS = open_readers(SETTINGS)

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
<title>The Gulf Courier</title>
<language>en-gb</language>
<item>
  <title>Shells fall beside the ferry</title>
  <link>https://courier.example/1</link>
  <guid isPermaLink="false">c-1</guid>
  <pubDate>Mon, 06 May 2024 21:30:00 +0300</pubDate>
  <description>Shells fell.</description>
  <content:encoded>
    <![CDATA[<p>Two mortar bombs fell beside the ferry landing.</p><p>Nobody was hurt.</p>]]>
  </content:encoded>
</item>
<item>
  <title>Ferry runs again</title>
  <guid>https://courier.example/2</guid>
  <description>The ferry is running again &amp;amp; nobody waits.</description>
</item>
</channel>
</rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>Marsh Gazette</title>
<entry>
  <title>Bomb by the road</title>
  <id>tag:marsh.example,2024:7</id>
  <link rel="self" href="https://marsh.example/feed/7"/>
  <link href="/stories/7"/>
  <published>2024-05-06T07:00:00Z</published>
  <updated>2024-05-09T07:00:00Z</updated>
  <content type="xhtml">
    <div xmlns="http://www.w3.org/1999/xhtml"><p>A bomb hit a lorry.</p><p>It lost a tyre.</p></div>
  </content>
</entry>
<entry>
  <title>Plain</title>
  <id>tag:marsh.example,2024:8</id>
  <updated>2024-05-09T07:00:00Z</updated>
  <summary>Fewer than &lt;10&gt; people came &amp; went.</summary>
</entry>
</feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Palm Grove</title></channel>
<item><title>Shots</title><link>https://palm.example/a</link><dc:date>2024-05-06</dc:date>
<description>Shots were heard at the bridge.</description></item>
</rdf:RDF>"""


def reports(text: str, url: str | None = None) -> list[Report | Rejection]:
    return list(read_raw(Raw("feed.xml", text.encode(), url=url), READERS))


def only_reports(text: str, url: str | None = None) -> list[Report]:
    found = reports(text, url)
    assert all(isinstance(one, Report) for one in found), found
    return [one for one in found if isinstance(one, Report)]


def test_rss_gives_a_report_for_each_entry_with_its_fullest_words() -> None:
    first, second = only_reports(RSS)
    assert first.text == "Two mortar bombs fell beside the ferry landing.\nNobody was hurt."
    assert (first.title, first.source.name, first.language) == (
        "Shells fall beside the ferry", "The Gulf Courier", "en",
    )  # fmt: skip
    assert first.published == date(2024, 5, 6)
    assert first.published_at == datetime(2024, 5, 6, 18, 30, tzinfo=UTC)
    assert first.url == "https://courier.example/1"
    assert second.url == "https://courier.example/2"
    assert second.text == "The ferry is running again & nobody waits."
    assert second.published is None


def test_atom_takes_the_alternate_link_and_never_the_day_of_a_change() -> None:
    first, second = only_reports(ATOM, "https://marsh.example/feed")
    assert first.text == "A bomb hit a lorry.\nIt lost a tyre."
    assert first.url == "https://marsh.example/stories/7"
    assert first.published == date(2024, 5, 6)
    assert second.text == "Fewer than <10> people came & went."
    assert (second.id, second.url, second.published) == ("tag:marsh.example,2024:8", None, None)


def test_the_first_dialect_is_read_too() -> None:
    (found,) = only_reports(RDF)
    assert (found.source.name, found.url, found.published) == (
        "Palm Grove", "https://palm.example/a", date(2024, 5, 6),
    )  # fmt: skip


def test_an_entry_is_kept_as_its_own_bytes() -> None:
    found = list(retrieve_raw(Raw("feed.xml", RSS.encode(), url="https://courier.example/rss"), READERS, SETTINGS))
    assert all(isinstance(one, Retrieval) for one in found)
    first, second = (one for one in found if isinstance(one, Retrieval))
    assert b"ferry landing" in first.original
    assert b"running again" not in first.original
    assert b"running again" in second.original
    assert first.address == "https://courier.example/rss"
    assert first.digest != second.digest


def test_the_same_entry_read_again_has_the_same_id() -> None:
    assert [one.id for one in only_reports(RSS)] == [one.id for one in only_reports(RSS.replace("Nobody", "No one"))]


@pytest.fixture
def web() -> Iterator[Host]:
    with serving() as running:
        yield running


def link_only(address: str, count: int = 1) -> str:
    items = "".join(f"<item><title>Shells</title><link>{address}/page?{n}</link></item>" for n in range(count))
    return f"<rss version='2.0'><channel><title>Links</title>{items}</channel></rss>"


def test_where_only_a_link_stands_the_page_is_fetched_with_its_headers(web: Host) -> None:
    raw = Raw("feed", link_only(web.address).encode(), url=f"{web.address}/feed")
    (found,) = retrieve_raw(raw, READERS, SETTINGS)
    assert isinstance(found, Retrieval)
    assert found.report.text == "Two mortar bombs fell beside the ferry landing on Monday."
    assert found.report.title == "Shells"
    assert found.address == f"{web.address}/page?0"
    assert found.headers["content-type"] == "text/html"
    assert b"<html>" in found.original


def test_a_feed_in_a_file_fetches_nothing(web: Host) -> None:
    (found,) = reports(link_only(web.address))
    assert isinstance(found, Rejection)
    assert f"{web.address}/page?0" in found.reason
    assert web.asked == []


def test_a_feed_does_not_lead_to_endless_fetching(web: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "MOST_LINKS", 2)
    found = reports(link_only(web.address, 4), f"{web.address}/feed")
    assert [isinstance(one, Report) for one in found] == [True, True, False, False]
    assert len([path for path in web.asked if path.startswith("/page")]) == 2


def test_a_link_that_cannot_be_had_stops_nothing(web: Host) -> None:
    text = link_only(web.address).replace("/page", "/gone")
    (found,) = reports(text, f"{web.address}/feed")
    assert isinstance(found, Rejection)
    assert "404" in found.reason


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<rss><channel><title>x</title></channel></rss>", "without entries"),
        ("<rss><channel><item><title>only this</title></item></channel></rss>", "neither words nor a link"),
        ("<?xml version='1.0'?><opml></opml>", "neither a page nor a feed"),
    ],
)
def test_what_holds_no_report_is_told(text: str, words: str) -> None:
    (found,) = reports(text)
    assert isinstance(found, Rejection)
    assert words in found.reason


def test_entities_are_not_blown_up_and_nothing_outside_is_read() -> None:
    text = (
        "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'boom boom boom'><!ENTITY b SYSTEM 'file:///etc/hostname'>]>"
        "<rss><channel><item><description>It fell. &a;&b;</description></item></channel></rss>"
    )
    found = list(FeedReader(SETTINGS).read(Raw("feed.xml", text.encode())))
    assert all("boom" not in one.text for one in found if isinstance(one, Report))
