"""Archives of originals: written by the standards, read by others' programs, and every fault found."""

import gzip
import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tocsin.errors import InputError
from tocsin.export.originals import Original
from tocsin.export.sealed import Sound, verify_file
from tocsin.export.wacz import sort_key, write_wacz
from tocsin.export.warc import write_warc
from tocsin.vocabulary.mention import Rejection

AT = datetime(2024, 5, 8, 12, 30, tzinfo=UTC)
ORIGINALS = [
    Original(
        "courier-1",
        b"<html><p>Two rockets \xe2\x80\xa6</p></html>",
        AT,
        "https://www.courier.example/news?b=2&a=1",
        "Rockets\r\nX-Injected: yes",
        "text/html; charset=utf-8",
        "The Gulf Courier",
        {"ETag": '"1"', "Server": "press\nX-Injected: yes"},
    ),
    Original("notes#1", bytes(range(256)) * 40, AT, "", "Notes \u202e\x00", ""),
    Original("old:1", b"No;Date\n1;2024-05-13\n", AT, "https://river.example/1#row-1", "", "text/csv"),
    Original("empty", b"", AT, "https://courier.example/empty", "", "text/plain"),
]


def warc() -> bytes:
    stream = io.BytesIO()
    write_warc(ORIGINALS, stream)
    return stream.getvalue()


def wacz() -> bytes:
    stream = io.BytesIO()
    assert write_wacz(ORIGINALS, stream) == len(ORIGINALS)
    return stream.getvalue()


def verified(folder: Path, data: bytes, name: str = "it.wacz") -> tuple[int, list[Rejection]]:
    """Return how many parts are sound, and what is wrong with the others."""
    path = folder / name
    path.write_bytes(data)
    found = list(verify_file(path))
    faults = [item for item in found if isinstance(item, Rejection)]
    return sum(isinstance(item, Sound) for item in found), faults


def test_a_warc_has_every_original_byte_for_byte() -> None:
    read = ArchiveIterator(io.BytesIO(warc()), check_digests="raise")
    records = [(record.rec_type, record.rec_headers, record.content_stream().read()) for record in read]
    assert [kind for kind, _, _ in records] == ["warcinfo"] + ["resource", "metadata"] * len(ORIGINALS)
    resources = [(headers, data) for kind, headers, data in records if kind == "resource"]
    for original, (headers, data) in zip(ORIGINALS, resources, strict=True):
        assert data == original.data
        assert headers.get_header("WARC-Payload-Digest") == f"sha256:{hashlib.sha256(original.data).hexdigest()}"
        assert headers.get_header("WARC-Date") == "2024-05-08T12:30:00Z"
    assert [headers.get_header("WARC-Target-URI") for headers, _ in resources] == [
        "https://www.courier.example/news?b=2&a=1",
        "urn:x-tocsin:notes%231",
        "urn:x-tocsin:old%3A1",
        "https://courier.example/empty",
    ]
    ids = [headers.get_header("WARC-Record-ID") for _, headers, _ in records]
    assert len(set(ids)) == len(ids)
    about = next(data for kind, _, data in records if kind == "metadata").decode()
    assert about.splitlines() == [
        "report-id: courier-1",
        "title: Rockets␍ X-Injected: yes",
        "source: The Gulf Courier",
        'header-etag: "1"',
        "header-server: press X-Injected: yes",
    ]


def test_each_record_is_compressed_by_itself() -> None:
    stream = io.BytesIO()
    placed = write_warc(ORIGINALS, stream)
    for original, one in zip(ORIGINALS, placed, strict=True):
        block = gzip.decompress(stream.getvalue()[one.offset : one.offset + one.length])
        assert block.startswith(b"WARC/1.1\r\n")
        assert original.data in block


def test_a_wacz_has_the_parts_of_the_standard() -> None:
    with zipfile.ZipFile(io.BytesIO(wacz())) as packed:
        assert packed.testzip() is None
        assert packed.namelist() == [
            "archive/data.warc.gz",
            "indexes/index.cdx",
            "pages/pages.jsonl",
            "datapackage.json",
            "datapackage-digest.json",
        ]
        assert packed.getinfo("archive/data.warc.gz").compress_type == zipfile.ZIP_STORED
        manifest = json.loads(packed.read("datapackage.json"))
        assert (manifest["profile"], manifest["wacz_version"]) == ("data-package", "1.1.1")
        for resource in manifest["resources"]:
            data = packed.read(resource["path"])
            assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
            assert (resource["bytes"], resource["name"]) == (len(data), resource["path"].split("/")[-1])
        seal = json.loads(packed.read("datapackage-digest.json"))
        digest = hashlib.sha256(packed.read("datapackage.json")).hexdigest()
        assert seal == {"path": "datapackage.json", "hash": f"sha256:{digest}"}
        head, *pages = [json.loads(line) for line in packed.read("pages/pages.jsonl").splitlines()]
        assert (head["format"], head["id"]) == ("json-pages-1.0", "pages")
        assert [page["url"] for page in pages] == [original.uri for original in ORIGINALS]
        assert {page["ts"] for page in pages} == {"2024-05-08T12:30:00Z"}
        lines = packed.read("indexes/index.cdx").decode().splitlines()
        assert lines == sorted(lines)
        assert lines[1].startswith("example,courier)/news?a=1&b=2 20240508123000 {")


@pytest.mark.parametrize(
    ("uri", "key"),
    [
        ("https://www.Example.org/A/b?z=1&a=2", "org,example)/a/b?a=2&z=1"),
        ("http://news.example.org:8080", "org,example,news:8080)/"),
        ("https://example.org:443/", "org,example)/"),
        ("urn:x-tocsin:One", "urn:x-tocsin:one"),
    ],
)
def test_sort_keys(uri: str, key: str) -> None:
    assert sort_key(uri) == key


def test_the_same_originals_give_the_same_archive() -> None:
    assert warc() == warc()
    assert wacz() == wacz()


def test_what_is_sound_is_found_sound(tmp_path: Path) -> None:
    assert verified(tmp_path, warc(), "it.warc.gz") == (1 + 2 * len(ORIGINALS), [])
    assert verified(tmp_path, wacz()) == (1 + 3 + 1 + 2 * len(ORIGINALS) + len(ORIGINALS), [])
    assert verified(tmp_path, gzip.decompress(warc()), "it.warc") == (1 + 2 * len(ORIGINALS), [])


def test_an_archive_of_nothing_is_sound(tmp_path: Path) -> None:
    stream = io.BytesIO()
    assert write_wacz([], stream) == 0
    assert verified(tmp_path, stream.getvalue())[1] == []


def rezipped(data: bytes, path: str, change: bytes | None) -> bytes:
    """Return the collection with one part changed, or taken out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w") as copy:
        for name in packed.namelist():
            if name != path:
                copy.writestr(name, packed.read(name))
            elif change is not None:
                copy.writestr(name, change)
    return out.getvalue()


def test_every_change_of_a_collection_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(wacz())) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    for name, data in parts.items():
        changed = data.replace(b"2024", b"2025").replace(b"sha256:", b"sha256:0") if name[0] != "a" else data[:-9]
        assert changed != data
        _, faults = verified(tmp_path, rezipped(wacz(), name, changed))
        assert faults, name
        if name != "datapackage-digest.json":
            _, faults = verified(tmp_path, rezipped(wacz(), name, None))
            assert faults, name


def test_bytes_that_changed_are_named_with_both_digests(tmp_path: Path) -> None:
    plain = gzip.decompress(warc())
    _, faults = verified(tmp_path, plain.replace(b"Two rockets", b"Ten rockets"), "it.warc")
    (fault,) = faults
    assert fault.item == "it.warc, record 2 (https://www.courier.example/news?b=2&a=1)"
    assert f"sha256:{ORIGINALS[0].digest}, but sha256:" in fault.reason


@settings(max_examples=60, deadline=None)
@given(position=st.floats(0, 1), bit=st.integers(0, 7))
def test_a_flipped_bit_is_found_or_changes_nothing(
    position: float, bit: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = bytearray(warc())
    at = int(position * (len(data) - 1))
    data[at] ^= 1 << bit
    folder = tmp_path_factory.mktemp("flipped")
    try:
        sound, faults = verified(folder, bytes(data), "it.warc.gz")
    except InputError:
        return
    if not faults:
        assert sound == 1 + 2 * len(ORIGINALS)
        assert resources(bytes(data)) == [original.data for original in ORIGINALS]


def resources(data: bytes) -> list[bytes]:
    records = ArchiveIterator(io.BytesIO(data))
    return [record.content_stream().read() for record in records if record.rec_type == "resource"]


@pytest.mark.parametrize("cut", [0.3, 0.5, 0.9, 0.999])
def test_an_archive_that_ends_early_is_told(cut: float, tmp_path: Path) -> None:
    data = warc()
    assert verified(tmp_path, data[: int(len(data) * cut)], "it.warc.gz")[1]


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04broken", b"\x1f\x8bbroken"])
def test_what_is_no_archive_is_told(data: bytes, tmp_path: Path) -> None:
    try:
        assert verified(tmp_path, data, "it.bin")[1]
    except InputError as error:
        assert "neither a WARC nor a WACZ" in str(error)  # noqa: PT017  either way of telling is right
    with pytest.raises(InputError, match="cannot be opened"):
        list(verify_file(tmp_path / "gone"))


def test_digests_of_other_programs_are_understood(tmp_path: Path) -> None:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    record = writer.create_warc_record(
        "https://example.org/", "response", payload=io.BytesIO(b"<p>Two rockets"), http_headers=headers
    )
    writer.write_record(record)
    assert verified(tmp_path, stream.getvalue(), "other.warc.gz") == (1, [])
    plain = gzip.decompress(stream.getvalue()).replace(b"Two", b"Ten")
    assert len(verified(tmp_path, plain, "other.warc")[1]) == 1
