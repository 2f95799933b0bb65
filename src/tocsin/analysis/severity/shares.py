"""Shares of incidents: kinds, targets, weapons, outcomes; their intervals know that incidents come in runs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.stats import norm  # type: ignore[import-untyped]  # the package brings no types

from tocsin.analysis.severity.cases import Case
from tocsin.analysis.tempo.rates import LEVEL, Interval

Group = Literal["kind", "target", "weapon", "outcome"]
Feature = Callable[[Case], bool | None]
"""Whether an incident is of a sort; None where nothing is told of it."""
OUTCOMES: Mapping[str, Feature] = {
    "foiled": lambda case: case.status == "foiled",
    "intercepted": lambda case: case.status == "intercepted",
    "claimed by the perpetrator alone": lambda case: case.status == "claimed",
    "only alleged": lambda case: case.status == "alleged",
    "denied": lambda case: case.status == "denied",
    "somebody killed or wounded": lambda case: {"hurt": True, "unhurt": False}.get(case.hurt),
}
"""What came of an incident and how it is told, by the words for it."""
RUNS_AT_MOST = 0.8
"""Likeness of neighbours at most: beyond it nothing can be told of any share."""


@dataclass(frozen=True, slots=True)
class Portion:
    """`incident_ids` are those of `known` incidents that are `name`; of `untold` more nothing is told.

    `share` is that of the known ones. An incident can have several targets and weapons, so that such shares do not add
    up to 1.
    """

    group: Group
    name: str
    incident_ids: tuple[str, ...]
    known: int
    untold: int
    share: Interval


def features(cases: Sequence[Case]) -> dict[tuple[Group, str], Feature]:
    """Return what can be told apart among `cases`: each kind, target and weapon that there is, and all outcomes."""
    kinds = sorted({case.kind for case in cases})
    targets = sorted({target for case in cases for target in case.targets})
    weapons = sorted({weapon for case in cases for weapon in case.weapons})
    found: dict[tuple[Group, str], Feature] = {}
    found |= {("kind", kind): _is_kind(kind) for kind in kinds}
    found |= {("target", target): _hits(target) for target in targets}
    found |= {("weapon", weapon): _uses(weapon) for weapon in weapons}
    return found | {("outcome", name): feature for name, feature in OUTCOMES.items()}


def _is_kind(kind: str) -> Feature:
    return lambda case: case.kind == kind


def _hits(target: str) -> Feature:
    return lambda case: target in case.targets if case.targets else None


def _uses(weapon: str) -> Feature:
    return lambda case: weapon in case.weapons if case.weapons else None


def portion(cases: Sequence[Case], named: tuple[Group, str], feature: Feature, runs: float) -> Portion:
    """Return the share of `cases` that have `feature`, whose neighbours are alike as `runs` says (see `runs_of`)."""
    told = [(case.id, feature(case)) for case in cases]
    having = tuple(id_ for id_, has in told if has)
    known = sum(has is not None for _, has in told)
    return Portion(*named, having, known, len(told) - known, wilson(len(having), known, runs))


def wilson(having: float, known: float, runs: float = 1.0, level: float = LEVEL) -> Interval:
    """Return the share `having` / `known` with the score interval of E. B. Wilson, Probable inference, the law of
    succession, and statistical inference, Journal of the American Statistical Association 22, 1927, 209-212.

    L. D. Brown, T. T. Cai and A. DasGupta, Interval estimation for a binomial proportion, Statistical Science 16, 2001,
    101-133, recommend it for few cases. `known` cases say as much as `known` / `runs` that have nothing to do with one
    another. Of none known, the share is 0 to 1.
    """
    if not known:
        return Interval(0.0, 0.0, 1.0, level)
    size, share = known / runs, having / known
    z = float(norm.ppf((1 + level) / 2))
    middle = (share + z * z / (2 * size)) / (1 + z * z / size)
    wide = z / (1 + z * z / size) * float(np.sqrt(share * (1 - share) / size + z * z / (4 * size * size)))
    low = max(middle - wide, 0.0) if having else 0.0
    high = min(middle + wide, 1.0) if having < known else 1.0
    return Interval(share, low, high, level)


def runs_by_group(
    stretches: Sequence[Sequence[Case]], named: Mapping[tuple[Group, str], Feature]
) -> dict[Group, float]:
    """Return for each group of features by how much its shares vary more because cases come in runs (see `runs_of`)."""
    groups = {group: [feature for (other, _), feature in named.items() if other == group] for group, _ in named}
    return {group: runs_of(stretches, own) for group, own in groups.items()}


def runs_of(stretches: Sequence[Sequence[Case]], features: Sequence[Feature]) -> float:
    """Return by how much shares vary more because neighbours in time are alike: 1 where they are not.

    `stretches` are cases in the order of their days; the likeness is that of neighbours within each stretch, so that a
    change from one to the next is not taken for it, and the mean of all `features`. For chains in which each case hangs
    on the one before it, the variance of a share is (1 + r) / (1 - r) times that of independent cases, r being the
    correlation of neighbours (as in G. E. P. Box and G. M. Jenkins, Time Series Analysis, 1970); its bias in short
    stretches is made up for after M. G. Kendall, Note on bias in the estimation of autocorrelation, Biometrika 41,
    1954, 403-404.
    """
    together, apart, cases, used = 0.0, 0.0, 0, 0
    for feature in features:
        for stretch in stretches:
            marks = np.array([has for case in stretch if (has := feature(case)) is not None], dtype=np.float64)
            if marks.size < 3 or marks.min() == marks.max():
                continue
            centred = marks - marks.mean()
            together += float((centred[1:] * centred[:-1]).sum()) * marks.size / (marks.size - 1)
            apart += float((centred**2).sum())
            cases, used = cases + marks.size, used + 1
    if not used:
        return 1.0
    alike = together / apart
    alike = min(max(alike + (1 + 3 * alike) * used / cases, 0.0), RUNS_AT_MOST)
    return (1 + alike) / (1 - alike)
