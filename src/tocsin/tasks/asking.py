"""A selection by the filters that a program gives."""

from dataclasses import dataclass, replace

from tocsin.schemas.filters import Filters
from tocsin.settings import Settings
from tocsin.tasks.selecting import Asked, selection_of
from tocsin.vocabulary.selection import Order, Selection


@dataclass(frozen=True, slots=True)
class Paged:
    """In which order, how many, and behind which cursor."""

    sort: Order = "when"
    limit: int | None = None
    after: str = ""


def selection_by(filters: Filters, settings: Settings, paged: Paged | None = None) -> Selection:
    """Return the selection that is meant. Raises VocabularyError, GazetteerError."""
    paged = paged or Paged()
    asked = Asked(
        since=filters.since,
        until=filters.until,
        near=filters.near,
        within_km=filters.within,
        country=filters.country.upper(),
        kinds=tuple(filters.kind),
        actor=filters.actor,
        statuses=tuple(filters.status),
        min_confidence=filters.min_confidence,
        disputed=filters.disputed,
        sort=paged.sort,
        limit=paged.limit,
    )
    return replace(selection_of(asked, settings), after=paged.after)
