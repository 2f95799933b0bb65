"""How long daily series, trend and changes take for a hundred selections of a ledger with very many incidents.

    python bench/tempo/scale.py [--incidents N] [--path FILE]

Makes a ledger in SQLite with the rows of N incidents over ten years (or takes the one at FILE, if it is there) and asks
it for a hundred selections of a hundredth each: reads them, tells which sources are constant and how late reports come,
counts days, and works out trend, changes and the chance of a constant rate. Then says how long `tocsin tempo` takes in
full for one selection, and for all incidents at once. Prints seconds of processor time. Exit code 0, or 1 where the
hundred selections take more than 30 seconds.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # a script's own folder is on the path, the tree's top not

from bench.tempo.rows import fill, selections
from tocsin.analysis.tempo.panel import panel_of
from tocsin.analysis.tempo.preparing import judge_prepared, prepare_known
from tocsin.analysis.tempo.trend import trend
from tocsin.ledger.base import Ledger
from tocsin.ledger.opening import open_ledger
from tocsin.tasks.tempo import newest, read_events, tempo, window_of
from tocsin.vocabulary.selection import Selection

MOST_S = 30.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--incidents", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--path", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path = options.path or Path(folder) / "many.db"
        if not path.exists():
            fill(path, options.incidents)
        with closing(open_ledger(str(path))) as ledger:
            return measure(ledger)


def measure(ledger: Ledger) -> int:
    """Print how long the selections take, and return 0 if that is short enough, else 1."""
    asked, every = selections(), Selection()
    start, read, incidents = time.process_time(), 0.0, 0
    for selection in asked:
        begun = time.process_time()
        events = read_events(ledger, selection)
        read += time.process_time() - begun
        incidents += len(events)
        window = window_of(events, selection)
        prepared = prepare_known(panel_of(events, window)[1], window, date.fromordinal(newest(events)))
        trend(prepared.numbers, prepared.exposure)
        judge_prepared(prepared)
    spent = time.process_time() - start
    print(f"{len(asked)} selections, {incidents:,} incidents in all: {spent:.1f} s, {read:.1f} of them for reading")
    for name, selection in (("one of them", asked[0]), (f"all {ledger.count(every):,} incidents", every)):
        begun = time.process_time()
        tempo(ledger, selection)
        print(f"tempo in full of {name}: {time.process_time() - begun:.1f} s")
    return 0 if spent <= MOST_S else 1


if __name__ == "__main__":
    sys.exit(main())
