"""How far the verdict of `tocsin occasions` can be trusted: false alarms, power, intervals.

    python bench/occasions/measure.py [--series N]

Prints a table. Seeds are fixed: the same N gives the same figures. Exit code 0, or 1 where a bound is missed by more
than three standard errors of the share.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # a script's own folder is on the path, the tree's top not

import numpy as np

from bench.occasions.made import UNRELATED, Made, Maker, before_visits
from tocsin.analysis.occasions.around import Around, Setting, around
from tocsin.analysis.occasions.attacks import Attacks
from tocsin.analysis.occasions.known import KnownOccasion
from tocsin.analysis.occasions.masks import Reach
from tocsin.analysis.occasions.verdict import verdict
from tocsin.analysis.tempo.counting import Window
from tocsin.analysis.tempo.events import on_days
from tocsin.analysis.tempo.nowcast import AT_ONCE
from tocsin.analysis.tempo.preparing import prepare
from tocsin.vocabulary.values import When

START = date(2023, 1, 1)
LEVEL = 0.05
HELD = 0.95


@dataclass(frozen=True)
class Shares:
    """Shares of series: with a finding, with any single question's chance at or below the level."""

    found: float
    alone: float


def answers(made: Made) -> tuple[Around, ...]:
    """Return what is said of one series."""
    days = [START + timedelta(days=int(day)) for day in np.repeat(np.arange(made.counts.size), made.counts)]
    window = Window(START, START + timedelta(days=made.counts.size - 1))
    events = on_days(days)
    prepared = prepare(events, window, AT_ONCE, window.end)
    attacks = Attacks(events, tuple(map(str, range(len(events)))))
    sorts = {sort: [_occasion(sort, int(day)) for day in days_] for sort, days_ in made.occasions.items()}
    return around(Setting(attacks, prepared, window, Reach()), sorts)


def _occasion(sort: str, day: int) -> KnownOccasion:
    when = START + timedelta(days=day)
    return KnownOccasion(f"{sort} {day}", sort, When(when, when, "day"), "made up", ())


def shares(make: Maker, series: int) -> Shares:
    found, alone = [], []
    for seed in range(series):
        rows = answers(make(np.random.default_rng((11, seed))))
        found.append(verdict(rows, Reach()).finding != "none")
        alone.append(any(row.chance <= LEVEL for row in rows))
    return Shares(float(np.mean(found)), float(np.mean(alone)))


def coverage(times: float, series: int) -> float:
    """Return how often the interval of the ratio before visits holds the true one."""
    held = []
    for seed in range(series):
        rows = answers(before_visits(times)(np.random.default_rng((12, seed))))
        ratio = next(row.ratio for row in rows if row.side == "before")
        held.append(ratio.low <= times <= ratio.high)
    return float(np.mean(held))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--series", type=int, default=2000, metavar="N", help="made-up series of each sort")
    series = parser.parse_args(arguments).series
    held = []
    slack = 3 * float(np.sqrt(LEVEL * (1 - LEVEL) / series))
    for name, make in UNRELATED.items():
        got = shares(make, series)
        held.append(say(f"false alarms: {name}", got.found, "5% at most", got.found <= LEVEL + slack))
    for times in (2.0, 3.0):
        for visits in (8, 16):
            got = shares(before_visits(times, visits), series)
            say(f"found: {times:g} times before {visits} visits", got.found, "for comparison", True)
    for times in (1.0, 3.0):
        got_held = coverage(times, series)
        held.append(say(f"interval of the ratio, {times:g} times", got_held, "95%, or more", got_held >= HELD - 0.03))
    return 0 if all(held) else 1


def say(what: str, share: float, wanted: str, held: bool) -> bool:
    print(f"{'' if held else 'MISSED '}{what:<50}{share:>8.1%}  {wanted}", flush=True)
    return held


if __name__ == "__main__":
    sys.exit(main())
