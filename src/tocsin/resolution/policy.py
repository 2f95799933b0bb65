"""The policy: how much each comparison weighs, and from which probability two mentions are the same incident.

Weights are natural log odds: those of all that was found are added to `bias`, and a logistic function makes of the sum
the probability of "same". They stand in data/resolution/policy.toml, one visible list, fitted by `training.policy`.
"""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tocsin.errors import SettingsError
from tocsin.resolution.features import COMPARISONS
from tocsin.resolution.findings import Finding
from tocsin.vocabulary.claim import Method
from tocsin.vocabulary.terms import Verdict

NAME = "policy"


@dataclass(frozen=True, slots=True)
class Policy:
    """`weights` by the name of the comparison. "same" from the probability `same` on, "different" below `different`.

    Raises SettingsError for a weight of no comparison, or thresholds out of order.
    """

    version: str
    bias: float
    same: float
    different: float
    weights: Mapping[str, float]

    def __post_init__(self) -> None:
        if unknown := sorted(set(self.weights) - set(COMPARISONS)):
            raise SettingsError(f"policy {self.version}: there is no comparison {unknown[0]!r}; mend its name")
        if not 0 < self.different <= self.same < 1:
            raise SettingsError(
                f"policy {self.version}: different ({self.different}) must not lie above same ({self.same}), "
                "and both between 0 and 1"
            )

    @property
    def method(self) -> Method:
        """What judgements by this policy say that they were made by."""
        return Method(NAME, self.version)

    def probability(self, found: Mapping[str, Finding]) -> float:
        """Return the probability, from 0 to 1, that two mentions of which this was `found` tell of one incident."""
        odds = self.bias + sum(self.weights.get(name, 0.0) * finding.strength for name, finding in found.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))

    def verdict(self, probability: float) -> Verdict:
        """Return what `probability` makes of two mentions."""
        if probability >= self.same:
            return "same"
        return "different" if probability < self.different else "unsure"


def parse_policy(text: str) -> Policy:
    """Return the policy that `text`, TOML, describes. Raises SettingsError if it is none."""
    try:
        table = tomllib.loads(text)
        return Policy(
            version=str(table["version"]),
            bias=float(table["bias"]),
            same=float(table["same"]),
            different=float(table["different"]),
            weights={str(name): float(weight) for name, weight in table["weights"].items()},
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise SettingsError(f"this is no policy of resolution: {error!r}; see data/resolution/policy.toml") from error


@cache
def load_policy() -> Policy:
    """Return the policy that comes with Tocsin."""
    return parse_policy((files("tocsin") / "data" / "resolution" / "policy.toml").read_text(encoding="utf-8"))
