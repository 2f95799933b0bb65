"""A retrieval: a report as it was got, with the bytes that it was read from."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from tocsin.errors import VocabularyError
from tocsin.vocabulary.report import Report


@dataclass(frozen=True, slots=True)
class Retrieval:
    """`report`, got at the moment `at` (with its time zone) as the bytes `original` of `content_type`.

    `headers` are those of the answer where it came from the network, and `address` where the bytes came from: a URL,
    or the name of a file. Raises VocabularyError.
    """

    report: Report
    at: datetime
    original: bytes
    content_type: str = ""
    address: str = ""
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise VocabularyError(f"report {self.report.id}: the moment of retrieval needs a time zone")

    @property
    def digest(self) -> str:
        """The SHA-256 of `original`, in hexadecimal digits."""
        return hashlib.sha256(self.original).hexdigest()
