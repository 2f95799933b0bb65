"""Reports as the ledger holds them."""

from datetime import date, datetime

from pydantic import Field

from tocsin.schemas.mention import MentionShape, RejectionShape, ToldIncident, ToldOccasion, ToldTie
from tocsin.schemas.shape import Shape


class ReportHead(Shape):
    """What a line of a list has of a report."""

    id: str
    url: str | None
    source: str
    published: date | None
    title: str
    language: str
    version: int
    replaces: str | None
    first_seen: datetime
    last_seen: datetime
    address: str
    content_type: str
    headers: dict[str, str] = Field(description="What the server that it came from said.")
    original_sha256: str


class ReportShape(ReportHead):
    """A report with all that was found in it: the n-th of `incidents` is the n-th of `mention_ids`."""

    incidents: list[ToldIncident]
    relations: list[ToldTie]
    context: list[ToldOccasion]
    rejections: list[RejectionShape]
    incident_ids: list[str]
    mention_ids: list[str]
    text: str | None = Field(default=None, description="The whole text, where it is asked for.")


class ReportPage(Shape):
    """A page of reports in the order in which they were added. `after` is the cursor of the next page."""

    reports: list[ReportHead]
    after: str | None


class MentionFound(Shape):
    """A mention, and the incident that it belongs to now: null while resolution has not come to it."""

    mention: MentionShape
    incident_id: str | None
