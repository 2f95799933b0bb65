"""The seam of reading: what every reader is given and gives."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Report


@dataclass(frozen=True, slots=True)
class Raw:
    """One input before reading: `name` for messages, and either `data` or the `path` of a file too big to hold."""

    name: str
    data: bytes | None = None
    path: Path | None = None
    url: str | None = None
    content_type: str | None = None

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
