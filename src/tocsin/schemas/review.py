"""Reviews: what a person decides, what was decided, and what waits for a decision."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from tocsin.schemas.changes import Changes
from tocsin.schemas.incident import IncidentOutline
from tocsin.schemas.mention import MentionShape
from tocsin.schemas.shape import Shape, Share
from tocsin.schemas.values import ActorShape, DaysShape, TargetShape, TollShape, WeaponShape, WhereShape
from tocsin.vocabulary.claim import Slot
from tocsin.vocabulary.terms import ReviewKind, Verdict

LONGEST_REASON = 10_000
MOST_SUBJECTS = 500
NO_NUL = r"^[^\x00]*$"
"""No database takes the character NUL for text."""
Id = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=NO_NUL)]
Reason = Annotated[str, StringConstraints(max_length=LONGEST_REASON, pattern=NO_NUL)]
Ids = Annotated[list[Id], Field(min_length=1, max_length=MOST_SUBJECTS)]


class Decision(Shape):
    """What every decision has: `why`, the reason in the reviewer's words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    why: Reason = ""


class Merge(Decision):
    """These incidents or mentions are one incident."""

    kind: Literal["merge"]
    ids: Ids


class Split(Decision):
    """These mentions tell of another incident than the other mentions of theirs."""

    kind: Literal["split"]
    ids: Ids


class Part(Decision):
    """These two mentions tell of two incidents, whatever else tells of either. It is kept as a split."""

    kind: Literal["part"]
    ids: Annotated[list[Id], Field(min_length=2, max_length=2)]


class Put(Decision):
    """`value` is the value of `slot`, whatever the reports say. It is written as `tocsin review set` takes it."""

    kind: Literal["set"]
    id: Id
    slot: Slot
    value: Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=NO_NUL)] = Field(
        examples=["2024-05-06", "3-5", "Taji, IQ", "3 rocket, 107 mm"]
    )


class Confirm(Decision):
    """The incident, or the value of `slot` that stands, was checked and holds."""

    kind: Literal["confirm"]
    id: Id
    slot: Slot | None = None


class Reject(Decision):
    """These mentions, or all mentions of these incidents, tell of no incident."""

    kind: Literal["reject"]
    ids: Ids


class Note(Decision):
    """Nothing but the words of `why`, kept with these incidents or mentions."""

    kind: Literal["note"]
    ids: Ids


class Unsure(Decision):
    """Nobody can tell: these mentions, or this incident, are not asked about again. It is kept as a note."""

    kind: Literal["unsure"]
    ids: Annotated[list[Id], Field(min_length=1, max_length=2)]


class Undo(Decision):
    """Take a review back; without an id, the last one of your own that stands."""

    kind: Literal["undo"]
    id: Annotated[str, StringConstraints(max_length=1000, pattern=NO_NUL)] = ""


Asked = Annotated[Merge | Split | Part | Put | Confirm | Reject | Note | Unsure | Undo, Field(discriminator="kind")]
"""A decision as it is asked for."""


class ReviewShape(Shape):
    """A decision as it is kept. `standing` is false where it was taken back."""

    id: str
    kind: ReviewKind
    subjects: list[str]
    author: str
    at: datetime
    why: str
    slot: Slot | None
    value: WhereShape | TargetShape | WeaponShape | DaysShape | ActorShape | TollShape | int | str | None
    standing: bool


class ReviewPage(Shape):
    """Reviews, the newest first. `after` is the cursor of the next page."""

    reviews: list[ReviewShape]
    after: str | None


class Decided(Shape):
    """The rows that a decision appended, and what it changed."""

    reviews: list[ReviewShape]
    changes: Changes


class ReasonShape(Shape):
    """What one comparison found, and its weight in natural log odds for "same"."""

    comparison: str
    finding: str
    weight: float


class JudgementShape(Shape):
    """Whether two mentions tell of one incident, as the machine sees it; `probability` is that of "same"."""

    first: str
    second: str
    verdict: Verdict
    probability: Share
    reasons: list[ReasonShape]
    method: str


class PairDoubt(Shape):
    """Two mentions that may tell of one incident; `together` says whether they are in one now."""

    asks: Literal["pair"]
    judgement: JudgementShape
    together: bool
    mentions: list[MentionShape]
    incident_ids: list[str]


class IncidentDoubt(Shape):
    """An incident that may be none."""

    asks: Literal["incident"]
    incident: IncidentOutline
    mentions: list[MentionShape]


class DoubtList(Shape):
    """What waits for a person, the most even pairs first, then incidents that may be none."""

    doubts: list[Annotated[PairDoubt | IncidentDoubt, Field(discriminator="asks")]]
