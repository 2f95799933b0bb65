"""Plain text, a page saved as text among it."""

from collections.abc import Iterator

from tocsin.errors import InputError
from tocsin.reading.base import Raw
from tocsin.reading.content import content
from tocsin.reading.decoding import decode, looks_binary
from tocsin.reading.making import MAX_CHARACTERS, Draft, make_report, reject
from tocsin.settings import Settings
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Report

# No encoding spends more bytes on a character than four; what is longer need not be decoded to be refused.
_LONGEST_BYTES = 4 * MAX_CHARACTERS


class TextReader:
    """Reads one report from plain text in any encoding."""

    name = "text"

    def __init__(self, settings: Settings) -> None:
        self._limit = settings.max_bytes

    def accepts(self, raw: Raw, head: bytes) -> bool:
        """Whether `head` decodes to text: the reader of last resort."""
        return not looks_binary(head, raw.content_type)

    def read(self, raw: Raw) -> Iterator[Report | Rejection]:
        """Yield the report of `raw`."""
        try:
            data = content(raw, self._limit)
        except InputError as error:
            yield reject(raw.name, str(error))
            return
        if len(data) > _LONGEST_BYTES:
            yield reject(raw.name, f"has {len(data):,} bytes of text, far more than one report; split it")
            return
        if looks_binary(data, raw.content_type):
            yield reject(raw.name, "is not text: most of its bytes belong to no known encoding")
            return
        yield make_report(Draft(name=raw.name, text=decode(data, raw.content_type), url=raw.url))
