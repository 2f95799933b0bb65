"""One row of a gazetteer as its sources give it, before it is stored."""

from dataclasses import dataclass

from tocsin.vocabulary.terms import PlaceKind


@dataclass(frozen=True, slots=True)
class Entry:
    """A place with all its names. `ref` is its id for people ("geonames:98182", "site:camp-taji").

    `admin1` is a name, or for GeoNames rows a code ("IQ.07") that the store turns into a name. `zone` is an IANA name.
    `rank` 0 marks a curated site or a user's own place, 1 all others: the sure ones need no context to be believed.
    """

    ref: str
    name: str
    lat: float
    lon: float
    precision_km: float
    country: str
    kind: PlaceKind
    admin1: str = ""
    names: tuple[str, ...] = ()
    population: int = 0
    zone: str = ""
    rank: int = 1


def town_precision_km(population: int) -> float:
    """Return how far the true point of something "in" a town of `population` may lie from the town's middle, in km."""
    for bound, precision in ((10_000, 2.0), (50_000, 3.0), (250_000, 5.0), (1_000_000, 8.0), (5_000_000, 12.0)):
        if population < bound:
            return precision
    return 20.0
