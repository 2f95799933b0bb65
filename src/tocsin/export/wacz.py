"""WACZ 1.1.1: a WARC with an index, a list of pages and a manifest of digests, in one ZIP that browsers can replay.

Source: Webrecorder, "Web Archive Collection Zipped", version 1.1.1, and "CDXJ". Parts that are compressed already are
stored as they are, so that a part of them can be read without unpacking the whole.
"""

import hashlib
import json
import tempfile
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from tocsin.export.cells import sound
from tocsin.export.originals import Original, record_id
from tocsin.export.warc import SOFTWARE, Placed, write_warc

VERSION = "1.1.1"
WARC_NAME = "data.warc.gz"
NO_TIME = (2000, 1, 1, 0, 0, 0)
CHUNK = 1 << 20
SPOOL_BYTES = 1 << 24


def write_wacz(originals: Iterable[Original], stream: BinaryIO, title: str = "Originals of reports") -> int:
    """Write a collection of `originals` to `stream` and return how many there are. Raises OSError."""
    with tempfile.SpooledTemporaryFile(SPOOL_BYTES) as warc, ZipFile(stream, "w") as packed:
        placed = write_warc(originals, cast("BinaryIO", warc), WARC_NAME)  # it has all that is asked of one
        warc.seek(0)
        resources = [_store(packed, f"archive/{WARC_NAME}", warc)]
        resources.append(_put(packed, "indexes/index.cdx", index(placed)))
        resources.append(_put(packed, "pages/pages.jsonl", pages(placed)))
        manifest = json.dumps(_manifest(resources, placed, title), indent=2, ensure_ascii=False).encode()
        _put(packed, "datapackage.json", manifest)
        seal = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(manifest).hexdigest()}"}
        _put(packed, "datapackage-digest.json", json.dumps(seal, indent=2).encode())
    return len(placed)


def index(placed: Sequence[Placed]) -> bytes:
    """Return the index (CDXJ), sorted: a line an original with its address turned round, its moment and its place."""
    lines = [f"{sort_key(one.uri)} {one.timestamp} {json.dumps(_entry(one))}\n" for one in placed]
    return "".join(sorted(lines)).encode()


def _entry(one: Placed) -> dict[str, str]:
    return {
        "url": one.uri,
        "mime": one.mime,
        "digest": one.digest,
        "length": str(one.length),
        "offset": str(one.offset),
        "filename": WARC_NAME,
    }


def sort_key(uri: str) -> str:
    """Return `uri` in the form in which indexes are sorted (SURT): "org,example)/news?id=1"; others as they are."""
    parts = urlsplit(uri)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return uri.lower()
    host = ",".join(reversed(parts.hostname.removeprefix("www.").split(".")))
    port = f":{parts.port}" if parts.port and parts.port not in {80, 443} else ""
    query = "?" + "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return f"{host}{port}){parts.path or '/'}{query}".lower()


def pages(placed: Sequence[Placed]) -> bytes:
    """Return the list of pages (JSON Lines), its head first."""
    lines: list[dict[str, Any]] = [{"format": "json-pages-1.0", "id": "pages", "title": "All pages"}]
    for one in placed:
        moment = one.timestamp
        day, time = f"{moment[:4]}-{moment[4:6]}-{moment[6:8]}", f"{moment[8:10]}:{moment[10:12]}:{moment[12:]}"
        page = {"id": record_id("page", one.report_id), "url": one.uri, "ts": f"{day}T{time}Z"}
        lines.append(page | {"title": sound(one.title) or one.report_id})
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode("utf-8", "replace")


def _manifest(resources: Sequence[dict[str, Any]], placed: Sequence[Placed], title: str) -> dict[str, Any]:
    latest = max((one.timestamp for one in placed), default="20260101000000")
    day, time = f"{latest[:4]}-{latest[4:6]}-{latest[6:8]}", f"{latest[8:10]}:{latest[10:12]}:{latest[12:]}"
    return {
        "profile": "data-package",
        "wacz_version": VERSION,
        "title": title,
        "software": SOFTWARE,
        "created": f"{day}T{time}Z",
        "resources": list(resources),
    }


def _put(packed: ZipFile, path: str, data: bytes) -> dict[str, Any]:
    info = ZipInfo(path, NO_TIME)
    info.compress_type = ZIP_DEFLATED
    packed.writestr(info, data)
    return _resource(path, hashlib.sha256(data).hexdigest(), len(data))


def _store(packed: ZipFile, path: str, source: Any) -> dict[str, Any]:
    info = ZipInfo(path, NO_TIME)
    info.compress_type = ZIP_STORED
    digest, size = hashlib.sha256(), 0
    with packed.open(info, "w", force_zip64=True) as part:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            part.write(chunk)
    return _resource(path, digest.hexdigest(), size)


def _resource(path: str, digest: str, size: int) -> dict[str, Any]:
    return {"name": path.rpartition("/")[2], "path": path, "hash": f"sha256:{digest}", "bytes": size}
