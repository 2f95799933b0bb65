"""A source and what it published: one immutable text from which every span is cut."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from tocsin.errors import VocabularyError
from tocsin.vocabulary.terms import Grade, SourceKind


@dataclass(frozen=True, slots=True)
class Source:
    """Who publishes: `name` as a reader knows it, `country` as ISO 3166 alpha-2 or None, `language` as ISO 639-1.

    `grade` is the Admiralty code's for the source as such; F until somebody has judged it.
    """

    name: str
    country: str | None = None
    kind: SourceKind = "unknown"
    grade: Grade = "F"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One text by one source. `text` has no menus, captions or footers and is never edited.

    `published` is the day of publication, None where unknown; `published_at` the moment with its time zone, where
    the source gives one. `language` is an ISO 639-1 code, "" where unknown. `digest` is the SHA-256 of `text`.
    """

    id: str
    text: str
    source: Source
    title: str = ""
    published: date | None = None
    published_at: datetime | None = None
    url: str | None = None
    language: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            raise VocabularyError("a report needs an id")
        if self.published_at is not None and self.published_at.tzinfo is None:
            raise VocabularyError(f"report {self.id}: published_at needs a time zone")

    @property
    def digest(self) -> str:
        """The SHA-256 of `text`, in hexadecimal digits."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
