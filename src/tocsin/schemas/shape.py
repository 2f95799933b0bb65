"""What all shapes have in common."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Share = Annotated[float, Field(ge=0, le=1)]
"""From 0 to 1."""
Count = Annotated[int, Field(ge=0)]


class Shape(BaseModel):
    """A part of an answer. What a newer server adds is passed over, so that an older client goes on."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Words(Shape):
    """Words of a report: `quote` stands at characters `start` to `end` (exclusive) of its text."""

    quote: str
    start: int
    end: int


class Spoken(Shape):
    """Who says so: the words that name them, or a `name` that no words of the report give."""

    quote: str | None
    start: int | None = None
    end: int | None = None
    name: str | None = None
