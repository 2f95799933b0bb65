"""A mention: one incident as one report tells it. With it, what else a report tells: ties and occasions."""

from dataclasses import dataclass

from tocsin.errors import VocabularyError
from tocsin.vocabulary.claim import Claim, Method, Slot, Speaker
from tocsin.vocabulary.span import Span
from tocsin.vocabulary.terms import OccasionKind, Relation, TieStatus
from tocsin.vocabulary.values import When

GROUNDING = "grounding"
"""The stage at which a value is held against the words of the text."""


@dataclass(frozen=True, slots=True)
class Mention:
    """The claims that one report makes of one incident, `main` False for an earlier incident told in passing.

    A mention has exactly one kind and one status, and at least one trigger. Raises VocabularyError.
    """

    id: str
    report_id: str
    claims: tuple[Claim, ...]
    main: bool = True
    confidence: float = 1.0

    def __post_init__(self) -> None:
        once: tuple[Slot, ...] = ("kind", "status")
        for slot in once:
            if len(self.of(slot)) != 1:
                raise VocabularyError(f"mention {self.id}: needs one {slot}, has {len(self.of(slot))}")
        if not self.of("trigger"):
            raise VocabularyError(f"mention {self.id}: needs a trigger")
        if any(c.span.report_id != self.report_id for c in self.claims):
            raise VocabularyError(f"mention {self.id}: a claim has its words from another report")

    def of(self, slot: Slot) -> tuple[Claim, ...]:
        """Return the claims of `slot`, in the order of the extractor (most specific place first)."""
        return tuple(c for c in self.claims if c.slot == slot)


@dataclass(frozen=True, slots=True)
class Tie:
    """What a report says of how two actors belong together: head `relation` tail, with the words that say so."""

    report_id: str
    head: Span
    relation: Relation
    tail: Span
    status: TieStatus
    evidence: Span
    method: Method
    speaker: Speaker | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Occasion:
    """A dated or datable public event that is not an attack."""

    report_id: str
    kind: OccasionKind
    span: Span
    when: When
    method: Method
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something that did not get through: which item, at which stage, and why, in words for a person."""

    item: str
    stage: str
    reason: str

    @property
    def is_of_a_value(self) -> bool:
        """Whether a single value was left out of what was read; else something was not read at all."""
        return self.stage == GROUNDING
