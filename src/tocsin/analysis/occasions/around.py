"""Attacks around occasions: of each sort, and of each single one, before, during and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tocsin.analysis.multiplicity import none_before
from tocsin.analysis.occasions.attacks import Attacks
from tocsin.analysis.occasions.belief import Belief, belief, ratio_of
from tocsin.analysis.occasions.known import KnownOccasion
from tocsin.analysis.occasions.masks import Reach, Side, masks
from tocsin.analysis.occasions.shifting import Contrast, contrast, corrected
from tocsin.analysis.tempo.counting import Window
from tocsin.analysis.tempo.dispersion import ratios
from tocsin.analysis.tempo.events import Marks
from tocsin.analysis.tempo.preparing import Prepared
from tocsin.analysis.tempo.rates import Interval


@dataclass(frozen=True, slots=True)
class Around:
    """Attacks on the days before, during or after occasions, `days` of which lie within the window.

    `name` is the sort, or the words of a single occasion. `incidents` (a mean where days are drawn) stand against
    `expected`, the usual number, as `ratio`. `chance` is how often the same pattern of days at other times is as far
    from usual, in either direction; `corrected` the same for all questions of the family together; no chance can be
    less than `least`. `more` and `fewer` are probabilities, whose prior the number of questions is in.
    """

    name: str
    side: Side
    occasion_ids: tuple[str, ...]
    days: int
    incident_ids: tuple[str, ...]
    incidents: float
    expected: float
    ratio: Interval
    chance: float
    corrected: float
    least: float
    more: float
    fewer: float


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What attacks around occasions are counted in."""

    attacks: Attacks
    prepared: Prepared
    window: Window
    reach: Reach


@dataclass(frozen=True, slots=True, eq=False)
class _Question:
    name: str
    side: Side
    occasion_ids: tuple[str, ...]
    days: Marks
    found: Contrast


def around(setting: Setting, families: Mapping[str, Sequence[KnownOccasion]]) -> tuple[Around, ...]:
    """Return the attacks before, during and after the occasions of each of `families`, by name.

    Occasions need days; what has no day in the window is passed over.
    """
    questions = [question for name, occasions in families.items() for question in _questions(setting, name, occasions)]
    spread = float(ratios(setting.prepared.numbers, setting.prepared.exposure)[0].mean())
    before = none_before(len(questions))
    if not questions:
        return ()
    chances = corrected(np.stack([question.found.scores for question in questions]))
    return tuple(
        _row(setting, question, chance, belief(*_figures(question.found), spread, before), spread)
        for question, chance in zip(questions, chances, strict=True)
    )


def _questions(setting: Setting, name: str, occasions: Sequence[KnownOccasion]) -> list[_Question]:
    spans = {one.id: (one.when.start, one.when.end) for one in occasions if one.when.start and one.when.end}
    sides = masks(spans.values(), setting.window, setting.reach)
    if not sides:
        return []
    own = {id_: masks([span], setting.window, setting.reach) for id_, span in spans.items()}
    left_out = np.logical_or.reduce(list(sides.values()))
    counts = setting.prepared.numbers.mean(axis=0)
    return [
        _Question(
            name,
            side,
            tuple(id_ for id_, marks in own.items() if side in marks),
            days,
            contrast(counts, setting.prepared.exposure, days, left_out),
        )
        for side, days in sides.items()
    ]


def _figures(found: Contrast) -> tuple[float, float, float]:
    return found.seen, found.expected, found.reference


def _row(setting: Setting, question: _Question, together: float, held: Belief, spread: float) -> Around:
    found = question.found
    return Around(
        question.name,
        question.side,
        question.occasion_ids,
        int(question.days.sum()),
        _ids(setting, question.days),
        found.seen,
        found.expected,
        ratio_of(*_figures(found), spread),
        found.chance,
        together,
        found.least,
        held.more,
        held.fewer,
    )


def _ids(setting: Setting, days: Marks) -> tuple[str, ...]:
    """Return the ids of the attacks that may lie on `days`."""
    reached = np.concatenate([[0], np.cumsum(days)])
    offset, last = setting.window.start.toordinal(), setting.window.days - 1
    events = setting.attacks.events
    first, end = events.first - offset, events.last - offset
    inside = (end >= 0) & (first <= last)
    touched = reached[np.clip(end, 0, last) + 1] > reached[np.clip(first, 0, last)]
    return setting.attacks.where(inside & touched)
