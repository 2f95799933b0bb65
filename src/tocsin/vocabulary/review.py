"""A review: what a person decided, when and why. It is a row of its own and changes no other; "undo" takes one back."""

from dataclasses import dataclass
from datetime import datetime

from tocsin.errors import VocabularyError
from tocsin.vocabulary.claim import SLOTS, Slot, Value
from tocsin.vocabulary.terms import REVIEW_KINDS, ReviewKind

SEVERAL: frozenset[ReviewKind] = frozenset({"merge", "split"})
"""Reviews of two or more mentions."""
IMPORT = "tocsin import"
"""The author of what follows from a table that is imported: its rows are apart. No person has looked at those."""


@dataclass(frozen=True, slots=True)
class Review:
    """One decision by `author` at the moment `at` (with its time zone), `why` in their words.

    `subjects` are ids of mentions, since incidents are derived from them; of an "undo", the id of one review.

    * merge: all subjects tell of one incident
    * split: the first subject tells of another incident than each of the others
    * set: `value` of `slot` for the incident of the subject, whatever the reports say
    * confirm: the chosen value of `slot`, or the whole incident where `slot` is None, was checked and holds
    * reject: the subjects tell of no incident
    * note: nothing but the words

    Raises VocabularyError.
    """

    id: str
    kind: ReviewKind
    subjects: tuple[str, ...]
    author: str
    at: datetime
    why: str = ""
    slot: Slot | None = None
    value: Value | None = None

    @property
    def by_a_person(self) -> bool:
        """Whether somebody looked at it, and no program decided for them."""
        return self.author != IMPORT

    def __post_init__(self) -> None:
        if self.kind not in REVIEW_KINDS:
            raise VocabularyError(f"no such review: {self.kind!r}")
        if not self.subjects or (self.kind in SEVERAL and len(set(self.subjects)) < 2):
            raise VocabularyError(
                f"review {self.id}: {self.kind} needs {'two' if self.kind in SEVERAL else 'a'} subject"
            )
        if self.at.tzinfo is None:
            raise VocabularyError(f"review {self.id}: its time needs a time zone")
        if not self.author:
            raise VocabularyError(f"review {self.id}: needs an author")
        if (self.kind == "set") != (self.value is not None) or (self.kind == "set" and self.slot is None):
            raise VocabularyError(f"review {self.id}: a value and its slot belong to set, and set needs both")
        if self.slot is not None and self.slot not in SLOTS:
            raise VocabularyError(f"no such slot: {self.slot!r}")
