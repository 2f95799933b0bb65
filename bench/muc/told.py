"""What one mention tells, with the text around its words: the ground on which the slots are filled."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tocsin.vocabulary.claim import Claim, Slot
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.span import Span
from tocsin.vocabulary.values import Actor, Target, Toll

TOKEN = re.compile(r"[A-Z0-9][A-Z0-9'-]*")
REACH = 90
"""Characters to each side of words that count as their surroundings."""


@dataclass(frozen=True, slots=True)
class Told:
    """One mention in its report; `country` names where the message says that it happened."""

    mention: Mention
    report: Report
    country: str = ""

    @property
    def published(self) -> date | None:
        """The day of the message."""
        return self.report.published

    def of(self, slot: Slot) -> tuple[Claim, ...]:
        """Return the claims of `slot`."""
        return self.mention.of(slot)

    def value(self, slot: Slot) -> str:
        """Return the value of the only claim of `slot` (kind, status)."""
        return str(self.of(slot)[0].value)

    def words(self, slot: Slot) -> list[str]:
        """Return the words of all claims of `slot`."""
        return tokens(" ".join(claim.span.quote for claim in self.of(slot)))

    def targets(self, kind: str) -> list[Claim]:
        """Return the targets of a kind: physical or human."""
        return [c for c in self.of("target") if isinstance(c.value, Target) and c.value.kind == kind]

    def actor_kinds(self) -> set[str]:
        """Return the kinds of the perpetrators."""
        return {c.value.kind for c in self.of("perpetrator") if isinstance(c.value, Actor)}

    def before(self, span: Span, most: int) -> list[str]:
        """Return the last `most` words before `span` in its sentence."""
        return tokens(re.split(r"[.!?]\s", self.report.text[max(0, span.start - REACH) : span.start])[-1])[-most:]

    def behind(self, span: Span, most: int) -> list[str]:
        """Return the first `most` words behind `span` in its sentence."""
        return tokens(re.split(r"[.!?](?:\s|$)", self.report.text[span.end : span.end + REACH])[0])[:most]


def tokens(text: str) -> list[str]:
    """Return the words and numbers of `text` in capitals."""
    return TOKEN.findall(text.upper())


def marked(mark: str, words: Iterable[str]) -> list[str]:
    """Return `words` as features that begin with `mark`."""
    return [f"{mark}:{word}" for word in dict.fromkeys(words)]


def overlaps(one: Span, other: Span) -> bool:
    """Whether two spans of one report share a character."""
    return one.start < other.end and other.start < one.end


def positive(claim: Claim) -> bool:
    """Whether a toll is of anybody at all."""
    return isinstance(claim.value, Toll) and claim.value.high != 0
