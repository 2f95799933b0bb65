"""The quality gate: measures every annotated set, prints the figures, and fails under a floor or over a ceiling.

    python bench/gate.py [--only SET] [--extractor NAME] [--by-slot] [--faults N] [--picture FILE]

The bounds are those of the default extractor: another one is measured, and held against bounds that are named only.

Exit code 0 if no figure is under its floor in bench/floors.json or over its ceiling in bench/ceilings.json, 1 if one
is, 2 if nothing can be read at all.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # a script's own folder is on the path, its parent not

from rich.console import Console

from bench.bias_pairs.pairs import pairs
from bench.bias_pairs.reading import changed_share, open_extractor, read_pairs
from bench.quality.figures import Figures, Share, measure
from bench.quality.floors import judge, load_bounds, values
from bench.quality.learned import SET, fold_figures, without_learned
from bench.quality.merges import NAME as MERGING
from bench.quality.merges import TOLD_APART, merge_values
from bench.quality.picture import picture
from bench.quality.predictions import Predicted, predict
from bench.quality.scorers import incident_scorer
from bench.quality.sets import GoldSet, Record, Skipped, chosen, gold_sets
from bench.quality.table import print_confidences, print_faults, print_figures, print_slots, print_verdicts
from bench.quality.templates import score_messages
from tocsin.errors import InputError, TocsinError
from tocsin.settings import Settings

FLOORS = Path(__file__).parent / "floors.json"
CEILINGS = Path(__file__).parent / "ceilings.json"
PICTURED = "news-dev"
"""The set whose confidences are drawn, unless one is chosen."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate and return its exit code."""
    options = _options(arguments)
    os.environ["TOCSIN_EXTRACTOR"] = options.extractor  # where every process that reads looks for it
    console = Console(width=None if sys.stdout.isatty() else 150)
    try:
        measured, templates, skipped = _measured(options)
        biased = _biased() if options.only in (None, "bias") else None
        merged = merge_values(options.extractor) if options.only in (None, MERGING) else {}
    except TocsinError as error:
        console.print(f"error: {error}", markup=False, style="red")
        return 2
    if measured:
        print_figures(console, measured)
        print_confidences(console, [one for one in measured if options.only or "/" not in one.name])
    for one in measured:
        if options.by_slot and (options.only or "/" not in one.name):
            print_slots(console, one)
        if options.faults:
            print_faults(console, one, options.faults)
    found = values(measured)
    if _is_default(options) and options.only in (None, SET):
        found |= _folds(console)
    if templates is not None:
        found["muc4.templates"] = templates[2]
        console.print("MUC-4 TST2, all templates: P {:.1%} R {:.1%} F {:.1%}".format(*templates), highlight=False)
    if biased is not None:
        found["bias.changed"] = biased
        console.print(f"Pairs of reports that change when one word is swapped: {biased:.1%}", highlight=False)
    found |= merged
    told = ", ".join(f"{key} {value:.1%}" for key, value in merged.items() if value is not None and key != TOLD_APART)
    if told:
        console.print(f"Mentions merged into incidents, B-cubed F and share of wrong merges: {told}", highlight=False)
    for one in measured:
        if options.picture and one.name == (options.only or PICTURED):
            options.picture.write_text(picture(one.name, one.judgements), encoding="utf-8")
    floors, ceilings = _bounds(options)
    verdicts = judge(floors, ceilings, found)
    print_verdicts(console, [v for v in verdicts if options.only is None or v.value is not None], skipped)
    return 1 if any(verdict.broken for verdict in verdicts) else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--only",
        metavar="SET",
        help="measure one set: article, news-dev, corpus, corpus/africa, samples, muc4, bias, merging",
    )
    parser.add_argument(
        "--extractor", default=Settings().extractor, metavar="NAME", help=f"what reads ({Settings().extractor})"
    )
    parser.add_argument("--by-slot", action="store_true", help="print precision, recall and F of every slot")
    parser.add_argument("--faults", type=int, default=0, metavar="N", help="print the first N faults of each set")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="processes to read with (2)")
    parser.add_argument(
        "--floors",
        type=Path,
        metavar="FILE",
        help="floors to hold the figures against (those of the default extractor)",
    )
    parser.add_argument("--ceilings", type=Path, metavar="FILE", help="ceilings to hold the figures against (likewise)")
    parser.add_argument("--picture", type=Path, metavar="FILE", help=f"draw the confidences of SET ({PICTURED}) as SVG")
    return parser.parse_args(arguments)


def _bounds(options: argparse.Namespace) -> tuple[dict[str, float], dict[str, float]]:
    is_default = _is_default(options)
    files = (options.floors or (FLOORS if is_default else None), options.ceilings or (CEILINGS if is_default else None))
    floors, ceilings = (load_bounds(file) if file else {} for file in files)
    return floors, ceilings


def _is_default(options: argparse.Namespace) -> bool:
    return bool(options.extractor == Settings().extractor)


def _folds(console: Console) -> dict[str, float | None]:
    """Print and return the figures of the folds; without the figures of these very weights, say so."""
    try:
        found = fold_figures()
    except InputError as error:
        console.print(f"corpus: {error}", markup=False, style="red")
        return {}
    told = ", ".join(f"{key.split('.')[1]} {value:.1%}" for key, value in found.items() if value is not None)
    console.print(f"corpus, each fold by a reader without it: {told or 'not measured'}", highlight=False)
    return found


def _measured(options: argparse.Namespace) -> tuple[list[Figures], Share | None, list[Skipped]]:
    sets = chosen(gold_sets(), options.only)
    if _is_default(options):
        sets = without_learned(sets)
    skipped = [one for one in sets if isinstance(one, Skipped)]
    readable = [one for one in sets if isinstance(one, GoldSet)]
    scorer = incident_scorer()
    if scorer is None:
        skipped += [Skipped(one.name, "the shared scorer is not there") for one in readable]
        readable = []
    measured: list[Figures] = []
    if scorer is not None and readable:
        predicted = predict(readable, options.workers)
        for name, gold, found in _grouped(readable, predicted):
            measured.append(measure(name, scorer, gold, found))
    templates: Share | None = None
    if options.only in (None, "muc4"):
        score = score_messages(options.workers)
        if isinstance(score, Skipped):
            skipped.append(score)
        else:
            templates = score
    return measured, templates, skipped


def _biased() -> float:
    """The share of pairs that the extractor reads differently, one word of an actor or a judgement swapped."""
    return changed_share(read_pairs(open_extractor(), pairs()))


def _grouped(sets: Sequence[GoldSet], predicted: Predicted) -> list[tuple[str, list[Record], list[Record]]]:
    """Each set with its predictions, and after the last file of the corpus the corpus as a whole."""
    out: list[tuple[str, list[Record], list[Record]]] = []
    whole: tuple[list[Record], list[Record]] = ([], [])
    for one in sets:
        # Ids are unique within a set only: under the name of the set they are unique in the whole.
        gold = [{**report, "id": f"{one.name}:{report['id']}"} for report in one.reports]
        found = [{**predicted[one.name, r["id"]], "id": f"{one.name}:{r['id']}"} for r in one.reports]
        out.append((one.name, gold, found))
        if one.name.startswith("corpus/"):
            whole[0].extend(gold)
            whole[1].extend(found)
    last = max((n for n, (name, _, _) in enumerate(out) if name.startswith("corpus/")), default=None)
    if last is not None and sum(name.startswith("corpus/") for name, _, _ in out) > 1:
        out.insert(last + 1, ("corpus", *whole))
    return out


if __name__ == "__main__":
    sys.exit(main())
