"""What a report was read from: its bytes, where they came from, and when."""

from datetime import UTC, datetime

from tocsin.reading.base import Raw
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.retrieval import Retrieval


def retrieval_of(report: Report, raw: Raw, original: bytes, content_type: str | None = None) -> Retrieval:
    """Return the retrieval of `report`, which was read from the bytes `original` of `raw`.

    What did not come from the network counts as got at the moment of this call.
    """
    return Retrieval(
        report=report,
        at=raw.at or datetime.now(UTC),
        original=original,
        content_type=(raw.content_type or "") if content_type is None else content_type,
        address=raw.url or raw.name,
        headers=raw.headers,
    )
