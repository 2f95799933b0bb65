"""Speed: tokens a second from clean text to mentions on two threads, peak memory and start-up of each extractor, beside
a plain regex scan and spaCy's small English pipeline on the same texts.

    python bench/speed.py [--reports N] [--rounds N] [--only SUBJECT ...]

Every subject runs in a process of its own, one after the other, on the same two processors. The scan and spaCy say how
fast this machine is today: the ratios are what can be compared between machines.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # a script's own folder is on the path, its parent not

from bench.pace.subjects import EXTRACTORS
from bench.pace.texts import reports, tokens

ROOT = Path(__file__).resolve().parents[1]
SUBJECTS = (*EXTRACTORS, "spacy", "scan")
THREADS = 2
THREAD_SETTINGS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Measured:
    """One subject: how many reports and tokens it reads a second, how much memory it takes, how long it starts."""

    reports: float
    tokens: float
    tokens_a_processor_second: float
    peak_mb: float | None
    start_up: float


@dataclass(frozen=True, slots=True)
class Need:
    """What a subject must reach: `figure` at least `bound`, or at most; `value` None where it is not measured."""

    what: str
    bound: float
    value: float | None
    at_most: bool = False

    @property
    def missed(self) -> bool:
        if self.value is None:
            return False
        return self.value > self.bound if self.at_most else self.value < self.bound


def measure(name: str, limit: int, rounds: int, count: int) -> Measured | str:
    """Return what is measured of the subject `name` on `limit` reports of `count` tokens, or why it is not."""
    # Best of two: the first also fills the machine's cache of files.
    starts = []
    for _ in range(2):
        start = time.perf_counter()
        found = _child(name, 0, 0)
        starts.append(time.perf_counter() - start)
        if "absent" in found:
            return str(found["absent"])
    found = _child(name, limit, rounds)
    seconds, processor = float(str(found["seconds"])), float(str(found["processor_seconds"]))
    peak = found["peak_mb"]
    return Measured(
        reports=limit / seconds,
        tokens=count / seconds,
        tokens_a_processor_second=count / processor,
        peak_mb=None if peak is None else float(str(peak)),
        start_up=min(starts),
    )


def needs(found: Mapping[str, Measured | str]) -> list[Need]:
    """Return what is needed of the extractors, beside what was `found`."""
    model, rules, spacy = (one if isinstance(one := found.get(name), Measured) else None for name in SUBJECTS[:3])
    return [
        Need("model: tokens a second", 8000, model.tokens if model else None),
        Need("model: times as fast as spaCy", 1.5, model.tokens / spacy.tokens if model and spacy else None),
        Need("model: MB at its peak", 700, model.peak_mb if model else None, at_most=True),
        Need("model: seconds to start", 2.0, model.start_up if model else None, at_most=True),
        Need("rules: reports a second", 150, rules.reports if rules else None),
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was measured; exit code 1 if a need is missed, 2 if nothing was measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reports", type=int, default=400, metavar="N", help="how many reports to read (400)")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="how often, the best counts (3)")
    parser.add_argument("--only", nargs="+", choices=SUBJECTS, default=SUBJECTS, help="what to time (all)")
    options = parser.parse_args(arguments)
    name, over = reports(options.reports)
    count = tokens(over)
    print(f"{len(over)} reports of {name}, {count / max(1, len(over)):.0f} words and marks each; {_machine()}")
    found: dict[str, Measured | str] = {}
    print(f"{'':8}{'reports/s':>11}{'tokens/s':>11}{'tokens/CPU s':>14}{'peak MB':>9}{'start s':>9}")
    for subject in options.only:
        found[subject] = one = measure(subject, len(over), options.rounds, count)
        print(f"{subject:8}{_row(one)}", flush=True)
    if not any(isinstance(one, Measured) for one in found.values()):
        return 2
    missed = False
    for need in needs(found):
        missed |= need.missed
        print(_told(need))
    return 1 if missed else 0


def _child(name: str, limit: int, rounds: int) -> Mapping[str, object]:
    command = [sys.executable, "-m", "bench.pace.child", name, str(limit), str(rounds)]
    environment = os.environ | dict.fromkeys(THREAD_SETTINGS, str(THREADS))
    # Errors of the child are shown as they are, and end the run.
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True, text=True)  # noqa: S603  our own module
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def _machine() -> str:
    """Hold this process and its children to two processors, where that can be done, and say how busy they are."""
    if not hasattr(os, "sched_setaffinity"):
        return f"{THREADS} threads"
    here = sorted(os.sched_getaffinity(0))[:THREADS]
    os.sched_setaffinity(0, here)
    waiting = os.getloadavg()[0]
    busy = f"; others keep {waiting:.1f} processors busy, so take the ratios, not the rates" if waiting > 0.5 else ""
    return f"{len(here)} processors{busy}"


def _row(one: Measured | str) -> str:
    if isinstance(one, str):
        return f"  not measured: {one}"
    peak = "-" if one.peak_mb is None else f"{one.peak_mb:.0f}"
    return f"{one.reports:11,.0f}{one.tokens:11,.0f}{one.tokens_a_processor_second:14,.0f}{peak:>9}{one.start_up:9.2f}"


def _told(need: Need) -> str:
    bound = f"at {'most' if need.at_most else 'least'} {need.bound:g}"
    if need.value is None:
        return f"{need.what:32} {bound:>14}   not measured"
    return f"{need.what:32} {bound:>14}   {need.value:,.2f}  {'MISSED' if need.missed else 'ok'}"


if __name__ == "__main__":
    sys.exit(main())
