"""Figures of one set: the shared scorer's, the share of exact dates, whether quotes stand where they are said to, and
whether confidences can be trusted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from tocsin.scoring.abstention import abstention, recall_at
from tocsin.scoring.confidence import Judgements, judge
from tocsin.scoring.quotes import quotes_in_place
from tocsin.scoring.reliability import calibration_error, equal_width

Record = dict[str, Any]
Share = tuple[float, float, float]
PRECISION = 0.9
"""The precision of slots at which the recall that is left is a figure."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured on one set; shares from 0 to 1, None where there was nothing to measure."""

    name: str
    reports: int
    incidents: Share
    slots: Share
    relations: Share
    clean: float | None
    exact: float | None
    count_error: float | None
    when: float | None
    offsets: float | None
    by_slot: Mapping[str, tuple[float, float, float, int]]
    faults: Sequence[tuple[Any, ...]]
    judgements: Judgements

    @property
    def ece(self) -> float | None:
        """The expected calibration error of slots, over ten spans of equal width."""
        return calibration_error(equal_width(self.judgements.slots))

    @property
    def recall_at_90(self) -> float | None:
        """The most recall of slots at a precision of 90% or more; 0 if no threshold gives that."""
        if not self.judgements.wanted_slots:
            return None
        left = recall_at(abstention(self.judgements.slots, self.judgements.wanted_slots), PRECISION)
        return left.recall if left else 0.0


def measure(name: str, scorer: ModuleType, gold: Sequence[Record], predicted: Sequence[Record]) -> Figures:
    """Return the figures of `predicted` against `gold`; both have the same ids."""
    figures, by_slot, faults = scorer.evaluate(list(gold), list(predicted))
    return Figures(
        name=name,
        reports=len(gold),
        incidents=figures["incidents"],
        slots=figures["slots"],
        relations=figures["relations"],
        clean=figures["clean"],
        exact=figures["exact"],
        count_error=figures["count error"],
        when=when_exact(scorer, gold, predicted),
        offsets=offsets_right(predicted),
        by_slot=by_slot,
        faults=faults,
        judgements=judge(gold, {str(report["id"]): report for report in predicted}),
    )


def when_exact(scorer: ModuleType, gold: Sequence[Record], predicted: Sequence[Record]) -> float | None:
    """Return the share of dated gold incidents, among those found, whose first and last day are exactly right."""
    by_id = {report["id"]: report for report in predicted}
    right = total = 0
    for report in gold:
        found = by_id.get(report["id"], {}).get("incidents") or []
        wanted = report["incidents"] + [one for one in report.get("optional") or [] if "kind" in one]
        for i, j in scorer.align(wanted, found):
            want = wanted[i].get("when") or {}
            if i < len(report["incidents"]) and want.get("start"):
                total += 1
                right += _days(want) == _days(found[j].get("when") or {})
    return right / total if total else None


def offsets_right(predicted: Sequence[Record]) -> float | None:
    """Return the share of predicted quotes that stand in the report's text exactly at their offsets."""
    counted = [quotes_in_place(report) for report in predicted]
    total = sum(quotes for _, quotes in counted)
    return sum(right for right, _ in counted) / total if total else None


def _days(when: Record) -> tuple[Any, Any]:
    return when.get("start"), when.get("end") or when.get("start")
