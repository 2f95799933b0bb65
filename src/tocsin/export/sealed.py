"""Archives checked: every digest computed again, every mismatch named. Reads those of other programs as well."""

import base64
import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from tocsin.errors import InputError
from tocsin.vocabulary.mention import Rejection

STAGE = "verify"
CHUNK = 1 << 20
GZIP = b"\x1f\x8b"
BLOCK = 1 << 16
"""Bytes that are unpacked at once."""
BROKEN = (ArchiveLoadFailed, zlib.error, EOFError, OSError, ValueError, BadZipFile)
"""What a damaged archive provokes."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Something whose digest is right."""

    name: str


def verify_file(path: Path) -> Iterator[Sound | Rejection]:
    """Yield for each part of the archive at `path` that it is sound, or what is wrong with it.

    Raises InputError for a file that is not there or is neither WARC nor WACZ.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(8)
    except OSError as error:
        raise InputError(f"{path} cannot be opened: {error.strerror or error}") from error
    if head.startswith(b"PK"):
        return _wacz(path)
    if head.startswith((GZIP, b"WARC/")):
        return _warc_file(path)
    found = f"it starts with {head!r}" if head else "it is empty"
    raise InputError(f"{path} is neither a WARC nor a WACZ: {found}")


def _warc_file(path: Path) -> Iterator[Sound | Rejection]:
    with path.open("rb") as stream:
        yield from _warc(path.name, stream)


def _warc(name: str, stream: BinaryIO | Any) -> Iterator[Sound | Rejection]:
    """Unpacking is Python's own, which tells a file that ends too early or does not fit its checksum."""
    packed = stream.read(2) == GZIP
    stream.seek(0)
    count = 0
    try:
        if packed:
            _unpacks(stream)
            stream.seek(0)
        for record in ArchiveIterator(gzip.GzipFile(fileobj=stream) if packed else stream):
            count += 1
            yield _record(f"{name}, record {count}", record)
    except BROKEN as error:
        yield Rejection(f"{name}, after record {count}", STAGE, f"cannot be read on: {error or type(error).__name__}")
        return
    if not count:
        yield Rejection(name, STAGE, "holds no records")


def _unpacks(stream: BinaryIO | Any) -> None:
    """Raise zlib.error for members that Python's gzip reads and stricter readers refuse: unknown flags in a header."""
    unpacker, rest = zlib.decompressobj(wbits=31), b""
    while data := rest or stream.read(BLOCK):
        unpacker.decompress(data, BLOCK)
        rest = unpacker.unconsumed_tail or unpacker.unused_data.lstrip(b"\0")
        if unpacker.eof:
            unpacker = zlib.decompressobj(wbits=31)


def _record(name: str, record: ArcWarcRecord) -> Sound | Rejection:
    """The payload of an HTTP answer is its body, and its block has the headers as well, which are read by then."""
    headers = record.rec_headers
    named = f"{name} ({headers.get_header('WARC-Target-URI') or record.rec_type})"
    block = headers.get_header("WARC-Block-Digest") if record.http_headers is None else None
    wanted = {headers.get_header("WARC-Payload-Digest"), block} - {None}
    length = headers.get_header("Content-Length")
    data = _Counting(record.raw_stream)
    digests = {one: _hasher(one) for one in wanted if one}
    while chunk := data.read(CHUNK):
        for hasher in digests.values():
            if hasher is not None:
                hasher.update(chunk)
    if record.http_headers is None and length and data.count != int(length):
        return Rejection(named, STAGE, f"has {data.count} bytes of {length}")
    for wants, hasher in digests.items():
        if hasher is not None and not _same(wants, hasher.digest()):
            kind, found = wants.partition(":")[0], hasher.hexdigest()
            return Rejection(named, STAGE, f"does not have the digest that it says: {wants}, but {kind}:{found}")
    return Sound(named)


class _Counting:
    """A stream that counts what is read from it."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int) -> bytes:
        data: bytes = self._stream.read(size)
        self.count += len(data)
        return data


def _hasher(digest: str) -> Any:
    """Return what computes the digest; None for an algorithm that is not known here."""
    name = digest.partition(":")[0].lower().replace("-", "")
    return hashlib.new(name, usedforsecurity=False) if name in {"sha1", "sha256", "md5", "sha512"} else None


def _same(digest: str, found: bytes) -> bool:
    """Digests are written in hexadecimal digits or in base 32."""
    value = digest.partition(":")[2].strip()
    return value.lower() == found.hex() or value.upper().rstrip("=") == base64.b32encode(found).decode().rstrip("=")


def _wacz(path: Path) -> Iterator[Sound | Rejection]:
    try:
        with ZipFile(path) as packed:
            yield from _parts(packed, path.name)
    except BROKEN as error:
        yield Rejection(path.name, STAGE, f"cannot be read: {error or type(error).__name__}")


def _parts(packed: ZipFile, name: str) -> Iterator[Sound | Rejection]:
    here = set(packed.namelist())
    if "datapackage.json" not in here:
        yield Rejection(name, STAGE, "is no WACZ: it has no datapackage.json")
        return
    manifest = packed.read("datapackage.json")
    if "datapackage-digest.json" in here:
        seal = str(json.loads(packed.read("datapackage-digest.json")).get("hash", ""))
        yield _compared(f"{name}, datapackage.json", seal, hashlib.sha256(manifest).digest())
    resources = json.loads(manifest).get("resources", [])
    for resource in resources:
        part = str(resource.get("path", ""))
        if part not in here:
            yield Rejection(f"{name}, {part}", STAGE, "is named in the manifest and is not there")
        else:
            yield _compared(f"{name}, {part}", str(resource.get("hash", "")), _digest_of(packed, part))
    for part in sorted(here):
        if part.startswith("archive/") and not part.endswith("/"):
            with packed.open(part) as stream:
                yield from _warc(f"{name}, {part}", stream)
    yield from _indexed(packed, name, here)


def _digest_of(packed: ZipFile, part: str) -> bytes:
    digest = hashlib.sha256()
    with packed.open(part) as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.digest()


def _compared(name: str, wanted: str, found: bytes) -> Sound | Rejection:
    if _same(wanted, found):
        return Sound(name)
    return Rejection(name, STAGE, f"does not have the digest that it says: {wanted}, but sha256:{found.hex()}")


def _indexed(packed: ZipFile, name: str, here: set[str]) -> Iterator[Sound | Rejection]:
    """Each line of a plain index must lead to a record of the address that it says."""
    for part in sorted(one for one in here if one.startswith("indexes/") and one.endswith((".cdx", ".cdxj"))):
        for number, line in enumerate(packed.read(part).decode().splitlines(), start=1):
            place = f"{name}, {part}, line {number}"
            try:
                entry = json.loads(line.split(" ", 2)[2])
                uri = _uri_at(packed, f"archive/{entry['filename']}", int(entry["offset"]), int(entry["length"]))
            except (*BROKEN, LookupError, TypeError) as error:
                yield Rejection(place, STAGE, f"leads to no record: {error}")
                continue
            yield Sound(place) if uri == entry.get("url") else Rejection(place, STAGE, f"leads to {uri}")


def _uri_at(packed: ZipFile, part: str, offset: int, length: int) -> str | None:
    with packed.open(part) as stream:
        stream.seek(offset)
        data = stream.read(length)
    block = gzip.decompress(data) if data.startswith(GZIP) else data
    for record in ArchiveIterator(io.BytesIO(block)):
        uri: str | None = record.rec_headers.get_header("WARC-Target-URI")
        return uri
    return None
