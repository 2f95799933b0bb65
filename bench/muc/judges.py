"""Small logistic models that decide what the task's keys would say; made by training/muc_judges.py."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

STORED = Path(__file__).parent / "judges.json"
_used = [STORED]
WORTH = 0.5
"""The chance from which on an answer is worth saying even where silence is likelier."""


@dataclass(frozen=True, slots=True)
class Judge:
    """Chooses one of `answers` by the sum of the weights of the features that are there.

    `weights` holds one number an answer for each feature; features that training never saw weigh nothing.
    """

    answers: Sequence[str]
    bias: Sequence[float]
    weights: Mapping[str, Sequence[float]]

    def shares(self, features: Iterable[str]) -> dict[str, float]:
        """Return the probability of each answer, between 0 and 1, all together 1."""
        sums = list(self.bias)
        for feature in features:
            for n, weight in enumerate(self.weights.get(feature, ())):
                sums[n] += weight
        top = max(sums)
        powers = [math.exp(s - top) for s in sums]
        return {answer: power / sum(powers) for answer, power in zip(self.answers, powers, strict=True)}

    def answer(self, features: Iterable[str], least: float = WORTH) -> str:
        """Return the likeliest answer; "", for nothing, only where no other reaches `least` or its likelihood."""
        shares = self.shares(features)
        best = max((answer for answer in shares if answer), key=lambda answer: shares[answer], default="")
        return best if shares[best] >= min(least, shares.get("", 0.0)) else ""

    def chance(self, features: Iterable[str]) -> float:
        """Return the probability of "yes"."""
        return self.shares(features)["yes"]


def use(path: Path) -> None:
    """Take the judges from `path` from now on."""
    _used[:] = [path]
    judge.cache_clear()
    stored.cache_clear()


@cache
def judge(name: str) -> Judge:
    """Return the stored judge `name`. Raises OSError if the file is missing, KeyError if it has no such judge."""
    return judge_of(stored()[name])


@cache
def stored() -> Mapping[str, Any]:
    """Return the stored tables of all judges."""
    tables: Mapping[str, Any] = json.loads(_used[0].read_text(encoding="utf-8"))
    return tables


def judge_of(table: Mapping[str, Any]) -> Judge:
    """Return the judge that `table` describes."""
    return Judge(table["answers"], table["bias"], table["weights"])
