"""The values of an incident's slots, in the shape of its record."""

from datetime import date

from pydantic import Field

from tocsin.schemas.shape import Shape
from tocsin.vocabulary.terms import ActorKind, PlaceKind, PlaceRelation, Precision, TargetCategory, TargetKind


class DaysShape(Shape):
    """The days from `start` to `end`, both included; both null where unknown."""

    start: date | None
    end: date | None
    precision: Precision
    ambiguous: bool = Field(default=False, description="The text alone does not settle it (08/05/2020).")


class PlaceFields(Shape):
    """A place of the gazetteer, all null where none was found. Degrees (WGS 84); true within `precision_km`."""

    name: str | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    precision_km: float | None
    id: str | None


class WhereShape(PlaceFields):
    """`words` of the text, how the incident lies to the place that they name, and the place."""

    words: str
    relation: PlaceRelation
    kind: PlaceKind


class WeaponShape(Shape):
    """What was used."""

    type: str
    number: int | None
    calibre_mm: float | None


class TargetShape(Shape):
    """What or who was attacked."""

    name: str
    category: TargetCategory
    kind: TargetKind
    number: int | None


class ActorShape(Shape):
    """Who acts, by the words of the text."""

    name: str
    kind: ActorKind


class TollShape(Shape):
    """A number of people; null is an open bound."""

    low: int | None
    high: int | None
