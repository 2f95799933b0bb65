"""How long daily series, trend and changes take for many selections of very many incidents.

    python bench/tempo/scale.py [--incidents N] [--selections N]

Made-up incidents over ten years, with two sources each; every selection takes one in a hundred of them. Prints seconds
of processor time. Exit code 0, or 1 where 100 selections of a million would take more than 30 seconds.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from tocsin.analysis.tempo.counting import Window
from tocsin.analysis.tempo.events import Events
from tocsin.analysis.tempo.nowcast import delay_of
from tocsin.analysis.tempo.preparing import judge_prepared, prepare
from tocsin.analysis.tempo.trend import trend

START, DAYS = date(2015, 1, 1), 3650
WINDOW = Window(START, START + timedelta(days=DAYS - 1))
MOST_S = 30.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--incidents", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--selections", type=int, default=100, metavar="N")
    options = parser.parse_args(arguments)
    events, chosen = made(options.incidents)
    start = time.process_time()
    for number in range(options.selections):
        own = events.where(chosen == number % 100)
        prepared = prepare(own, WINDOW, delay_of(own, WINDOW.end), WINDOW.end)
        trend(prepared.numbers, prepared.exposure)
        judge_prepared(prepared)
    spent = time.process_time() - start
    print(f"{options.selections} selections of {options.incidents:,} incidents: {spent:.1f} s of processor time")
    return 0 if spent / options.selections * 100 <= MOST_S else 1


def made(incidents: int) -> tuple[Events, "np.ndarray[tuple[int, ...], np.dtype[np.int64]]"]:
    generator = np.random.default_rng(1)
    first = np.sort(generator.integers(0, DAYS, incidents)) + START.toordinal()
    told = first + generator.geometric(0.4, incidents) - 1
    rows = np.arange(incidents)
    tellings = {"Old Wire": (rows[::2], told[::2]), "River Post": (rows[1::2], told[1::2])}
    return Events(first, first, told, tellings=tellings), generator.integers(0, 100, incidents)


if __name__ == "__main__":
    sys.exit(main())
