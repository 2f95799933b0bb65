"""What the address of a request asks for: the options of a selection, named as on the command line."""

import re
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from fastapi import Query, Request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from tocsin.errors import InputError
from tocsin.settings import Settings
from tocsin.tasks.doubts import LOW
from tocsin.tasks.selecting import WITHIN_KM, Asked, selection_of
from tocsin.vocabulary.selection import Order, Selection
from tocsin.vocabulary.terms import Kind, Status

PAGE = 50
LARGEST_PAGE = 500
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _day(value: Any) -> Any:
    if isinstance(value, str) and _DAY.fullmatch(value) is None:
        raise ValueError("write the day as year-month-day, such as 2020-08-15")
    return value


def _yes_or_no(value: Any) -> Any:
    if isinstance(value, str) and value not in {"true", "false"}:
        raise ValueError("give true or false")
    return value


Day = Annotated[date, BeforeValidator(_day)]
YesOrNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Name = Annotated[str, StringConstraints(max_length=200)]
Cursor = Annotated[str, StringConstraints(max_length=2000)]


class Query_(BaseModel):  # noqa: N801  Query is FastAPI's
    """What stands behind the question mark; a name that is not known is a mistake and is told."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Filters(Query_):
    """Which incidents: those that could have been on these days and match all that is given."""

    since: Day | None = Field(default=None, description="First day.")
    until: Day | None = Field(default=None, description="Last day, included.")
    near: Name = Field(default="", description="Around a place: its name, or LAT,LON.", examples=["Basra", "33.3,44.4"])
    within: float = Field(default=WITHIN_KM, gt=0, le=20_100, allow_inf_nan=False, description="Kilometres around it.")
    country: str = Field(default="", pattern="^([A-Za-z]{2})?$", description="Two letters of ISO 3166.")
    kind: list[Kind] = Field(default_factory=list, max_length=50, description="May be given more than once.")
    actor: Name = Field(default="", description="By this perpetrator.")
    status: list[Status] = Field(default_factory=list, max_length=50, description="May be given more than once.")
    min_confidence: float = Field(default=0.0, ge=0, le=1, alias="min-confidence", description="At least this sure.")
    disputed: YesOrNo | None = Field(
        default=None, description="Only those that sources contradict each other in, or only the others."
    )

    def selection(
        self, settings: Settings, sort: Order = "when", limit: int | None = None, after: str = ""
    ) -> Selection:
        """Return the selection that is meant. Raises VocabularyError, GazetteerError."""
        asked = Asked(
            since=self.since,
            until=self.until,
            near=self.near,
            within_km=self.within,
            country=self.country.upper(),
            kinds=tuple(self.kind),
            actor=self.actor,
            statuses=tuple(self.status),
            min_confidence=self.min_confidence,
            disputed=self.disputed,
            sort=sort,
            limit=limit,
        )
        return replace(selection_of(asked, settings), after=after)


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


class Paging(Query_):
    """Which page."""

    limit: int = Field(default=PAGE, ge=1, le=LARGEST_PAGE, description="At most so many.")
    after: Cursor = Field(default="", description="The cursor that the page before gave.")


class Hearing(Filters):
    """Which incidents to hear of, and for how long."""

    seconds: float = Field(
        default=300.0, ge=0, le=3600, allow_inf_nan=False, description="The stream ends after so long; 0: at once."
    )


class Texting(Query_):
    """How much of a report."""

    text: YesOrNo = Field(default=False, description="With its whole text.")


class Filing(Filters):
    """Which incidents, and in which format."""

    format: Name = Field(default="", description="Name of a format; it goes before the header Accept.")


class Dating(Filing):
    """Which incidents, as told by which day, and in which format."""

    at: Day | None = Field(default=None, description="As told by the end of this day.")


class Doubting(Query_):
    """How many questions, and which incidents are asked about."""

    below: float = Field(default=LOW, ge=0, le=1, description="Ask about incidents less sure than this.")
    limit: int = Field(default=PAGE, ge=1, le=LARGEST_PAGE, description="At most so many.")


class Limiting(Query_):
    """How many."""

    limit: int = Field(default=PAGE, ge=1, le=LARGEST_PAGE, description="At most so many.")


class Reviewing(Paging):
    """Which reviews."""

    id: Cursor = Field(default="", description="Only those of this incident or mention.")


Asking = Annotated[Filters, Query()]
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
