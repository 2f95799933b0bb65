"""Which reader reads an input, judged by its content; what nothing reads is rejected with a reason."""

from collections.abc import Iterator, Sequence

from tocsin.errors import InputError
from tocsin.plugins import load, names
from tocsin.reading.base import Raw, Reader, ReaderOfMany
from tocsin.reading.content import content, head_of
from tocsin.reading.making import reject
from tocsin.reading.originals import retrieval_of
from tocsin.settings import Settings
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.retrieval import Retrieval

_XML = "is XML but neither a page nor a feed; save the article as HTML or text"
_ARCHIVE = "unpack it and give the files in it"
_BINARIES = (
    (b"PK\x03\x04", f"is a zip archive or an office document (docx, xlsx, odt); {_ARCHIVE}, or save it as text or PDF"),
    (b"PK\x05\x06", "is an empty zip archive"),
    (b"\x1f\x8b", f"is gzip within gzip; {_ARCHIVE}"),
    (b"7z\xbc\xaf\x27\x1c", f"is a 7z archive; {_ARCHIVE}"),
    (b"Rar!\x1a\x07", f"is a RAR archive; {_ARCHIVE}"),
    (b"\xfd7zXZ\x00", f"is xz-compressed; {_ARCHIVE}"),
    (b"BZh", f"is bzip2-compressed; {_ARCHIVE}"),
    (b"\x28\xb5\x2f\xfd", f"is zstd-compressed; {_ARCHIVE}"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old office document (doc, xls); save it as text or PDF"),
    (b"{\\rtf", "is rich text (RTF); save it as text or PDF"),
    (b"SQLite format 3\x00", "is a SQLite database, not a report"),
    (b"\x89PNG\r\n\x1a\n", "is an image (PNG); give its text"),
    (b"\xff\xd8\xff", "is an image (JPEG); give its text"),
    (b"GIF8", "is an image (GIF); give its text"),
    (b"II*\x00", "is an image (TIFF); give its text"),
    (b"MM\x00*", "is an image (TIFF); give its text"),
    (b"RIFF", "is an image, a sound or a film; give its text"),
    (b"ID3", "is a sound file; give its transcript"),
    (b"OggS", "is a sound file or a film; give its transcript"),
    (b"\x1aE\xdf\xa3", "is a film; give its transcript"),
    (b"\x7fELF", "is a program, not a report"),
    (b"MZ\x90", "is a program, not a report"),
    (b"\xca\xfe\xba\xbe", "is a program, not a report"),
    (b"\xcf\xfa\xed\xfe", "is a program, not a report"),
    (b"\x00asm", "is a program, not a report"),
    (b"PAR1", "is a Parquet table; export it as JSON Lines"),
)
_BUILT_IN_ORDER = ("pdf", "jsonl", "feed", "page", "text")


def open_readers(settings: Settings) -> tuple[Reader, ...]:
    """Return one of every installed reader: others' first, then the built-in ones, plain text last."""
    installed = names("readers")
    others = [name for name in installed if name not in _BUILT_IN_ORDER]
    ordered = others + [name for name in _BUILT_IN_ORDER if name in installed]
    return tuple(load("readers", name)(settings) for name in ordered)


def unreadable(head: bytes) -> str | None:
    """Return why no reader reads an input that starts with `head`, None if one may."""
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xfe\xff"):
        return "is empty"
    for magic, reason in _BINARIES:
        if head.startswith(magic):
            return reason
    if head[257:262] == b"ustar":
        return f"is a tar archive; {_ARCHIVE}"
    if head[4:8] == b"ftyp":
        return "is a film or an image (MP4, HEIC); give its text"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<?xml") and b"<html" not in start:
        return _XML
    return None


def read_raw(raw: Raw, readers: Sequence[Reader]) -> Iterator[Report | Rejection]:
    """Yield what the first of `readers` that accepts `raw` makes of it, or the rejection that says why none does."""
    reader = reader_of(raw, readers)
    if isinstance(reader, Rejection):
        yield reader
    else:
        yield from reader.read(raw)


def retrieve_raw(raw: Raw, readers: Sequence[Reader], settings: Settings) -> Iterator[Retrieval | Rejection]:
    """Yield what `read_raw` yields, each report with the bytes that it was read from."""
    reader = reader_of(raw, readers)
    if isinstance(reader, Rejection):
        yield reader
    elif isinstance(reader, ReaderOfMany):
        yield from reader.retrieve(raw)
    else:
        try:
            original = content(raw, settings.max_bytes)
        except InputError as error:
            yield reject(raw.name, str(error))
            return
        for item in reader.read(raw):
            yield item if isinstance(item, Rejection) else retrieval_of(item, raw, original)


def reader_of(raw: Raw, readers: Sequence[Reader]) -> Reader | Rejection:
    """Return the first of `readers` that accepts `raw`, or the rejection that says why none does."""
    try:
        head = head_of(raw)
    except InputError as error:
        return reject(raw.name, str(error))
    accepting = next((reader for reader in readers if reader.accepts(raw, head)), None)
    reason = unreadable(head)
    if accepting is not None and (reason is None or accepting.name not in _BUILT_IN_ORDER):
        return accepting
    if accepting is not None and accepting.name == "feed" and reason == _XML:
        return accepting
    return reject(raw.name, reason or "is in no known format; give HTML, text, PDF, JSON Lines or a feed")
