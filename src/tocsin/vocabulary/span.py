"""The words that prove a value."""

from dataclasses import InitVar, dataclass

from tocsin.errors import SpanError
from tocsin.vocabulary.report import Report


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`quote` at characters `start` to `end` (exclusive) of the text of the report `report_id`.

    A span cannot be made without the text that it is cut from, and refuses to exist if the text does not match:
    `Span(report.id, 0, 6, "BAGHDAD"[:6], text=report.text)`. `cut` is the short way. Raises SpanError.
    """

    report_id: str
    start: int
    end: int
    quote: str
    text: InitVar[str]

    def __post_init__(self, text: str) -> None:
        if not 0 <= self.start < self.end <= len(text):
            raise SpanError(f"report {self.report_id}: no characters {self.start} to {self.end} in {len(text)}")
        if text[self.start : self.end] != self.quote:
            found = text[self.start : self.end]
            raise SpanError(f"report {self.report_id} at {self.start}: {self.quote!r} is not {found!r}")

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies within this span of the same report."""
        return self.report_id == other.report_id and self.start <= other.start and other.end <= self.end


def cut(report: Report, start: int, end: int) -> Span:
    """Return the span of characters `start` to `end` of `report`; raises SpanError if they are not there."""
    return Span(report.id, start, end, report.text[start:end], text=report.text)
