"""Reliability: whether of the values given with a confidence of 0.8, 80 in 100 are right.

The reliability diagram and the expected calibration error over bins of equal width are those of C. Guo, G. Pleiss,
Y. Sun and K. Q. Weinberger, "On calibration of modern neural networks", ICML 2017 (arXiv 1706.04599), after
M. P. Naeini, G. F. Cooper and M. Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI
2015. Bins of equal mass after J. Nixon and others, "Measuring calibration in deep learning", CVPR workshops 2019 (arXiv
1904.01685): they do not hide an error where nearly all confidences are alike.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.scoring.confidence import Judged

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Values of like confidence: the span of confidences, how many, how sure on average, how far right on average."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


def equal_width(judged: Iterable[Judged], bins: int = BINS) -> tuple[Bin, ...]:
    """Return the values in `bins` spans of equal width, empty ones left out; a span has its upper end, not its lower.

    A confidence of 0 is in the first span.
    """
    groups: list[list[Judged]] = [[] for _ in range(bins)]
    for one in judged:
        # Rounding guards the ends: 0.3 * 10 is a hair over 3.
        groups[max(0, math.ceil(round(one.confidence * bins, 9)) - 1)].append(one)
    return tuple(_bin(group, n / bins, (n + 1) / bins) for n, group in enumerate(groups) if group)


def equal_mass(judged: Iterable[Judged], bins: int = BINS) -> tuple[Bin, ...]:
    """Return the values in up to `bins` spans of about the same number of values; equal confidences stay together."""
    ordered = sorted(judged, key=lambda one: one.confidence)
    out: list[Bin] = []
    start = 0
    for n in range(1, bins + 1):
        end = max(start, round(len(ordered) * n / bins))
        while 0 < end < len(ordered) and ordered[end].confidence == ordered[end - 1].confidence:
            end += 1
        if end > start:
            group = ordered[start:end]
            out.append(_bin(group, group[0].confidence, group[-1].confidence))
        start = end
    return tuple(out)


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """Return the expected calibration error over `bins`, from 0 to 1; None without values.

    It is the mean over all values of how far the confidence of their bin is from what was right in it.
    """
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.confidence - one.right) for one in bins) / total if total else None


def _bin(group: Sequence[Judged], low: float, high: float) -> Bin:
    count = len(group)
    confidence = math.fsum(one.confidence for one in group) / count
    return Bin(low, high, count, confidence, math.fsum(one.right for one in group) / count)
