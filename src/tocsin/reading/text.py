"""Plain text, a page saved as text among it."""

from collections.abc import Iterator

from tocsin.errors import InputError
from tocsin.reading.base import Raw
from tocsin.reading.content import content
from tocsin.reading.decoding import decode
from tocsin.reading.making import Draft, make_report, reject
from tocsin.settings import Settings
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Report

_SAMPLE = 20_000


class TextReader:
    """Reads one report from plain text in any encoding."""

    name = "text"

    def __init__(self, settings: Settings) -> None:
        self._limit = settings.max_bytes

    def accepts(self, raw: Raw, head: bytes) -> bool:  # noqa: ARG002 -- the protocol's argument
        """Whether `head` decodes to text: the reader of last resort."""
        return not looks_binary(decode(head), head)

    def read(self, raw: Raw) -> Iterator[Report | Rejection]:
        """Yield the report of `raw`."""
        try:
            data = content(raw, self._limit)
        except InputError as error:
            yield reject(raw.name, str(error))
            return
        text = decode(data, raw.content_type)
        if looks_binary(text, data):
            yield reject(raw.name, "is not text: most of its bytes belong to no known encoding")
            return
        yield make_report(Draft(name=raw.name, text=text, url=raw.url))


def looks_binary(text: str, data: bytes) -> bool:
    """Whether `text`, decoded from `data`, is no writing: many bytes were dropped as controls or could not be read."""
    sample = text[:_SAMPLE]
    if not sample:
        return bool(data)
    odd = sample.count("\ufffd") + sum(1 for byte in data[:_SAMPLE] if byte < 9 or 14 <= byte < 32)
    utf16_zeros = data[:_SAMPLE].count(0) if "\x00" not in text and len(data) >= 2 * len(text) > 0 else 0
    return odd - utf16_zeros > 0.1 * len(sample)
