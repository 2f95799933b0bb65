"""Names for what is new: ids of versions, and mentions that follow their report to its id."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from tocsin.errors import LedgerError
from tocsin.ledger.base import Finds
from tocsin.vocabulary.claim import Claim, Speaker
from tocsin.vocabulary.mention import Mention, Occasion, Tie
from tocsin.vocabulary.report import Report
from tocsin.vocabulary.span import Span

Taken = Callable[[str], bool]
"""Whether an id is taken in the ledger."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """Gives what was found in `report` to the same text under the id `report_id`."""

    report: Report
    report_id: str

    def span(self, span: Span) -> Span:
        """Return the same words of the report under its new id. Raises SpanError."""
        return Span(self.report_id, span.start, span.end, span.quote, text=self.report.text)

    def speaker(self, speaker: Speaker | None) -> Speaker | None:
        """Return the same speaker with the words that name them."""
        return Speaker(speaker.name, self.span(speaker.span)) if speaker and speaker.span else speaker

    def claim(self, claim: Claim) -> Claim:
        """Return the same claim."""
        return replace(claim, span=self.span(claim.span), speaker=self.speaker(claim.speaker))

    def mention(self, mention: Mention, mention_id: str) -> Mention:
        """Return the same mention under `mention_id`."""
        claims = tuple(self.claim(claim) for claim in mention.claims)
        return replace(mention, id=mention_id, report_id=self.report_id, claims=claims)

    def tie(self, tie: Tie) -> Tie:
        """Return the same tie."""
        head, tail, evidence = (self.span(span) for span in (tie.head, tie.tail, tie.evidence))
        speaker = self.speaker(tie.speaker)
        return replace(tie, report_id=self.report_id, head=head, tail=tail, evidence=evidence, speaker=speaker)

    def occasion(self, occasion: Occasion) -> Occasion:
        """Return the same occasion."""
        return replace(occasion, report_id=self.report_id, span=self.span(occasion.span))


def something_found(report_id: str) -> LedgerError:
    """Return the error for finds that would stand beside what was found in the same report before."""
    return LedgerError(f"something was found in the report {report_id} already, and nothing of it is overwritten")


def free_report_id(report: Report, taken: Taken) -> str:
    """Return the id of `report`, with "@2", "@3" ... behind it where it is taken."""
    candidate, number = report.id, 1
    while taken(candidate):
        number += 1
        candidate = f"{report.id}@{number}"
    return candidate


def settle(report: Report, report_id: str, finds: Finds, taken: Taken) -> Finds:
    """Return `finds` as those of `report_id`, each mention with an id that nothing in the ledger has.

    Raises LedgerError for what was found in another report, SpanError for words that do not stand in this one.
    """
    renamed = Renamed(report, report_id)
    ids: dict[str, Mention] = {}
    for number, mention in enumerate(finds.mentions, start=1):
        _check(report, mention.report_id, mention.id)
        wanted = mention.id
        if report_id != report.id:
            own = mention.id.startswith(report.id)
            wanted = report_id + (mention.id.removeprefix(report.id) if own else f"#{number}")
        while wanted in ids or taken(wanted):
            wanted += "+"
        ids[wanted] = renamed.mention(mention, wanted)
    for tie in finds.ties:
        _check(report, tie.report_id, "a tie")
    for occasion in finds.occasions:
        _check(report, occasion.report_id, "an occasion")
    ties, occasions = tuple(map(renamed.tie, finds.ties)), tuple(map(renamed.occasion, finds.occasions))
    return replace(finds, mentions=tuple(ids.values()), ties=ties, occasions=occasions)


def _check(report: Report, found_in: str, what: str) -> None:
    if found_in != report.id:
        raise LedgerError(f"{what} was found in the report {found_in}, and cannot be added with {report.id}")
