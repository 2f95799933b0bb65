"""How well mentions are merged into incidents, for any file of annotated reports with keys.

    python bench/merge.py REPORTS.jsonl [REPORTS.jsonl ...] [--extractor NAME | --gold] [--held-out] [--faults]

Reads the raw text of every report with the extractor, or takes the mentions of the annotation (--gold), resolves them
all, and prints B-cubed precision, recall and F. Counted are mentions that are found: those that the scorer of incidents
aligns to an incident of the annotation. "main" are those that the annotation calls main; "all" has what is told in
passing too. What is not found, and what is found and aligned to nothing, counts in neither; how many main ones are
found stands in the column "found". "stray" adds what is found and aligned to nothing, each as an incident of its own:
the strictest reading, since some of it does tell of an incident that another mention of its report tells of.

"wrong" is the share of merges that are wrong: n mentions in an incident are n - 1 merges, of which k - 1 are wrong if
they have k keys. "as read" counts those that are wrong whichever of its incidents a mention is counted as, where
reading made one mention of several incidents of a report: what is left are the faults of merging alone. --held-out
leaves out the half of each file that training.policy fits on.

Exit code 0, or 1 if an incident has two mentions that one report tells apart.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # a script's own folder is on the path, its parent not

from bench.merging.entries import entries_of, incidents_of, judgements_of
from bench.merging.figures import Merging, merging, told_apart
from bench.merging.halves import halves
from bench.merging.reading import Keyed, from_gold, from_text
from tocsin.resolution.policy import load_policy
from tocsin.settings import load_settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of each file and return the exit code."""
    options = _options(arguments)
    heads = f"{'P':>6} {'R':>6} {'F':>6} {'merges':>7} {'wrong':>10} {'as read':>10}"
    print(f"{'reports':28} {'mentions':9} {'found':>9} {heads}")
    worst = 0
    for path in options.reports:
        lines = path.read_text(encoding="utf-8").splitlines()
        given = [json.loads(line) for line in lines if line.strip()]
        if options.held_out:
            given = halves(given)[1]
        keyed = from_gold(given) if options.gold else from_text(given, options.extractor)
        worst = max(
            worst, _report(path.name if path.name != "reports.jsonl" else path.parent.name, keyed, options.faults)
        )
    return worst


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("reports", type=Path, nargs="+", metavar="REPORTS.jsonl")
    parser.add_argument("--extractor", default=load_settings().extractor, metavar="NAME", help="what reads")
    parser.add_argument("--gold", action="store_true", help="take the mentions of the annotation")
    parser.add_argument("--held-out", action="store_true", help="only the half that the policy is not fitted on")
    parser.add_argument("--faults", action="store_true", help="print what is wrongly merged or left apart")
    return parser.parse_args(arguments)


def _report(name: str, keyed: Sequence[Keyed], faults: bool) -> int:
    entries = entries_of((one.report, one.mentions) for one in keyed)
    judgements = judgements_of(entries, load_policy())
    incidents = incidents_of(entries, judgements)
    keys = {mention_id: key for one in keyed for mention_id, key in one.keys.items()}
    main = {mention_id for one in keyed for mention_id in one.main}
    wanted = sum(one.wanted for one in keyed)
    also = {mention_id: others for one in keyed for mention_id, others in one.also.items()}
    stray = {m.id: f"nothing but {m.id}" for one in keyed for m in one.mentions if m.id not in keys}
    _print(name, "main", merging({m: key for m, key in keys.items() if m in main}, incidents, also), wanted)
    _print(name, "all", merging(keys, incidents, also), None)
    _print(name, "stray", merging({**keys, **stray}, incidents, also), None)
    if faults:
        _print_faults(keys, incidents, {(j.first, j.second): j.probability for j in judgements})
    apart = told_apart({entry.mention.id: entry.mention.report_id for entry in entries}, incidents)
    for incident in apart:
        print(f"    {incident} has two mentions that one report tells apart")
    return 1 if apart else 0


def _print(name: str, which: str, figures: Merging, wanted: int | None) -> None:
    found = f"{figures.mentions}/{wanted}" if wanted is not None else str(figures.mentions)
    shares = f"{figures.precision:6.1%} {figures.recall:6.1%} {figures.f:6.1%}"
    wrong = f"{figures.wrong} ({figures.wrong_share:.1%})"
    as_read = f"{figures.wrong_as_read} ({figures.wrong_as_read_share:.1%})"
    print(f"{name:28} {which:9} {found:>9} {shares} {figures.merges:7} {wrong:>10} {as_read:>10}")


def _print_faults(keys: dict[str, str], incidents: Mapping[str, str], odds: dict[tuple[str, str], float]) -> None:
    ids = sorted(keys)
    for at, one in enumerate(ids):
        for other in ids[at + 1 :]:
            same, glued = keys[one] == keys[other], incidents[one] == incidents[other]
            if same != glued:
                chance = odds.get((one, other))
                said = "not compared" if chance is None else f"{chance:.3f}"
                print(f"    {'apart' if same else 'GLUED'}  {one} {keys[one]}  {other} {keys[other]}  {said}")


if __name__ == "__main__":
    sys.exit(main())
