"""How far confidences can be trusted, as tables for people and as one record for programs."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from tocsin.scoring.abstention import Point, abstention, at, recall_at
from tocsin.scoring.confidence import Judged, Judgements
from tocsin.scoring.reliability import Bin, calibration_error, equal_mass, equal_width

Json = dict[str, Any]
THRESHOLDS = tuple(n / 20 for n in range(20))
WANTED_PRECISION = 0.9
"""The precision at which the recall that is left is told."""


def confidence_record(judgements: Judgements) -> Json:
    """Return what `print_confidence` tells, with every point of the curves."""
    return {
        "slots": _record(judgements.slots, judgements.wanted_slots),
        "incidents": _record(judgements.incidents, judgements.wanted_incidents),
    }


def print_confidence(console: Console, judgements: Judgements) -> None:
    """Print for slots, then for incidents, the bins of confidence, the curve and the figures of both."""
    for name, judged, wanted in (
        ("slots", judgements.slots, judgements.wanted_slots),
        ("incidents", judgements.incidents, judgements.wanted_incidents),
    ):
        console.print(_bins(name, equal_width(judged)))
        console.print()
        points = abstention(judged, wanted)
        console.print(_curve(name, points))
        console.print()
        for line in _figures(judged, points):
            console.print(line, highlight=False, soft_wrap=True)
        console.print()


def _figures(judged: Sequence[Judged], points: Sequence[Point]) -> tuple[str, ...]:
    left = recall_at(points, WANTED_PRECISION)
    threshold = f", from a confidence of {left.threshold:.2f}" if left else ", which no threshold gives"
    return (
        f"calibration error {_percent(calibration_error(equal_width(judged))):>6}  over spans of equal width",
        f"                  {_percent(calibration_error(equal_mass(judged))):>6}  over spans of equally many values",
        f"recall at 90%     {_percent(left.recall if left else None):>6}  at a precision of 90% or more{threshold}",
    )


def _bins(name: str, bins: Sequence[Bin]) -> Table:
    table = _table("confidence", name, "said", "right")
    for one in bins:
        span = f"over {one.low:.1f} to {one.high:.1f}"
        table.add_row(span, str(one.count), _percent(one.confidence), _percent(one.right))
    return table


def _curve(name: str, points: Sequence[Point]) -> Table:
    """One row for each threshold that leaves out more than the one before."""
    table = _table("with at least", name, "P", "R")
    kept = None
    for threshold in THRESHOLDS:
        left = at(points, threshold)
        if left is not None and left.kept != kept:
            kept = left.kept
            table.add_row(f"{threshold:.2f}", str(kept), _percent(left.precision), _percent(left.recall))
    return table


def _table(first: str, *others: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column(first)
    for name in others:
        table.add_column(name, justify="right")
    return table


def _record(judged: Sequence[Judged], wanted: int) -> Json:
    points = abstention(judged, wanted)
    left = recall_at(points, WANTED_PRECISION)
    width, mass = equal_width(judged), equal_mass(judged)
    return {
        "calibration_error": calibration_error(width),
        "calibration_error_equal_mass": calibration_error(mass),
        "recall_at_90": left.recall if left else None,
        "bins": [asdict(one) for one in width],
        "curve": [asdict(one) for one in points],
    }


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.1%}"
