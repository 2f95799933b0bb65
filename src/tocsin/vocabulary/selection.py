"""A selection: which incidents are asked for. One object for the library, the command line and the web."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from tocsin.errors import VocabularyError
from tocsin.vocabulary.terms import KINDS, STATUSES

Order = Literal["when", "-when", "seen", "-seen", "confidence", "-confidence", "killed", "-killed", "voices", "-voices"]
"""What incidents are sorted by; a minus turns it round."""
ORDERS: tuple[str, ...] = get_args(Order)


@dataclass(frozen=True, slots=True)
class Near:
    """A circle: degrees (WGS 84) and kilometres."""

    lat: float
    lon: float
    within_km: float

    def __post_init__(self) -> None:
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise VocabularyError(f"no such coordinates: {self.lat}, {self.lon}")
        if not 0 < self.within_km <= 20_100:
            raise VocabularyError(f"a distance lies above 0 and within 20,100 km, not at {self.within_km}")


@dataclass(frozen=True, slots=True)
class Selection:
    """Incidents that could have been on the days `since` to `until`, both included, and match all that is given.

    An incident whose days are not known exactly matches if any of its days does; an undated one only where neither
    `since` nor `until` is given. `country` is ISO 3166 alpha-2. `actor` matches a perpetrator by folded name.
    `after` is a cursor as a page of results gives it. Raises VocabularyError.
    """

    since: date | None = None
    until: date | None = None
    near: Near | None = None
    country: str = ""
    kinds: tuple[str, ...] = ()
    actor: str = ""
    statuses: tuple[str, ...] = ()
    min_confidence: float = 0.0
    disputed: bool | None = None
    sort: Order = "when"
    limit: int | None = None
    after: str = ""

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise VocabularyError(f"nothing lies between {self.since} and {self.until}: the first is the later day")
        for name, given, known in (("kind", self.kinds, KINDS), ("status", self.statuses, STATUSES)):
            if unknown := [one for one in given if one not in known]:
                raise VocabularyError(f"no such {name}: {unknown[0]!r}; there are {', '.join(known)}")
        if self.sort not in ORDERS:
            raise VocabularyError(f"cannot sort by {self.sort!r}; there are {', '.join(ORDERS)}")
        if not 0 <= self.min_confidence <= 1:
            raise VocabularyError(f"a confidence lies between 0 and 1, not at {self.min_confidence}")
        if self.limit is not None and self.limit < 1:
            raise VocabularyError(f"a limit is at least 1, not {self.limit}")
