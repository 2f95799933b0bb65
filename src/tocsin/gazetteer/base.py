"""The seam of the gazetteer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from tocsin.vocabulary.terms import PlaceKind
from tocsin.vocabulary.values import Place


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, with what helps to choose: what it is and how many people live there."""

    place: Place
    kind: PlaceKind
    population: int = 0


@dataclass(frozen=True, slots=True)
class Toponym:
    """Place words at characters `start` to `end` of a text.

    `name` is the name itself ("Baghdad" of "25 km north of Baghdad"); `bearing` in degrees from north and
    `distance_km` are None where the text gives none ("north of Baghdad" has a bearing only). `within` are
    names that the text sets around it ("Taji, Baghdad province, Iraq": the last two).
    """

    start: int
    end: int
    name: str
    kind: PlaceKind | None = None
    bearing: float | None = None
    distance_km: float | None = None
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of a report before its places are: ISO alpha-2 codes.

    `countries` surest first (a user's hint, the outlet's); `clues` one for each word for a country's people that the
    text has ("Iraqi forces"), as often as it has one.
    """

    countries: tuple[str, ...] = field(default=())
    clues: tuple[str, ...] = field(default=())


class Gazetteer(Protocol):
    """Names to places."""

    name: str

    def candidates(self, name: str) -> Sequence[Candidate]:
        """Return every place that `name` may mean, case and marks folded; most populous first; empty if unknown."""
        ...

    def find(self, text: str) -> Sequence[Toponym]:
        """Return the known place names in `text`, longest match first come, none overlapping, in order of the text.

        Only words written as names count (capitals; any word in a text or line that is all capitals).
        """
        ...

    def hints(self, text: str, countries: Sequence[str] = ()) -> Hints:
        """Return `countries`, surest first, with the clues that the words of `text` give."""
        ...

    def resolve(self, toponyms: Sequence[Toponym], hints: Hints) -> Sequence[Place | None]:
        """Return a place or None for each of the toponyms of one report, chosen together.

        Country of the report, neighbours in the text, containment, then population decide; it abstains (None)
        rather than place a village in the wrong country, and never gives a country's middle as a town.
        """
        ...

    def zone_of(self, place: Place) -> str | None:
        """Return the IANA time zone of `place`, None if it is not known."""
        ...
