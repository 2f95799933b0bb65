"""Abstention: what precision is gained and what recall is lost when values of little confidence are left out.

The trade is that of a classifier with a reject option: C. K. Chow, "On optimum recognition error and reject
tradeoff", IEEE Transactions on Information Theory 16 (1970), 41-46, doi 10.1109/TIT.1970.1054406.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from tocsin.scoring.confidence import Judged


@dataclass(frozen=True, slots=True)
class Point:
    """What is left with confidences of `threshold` and more: how many values, and the shares from 0 to 1."""

    threshold: float
    kept: int
    precision: float
    recall: float


def abstention(judged: Iterable[Judged], wanted: int) -> tuple[Point, ...]:
    """Return a point for each confidence there is, the highest first; the last has all values.

    `wanted` is how many values the annotation has. What is the same incident is not decided anew at each threshold.
    """
    ordered = sorted(judged, key=lambda one: one.confidence, reverse=True)
    points: list[Point] = []
    kept, right = 0, 0.0
    for threshold, group in groupby(ordered, key=lambda one: one.confidence):
        for one in group:
            kept += 1
            right += one.right
        points.append(Point(threshold, kept, right / kept, right / wanted if wanted else 0.0))
    return tuple(points)


def recall_at(points: Iterable[Point], precision: float) -> Point | None:
    """Return the point of the highest recall among those of at least this `precision`; None if there is none."""
    enough = [point for point in points if point.precision >= precision - 1e-9]
    return max(enough, key=lambda point: point.recall, default=None)


def at(points: Sequence[Point], threshold: float) -> Point | None:
    """Return what is left at `threshold`, None if nothing is."""
    left = [point for point in points if point.threshold >= threshold]
    return left[-1] if left else None
