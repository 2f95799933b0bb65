"""The seam of reading: what every reader is given and gives."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Protocol, runtime_checkable

from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.retrieval import Retrieval


@dataclass(frozen=True, slots=True)
class Raw:
    """One input before reading: `name` for messages, and either `data` or the `path` of a file too big to hold.

    `at` and `headers` are those of the answer where it came from the network.
    """

    name: str
    data: bytes | None = None
    path: Path | None = None
    url: str | None = None
    content_type: str | None = None
    at: datetime | None = None
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def open(self) -> BinaryIO:
        """Return the bytes as a stream; the caller closes it. Raises OSError."""
        if self.data is not None:
            return io.BytesIO(self.data)
        if self.path is None:
            raise FileNotFoundError(self.name)
        return self.path.open("rb")


class Reader(Protocol):
    """Turns one raw input into reports; what cannot be read is yielded as a rejection, never raised."""

    name: str

    def accepts(self, raw: Raw, head: bytes) -> bool:
        """Whether this reader reads such an input, judged by its name, content type and first 4096 bytes `head`."""
        ...

    def read(self, raw: Raw) -> Iterator[Report | Rejection]:
        """Yield the reports of `raw` one by one, and a rejection for each part that cannot be read."""
        ...


@runtime_checkable
class ReaderOfMany(Protocol):
    """A reader of inputs that hold many reports: it can give each of them with the bytes that are its own.

    Where a reader is none of these, the bytes of a report are all those of its input.
    """

    def retrieve(self, raw: Raw) -> Iterator[Retrieval | Rejection]:
        """Yield what `read` yields, each report with its own part of `raw`, or with what its link led to."""
        ...
