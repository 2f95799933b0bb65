"""How well mentions are merged into incidents: in the samples as read and as annotated, in the clusters as annotated.

Of the clusters, which reading has learned from and half of which the weights of merging are fitted on, only the other
half is counted, and only as annotated. `bench/merge.py` prints more, of any file.
"""

from collections.abc import Sequence

from bench.merging.entries import entries_of, incidents_of, judgements_of
from bench.merging.figures import Merging, merging, told_apart
from bench.merging.halves import halves
from bench.merging.reading import Keyed, from_gold, from_text
from bench.quality.scorers import GOLDEN, SHARED
from bench.quality.sets import lines
from tocsin.resolution.policy import load_policy

NAME = "merging"
SETS = ("samples.merging", "samples.merging-annotated", "clusters.merging-annotated")
TOLD_APART, WRONG = "merging.told-apart", "-wrong"


def merge_values(extractor: str) -> dict[str, float | None]:
    """Return F and the share of wrong merges of each set, and how many incidents mix what one report tells apart."""
    samples = list(lines(GOLDEN / "samples.jsonl"))
    measured = [from_text(samples, extractor), from_gold(samples)]
    clusters = SHARED / "corpus" / "clusters.jsonl"
    if clusters.is_file():
        measured.append(from_gold(halves(list(lines(clusters)))[1]))
    out: dict[str, float | None] = {}
    for name, keyed in zip(SETS, measured, strict=False):  # the last is left out where its file is missing
        figures, apart = _merging(keyed)
        out |= {name: figures.f, f"{name}{WRONG}": figures.wrong_share}
        out[TOLD_APART] = (out.get(TOLD_APART) or 0.0) + apart
    return out


def _merging(keyed: Sequence[Keyed]) -> tuple[Merging, int]:
    entries = entries_of((one.report, one.mentions) for one in keyed)
    incidents = incidents_of(entries, judgements_of(entries, load_policy()))
    main = {mention_id: key for one in keyed for mention_id, key in one.keys.items() if mention_id in one.main}
    return merging(main, incidents), len(told_apart({e.mention.id: e.mention.report_id for e in entries}, incidents))
