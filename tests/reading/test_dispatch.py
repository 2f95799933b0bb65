import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.malformed.generate import minimal_pdf
from tocsin.reading.base import Raw
from tocsin.reading.dispatch import open_readers, read_raw
from tocsin.reading.text import TextReader
from tocsin.settings import Settings
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Report, Source

READERS = open_readers(Settings())
TEXT = "Two mortar bombs fell beside the ferry landing on Monday, the harbour master said."


def results(data: bytes, name: str = "input") -> list[Report | Rejection]:
    return list(read_raw(Raw(name, data), READERS))


def reason(data: bytes) -> str:
    (found,) = results(data)
    assert isinstance(found, Rejection)
    assert found.item == "input"
    assert found.stage == "reading"
    return found.reason


def test_the_built_in_readers_are_asked_from_the_surest_to_the_most_willing() -> None:
    assert [reader.name for reader in READERS] == ["pdf", "jsonl", "feed", "page", "text"]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-16"),
        f"<html><body><p>{TEXT}</p></body></html>".encode(),
        f'{{"id": "a", "text": "{TEXT}"}}'.encode(),
        f'[{{"id": "a", "text": "{TEXT}"}}]'.encode(),
        minimal_pdf(TEXT),
    ],
)
def test_the_content_decides_whatever_the_name(data: bytes) -> None:
    for name in ("input", "input.txt", "input.gz"):
        (report,) = results(data, name)
        assert isinstance(report, Report)
        assert report.text == TEXT


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n", "is empty"),
        (b"PK\x03\x04rest", "zip archive or an office document"),
        (gzip.compress(b"a", mtime=0), "gzip within gzip"),
        (b"\x89PNG\r\n\x1a\nrest", "image (PNG)"),
        (b"\x7fELFrest", "program"),
        (b"SQLite format 3\x00rest", "SQLite"),
        (b"{\\rtf1 a}", "RTF"),
        (b"\x00\x00\x00\x18ftypmp42", "film"),
        (b"<?xml version='1.0'?><rss></rss>", "a feed without entries"),
        (b"<?xml version='1.0'?><svg></svg>", "XML but neither a page nor a feed"),
        (bytes(range(256)) * 20, "no known format"),
        (b"?!... 123", "no words"),
    ],
)
def test_what_nobody_reads_is_refused_with_a_clear_reason(data: bytes, words: str) -> None:
    assert words in reason(data)


def test_a_file_that_vanished_is_a_rejection(tmp_path: Path) -> None:
    (found,) = read_raw(Raw("gone", path=tmp_path / "gone"), READERS)
    assert isinstance(found, Rejection)
    assert "cannot be opened" in found.reason


def test_a_text_over_the_limit_is_refused() -> None:
    (large,) = TextReader(Settings(max_bytes=10)).read(Raw("big", TEXT.encode()))
    assert isinstance(large, Rejection)
    assert "larger than 10 bytes" in large.reason
    assert "500,000" in reason((TEXT * 7000).encode())


class ZipReader:
    """A reader of someone else's, for a format that the built-in ones refuse."""

    name = "zip"

    def accepts(self, raw: Raw, head: bytes) -> bool:
        return head.startswith(b"PK")

    def read(self, raw: Raw) -> Iterator[Report | Rejection]:
        yield Report(id="from-zip", text=TEXT, source=Source("Gazette"))


def test_a_plug_in_may_read_what_we_refuse() -> None:
    (report,) = read_raw(Raw("a.zip", b"PK\x03\x04"), (ZipReader(), *READERS))
    assert isinstance(report, Report)
    assert report.id == "from-zip"
