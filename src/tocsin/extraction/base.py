"""The seam of extraction: every extractor, by rules or learned, has this shape."""

from dataclasses import dataclass
from typing import Protocol

from tocsin.vocabulary.claim import Method
from tocsin.vocabulary.mention import Mention, Occasion, Rejection, Tie
from tocsin.vocabulary.report import Report


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that an extractor found in one report."""

    report: Report
    mentions: tuple[Mention, ...] = ()
    ties: tuple[Tie, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    rejections: tuple[Rejection, ...] = ()


class Extractor(Protocol):
    """Finds incidents, ties and occasions in a report. Stateless between reports."""

    method: Method

    def extract(self, report: Report) -> Extraction:
        """Return what `report` tells of; a language the extractor does not know is a rejection, not an error."""
        ...
