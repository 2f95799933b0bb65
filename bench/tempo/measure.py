"""How far the verdict of `tocsin tempo` can be trusted: known changes, false alarms, power, intervals, nowcasts.

    python bench/tempo/measure.py [--series N] [--parts alarms power intervals nowcasts beliefs clusters]

Prints a table. Seeds are fixed: the same N gives the same figures. Exit code 0, or 1 where a bound is missed; with
fewer than 1,000 series only the real series count, since shares are too uncertain.
"""

import argparse
import csv
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # a script's own folder is on the path, the tree's top not

import numpy as np

from bench.tempo.coverage import believed, clusters_found, growths, self_exciting, stated_changes, struck_days
from bench.tempo.figures import alarms, best_power, forecast_coverage, nowcasts, rate_coverage
from bench.tempo.made import GROWING, HAPPENING, STATIONARY, doubling, negative_binomial, poisson
from tocsin.analysis.tempo.assess import Tempo, assess
from tocsin.analysis.tempo.counting import Window
from tocsin.analysis.tempo.events import on_days

HERE = Path(__file__).parent
IRAQ = HERE.parents[2] / "shared" / "tempo" / "iraq-2006-daily.csv"
ARTICLE = tuple(date(2020, 7, day) for day in (24, 27, 28, 30, 31)) + tuple(
    date(2020, 8, day) for day in (3, 5, 11, 14, 15, 16)
)
"""Days of the eleven dated incidents that a newspaper listed on 17 August 2020."""
ENOUGH = 1000
POINTS = 0.0301
"""How far a share may lie from what is stated."""
YEAR = 365.25


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--series", type=int, default=2000, metavar="N", help="made-up series of each sort")
    parser.add_argument("--parts", nargs="+", choices=sorted(PARTS), default=list(PARTS), help="only these parts")
    options = parser.parse_args(arguments)
    series = options.series
    held = [*_coal(), *_iraq()]
    print(assess(on_days(ARTICLE), Window(ARTICLE[0], date(2020, 8, 17))).verdict.sentence)
    made_up = [held for part in options.parts for held in PARTS[part](series)]
    return 0 if all(held) and (series < ENOUGH or all(made_up)) else 1


def say(name: str, figure: str, bound: str, held: bool) -> bool:
    print(f"{'ok  ' if held else 'MISS'} {name:52} {figure:>24}   {bound}", flush=True)
    return held


def covers(name: str, share: float, level: float) -> bool:
    return say(name, f"{share:.1%}", f"{level:.0%} by 3 points", abs(share - level) <= POINTS)


def coal() -> Tempo:
    """Return the tempo of the coal-mining disasters."""
    lines = [line for line in (HERE / "coal.csv").read_text(encoding="utf-8").splitlines() if line[:1] not in {"#", ""}]
    days = [date.fromisoformat(row["day"]) for row in csv.DictReader(lines)]
    return assess(on_days(days), Window(days[0], days[-1]))


def _coal() -> list[bool]:
    found = coal()
    mode = max(found.pieces, key=lambda piece: piece.begins)
    after = [piece for piece in found.pieces if date(1895, 1, 1) < piece.start < date(1940, 1, 1)]
    before = [piece.rate for piece in found.pieces if piece.start < date(1885, 1, 1)]
    rates = np.mean(before) / 7 * YEAR, np.mean([piece.rate for piece in after]) / 7 * YEAR
    return [
        say("coal mines: day of the change, posterior mode", str(mode.start), "1887 to 1895",
            1887 <= mode.start.year <= 1895),
        say("coal mines: disasters a year before and after", f"{rates[0]:.2f} and {rates[1]:.2f}", "about 3.1 and 0.9",
            bool(2.7 < rates[0] < 3.5 and 0.7 < rates[1] < 1.2)),
    ]  # fmt: skip


def iraq() -> Tempo:
    """Return the tempo of attacks in Iraq in 2006."""
    with IRAQ.open(encoding="utf-8") as file:
        days = [date.fromisoformat(row["date"]) for row in csv.DictReader(file) for _ in range(int(row["events"]))]
    return assess(on_days(days), Window(min(days), max(days)))


def _iraq() -> list[bool]:
    if not IRAQ.exists():
        print(f"     Iraq 2006: left out, since {IRAQ.name} is not in a folder shared/tempo beside the checkout")
        return []
    start = time.process_time()
    found = iraq()
    spent = time.process_time() - start
    excited = found.excitation
    changes = int(np.argmax(found.number_of_changes))
    return [
        say("Iraq 2006: changes found", str(changes), "at least 1", changes > 0),
        say("Iraq 2006: self-excitation", f"branching {excited.branching:.2f}" if excited else "", "found",
            bool(excited and excited.found)),
        say("Iraq 2006: seconds of processor time", f"{spent:.1f}", "10 at most", spent <= 10),
    ]  # fmt: skip


def _false_alarms(series: int) -> list[bool]:
    held = []
    for name, make in STATIONARY.items():
        found = alarms(make, series)
        figure = f"{found.any:.1%} ({found.rise:.1%} rise)"
        held.append(say(f"false alarms, {name}", figure, "5% at most", found.any <= 0.05))
    return held


def _power(series: int) -> list[bool]:
    wanted = alarms(doubling(40), series)
    held = say("rise found: 40 events, then 80", f"{wanted.rise:.1%}", "80% at least", wanted.rise >= 0.8)
    dispersed = alarms(doubling(40, dispersed=True), series)
    say("rise found: the same, variance twice the mean", f"{dispersed.rise:.1%}", "for comparison", True)
    short = alarms(doubling(40, 60), series)
    say("rise found: 40, then 80 within 60 days", f"{short.rise:.1%}", "for comparison", True)
    few = alarms(doubling(40 / 3), series)
    bound = best_power(40)
    say("rise found: 40 events in all", f"{few.rise:.1%}", f"no test at 5% finds more than {bound:.1%}", True)
    return [held]


def _intervals(series: int) -> list[bool]:
    held = []
    for name, make in (("Poisson", poisson), ("negative binomial", negative_binomial)):
        held.append(covers(f"interval of the rate, {name}", rate_coverage(make, series), 0.95))
        for rate in (15.0, 2.0):
            share = forecast_coverage(make, series, rate)
            held.append(covers(f"forecast of a week of {7 * rate:.0f}, {name}", share, 0.8))
    held.append(covers("struck days", struck_days(series), 0.95))
    for name, grow in GROWING.items():
        by_trend, by_regression = growths(grow, series)
        held.append(covers(f"growth a week by Cox and Lewis, {name}", by_trend, 0.95))
        held.append(covers(f"growth a week by regression, {name}", by_regression, 0.95))
    return held


def _nowcasts(series: int) -> list[bool]:
    held = []
    for name, make in HAPPENING.items():
        casts = nowcasts(make, series)
        held.append(covers(f"nowcast of the last week, {name}", casts.covered, 0.8))
        each = f"nowcast of each of its days, {name}"
        # a day of which all is likely to be known has one number that is more than 80 % probable
        held.append(say(each, f"{casts.days_covered:.1%}", "77% at least", casts.days_covered >= 0.77))
        better = f"{casts.score:.1f} against {casts.naive:.1f}"
        held.append(say("its interval score, by last week's number", better, "lower", casts.score < casts.naive))
    return held


def _beliefs(series: int) -> list[bool]:
    found = believed(series)
    for word, (times, probability, true) in found.terms.items():
        said = f"said {times} times, {probability:.0%}"
        say(f'a rise is said to be "{word}"', f"true {true:.0%}", said, True)
    held = [
        covers("band of the rate, as supposed before", found.band, 0.9),
        covers("ratio of the newest change, as supposed before", found.ratio, 0.9),
        covers("days of the newest change, as supposed before", found.days, 0.8),
    ]
    doubled = stated_changes(series)
    say("ratio of a doubling, 40 events before", f"{doubled.ratio:.1%}", "90%, for comparison", True)
    say("days of a doubling, 40 events before", f"{doubled.days:.1%}", "80%, for comparison", True)
    return held


def _clusters(series: int) -> list[bool]:
    held = []
    series = max(series // 8, 1)  # each takes as long as ten verdicts
    for name, make in (("Poisson", poisson), ("a doubling", doubling(40))):
        share, _ = clusters_found(make, series)
        held.append(say(f"clusters found where there are none, {name}", f"{share:.1%}", "about 1%", share <= 0.02))
    share, branching = clusters_found(self_exciting, series)
    say("clusters found, 4 of 10 attacks set off another", f"{share:.1%}, branching {branching:.2f}", "", True)
    return held


PARTS: dict[str, Callable[[int], list[bool]]] = {
    "alarms": _false_alarms,
    "power": _power,
    "intervals": _intervals,
    "nowcasts": _nowcasts,
    "beliefs": _beliefs,
    "clusters": _clusters,
}


if __name__ == "__main__":
    sys.exit(main())
