"""Whether a share differs from one stretch of time to the next, or is the same all through."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import betaln  # type: ignore[import-untyped]  # the package brings no types
from scipy.stats import beta  # type: ignore[import-untyped]  # likewise

from tocsin.analysis.multiplicity import holm, none_before
from tocsin.analysis.severity.cases import Case
from tocsin.analysis.severity.shares import Feature, Group, features, runs_by_group, wilson
from tocsin.analysis.tempo.counting import Counts
from tocsin.analysis.tempo.dispersion import Floats
from tocsin.analysis.tempo.rates import Interval

LAID_OUT = 4999
"""So many times the cases are laid out at random."""
LEAST = 3
"""A share is compared where at least so many cases have what it tells of, and as many have not."""
DRAWN = 4000


@dataclass(frozen=True, slots=True)
class ShareChange:
    """A share in the newest stretch that tells of it, `label`, and in all `earlier` ones together.

    `chance` is how often cases laid out at random differ as much between these two, `corrected` the same for all shares
    that are compared together; `any_chance` and `any_corrected` are of differences between any of the stretches.
    `rose` and `fell` are probabilities, whose prior the number of shares is in. `runs` is by how much it makes shares
    vary more that cases come in runs.
    """

    group: Group
    name: str
    label: str
    earlier: Interval
    newest: Interval
    earlier_ids: tuple[str, ...]
    newest_ids: tuple[str, ...]
    earlier_known: int
    newest_known: int
    rose: float
    fell: float
    chance: float
    corrected: float
    any_chance: float
    any_corrected: float
    runs: float


def share_changes(stretches: Sequence[tuple[str, Sequence[Case]]], seed: int = 1) -> tuple[ShareChange, ...]:
    """Return what became of each share over `stretches` (label, cases in the order of their days)."""
    cases = [case for _, stretch in stretches for case in stretch]
    found: list[tuple[tuple[Group, str], Feature]] = [
        (named, feature) for named, feature in features(cases).items() if _comparable(cases, feature)
    ]
    before = none_before(len(found))
    runs = runs_by_group([stretch for _, stretch in stretches], dict(found))
    setting = _Setting(stretches, runs, before, seed)
    rows = [_compare(setting, named, feature) for named, feature in found]
    kept = [row for row in rows if row is not None]
    together = holm([row.chance for row in kept])
    any_together = holm([row.any_chance for row in kept])
    return tuple(
        replace(row, corrected=one, any_corrected=other)
        for row, one, other in zip(kept, together, any_together, strict=True)
    )


def _comparable(cases: Sequence[Case], feature: Feature) -> bool:
    marks = [has for case in cases if (has := feature(case)) is not None]
    return LEAST <= sum(marks) <= len(marks) - LEAST


@dataclass(frozen=True, slots=True)
class _Setting:
    stretches: Sequence[tuple[str, Sequence[Case]]]
    runs: Mapping[Group, float]
    before: float
    seed: int


def _compare(setting: _Setting, named: tuple[Group, str], feature: Feature) -> ShareChange | None:
    """Return what became of one share, None where only one stretch tells of it."""
    telling = [
        (label, told) for label, cases in setting.stretches if (told := [c for c in cases if feature(c) is not None])
    ]
    if len(telling) < 2:
        return None
    runs, seed = setting.runs[named[0]], setting.seed
    having = np.array([sum(bool(feature(case)) for case in told) for _, told in telling], dtype=np.int64)
    known = np.array([len(told) for _, told in telling], dtype=np.int64)
    early, late = (int(having[:-1].sum()), int(known[:-1].sum())), (int(having[-1]), int(known[-1]))
    rose, fell = _belief(early, late, runs, setting.before, seed)
    pair = np.array([early[0], late[0]]), np.array([early[1], late[1]])
    own = [tuple(case.id for case in told if feature(case)) for _, told in telling]
    return ShareChange(
        *named,
        telling[-1][0],
        wilson(*early, runs),
        wilson(*late, runs),
        tuple(id_ for ids in own[:-1] for id_ in ids),
        own[-1],
        early[1],
        late[1],
        rose,
        fell,
        _chance(*pair, runs, seed),
        1.0,
        _chance(having, known, runs, seed),
        1.0,
        runs,
    )


def _chance(having: Counts, known: Counts, runs: float, seed: int) -> float:
    """Return how often the same cases, laid out at random, differ as much: chi-squared by `runs`.

    The correction is that of J. N. K. Rao and A. J. Scott, The analysis of categorical data from complex sample
    surveys, Journal of the American Statistical Association 76, 1981, 221-230.
    """
    generator = np.random.default_rng(seed)
    made = generator.multivariate_hypergeometric(known, int(having.sum()), size=LAID_OUT)
    share = having.sum() / known.sum()
    expected = known * share * (1 - share)

    def distance(counts: Floats) -> Floats:
        apart: Floats = ((counts - known * share) ** 2 / expected).sum(axis=-1)
        return apart

    observed = float(distance(having.astype(np.float64))) / runs
    return float((1 + (distance(made.astype(np.float64)) >= observed - 1e-9).sum()) / (1 + LAID_OUT))


def _belief(
    early: tuple[int, int], late: tuple[int, int], runs: float, before: float, seed: int
) -> tuple[float, float]:
    """Return the probabilities that a share rose and that it fell, from (having, known) before and after.

    Beforehand it is the same with probability `before`; else both are anything from 0 to 1, as T. Bayes had it (An
    essay towards solving a problem in the doctrine of chances, Philosophical Transactions 53, 1763, 370-418). Cases
    that come in runs count as so many fewer.
    """
    shapes = [(having / runs + 1, (known - having) / runs + 1) for having, known in (early, late)]
    one = float(betaln(sum(a for a, _ in shapes) - 1, sum(b for _, b in shapes) - 1))
    two = sum(float(betaln(*shape)) for shape in shapes)
    odds = float(np.exp(np.clip(two - one, -500, 500))) * (1 - before) / before
    differ = odds / (1 + odds)
    generator = np.random.default_rng(seed)
    drawn = [beta.rvs(*shape, size=DRAWN, random_state=generator) for shape in shapes]
    rose = float((drawn[1] > drawn[0]).mean())
    return differ * rose, differ * (1 - rose)
