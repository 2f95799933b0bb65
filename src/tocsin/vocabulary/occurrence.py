"""An occurrence: an incident as a row of plain values, for those who count very many and need no words of any."""

from collections.abc import Mapping
from typing import NamedTuple


class Occurrence(NamedTuple):
    """When an incident happened, and by whom it was told first.

    Days are proleptic ordinals (`date.toordinal`). It happened on one of the days `first_day` to `last_day`, both None
    where that is not known. `attacks` is how many the chosen telling counts, 1 where none does. `known` is the
    day on which it was first seen, in UTC; `tellings` has for each source, by name, the first day on which it told of
    the incident: as published, else as first seen.
    """

    id: str
    kind: str
    status: str
    first_day: int | None
    last_day: int | None
    attacks: int
    known: int
    tellings: Mapping[str, int]
