"""An incident: what stands, what each source says, and every mention. The shape of the record, as exports have it."""

from datetime import date, datetime
from typing import Generic, TypeVar

from pydantic import Field

from tocsin.schemas.mention import MentionShape
from tocsin.schemas.shape import Count, Shape, Share
from tocsin.schemas.values import ActorShape, DaysShape, TargetShape, TollShape, WeaponShape, WhereShape
from tocsin.vocabulary.claim import Slot
from tocsin.vocabulary.terms import Credibility, Grade, Kind, Stance, Status

Value = TypeVar("Value")


class TellingShape(Shape, Generic[Value]):
    """A claim as one source tells it. `grade` and `credibility` are the Admiralty code's."""

    value: Value
    quote: str
    start: int
    end: int
    report_id: str
    mention_id: str
    chosen: bool
    source: str
    grade: Grade
    credibility: Credibility
    voice: int = Field(description="What copies of one text say has one number.")
    published: date | None
    first_seen: datetime
    last_seen: datetime
    speaker: str | None
    stance: Stance | None
    confidence: Share
    method: str


class AccountOutline(Shape, Generic[Value]):
    """What stands of one slot: the value that speaks for the incident, all that stand, and whether it is disputed."""

    value: Value | None
    values: list[Value]
    voices: Count
    disputed: bool
    lowest: int | None = None
    highest: int | None = None
    set_by: str | None = Field(default=None, description="The review that set the value.")
    confirmed_by: str | None = None


class AccountShape(AccountOutline[Value], Generic[Value]):
    """What all sources together say of one slot."""

    tellings: list[TellingShape[Value]]


class SlotOutlines(Shape):
    """What stands of each slot that anything is told of; the others are left out."""

    kind: AccountOutline[Kind] | None = None
    status: AccountOutline[Status] | None = None
    count: AccountOutline[int] | None = None
    trigger: AccountOutline[str] | None = None
    when: AccountOutline[DaysShape] | None = None
    where: AccountOutline[WhereShape] | None = None
    weapon: AccountOutline[WeaponShape] | None = None
    target: AccountOutline[TargetShape] | None = None
    perpetrator: AccountOutline[ActorShape] | None = None
    killed: AccountOutline[TollShape] | None = None
    wounded: AccountOutline[TollShape] | None = None
    abducted: AccountOutline[TollShape] | None = None
    damage: AccountOutline[str] | None = None
    denial: AccountOutline[str] | None = None
    evidence: AccountOutline[str] | None = None


class Slots(Shape):
    """What all sources together say of each slot that anything is told of; the others are left out."""

    kind: AccountShape[Kind] | None = None
    status: AccountShape[Status] | None = None
    count: AccountShape[int] | None = None
    trigger: AccountShape[str] | None = None
    when: AccountShape[DaysShape] | None = None
    where: AccountShape[WhereShape] | None = None
    weapon: AccountShape[WeaponShape] | None = None
    target: AccountShape[TargetShape] | None = None
    perpetrator: AccountShape[ActorShape] | None = None
    killed: AccountShape[TollShape] | None = None
    wounded: AccountShape[TollShape] | None = None
    abducted: AccountShape[TollShape] | None = None
    damage: AccountShape[str] | None = None
    denial: AccountShape[str] | None = None
    evidence: AccountShape[str] | None = None


class IncidentHead(Shape):
    """What a line of a list has of an incident."""

    id: str
    kind: Kind | None
    status: Status | None
    when: DaysShape | None
    count: int | None
    confidence: Share
    voices: Count
    reviewed: bool
    disputed: list[Slot]
    first_seen: datetime
    last_seen: datetime


class IncidentOutline(IncidentHead):
    """An incident in a list: what stands, without who says it."""

    slots: SlotOutlines


class StepShape(Shape):
    """A status that the incident had, from the moment `at` on."""

    status: Status
    at: datetime
    mention_id: str


class IncidentShape(IncidentHead):
    """An incident with all that is told of it."""

    slots: Slots
    steps: list[StepShape]
    mentions: list[MentionShape]


class IncidentPage(Shape):
    """A page of incidents. `after` is the cursor of the next page, null where this is the last."""

    incidents: list[IncidentOutline]
    count: Count = Field(description="How many the selection has, on all pages.")
    after: str | None


class EventShape(Shape):
    """Something that happened to an incident: when, of which kind, by whom, in words, and the row that it is."""

    at: datetime
    kind: str
    who: str
    words: str
    id: str


class HistoryShape(Shape):
    """How an incident came to be what it is, oldest first."""

    incident_id: str
    events: list[EventShape]
