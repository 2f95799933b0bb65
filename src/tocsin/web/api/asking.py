"""What the address of a request asks for."""

from typing import Annotated

from fastapi import Query, Request
from pydantic import Field

from tocsin.errors import InputError
from tocsin.schemas.filters import Asking, Cursor, Day, Filters, Name, YesOrNo
from tocsin.tasks.doubts import LOW
from tocsin.vocabulary.selection import Order

PAGE = 50
LARGEST_PAGE = 500


class Listing(Filters):
    """Which incidents, in which order, and how many at once."""

    sort: Order = Field(default="when", description="A minus turns the order round.")
    limit: int | None = Field(
        default=None,
        ge=1,
        description=f"At most so many; a page has {PAGE} unless you say otherwise, no more than 500.",
    )
    after: Cursor = Field(default="", description="The cursor that the page before gave.")
    format: Name = Field(default="", description="Name of a format of export; it goes before the header Accept.")


class Paging(Asking):
    """Which page."""

    limit: int = Field(default=PAGE, ge=1, le=LARGEST_PAGE, description="At most so many.")
    after: Cursor = Field(default="", description="The cursor that the page before gave.")


class Hearing(Filters):
    """Which incidents to hear of, and for how long."""

    seconds: float = Field(
        default=300.0, ge=0, le=3600, allow_inf_nan=False, description="The stream ends after so long; 0: at once."
    )


class Texting(Asking):
    """How much of a report."""

    text: YesOrNo = Field(default=False, description="With its whole text.")


class Filing(Filters):
    """Which incidents, and in which format."""

    format: Name = Field(default="", description="Name of a format; it goes before the header Accept.")


class Dating(Filing):
    """Which incidents, as told by which day, and in which format."""

    at: Day | None = Field(default=None, description="As told by the end of this day.")


class Doubting(Asking):
    """How many questions, and which incidents are asked about."""

    below: float = Field(default=LOW, ge=0, le=1, description="Ask about incidents less sure than this.")
    limit: int = Field(default=PAGE, ge=1, le=LARGEST_PAGE, description="At most so many.")


class Limiting(Asking):
    """How many."""

    limit: int = Field(default=PAGE, ge=1, le=LARGEST_PAGE, description="At most so many.")


class Reviewing(Paging):
    """Which reviews."""

    id: Cursor = Field(default="", description="Only those of this incident or mention.")


AskingFilters = Annotated[Filters, Query()]
AskingList = Annotated[Listing, Query()]
AskingText = Annotated[Texting, Query()]
AskingFile = Annotated[Filing, Query()]
AskingNetwork = Annotated[Dating, Query()]
AskingNews = Annotated[Hearing, Query()]
AskingJobs = Annotated[Limiting, Query()]
AskingDoubts = Annotated[Doubting, Query()]
AskingReviews = Annotated[Reviewing, Query()]
AskingPage = Annotated[Paging, Query()]


def clean(request: Request) -> None:
    """Refuse an address with the character NUL, which no database takes for text. Raises InputError."""
    if "\0" in request.url.path or "\0" in request.scope.get("path", "") or "%00" in request.url.query:
        raise InputError("the character NUL stands in no id and in no value; leave it out")
