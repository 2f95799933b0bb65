"""Bytes to text: byte order marks, declared encodings, UTF-8, then a guess; and the text made safe to index."""

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = (
    re.compile(rb"""<meta[^<>]{0,500}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE),
    re.compile(rb"""^\s*<\?xml[^<>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE),
)
_HEADER_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_NEWLINES = re.compile("\r\n?|[\u0085\u2028\u2029\x0b\x0c]")
# NULs, other control characters and byte order marks carry no words; lone surrogates cannot be written as UTF-8.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# The web's rule: pages that declare Latin-1 or ASCII are written in Windows-1252 (WHATWG Encoding Standard).
_AS_BROWSERS_DO = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030"}
_GUESS_BYTES = 65536
_SAMPLE_BYTES = 16384
_CONTROL_BYTES = tuple(bytes([byte]) for byte in (*range(9), *range(14, 27), *range(28, 32)))
_TERMINAL_CODES = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]{0,200}\x07?)")


def declared_encoding(head: bytes, content_type: str | None = None) -> str | None:
    """Return the encoding that the HTTP header, else the head of a page or XML file declares, if Python has it."""
    found = _HEADER_CHARSET.search(content_type or "")
    names = [found.group(1)] if found else []
    # A declaration that can be read byte by byte cannot truly stand in two-byte units (WHATWG HTML, 13.2.3.2).
    inner = [m.group(1).decode("ascii") for pattern in _DECLARED if (m := pattern.search(head[:4096]))]
    for name in names + [name for name in inner if not name.lower().startswith(("utf-16", "utf-32"))]:
        try:
            codec = codecs.lookup(name)
            b"    ".decode(name, "replace")  # raises LookupError for what is no encoding of text, such as rot13
        except LookupError:
            continue
        return _AS_BROWSERS_DO.get(codec.name, codec.name)
    return None


def is_wide(data: bytes) -> bool:
    """Whether `data` is text in units of two or four bytes, by its mark or its zeros."""
    return data.startswith(tuple(mark for mark, _ in _MARKS[1:])) or _utf16_without_mark(data) is not None


def looks_binary(data: bytes, content_type: str | None = None) -> bool:
    """Whether `data` is no writing: much of its first part is control characters or belongs to no known encoding."""
    sample = data[:_SAMPLE_BYTES]
    text = decode(sample, content_type)
    controls = 0 if is_wide(sample) else sum(sample.count(byte) for byte in _CONTROL_BYTES)
    return controls + text.count("\ufffd") > 0.1 * len(text)


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:4096]
    if len(sample) < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, ValueError):
        return None


def decode(data: bytes, content_type: str | None = None) -> str:
    """Return `data` as tidy text; never fails: what no encoding explains becomes U+FFFD."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return tidy(data[len(mark) :].decode(encoding, "replace"))
    without_mark = _utf16_without_mark(data)
    if without_mark:
        return tidy(data.decode(without_mark, "replace"))
    declared = declared_encoding(data, content_type) or ("iso2022_jp" if b"\x1b$B" in data[:4096] else None)
    # Encodings of seven bits pass for UTF-8, so their declaration goes first; all others are tried after UTF-8,
    # because text that is valid UTF-8 is hardly ever anything else, whatever its header says.
    seven_bits = declared is not None and declared.startswith(("iso2022", "hz", "utf-16", "utf-32"))
    tries = [declared, "utf-8"] if seven_bits else ["utf-8", declared]
    for name in tries:
        text = _try(data, name) if name else None
        if text is not None:
            return tidy(text)
    if declared and declared != "utf-8":
        text = data.decode(declared, "replace")
        if text.count("\ufffd") <= 0.01 * len(text):
            return tidy(text)
    return tidy(_guess(data))


def _guess(data: bytes) -> str:
    # A file that is UTF-8 but for a few broken bytes stays UTF-8: a guess would turn every accent into rubbish.
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") <= 0.002 * len(text):
        return text
    best = from_bytes(data[:_GUESS_BYTES]).best()
    return data.decode(best.encoding, "replace") if best else text


def tidy(text: str) -> str:
    """Return `text` with newlines as LF, without control characters, and with U+FFFD for lone surrogates.

    Scripts, directions, digits and accents stay as they are.
    """
    if "\x1b" in text:
        text = _TERMINAL_CODES.sub("", text)
    text = _NEWLINES.sub("\n", text)
    text = _CONTROLS.sub("", text)
    return _SURROGATES.sub("\ufffd", text)


def printable(name: str) -> str:
    """Return `name` on one line and writable as UTF-8, for messages: odd characters are escaped."""
    safe = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)
    return safe if len(safe) <= 300 else f"{safe[:200]}...{safe[-80:]}"
