"""A judgement: whether two mentions tell of one incident, with its reasons. A decision is a row, never an edit."""

from dataclasses import dataclass

from tocsin.errors import VocabularyError
from tocsin.vocabulary.claim import Method
from tocsin.vocabulary.terms import VERDICTS, Verdict

EVEN = 0.5
"""The probability of "same" at which a judgement leans to neither side."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What one comparison found: its name, the finding as a sentence, and its weight in natural log odds for "same"."""

    comparison: str
    finding: str
    weight: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether the mentions `first` and `second`, in the order of their ids, tell of one incident.

    `probability` from 0 to 1 is that of "same". Raises VocabularyError.
    """

    first: str
    second: str
    verdict: Verdict
    probability: float
    reasons: tuple[Reason, ...]
    method: Method

    def __post_init__(self) -> None:
        if self.first >= self.second:
            raise VocabularyError(f"a judgement is of two mentions in order, not of {self.first!r} and {self.second!r}")
        if self.verdict not in VERDICTS:
            raise VocabularyError(f"no such verdict: {self.verdict!r}")
        if not 0 <= self.probability <= 1:
            raise VocabularyError(f"a probability lies between 0 and 1, not at {self.probability}")
