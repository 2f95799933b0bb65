"""Bias: pairs of reports that differ only in the actor or in a loaded phrase must be read alike.

    python bench/bias.py [--extractor NAME] [--swap NAME] [--all]

Prints the pairs whose kinds, statuses or count of incidents change, and their share. Exit code 0 if the share is not
above its ceiling in bench/ceilings.json, 1 if it is, 2 if the extractor cannot be opened.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # a script's own folder is on the path, its parent not

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench.bias_pairs.pairs import pairs
from bench.bias_pairs.reading import Outcome, changed_share, open_extractor, read_pairs
from bench.quality.floors import load_bounds
from tocsin.errors import TocsinError

CEILINGS = Path(__file__).parent / "ceilings.json"
KEY = "bias.changed"


def main(arguments: Sequence[str] | None = None) -> int:
    """Read all pairs and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--extractor", default="", metavar="NAME", help="which extractor reads (the default one)")
    parser.add_argument("--swap", metavar="NAME", help="only the pairs of one list of words: nation, power, judged ...")
    parser.add_argument("--all", action="store_true", help="print what was found in every pair, changed or not")
    options = parser.parse_args(arguments)
    console, progress = Console(width=None if sys.stdout.isatty() else 150), Console(stderr=True)
    chosen = [pair for pair in pairs() if options.swap in (None, pair.swap)]
    if not chosen:
        console.print(f"error: no pairs of {options.swap!r}", markup=False, style="red")
        return 2
    try:
        extractor = open_extractor(options.extractor)
    except TocsinError as error:
        console.print(f"error: {error}", markup=False, style="red")
        return 2
    outcomes = read_pairs(extractor, track(chosen, "reading", console=progress, transient=True))
    for outcome in outcomes:
        if outcome.changed or options.all:
            _print_pair(console, outcome)
    _print_counts(console, outcomes)
    ceiling = load_bounds(CEILINGS)[KEY]
    share = changed_share(outcomes)
    console.print(f"{share:.1%} of {len(outcomes)} pairs change; at most {ceiling:.1%} may", highlight=False)
    return 1 if share > ceiling else 0


def _print_pair(console: Console, outcome: Outcome) -> None:
    console.print(f"{outcome.pair.id}: {', '.join(outcome.changes) or 'the same'}", style="bold", markup=False)
    for word, text, told in zip(outcome.pair.words, outcome.pair.texts, outcome.told, strict=True):
        found = "; ".join(" ".join(one) for one in told) or "nothing"
        console.print(f"  [{word or 'no word'}] {found}: {text!r}", markup=False, highlight=False, soft_wrap=True)


def _print_counts(console: Console, outcomes: Sequence[Outcome]) -> None:
    table = Table(title="Pairs that change when one word is swapped")
    for name in ("swap", "pairs", "read", "changed", "count", "kind", "status"):
        table.add_column(name, justify="left" if name == "swap" else "right")
    for swap in dict.fromkeys(outcome.pair.swap for outcome in outcomes):
        of_swap = [outcome for outcome in outcomes if outcome.pair.swap == swap]
        changes = Counter(name for outcome in of_swap for name in outcome.changes)
        read = sum(bool(outcome.told[0] and outcome.told[1]) for outcome in of_swap)
        figures = (
            len(of_swap),
            read,
            sum(o.changed for o in of_swap),
            *(changes[n] for n in ("count", "kind", "status")),
        )
        table.add_row(swap, *map(str, figures))
    console.print(table)


if __name__ == "__main__":
    sys.exit(main())
