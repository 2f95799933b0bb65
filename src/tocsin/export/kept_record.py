"""What a ledger keeps beside what was found: how a report is kept, what was decided, what was judged."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from tocsin.export.incident_record import value_record
from tocsin.export.record import Json
from tocsin.vocabulary.judgement import Judgement
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.review import Review

DIGITS = 3


class Kept(Protocol):
    """A report as a ledger keeps it."""

    @property
    def report(self) -> Report:
        """The report."""
        ...

    @property
    def version(self) -> int:
        """Counts from 1."""
        ...

    @property
    def replaces(self) -> str | None:
        """The id of the version before it."""
        ...

    @property
    def first_seen(self) -> datetime:
        """The moment at which it was first got."""
        ...

    @property
    def last_seen(self) -> datetime:
        """The moment at which it was last got."""
        ...

    @property
    def address(self) -> str:
        """Where its bytes came from."""
        ...

    @property
    def content_type(self) -> str:
        """Of which type its bytes are."""
        ...

    @property
    def headers(self) -> Mapping[str, str]:
        """What the server said that it came from."""
        ...

    @property
    def original_digest(self) -> str:
        """The SHA-256 of its bytes."""
        ...


def report_head(kept: Kept) -> Json:
    """Return what a report is and how it is kept, without its text and what was found in it."""
    report = kept.report
    return {
        "id": report.id,
        "url": report.url,
        "source": report.source.name,
        "published": report.published.isoformat() if report.published else None,
        "title": report.title,
        "language": report.language,
    } | kept_record(kept)


def kept_record(kept: Kept) -> Json:
    """Return how a report is kept."""
    return {
        "version": kept.version,
        "replaces": kept.replaces,
        "first_seen": kept.first_seen.isoformat(),
        "last_seen": kept.last_seen.isoformat(),
        "address": kept.address,
        "content_type": kept.content_type,
        "headers": dict(kept.headers),
        "original_sha256": kept.original_digest,
    }


def review_record(review: Review, standing: bool) -> Json:
    """Return a decision; `standing` says that it was not taken back."""
    return {
        "id": review.id,
        "kind": review.kind,
        "subjects": list(review.subjects),
        "author": review.author,
        "at": review.at.isoformat(),
        "why": review.why,
        "slot": review.slot,
        "value": None if review.value is None else value_record(review.value),
        "standing": standing,
    }


def judgement_record(judgement: Judgement) -> Json:
    """Return a judgement with its reasons, the weightiest first."""
    return {
        "first": judgement.first,
        "second": judgement.second,
        "verdict": judgement.verdict,
        "probability": round(judgement.probability, DIGITS),
        "reasons": [
            {"comparison": one.comparison, "finding": one.finding, "weight": round(one.weight, DIGITS)}
            for one in sorted(judgement.reasons, key=lambda one: -abs(one.weight))
        ],
        "method": f"{judgement.method.name} {judgement.method.version}".strip(),
    }
