"""How far the comparisons of `tocsin severity` can be trusted: false alarms, power, intervals, runs without casualties.

    python bench/severity/measure.py [--series N]

Prints a table. Seeds are fixed: the same N gives the same figures. Exit code 0, or 1 where a bound is missed by more
than three standard errors of the share.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # a script's own folder is on the path, the tree's top not

import numpy as np

from tocsin.analysis.severity.cases import Case, Count
from tocsin.analysis.severity.comparing import share_changes
from tocsin.analysis.severity.shares import runs_of, wilson
from tocsin.analysis.severity.streaks import streaks

START = date(2024, 1, 1)
LEVEL = 0.05
TARGETS = ("embassy", "convoy", "airport", "military-base")
NOBODY, SOMEBODY = Count(0, 0, 0, 0), Count(1, 1, 1, 1)
Months = list[tuple[str, list[Case]]]


def chain(generator: np.random.Generator, share: float, alike: float, length: int) -> list[bool]:
    """Return marks of which `share` are True, each like the one before it with a correlation of `alike`."""
    marks = [bool(generator.random() < share)]
    for _ in range(length - 1):
        marks.append(marks[-1] if generator.random() < alike else bool(generator.random() < share))
    return marks


def targets(generator: np.random.Generator, alike: float, lengths: Sequence[int]) -> Months:
    """Return months of attacks on one of four targets, as often in each month; runs where `alike` is above 0."""
    weights = np.array([0.4, 0.3, 0.2, 0.1])
    target = int(generator.choice(4, p=weights))
    months: Months = []
    for month, length in enumerate(lengths):
        cases = []
        for at in range(length):
            if generator.random() >= alike:
                target = int(generator.choice(4, p=weights))
            day = START + timedelta(days=30 * month + at % 30)
            kind = f"inc-{month}-{at}"
            cases.append(Case(kind, day, day, "rocket", "reported", 1, targets=frozenset({TARGETS[target]})))
        months.append((str(month), cases))
    return months


def found(months: Months) -> bool:
    return any(one.corrected <= LEVEL and max(one.rose, one.fell) >= 0.55 for one in share_changes(months))


def uneven(months: Months) -> bool:
    return any(one.any_corrected <= LEVEL for one in share_changes(months))


def shift(generator: np.random.Generator, before: float, after: float, size: int) -> Months:
    """Return three months, of which the last has another share of attacks on embassies."""
    months: Months = []
    for month, share in enumerate((before, before, after)):
        hits = generator.random(size) < share
        day = START + timedelta(days=30 * month)
        cases = [
            Case(f"inc-{month}-{at}", day, day, "rocket", "reported", 1, targets=frozenset({TARGETS[0 if hit else 1]}))
            for at, hit in enumerate(hits)
        ]
        months.append((str(month), cases))
    return months


def covered(generator: np.random.Generator, share: float, alike: float, length: int) -> bool:
    marks = chain(generator, share, alike, length)
    cases = [_case(at, mark) for at, mark in enumerate(marks)]
    runs = runs_of([cases], [lambda case: case.hurt == "hurt"])
    interval = wilson(sum(marks), length, runs)
    return interval.low <= share <= interval.high


def long_run(marks: list[bool]) -> bool:
    longest = [one for one in streaks([_case(at, mark) for at, mark in enumerate(marks)]) if not one.newest]
    return bool(longest and longest[0].chance is not None and longest[0].chance <= LEVEL)


def _case(at: int, hurt: bool) -> Case:
    day = START + timedelta(days=at)
    return Case(f"inc-{at}", day, day, "rocket", "reported", 1, SOMEBODY if hurt else NOBODY, NOBODY)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--series", type=int, default=2000, metavar="N", help="made-up series of each sort")
    series = parser.parse_args(arguments).series

    def share(key: int, one: Callable[[np.random.Generator], bool]) -> float:
        return float(np.mean([one(np.random.default_rng((key, seed))) for seed in range(series)]))

    most = LEVEL + 3 * float(np.sqrt(LEVEL * (1 - LEVEL) / series))
    held = []
    for name, alike in (("", 0.0), (", in runs (0.3)", 0.3), (", in runs (0.6)", 0.6)):
        for size in (15, 60):
            got = share(21, lambda g, a=alike, n=size: found(targets(g, a, (n, n, n))))  # type: ignore[misc]  # bound on purpose
            held.append(say(f"false alarms: last of 3 months of {size}{name}", got, "5% at most", got <= most))
            got = share(22, lambda g, a=alike, n=size: uneven(targets(g, a, (n, n, n))))  # type: ignore[misc]  # likewise
            held.append(say(f"false alarms: any of 3 months of {size}{name}", got, "5% at most", got <= most))
    for before, after, size in ((0.2, 0.5, 20), (0.2, 0.5, 40), (0.2, 0.8, 10)):
        got = share(23, lambda g, b=before, a=after, n=size: found(shift(g, b, a, n)))  # type: ignore[misc]  # likewise
        say(f"found: from {before:.0%} to {after:.0%}, {size} attacks a month", got, "for comparison", True)
    for alike, length in ((0.0, 20), (0.0, 100), (0.5, 100)):
        got = share(24, lambda g, a=alike, n=length: covered(g, 0.3, a, n))  # type: ignore[misc]  # likewise
        name = f"interval of a share of 30%, {length} attacks{', in runs (0.5)' if alike else ''}"
        held.append(say(name, got, "95%, or more", got >= 0.92))
    got = share(25, lambda g: long_run(chain(g, 0.3, 0.0, 60)))
    held.append(say("false alarms: longest run of 60", got, "5% at most", got <= most))
    got = share(27, lambda g: long_run(chain(g, 0.3, 0.3, 60)))
    say("the same, where casualties come in runs (0.3)", got, "for comparison", True)
    got = share(26, lambda g: long_run([*chain(g, 0.3, 0.0, 40), *[False] * 20]))
    say("found: 20 in a row after 40 of which 30% hurt", got, "for comparison", True)
    return 0 if all(held) else 1


def say(what: str, share: float, wanted: str, held: bool) -> bool:
    print(f"{'' if held else 'MISSED '}{what:<60}{share:>8.1%}  {wanted}", flush=True)
    return held


if __name__ == "__main__":
    sys.exit(main())
