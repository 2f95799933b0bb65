"""Sources, and what a person says of one."""

from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from tocsin.schemas.changes import Changes
from tocsin.schemas.shape import Shape
from tocsin.vocabulary.terms import Grade, SourceKind

CountryCode = Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")]
LanguageCode = Annotated[str, StringConstraints(pattern="^[a-z]{2}$")]


class SourceShape(Shape):
    """Who publishes. `country` is ISO 3166 alpha-2, `language` ISO 639-1, `grade` the Admiralty code's."""

    name: str
    country: str | None
    kind: SourceKind
    grade: Grade
    language: str


class SourceList(Shape):
    """All sources by name, each as it was last described."""

    sources: list[SourceShape]


class SourceDescription(Shape):
    """What is said of a source; what is left out stays as it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: SourceKind | None = None
    grade: Grade | None = Field(default=None, description="A completely reliable, E not at all, F unknown.")
    country: CountryCode | None = None
    language: LanguageCode | None = None


class SourceDescribed(Shape):
    """The source as it stands now, and what changed with it."""

    source: SourceShape
    changes: Changes
