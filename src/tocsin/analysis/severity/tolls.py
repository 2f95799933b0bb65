"""How many people were hurt: sums with bounds, never with nothing in place of what is not told."""

from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.analysis.severity.cases import Case, Harm


@dataclass(frozen=True, slots=True)
class TollSum:
    """People hurt in the incidents that tell of it, `low` to `high` by all that is told, `best_low` to `best_high` by
    what speaks for each.

    `untold_ids` are incidents that tell nothing of it: they are in no number, and 0 of them is not known either.
    `endless_ids` name no highest number; of `disputed_ids` sources contradict each other; `denied_ids` are denied to
    have happened, and `denied_high` is the most of `high` that is theirs.
    """

    harm: Harm
    low: int
    high: int
    best_low: int
    best_high: int
    told_ids: tuple[str, ...]
    untold_ids: tuple[str, ...]
    endless_ids: tuple[str, ...] = ()
    disputed_ids: tuple[str, ...] = ()
    denied_ids: tuple[str, ...] = ()
    denied_high: int = 0


def toll_of(cases: Sequence[Case], harm: Harm) -> TollSum:
    """Return the sum of `harm` over `cases`."""
    told = [(case, count) for case in cases if (count := case.harm(harm)) is not None]
    return TollSum(
        harm,
        sum(count.low for _, count in told),
        sum(count.high for _, count in told),
        sum(count.best_low for _, count in told),
        sum(count.best_high for _, count in told),
        tuple(case.id for case, _ in told),
        tuple(case.id for case in cases if case.harm(harm) is None),
        tuple(case.id for case, count in told if count.endless),
        tuple(case.id for case, count in told if count.disputed),
        tuple(case.id for case, _ in told if case.status == "denied"),
        sum(count.high for case, count in told if case.status == "denied"),
    )
