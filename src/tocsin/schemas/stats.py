"""How much a tracker holds."""

from datetime import date

from tocsin.schemas.shape import Count, Shape
from tocsin.vocabulary.terms import Kind, Status


class Stats(Shape):
    """Numbers of a selection: its incidents by kind and status; of the whole tracker, `unresolved` and `sources`."""

    incidents: Count
    disputed: Count
    kinds: dict[Kind, Count]
    statuses: dict[Status, Count]
    first_day: date | None
    last_day: date | None
    unresolved: Count
    sources: Count
