"""A claim: one value of one slot of an incident, the words that say so, and who says it."""

from dataclasses import dataclass
from typing import Literal, get_args

from tocsin.errors import VocabularyError
from tocsin.vocabulary.span import Span
from tocsin.vocabulary.terms import Stance
from tocsin.vocabulary.values import Actor, Target, Toll, Weapon, When, Where

Slot = Literal[
    "kind", "status", "count", "trigger", "when", "where", "weapon", "target", "perpetrator", "killed", "wounded",
    "abducted", "damage", "denial", "evidence",
]  # fmt: skip
SLOTS: tuple[str, ...] = get_args(Slot)
Value = str | int | When | Where | Weapon | Target | Actor | Toll


@dataclass(frozen=True, slots=True)
class Method:
    """What made a claim: its name and version ("rules", "0.1.0"; a reviewer's name, "")."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says so: a name and the words that name them in the text."""

    name: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """`value` of `slot`, in the words of `span`; `speaker` None where the outlet itself says so.

    `stance` only for perpetrators. `confidence` from 0 to 1. For the slots trigger, damage, denial and evidence the
    value is the quote itself. Raises VocabularyError.
    """

    slot: Slot
    value: Value
    span: Span
    method: Method
    speaker: Speaker | None = None
    stance: Stance | None = None
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if self.slot not in SLOTS:
            raise VocabularyError(f"no such slot: {self.slot!r}")
        if not 0 <= self.confidence <= 1:
            raise VocabularyError(f"a confidence lies between 0 and 1, not at {self.confidence}")
        if (self.stance is not None) != (self.slot == "perpetrator"):
            raise VocabularyError("a perpetrator has a stance, and nothing else has")
