"""Draft."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article without the page around it."""

    text: str
    title: str = ""
    published: date | None = None
    published_at: datetime | None = None
    outlet: str = ""


def clean(text: str, title: str = "") -> Cleaned:
    """Return cleaned text."""
    return Cleaned(text)
