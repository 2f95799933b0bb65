"""What a claim can say: dates with a precision, places, tolls, actors, weapons, targets."""

from dataclasses import dataclass
from datetime import date

from tocsin.errors import VocabularyError
from tocsin.vocabulary.terms import ActorKind, PlaceKind, PlaceRelation, Precision, TargetCategory, TargetKind


@dataclass(frozen=True, slots=True)
class When:
    """The days from `start` to `end`, both included and both None if unknown, and how exactly the text says so.

    `ambiguous` marks a reading that the text alone does not settle (08/05/2020). Raises VocabularyError.
    """

    start: date | None = None
    end: date | None = None
    precision: Precision = "unknown"
    ambiguous: bool = False

    def __post_init__(self) -> None:
        if (self.start is None) != (self.end is None):
            raise VocabularyError("a when has both a start and an end, or neither")
        if self.start and self.end and self.start > self.end:
            raise VocabularyError(f"a when cannot end on {self.end}, before its start on {self.start}")


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a gazetteer. `lat` and `lon` in degrees (WGS 84); the true point lies within `precision_km` of them.

    `id` is the gazetteer's ("geonames:98182", "site:camp-taji"); `country` ISO 3166 alpha-2; `admin1` a name.
    """

    id: str
    name: str
    lat: float
    lon: float
    precision_km: float
    country: str
    admin1: str = ""

    def __post_init__(self) -> None:
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise VocabularyError(f"place {self.id}: no such coordinates: {self.lat}, {self.lon}")
        if self.precision_km < 0:
            raise VocabularyError(f"place {self.id}: precision_km cannot be negative")


@dataclass(frozen=True, slots=True)
class Where:
    """A place as the text names it: how the incident lies to it, what it is, and the place if it was found."""

    name: str
    relation: PlaceRelation = "at"
    kind: PlaceKind = "city"
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people, at least `low` and at most `high`; None is an open bound."""

    low: int | None
    high: int | None

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise VocabularyError("a toll needs a low or a high")
        if any(n is not None and n < 0 for n in (self.low, self.high)):
            raise VocabularyError("a toll cannot be negative")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise VocabularyError(f"a toll cannot have low {self.low} above high {self.high}")


@dataclass(frozen=True, slots=True)
class Weapon:
    """What was used: `type` as in corpus terms ("rocket", "ied", "rifle" ...), how many, calibre in millimetres."""

    type: str
    number: int | None = None
    calibre_mm: float | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What or who was attacked."""

    name: str
    category: TargetCategory = "other"
    kind: TargetKind = "physical"
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, by the words of the text."""

    name: str
    kind: ActorKind = "group"
