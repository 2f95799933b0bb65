"""The verdict: one plain sentence, with its probability, its ratio, its days and its doubt."""

from dataclasses import dataclass

from tocsin.analysis.tempo.evidence import SERIES
from tocsin.analysis.tempo.judging import LIKELY, Finding, Judged
from tocsin.analysis.tempo.rates import Interval
from tocsin.analysis.tempo.wording import cases, counted, days, how_likely, number, percent, term, times
from tocsin.vocabulary.series import Change

FEW = 30
"""Fewer incidents are few, and the sentence says so."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`sentence` says it; `finding` is a rise or a fall only if a constant rate looks like this no more than rarely.

    `probability` is that of what the sentence speaks of, in the words `term` (Intelligence Community Directive 203).
    """

    sentence: str
    finding: Finding
    probability: float
    term: str
    chance: float
    rise: float
    fall: float
    change: Change | None


def verdict(judged: Judged, weekly: Interval, length: int, doubt: str = "") -> Verdict:
    """Return the verdict on `length` days with the rate `weekly`; where there is a `doubt`, nothing is found."""
    probability = max(judged.rise, judged.fall)
    falls = judged.fall > judged.rise and probability >= LIKELY
    if not falls:
        probability = judged.rise
    finding: Finding = "none" if doubt else judged.finding
    said = f"{how_likely(probability)} the rate {'fell' if falls else 'rose'}"
    if judged.change is not None and probability >= LIKELY:
        said += _when_and_how_much(judged.change)
    elif judged.finding == "change":
        probability = judged.rise + judged.fall
        last = f"rose ({percent(judged.rise)}) or fell ({percent(judged.fall)})"
        said = f"{how_likely(probability)} the rate changed, but it is open whether it {last} at last"
    else:
        said += (
            f": {counted(judged.incidents, 'incident')} in {counted(length, 'day')} are {number(weekly.value)} a week "
            f"({number(weekly.low)} to {number(weekly.high)})"
        )
    sentence = f"{said}; {_caveat(judged)}" + (f" {doubt}" if doubt else "")
    change = judged.change if max(judged.rise, judged.fall) >= LIKELY else None
    return Verdict(sentence, finding, probability, term(probability), judged.chance, judged.rise, judged.fall, change)


def _when_and_how_much(change: Change) -> str:
    between = f"{times(change.low)} to {times(change.high)}"
    if change.direction == "rise":
        return f", about {times(change.ratio)} times ({between}), since {days(change.start, change.end)}"
    return f", to about {times(change.ratio)} of what it was ({between}), since {days(change.start, change.end)}"


def _caveat(judged: Judged) -> str:
    alike = f"a constant rate would look like this {cases(judged.chance, SERIES)}."
    if judged.incidents < FEW:
        return f"{counted(judged.incidents, 'incident')} {'is' if round(judged.incidents) == 1 else 'are'} few: {alike}"
    return alike
