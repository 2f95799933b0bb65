"""Severity put together: tolls and shares of all attacks and of each stretch of time, changes, runs, in sentences."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tocsin.analysis.severity.cases import HARMS, Case
from tocsin.analysis.severity.comparing import ShareChange, share_changes
from tocsin.analysis.severity.periods import By, first_of, label, last_of
from tocsin.analysis.severity.sentences import assumptions, sentences
from tocsin.analysis.severity.shares import Feature, Group, Portion, features, portion, runs_by_group
from tocsin.analysis.severity.streaks import Streak, streaks
from tocsin.analysis.severity.tolls import TollSum, toll_of

SPREAD, UNDATED = "days in more than one", "no day known"
"""What stands in place of a stretch for incidents that may have been in several, or in any."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The attacks of one stretch of time, `start` to `end`; of both None, those whose days fit no single one."""

    label: str
    start: date | None
    end: date | None
    incident_ids: tuple[str, ...]
    several_ids: tuple[str, ...]
    tolls: tuple[TollSum, ...]
    portions: tuple[Portion, ...]

    def portion(self, group: Group, name: str) -> Portion | None:
        """Return the share of that name, or None."""
        return next((one for one in self.portions if (one.group, one.name) == (group, name)), None)


@dataclass(frozen=True, slots=True)
class Severity:
    """How severe attacks are, in `sentences` and in figures.

    `whole` is of all of them, `stretches` of each stretch of time by `by`, `apart` of those whose days fit no single
    one. `several_ids` of a stretch count more than one attack each. `unplaced_ids` have no known day, so that they may
    be within the days asked for or not, and are in no figure.
    """

    sentences: tuple[str, ...]
    by: By
    whole: Stretch
    stretches: tuple[Stretch, ...]
    apart: tuple[Stretch, ...]
    unplaced_ids: tuple[str, ...]
    changes: tuple[ShareChange, ...]
    streaks: tuple[Streak, ...]
    assumptions: tuple[str, ...]


def assess_severity(cases: Sequence[Case], by: By = "month", seed: int = 1, unplaced: Sequence[str] = ()) -> Severity:
    """Return how severe `cases`, in the order of their days, are; `unplaced` are ids of those that may belong to them.

    The same seed gives the same figures.
    """
    parts: dict[date, list[Case]] = {}
    spread, undated = [], []
    for case in cases:
        if case.start is None or case.end is None:
            undated.append(case)
        elif first_of(case.start, by) != first_of(case.end, by):
            spread.append(case)
        else:
            parts.setdefault(first_of(case.start, by), []).append(case)
    ordered = [(label(day, by), parts[day]) for day in sorted(parts)]
    named = features(cases)
    runs = runs_by_group([part for _, part in ordered], named)

    def stretch(name: str, part: Sequence[Case], day: date | None = None) -> Stretch:
        return Stretch(
            name,
            day,
            last_of(day, by) if day else None,
            tuple(case.id for case in part),
            tuple(case.id for case in part if case.attacks > 1),
            tuple(toll_of(part, harm) for harm in HARMS),
            tuple(_portions(part, named, runs)),
        )

    whole = stretch("all", cases)
    changes = share_changes(ordered, seed)
    found = streaks(cases)
    return Severity(
        sentences=sentences(cases, whole.tolls, changes, found),
        by=by,
        whole=whole,
        stretches=tuple(stretch(label(day, by), parts[day], day) for day in sorted(parts)),
        apart=tuple(stretch(name, part) for name, part in ((SPREAD, spread), (UNDATED, undated)) if part),
        unplaced_ids=tuple(unplaced),
        changes=changes,
        streaks=found,
        assumptions=assumptions(cases, len(spread), len(undated), len(unplaced)),
    )


def _portions(
    cases: Sequence[Case], named: Mapping[tuple[Group, str], Feature], runs: Mapping[Group, float]
) -> Iterable[Portion]:
    return (portion(cases, key, feature, runs[key[0]]) for key, feature in named.items())
