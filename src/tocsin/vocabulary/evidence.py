"""Evidence: the words of one report that something rests on, with who published them and when."""

from dataclasses import dataclass
from datetime import date, datetime

from tocsin.vocabulary.incident import Telling
from tocsin.vocabulary.report import Source


@dataclass(frozen=True, slots=True)
class Evidence:
    """`quote` stands at characters `start` to `end` (exclusive) of the report `report_id` by `source`.

    `speaker` is whom the report names as saying so, "" where it says so itself. `mention_id` and `incident_id` are ""
    where the words belong to no incident. `confidence` from 0 to 1 is that of the reader.
    """

    source: Source
    report_id: str
    quote: str
    start: int
    end: int
    published: date | None
    first_seen: datetime
    speaker: str = ""
    mention_id: str = ""
    incident_id: str = ""
    confidence: float = 1.0

    @property
    def told_on(self) -> date:
        """The day on which it was told: that of publication, else the one on which it was first seen."""
        return self.published or self.first_seen.date()


def evidence_of(telling: Telling, incident_id: str) -> Evidence:
    """Return the words of a telling as evidence."""
    claim, span = telling.claim, telling.claim.span
    return Evidence(
        telling.source,
        span.report_id,
        span.quote,
        span.start,
        span.end,
        telling.published,
        telling.first_seen,
        claim.speaker.name if claim.speaker else "",
        telling.mention_id,
        incident_id,
        claim.confidence,
    )
