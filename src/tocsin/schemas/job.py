"""A job: reports that were handed in and are read in the background."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from tocsin.schemas.changes import Changes
from tocsin.schemas.mention import RejectionShape
from tocsin.schemas.shape import Count, Shape

State = Literal["waiting", "running", "done", "failed"]


class JobShape(Shape):
    """How far a job is. One that a server's end interrupts waits again, and goes on when a server runs."""

    id: str
    state: State
    author: str
    submitted: datetime
    changed: datetime
    lines: Count = Field(description="How many lines were handed in.")
    read: Count = Field(description="How many of them are gone through.")
    new: Count
    known: Count
    versions: Count
    copies: Count
    mentions: Count
    report_ids: list[str] = Field(description="The reports as they are kept, the first thousand.")
    rejections: list[RejectionShape] = Field(description="What could not be read, the first thousand.")
    rejected: Count
    changes: Changes | None = Field(description="What became of the incidents; null until they are resolved.")
    fault: str | None = Field(description="Why it failed; hand the same reports in again to have it tried again.")


class JobList(Shape):
    """Jobs, the newest first."""

    jobs: list[JobShape]
