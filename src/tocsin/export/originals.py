"""The bytes that reports were read from, on their way into an archive."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from urllib.parse import quote
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Original:
    """`data` as it was got at the moment `at`; `url` is "" where it came from no address on the web."""

    report_id: str
    data: bytes
    at: datetime
    url: str = ""
    title: str = ""
    content_type: str = ""
    source: str = ""
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def uri(self) -> str:
        """What the bytes are archived under: their URL, or a name made of the report's id.

        A URL with a part behind a # is no address of these bytes: imported rows have such.
        """
        web = self.url.startswith(("http://", "https://")) and "#" not in self.url
        return quote(self.url, safe="%/:=&?~#+!$,;'@()*[]") if web else f"urn:x-tocsin:{quote(self.report_id, safe='')}"

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def mime(self) -> str:
        """The content type alone, "application/octet-stream" where none is known."""
        return self.content_type.partition(";")[0].strip() or "application/octet-stream"

    @property
    def utc(self) -> datetime:
        """The moment in UTC."""
        return self.at.astimezone(UTC)


def record_id(*parts: str) -> str:
    """Return the id of a record, the same for the same parts, in the form of a UUID of version 4."""
    return f"urn:uuid:{UUID(bytes=hashlib.sha256('|'.join(parts).encode()).digest()[:16], version=4)}"
