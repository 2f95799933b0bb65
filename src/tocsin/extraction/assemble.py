"""From found words and values to a mention: every value gets its span, and one without a span is left out."""

from dataclasses import dataclass, field

from tocsin.vocabulary.claim import Claim, Method, Slot, Speaker, Value
from tocsin.vocabulary.mention import Mention
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.span import cut
from tocsin.vocabulary.terms import Stance

Stretch = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """The claims of one mention while they are gathered, in the order in which they will be read."""

    report: Report
    method: Method
    claims: list[Claim] = field(default_factory=list)

    def say(
        self, slot: Slot, value: Value | None, stretch: Stretch, confidence: float, *, stance: Stance | None = None,
        speaker: Stretch | None = None,
    ) -> None:  # fmt: skip
        """Add a claim of `slot` in the words at `stretch`; `value` None means the words themselves.

        The same slot in the same words with the same value is said once.
        """
        span = cut(self.report, *stretch)
        said_by = None
        if speaker is not None:
            words = cut(self.report, *speaker)
            said_by = Speaker(words.quote, words)
        claim = Claim(slot, span.quote if value is None else value, span, self.method, said_by, stance, confidence)
        if all((c.slot, c.span, c.value) != (claim.slot, claim.span, claim.value) for c in self.claims):
            self.claims.append(claim)

    def mention(self, number: int, *, main: bool, confidence: float) -> Mention:
        """Return the mention; raises VocabularyError if kind, status or trigger is missing."""
        identity = f"{self.report.id}#{number}"
        return Mention(identity, self.report.id, tuple(self.claims), main, confidence)
