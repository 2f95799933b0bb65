"""Evidence: the words of one report that something rests on, with who published them and when."""

from dataclasses import dataclass
from datetime import date, datetime

from tocsin.vocabulary.incident import Incident, Telling
from tocsin.vocabulary.report import Source


@dataclass(frozen=True, slots=True)
class Evidence:
    """`quote` stands at characters `start` to `end` (exclusive) of the report `report_id` by `source`.

    `speaker` is whom the report names as saying so, "" where it says so itself. `mention_id` and `incident_id` are ""
    where the words belong to no incident. `confidence` from 0 to 1 is that of the reader. `sentence` is the one that
    the words stand in, "" where the reader kept none.
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
    sentence: str = ""

    @property
    def told_on(self) -> date:
        """The day on which it was told: that of publication, else the one on which it was first seen."""
        return self.published or self.first_seen.date()


def evidence_of(telling: Telling, incident: Incident) -> Evidence:
    """Return the words of a telling of `incident` as evidence, with their sentence."""
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
        incident.id,
        claim.confidence,
        _sentence(telling, incident),
    )


def _sentence(telling: Telling, incident: Incident) -> str:
    account, words = incident.account("evidence"), telling.claim.span
    spans = (one.claim.span for one in account.tellings) if account else ()
    return next((span.quote for span in spans if span.covers(words)), "")
