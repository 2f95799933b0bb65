"""WARC 1.1 (ISO 28500:2017), a record compressed by itself: the originals of reports, and what is known of each.

The bytes stand in `resource` records, since a ledger keeps what an answer held and not the answer itself, with their
SHA-256 as payload and block digest. A `metadata` record behind each has the report's id, its title, its source and the
headers of the answer.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from warcio.warcwriter import WARCWriter

from tocsin import __version__
from tocsin.export.cells import sound
from tocsin.export.originals import Original, record_id

SOFTWARE = f"tocsin {__version__}"
FIRST = "2026-01-01T00:00:00Z"
"""The date of the record about an empty archive, which has no moment of its own."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An original without its bytes, and where its record stands in the archive: bytes from the start, and how many."""

    report_id: str
    uri: str
    title: str
    timestamp: str
    mime: str
    digest: str
    offset: int
    length: int


def write_warc(originals: Iterable[Original], stream: BinaryIO, name: str = "data.warc.gz") -> list[Placed]:
    """Write an archive of `originals` to `stream` as they come, and return where each stands. Raises OSError."""
    writer = WARCWriter(stream, gzip=True, warc_version="WARC/1.1")
    placed: list[Placed] = []
    for original in originals:
        if not placed:
            _write_info(writer, name, _moment(original))
        offset = stream.tell()
        _write_original(writer, original)
        placed.append(_placed(original, offset, stream.tell() - offset))
        _write_metadata(writer, original)
    if not placed:
        _write_info(writer, name, FIRST)
    return placed


def _moment(original: Original) -> str:
    return f"{original.utc:%Y-%m-%dT%H:%M:%SZ}"


def _write_info(writer: WARCWriter, name: str, moment: str) -> None:
    fields = {"software": SOFTWARE, "format": "WARC File Format 1.1", "description": "Originals of reports"}
    record = writer.create_warcinfo_record(name, fields)
    record.rec_headers.replace_header("WARC-Date", moment)
    record.rec_headers.replace_header("WARC-Record-ID", f"<{record_id('warcinfo', name, moment)}>")
    writer.write_record(record)


def _write_original(writer: WARCWriter, original: Original) -> None:
    digest = f"sha256:{original.digest}"
    headers = {
        "WARC-Record-ID": f"<{_id_of(original)}>",
        "WARC-Date": _moment(original),
        "WARC-Payload-Digest": digest,
        "WARC-Block-Digest": digest,
    }
    payload = io.BytesIO(original.data)
    record = writer.create_warc_record(
        original.uri,
        "resource",
        payload=payload,
        length=len(original.data),
        warc_content_type=_header(original.content_type) or original.mime,
        warc_headers_dict=headers,
    )
    writer.write_record(record)


def _write_metadata(writer: WARCWriter, original: Original) -> None:
    known = {"report-id": original.report_id, "title": original.title, "source": original.source}
    fields = [(name, _header(value)) for name, value in known.items() if value]
    fields += [(f"header-{name.lower()}", _header(value)) for name, value in original.headers.items()]
    block = "".join(f"{_header(name)}: {value}\r\n" for name, value in fields).encode()
    headers = {
        "WARC-Record-ID": f"<{record_id('metadata', original.report_id, original.digest)}>",
        "WARC-Date": _moment(original),
        "WARC-Refers-To": f"<{_id_of(original)}>",
    }
    record = writer.create_warc_record(
        original.uri,
        "metadata",
        payload=io.BytesIO(block),
        length=len(block),
        warc_content_type="application/warc-fields",
        warc_headers_dict=headers,
    )
    writer.write_record(record)


def _id_of(original: Original) -> str:
    return record_id("resource", original.report_id, original.digest)


def _header(value: str) -> str:
    """A header is one line."""
    return " ".join(sound(value).split())


def _placed(original: Original, offset: int, length: int) -> Placed:
    return Placed(
        report_id=original.report_id,
        uri=original.uri,
        title=original.title,
        timestamp=f"{original.utc:%Y%m%d%H%M%S}",
        mime=original.mime,
        digest=f"sha256:{original.digest}",
        offset=offset,
        length=length,
    )
