"""A mention in the shape of the annotation scheme: one incident as one report tells it."""

from datetime import date

from pydantic import Field

from tocsin.schemas.shape import Count, Shape, Share, Spoken, Words
from tocsin.schemas.values import PlaceFields
from tocsin.vocabulary.claim import Slot
from tocsin.vocabulary.terms import (
    ActorKind,
    Kind,
    OccasionKind,
    PlaceKind,
    PlaceRelation,
    Precision,
    Relation,
    Stance,
    Status,
    TargetCategory,
    TargetKind,
    TieStatus,
)


class Told(Words):
    """A value with its words. `speaker` is null where the report says so itself."""

    confidence: Share
    speaker: Spoken | None = None
    method: str | None = None


class ToldWhere(PlaceFields, Told):
    """A place, with the one of the gazetteer, or nulls."""

    relation: PlaceRelation
    kind: PlaceKind


class ToldWeapon(Told):
    """A weapon."""

    type: str
    number: int | None
    calibre_mm: float | None


class ToldTarget(Told):
    """A target."""

    category: TargetCategory
    kind: TargetKind
    number: int | None


class ToldActor(Told):
    """A perpetrator, with what is said of its part."""

    kind: ActorKind
    stance: Stance


class ToldToll(Told):
    """A number of people; what else is said stands in `also`."""

    low: int | None
    high: int | None
    also: list["ToldToll"] = Field(default_factory=list)


class ToldWhen(Shape):
    """Days. `start` and `end` are days, so the places of the words are `quote_start` and `quote_end`."""

    quote: str | None
    start: date | None
    end: date | None
    precision: Precision
    quote_start: int | None = None
    quote_end: int | None = None
    ambiguous: bool = False
    confidence: Share | None = None
    method: str | None = None
    also: list["ToldWhen"] = Field(default_factory=list)


class Grounds(Shape):
    """The words that kind, status and count rest on."""

    kind: Told | None = None
    status: Told | None = None
    count: Told | None = None


class ToldIncident(Shape):
    """All that one report tells of one incident; `main` is false for an earlier one that is told in passing."""

    n: int = Field(description="Numbers the incidents of a report, or the mentions of an incident, from 1.")
    kind: Kind
    status: Status
    main: bool
    count: Count
    triggers: list[Told]
    when: ToldWhen
    where: list[ToldWhere]
    weapons: list[ToldWeapon]
    targets: list[ToldTarget]
    perpetrators: list[ToldActor]
    killed: ToldToll | None
    wounded: ToldToll | None
    abducted: ToldToll | None
    damage: list[Told]
    denials: list[Told]
    evidence: list[Told]
    confidence: Share
    slot_confidence: dict[Slot, Share]
    grounds: Grounds


class MentionShape(ToldIncident):
    """A mention as the ledger holds it: what is told, and by which report of which source."""

    id: str
    report_id: str
    source: str
    title: str
    url: str | None
    published: date | None
    copy_of: str | None = Field(description="The report whose text this one copies; both are one voice.")
    original_sha256: str | None


class ToldTie(Shape):
    """What a report says of how two actors belong together."""

    head: str
    relation: Relation
    tail: str
    status: TieStatus
    evidence: Words
    head_start: int
    head_end: int
    tail_start: int
    tail_end: int
    speaker: Spoken | None
    confidence: Share
    method: str | None = None


class ToldOccasion(Shape):
    """A public event that is not an attack."""

    kind: OccasionKind
    quote: str
    quote_start: int
    quote_end: int
    start: date | None
    end: date | None
    precision: Precision
    ambiguous: bool = False
    confidence: Share
    method: str | None = None


class RejectionShape(Shape):
    """What did not get through: which item, at which stage, and why."""

    item: str
    stage: str
    reason: str
