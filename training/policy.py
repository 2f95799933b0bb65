"""Fits the policy of resolution: how much each comparison weighs, from pairs of mentions of which it is known.

    python -m training.policy [--clusters FILE] [--extractors NAMES] [--into src/tocsin/data/resolution/policy.toml]

Pairs come from the stories in training/corpus-pairs and from one half of a file of reports with keys, where one is
given; as annotated and as the extractors read them, so that the weights know their faults. A logistic regression
whose weights are drawn towards those of training/policy-prior.toml, and cannot turn their sign, is fitted; then its
log odds are scaled so that probabilities are right on stories that it was not fitted on (J. Platt, "Probabilistic
outputs for support vector machines", 1999).
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]  # the package brings no types
from scipy.special import expit  # type: ignore[import-untyped]

from bench.merging.entries import entries_of
from bench.merging.gold import Record
from bench.merging.halves import halves, stories
from bench.merging.reading import Keyed, from_gold, from_text
from tocsin.resolution.blocking import comparable
from tocsin.resolution.facets import Days, Facets, Spot, facets_of
from tocsin.resolution.features import COMPARISONS, findings
from tocsin.resolution.policy import Policy, parse_policy
from tocsin.resolution.where import SITE_KM
from tocsin.resolution.words import sounds

HERE = Path(__file__).parent
STORIES = HERE / "corpus-pairs"
PRIOR = HERE / "policy-prior.toml"
INTO = HERE.parent / "src" / "tocsin" / "data" / "resolution" / "policy.toml"
NAMES = tuple(COMPARISONS)
PULL = 3.0
"""How strongly weights are drawn to those of the prior: as that many pairs that a weight decides would."""
FIRM = frozenset(
    "next_day dates_disjoint told_long_after told_before_it_was other_hour places_apart other_place_name"
    " other_count other_target_name read_in_doubt".split()
)
"""Comparisons that may weigh more than in the prior, but not less: to glue two incidents is worse than to leave two
mentions of one apart, and the faults of extractors, which these pairs are full of, must not teach the contrary."""
BY_HAND = frozenset({"nothing_of_its_own", "opposites", "other_clock"})
"""Comparisons that these pairs cannot teach: in a city at war, attacks of one kind on one day that share nothing else
are many, and in stories, told with care, they are none; opposites and clocks that differ are too few. They keep the
weight of the prior and are left out of the fitting."""
FOLDS = 8
MOVED = 2
"""Mentions of other stories that each mention is compared with, as if they had been in its town on its day."""
STRIDE = 7919
"""A prime: steps through the mentions of other stories without meeting one twice before all others."""
Matrix = NDArray[np.float64]
Row = tuple[list[float], bool, str]
"""The strengths of one pair, whether both are the same, and a report of its story."""
HEADER = """\
# How much each comparison weighs, in natural log odds for "same"; see tocsin.resolution.policy. The names are those of
# the functions in tocsin.resolution.when, where, what and telling, whose docstrings say what they find.
# Fitted by training.policy on {pairs} pairs of mentions ({same} of them of one incident); do not edit by hand.
"""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Compared pairs of mentions: a row of strengths each, whether they are the same, and of which story they are."""

    strengths: Matrix
    same: Matrix
    story: NDArray[np.int64]

    def part(self, rows: NDArray[np.bool_]) -> "Pairs":
        """Return those of `rows`."""
        return Pairs(self.strengths[rows], self.same[rows], self.story[rows])


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit a policy, write it, and print what it does on stories that it was not fitted on."""
    options = _options(arguments)
    reports = [record for path in sorted(STORIES.glob("*.jsonl")) for record in _lines(path)]
    sets = [reports] + ([halves(_lines(options.clusters))[0]] if options.clusters else [])
    pairs = gather(sets, options.extractors.split())
    prior = parse_policy(PRIOR.read_text(encoding="utf-8"))
    held_out = out_of_fold(pairs, prior)
    slope, shift = scaled(held_out, pairs.same)
    bias, weights = fitted(pairs, prior)
    policy = replace(
        prior,
        version=options.version,
        bias=round(bias * slope + shift, 3),
        weights={
            name: prior.weights[name] if name in BY_HAND else round(float(weight) * slope, 3)
            for name, weight in zip(NAMES, weights, strict=True)
        },
    )
    options.into.write_text(written(policy, pairs), encoding="utf-8")
    _print(expit(held_out * slope + shift), pairs.same, slope)
    return 0


def gather(sets: Sequence[Sequence[Record]], extractors: Sequence[str]) -> Pairs:
    """Return all compared pairs in each of `sets` of reports, as annotated and as each of `extractors` reads them."""
    rows: list[list[float]] = []
    same: list[float] = []
    story: list[int] = []
    first = 0
    for reports in sets:
        story_of = {str(given["id"]): first + at for given, at in zip(reports, stories(reports), strict=True)}
        first += len(reports)
        for keyed in [from_gold(reports), *(from_text(reports, extractor) for extractor in extractors)]:
            for strengths, is_same, report in [*_compared(keyed), *_moved(keyed, story_of)]:
                rows.append(strengths)
                same.append(float(is_same))
                story.append(story_of[report])
    table: Matrix = np.array(rows)
    table[:, [NAMES.index(name) for name in sorted(BY_HAND)]] = 0.0
    return Pairs(table, np.array(same), np.array(story))


def _compared(keyed: Sequence[Keyed]) -> list[Row]:
    keys = {mention_id: key for one in keyed for mention_id, key in one.keys.items()}
    entries = [e for e in entries_of((one.report, one.mentions) for one in keyed) if e.mention.id in keys]
    out: list[Row] = []
    for at, one in enumerate(entries):
        for other in entries[at + 1 :]:
            if one.mention.report_id == other.mention.report_id or not comparable(one, other):
                continue
            is_same = keys[one.mention.id] == keys[other.mention.id]
            first, second = facets_of(one), facets_of(other)
            out.append((_strengths(first, second), is_same, one.mention.report_id))
            if is_same and first.days and second.days:
                out.append((_strengths(first, _again(first, second, 1 + len(out) % 4)), False, one.mention.report_id))
    return out


def _again(one: Facets, other: Facets, days: int) -> Facets:
    """Return `other`, which is the same as `one`, as another attack on the same target so many days later.

    What belongs to the one attack alone is taken out: its dead, its weapons, the words and names that both share.
    """
    later = timedelta(days=days)
    return replace(
        other,
        days=Days(one.days.start + later, one.days.end + later) if one.days else None,
        published=max(one.published or date.min, other.published or date.min) + later,
        killed=None,
        wounded=None,
        numbers=frozenset(),
        words=other.words - one.words,
        names=other.names - one.names,
        wording=frozenset(),
    )


def _moved(keyed: Sequence[Keyed], story_of: dict[str, int]) -> list[Row]:
    """Return pairs of mentions of different stories, as if both had been in one town on one day.

    Stories are few and far between; a town at war has several attacks a day that have nothing to do with each other.
    """
    entries = entries_of((one.report, one.mentions) for one in keyed)
    facets = [facets_of(entry) for entry in entries]
    out: list[Row] = []
    for at, one in enumerate(facets):
        others = [o for o in facets if story_of[o.report_id] != story_of[one.report_id]]
        for number in range(MOVED if one.days and others else 0):
            other = others[(at * MOVED + number) * STRIDE % len(others)]
            # One half in a city that says nothing by its name; of the other, half in the same town, half in one nearby.
            turn = (at + number) % 4
            shared = one.place_words - one.specific if turn == 0 else frozenset[str]()
            words = shared | (other.specific or other.place_words)
            spot = _beside(one.spot, 0.25) if turn == 2 else one.spot
            if spot and spot.km <= SITE_KM:
                spot = _beside(spot, 0.08)
            moved = replace(
                other,
                days=one.days,
                published=one.published,
                spot=spot,
                place_words=words,
                sounds=sounds(words),
            )
            out.append((_strengths(one, moved), False, one.report_id))
    return out


def _beside(spot: Spot | None, degrees: float) -> Spot | None:
    """Return a spot so many degrees nearer to the equator, a quarter being some 28 km."""
    if spot is None:
        return None
    lat = spot.place.lat + (degrees if spot.place.lat < 0 else -degrees)
    return replace(spot, place=replace(spot.place, id=f"{spot.place.id}/beside", lat=lat))


def _strengths(one: Facets, other: Facets) -> list[float]:
    found = findings(one, other)
    return [found[name].strength if name in found else 0.0 for name in NAMES]


def fitted(pairs: Pairs, prior: Policy) -> tuple[float, Matrix]:
    """Return the bias and the weights, in the order of `NAMES`, that fit `pairs` best while near to `prior`."""
    centre = np.array([prior.weights.get(name, 0.0) for name in NAMES])
    bounds = [(None, None), *(_bounds(name, value) for name, value in zip(NAMES, centre.tolist(), strict=True))]

    def loss(point: Matrix) -> tuple[float, Matrix]:
        odds = point[0] + pairs.strengths @ point[1:]
        wrong = expit(odds) - pairs.same
        away = point[1:] - centre
        value = float(np.logaddexp(0, odds).sum() - pairs.same @ odds + PULL * away @ away / 2)
        return value, np.concatenate(([wrong.sum()], pairs.strengths.T @ wrong + PULL * away))

    best = minimize(loss, np.concatenate(([prior.bias], centre)), jac=True, method="L-BFGS-B", bounds=bounds)
    return float(best.x[0]), best.x[1:]


def _bounds(name: str, value: float) -> tuple[float | None, float | None]:
    if name in FIRM:
        return None, value
    return (0.0, None) if value > 0 else (None, 0.0)


def out_of_fold(pairs: Pairs, prior: Policy) -> Matrix:
    """Return the log odds of each pair by a policy that is fitted without the fold of its story."""
    odds = np.zeros(len(pairs.same))
    kinds = {story: number % FOLDS for number, story in enumerate(sorted(set(pairs.story.tolist())))}
    folds = np.array([kinds[story] for story in pairs.story.tolist()])
    for fold in range(FOLDS):
        bias, weights = fitted(pairs.part(folds != fold), prior)
        odds[folds == fold] = bias + pairs.strengths[folds == fold] @ weights
    return odds


def scaled(odds: Matrix, same: Matrix) -> tuple[float, float]:
    """Return the slope and the shift that make `odds` tell the truth about `same`."""

    def loss(point: Matrix) -> float:
        moved = point[0] * odds + point[1]
        return float(np.logaddexp(0, moved).sum() - same @ moved)

    best = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead")
    return float(best.x[0]), float(best.x[1])


def written(policy: Policy, pairs: Pairs) -> str:
    """Return `policy` as the TOML file that Tocsin reads."""
    head = HEADER.format(pairs=len(pairs.same), same=int(pairs.same.sum()))
    fields = (
        f'version = "{policy.version}"\nbias = {policy.bias}\nsame = {policy.same}\ndifferent = {policy.different}\n'
    )
    return head + fields + "\n[weights]\n" + "".join(f"{name} = {policy.weights[name]}\n" for name in NAMES)


def _print(probabilities: Matrix, same: Matrix, slope: float) -> None:
    print(f"{len(same)} pairs, {int(same.sum())} the same; log odds scaled by {slope:.2f}")
    print("of pairs in stories left out: probability told, share that is the same, pairs")
    edges = [0, 0.02, 0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 1.0001]
    for low, high in pairwise(edges):
        inside = (probabilities >= low) & (probabilities < high)
        if inside.any():
            print(f"  {low:4.2f} to {min(high, 1):4.2f}  {same[inside].mean():6.1%}  {int(inside.sum()):6}")


def _lines(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--clusters", type=Path, metavar="FILE", help="reports with keys; one half is fitted on")
    parser.add_argument("--extractors", default="rules model", metavar="NAMES", help="also as these read them")
    parser.add_argument("--version", default="2", help="what judgements by the policy say they were made by")
    parser.add_argument("--into", type=Path, default=INTO, metavar="FILE", help="where to write the policy")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
