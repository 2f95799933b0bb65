"""What the reader that ships has learned from is no test of it: for such sets stand the figures of its folds.

Readers that each did without a fold of the corpus were measured on that fold when they were trained. Their figures are
kept beside the weights, with the digest of the weights, and are held to the floors like any other.
"""

from importlib.resources import as_file, files

from bench.quality.sets import GoldSet, Skipped
from training.figures import read_figures

SET = "corpus"
FOLDS = "corpus, cross-validated"
REASON = "the reader has learned from it; the figures of its folds stand in its place"


def without_learned(sets: list[GoldSet | Skipped]) -> list[GoldSet | Skipped]:
    """Return the sets, in place of those that the shipped reader has learned from why they are not measured."""
    return [Skipped(one.name, REASON) if one.name.split("/")[0] == SET else one for one in sets]


def fold_figures() -> dict[str, float | None]:
    """Return the figures of the folds under the keys of the corpus. Raises InputError if they are of other weights."""
    with as_file(files("tocsin") / "data" / "reader") as weights:
        kept = {one["name"]: one for one in read_figures(weights)}
    found = kept.get(FOLDS)
    if found is None:
        return {}
    shares = {f"{SET}.{name}": found[name]["f"] for name in ("incidents", "slots") if found.get(name)}
    return {**shares, f"{SET}.clean": found["clean"], f"{SET}.exact": found["exact"], f"{SET}.when": found["dates"]}
