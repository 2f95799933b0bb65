"""One subject, timed in a process of its own, so that memory and start-up are its own.

    python -m bench.pace.child SUBJECT REPORTS ROUNDS

Prints one JSON object: seconds and processor seconds of the best round, and the peak memory; or why it is absent.
"""

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from bench.pace.subjects import Absent, Work, open_subject
from bench.pace.texts import FIRST, reports
from tocsin.vocabulary.report import Report


@dataclass(frozen=True, slots=True)
class Timing:
    """The best round: wall seconds and the seconds of all processors; with it the peak memory in MB, if known."""

    seconds: float
    processor_seconds: float
    peak_mb: float | None


def timed(work: Work, over: Sequence[Report], rounds: int) -> tuple[float, float]:
    """Return wall seconds and processor seconds of `work`, the least of `rounds`: the least disturbed by others."""
    walls, processors = [], []
    for _ in range(rounds):
        wall, processor = time.perf_counter(), time.process_time()
        work(over)
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    return min(walls, default=0.0), min(processors, default=0.0)


def peak_mb() -> float | None:
    """Return the most memory that this process has held, in millions of bytes; None where that is not known."""
    try:
        import resource  # noqa: PLC0415  there is none on Windows
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def main(arguments: Sequence[str]) -> None:
    """Time the subject and print what came of it."""
    name, limit, rounds = arguments[0], int(arguments[1]), int(arguments[2])
    try:
        work = open_subject(name)
    except Absent as absent:
        print(json.dumps({"absent": str(absent)}))
        return
    work([FIRST])
    over = reports(limit)[1] if limit else []
    seconds, processor = timed(work, over, rounds)
    print(json.dumps(asdict(Timing(seconds, processor, peak_mb()))))


if __name__ == "__main__":
    main(sys.argv[1:])
