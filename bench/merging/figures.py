"""Figures of merging: B-cubed, the share of wrong merges, and incidents with mentions that one report tells apart.

B-cubed after A. Bagga and B. Baldwin, "Entity-based cross-document coreferencing using the vector space model",
COLING-ACL 1998, doi 10.3115/980451.980859: of every mention, precision is the share of mentions in its incident that
belong there, itself among them, and recall the share of mentions that belong there which are in its incident; both are
averaged over mentions.

A merge is what makes one incident of two: n mentions in an incident are n - 1 merges, and if they have k keys, k - 1 of
these are wrong. So the share of wrong merges is what precision by links lacks to 1 (M. Vilain and others, "A
model-theoretic coreference scoring scheme", MUC-6, 1995, doi 10.3115/1072399.1072405). Every mention has one key, also
where reading made one mention of two incidents of a report. To tell the faults of merging from those of reading, wrong
merges are counted once more with such a mention as either: k is then the least number of keys of which each mention has
one.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True, slots=True)
class Merging:
    """How well mentions were put together; shares from 0 to 1."""

    mentions: int
    precision: float
    recall: float
    merges: int
    wrong: int
    wrong_as_read: int

    @property
    def f(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def wrong_share(self) -> float:
        """The share of merges that are wrong."""
        return self.wrong / self.merges if self.merges else 0.0

    @property
    def wrong_as_read_share(self) -> float:
        """The share of merges that are wrong, whichever of its incidents a mention is counted as."""
        return self.wrong_as_read / self.merges if self.merges else 0.0


def merging(
    keys: Mapping[str, str], incidents: Mapping[str, str], also: Mapping[str, frozenset[str]] | None = None
) -> Merging:
    """Return the figures over the mentions in `keys` (mention to key) as `incidents` (mention to incident) has them.

    `also` has further keys of mentions that reading made of several incidents; they count for `wrong_as_read` alone.
    """
    together = Counter((keys[mention], incidents[mention]) for mention in keys)
    by_key, by_incident = Counter(keys.values()), Counter(incidents[mention] for mention in keys)
    precision = sum(together[keys[m], incidents[m]] / by_incident[incidents[m]] for m in keys)
    recall = sum(together[keys[m], incidents[m]] / by_key[keys[m]] for m in keys)
    different = Counter(incident for _, incident in together)
    told: dict[str, list[frozenset[str]]] = {}
    for mention, key in keys.items():
        told.setdefault(incidents[mention], []).append((also or {}).get(mention, frozenset()) | {key})
    count = len(keys)
    return Merging(
        mentions=count,
        precision=precision / count if count else 0.0,
        recall=recall / count if count else 0.0,
        merges=sum(size - 1 for size in by_incident.values()),
        wrong=sum(kinds - 1 for kinds in different.values()),
        wrong_as_read=sum(_fewest(sets) - 1 for sets in told.values()),
    )


def _fewest(sets: Sequence[frozenset[str]]) -> int:
    """Return the least number of keys of which each of `sets` has one."""
    keys = sorted(frozenset[str]().union(*sets))
    sizes = range(1, len(keys) + 1)
    return next(n for n in sizes if any(all(own & set(some) for own in sets) for some in combinations(keys, n)))


def told_apart(reports: Mapping[str, str], incidents: Mapping[str, str]) -> list[str]:
    """Return the incidents with two mentions of one report; `reports` has the report of each mention."""
    pairs = Counter((incidents[mention], reports[mention]) for mention in incidents)
    return sorted({incident for (incident, _), count in pairs.items() if count > 1})
