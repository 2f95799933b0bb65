"""Scale: what adding and resolving a thousand mentions, and asking for some incidents, costs in a grown ledger.

    python bench/ledger/scale.py [--mentions N] [--against N] [--adding N] [--folder FOLDER] [--json]

Makes two ledgers in SQLite with the same density of news, a large one and one of a tenth of that by default, and does
the same in both, each in a process of its own. Exits with 1 where a bound is broken. Ledgers in FOLDER are kept, and
copied before they are used, so that a second run need not make them again.
"""

import argparse
import json
import pickle
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # a script's own folder is on the path, its parent not

from bench.ledger.bulk import fill
from bench.ledger.world import FIRST_DAY, Story, World
from tocsin.extraction.base import Extraction
from tocsin.ledger.base import Ledger
from tocsin.ledger.opening import open_ledger
from tocsin.resolution.blocking import block_of
from tocsin.tasks.add import keep
from tocsin.tasks.resolve import resolve
from tocsin.vocabulary.retrieval import Retrieval
from tocsin.vocabulary.selection import Near, Selection

MOST_S, MOST_TIMES, MOST_QUERY_MS = 60.0, 1.5, 200.0
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Measured:
    """One ledger: seconds to fill, add and resolve; neighbours a mention; milliseconds of the slowest query."""

    mentions: int
    fill_s: float
    size_mb: float
    added: int
    add_s: float
    near_s: float
    neighbours: float
    resolve_s: float
    judgements: int
    query_ms: dict[str, float]
    count_ms: dict[str, float]
    peak_mb: float


def selections(mentions: int) -> dict[str, Selection]:
    """Return what people ask for, by a name, of a history of so many mentions."""
    last = FIRST_DAY + timedelta(days=mentions // 140)
    town = next(iter(World().stories())).mentions[0].of("where")
    spot = next((claim.value.place for claim in town if hasattr(claim.value, "place")), None)
    near = Near(spot.lat, spot.lon, 50.0) if spot else Near(30.0, 45.0, 50.0)
    return {
        "the last month": Selection(since=last - timedelta(days=30), until=last, limit=50),
        "newest of a kind in a country": Selection(country="CX", kinds=("rocket",), sort="-when", limit=50),
        "around a town in a year": Selection(near=near, since=last - timedelta(days=365), limit=50),
        "around a town ever": Selection(near=near, limit=50),
        "deadliest of a country": Selection(country="DX", sort="-killed", limit=50),
        "confirmed, sure, of one group": Selection(
            actor=_group(), statuses=("confirmed",), min_confidence=0.8, sort="-seen", limit=50
        ),
        "nothing at all": Selection(country="ZZ", kinds=("arson",), limit=50),
    }


def _group() -> str:
    for story in World().stories():
        for claim in story.mentions[0].of("perpetrator"):
            return str(getattr(claim.value, "name", ""))
    return ""


def taken(stories: Iterator[Story], mentions: int) -> list[Story]:
    """Return the next stories until they have so many mentions."""
    found: list[Story] = []
    while sum(len(story.mentions) for story in found) < mentions:
        found += islice(stories, 1)
    return found


def timed(deed: Callable[[], object]) -> float:
    """Return the seconds that `deed` takes."""
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start


def milliseconds(deed: Callable[[], object]) -> float:
    """Return the median of several rounds."""
    return 1000 * median(timed(deed) for _ in range(ROUNDS))


def measure(mentions: int, adding: int, folder: Path, *, kept: bool = False) -> Measured:
    """Return what is measured of a ledger of so many mentions; `kept`: in a copy of it."""
    path, fill_s = folder / f"world-{mentions}.db", 0.0
    beside = path.with_suffix(".world")
    if beside.exists():
        world = pickle.loads(beside.read_bytes())  # noqa: S301 - written by this very program
    else:
        start = time.perf_counter()
        world = fill(path, mentions)
        fill_s = time.perf_counter() - start
        beside.write_bytes(pickle.dumps(world))
    used, size = path, path.stat().st_size / 1e6
    if kept:
        used = folder / f"used-{mentions}.db"
        shutil.copy(path, used)
    ledger = open_ledger(str(used))
    asked = selections(mentions)
    query_ms = {name: milliseconds(lambda s=s: ledger.incidents(s)) for name, s in asked.items()}  # type: ignore[misc]  # bound now
    count_ms = {name: milliseconds(lambda s=s: ledger.count(s)) for name, s in asked.items()}  # type: ignore[misc]  # bound now
    new = taken(world.stories(), adding)
    add_s = timed(lambda: add(ledger, new))
    waiting = list(ledger.entries(ledger.unjudged()))
    pairs = 0

    def near() -> None:
        nonlocal pairs
        pairs = sum(1 for _ in ledger.near([block_of(entry) for entry in waiting]))

    near_s = timed(near)
    resolve_s = timed(lambda: resolve(ledger))
    judged = sum(1 for _ in ledger.judgements([entry.mention.id for entry in waiting]))
    ledger.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    used.unlink()
    return Measured(
        mentions,
        fill_s,
        size,
        len(waiting),
        add_s,
        near_s,
        pairs / len(waiting),
        resolve_s,
        judged,
        query_ms,
        count_ms,
        peak,
    )


def add(ledger: Ledger, stories: list[Story]) -> None:
    """Add stories as `tocsin add` does once it has read them."""
    for story in stories:
        retrieval = Retrieval(story.report, story.seen, story.report.text.encode(), "text/html", story.report.url or "")
        keep(retrieval, Extraction(story.report, story.mentions, (), (), ()), ledger)


def apart(mentions: int, adding: int, folder: Path, *, kept: bool) -> Measured:
    """Measure in a process of its own, whose memory nothing else uses."""
    command = [sys.executable, __file__, "--one", str(mentions), "--adding", str(adding), "--folder", str(folder)]
    command += ["--kept"] if kept else []
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603 - this very program
    return Measured(**json.loads(done.stdout))


def faults(large: Measured, small: Measured) -> list[str]:
    """Return the bounds that are broken, in words."""
    found = []
    seconds, before = large.add_s + large.resolve_s, small.add_s + small.resolve_s
    if seconds > MOST_S:
        found.append(f"adding and resolving takes {seconds:.1f} s, of {MOST_S:.0f} at most")
    if seconds > MOST_TIMES * before:
        found.append(f"it takes {seconds / before:.2f} times what it took in the small ledger, of {MOST_TIMES} at most")
    found += [
        f"{name}: {ms:.0f} ms, of {MOST_QUERY_MS:.0f} at most"
        for name, ms in large.query_ms.items()
        if ms > MOST_QUERY_MS
    ]
    return found


def table(measured: list[Measured]) -> str:
    """Return what is measured as a table, one column a ledger."""
    rows: list[tuple[str, Callable[[Measured], str]]] = [
        ("mentions", lambda m: f"{m.mentions:,}"),
        ("file, MB", lambda m: f"{m.size_mb:,.0f}"),
        ("seconds to make it", lambda m: f"{m.fill_s:.0f}" if m.fill_s else "made before"),
        ("mentions added", lambda m: f"{m.added:,}"),
        ("add, s", lambda m: f"{m.add_s:.1f}"),
        ("near alone, s", lambda m: f"{m.near_s:.1f}"),
        ("neighbours a mention", lambda m: f"{m.neighbours:.1f}"),
        ("resolve, s", lambda m: f"{m.resolve_s:.1f}"),
        ("judgements written", lambda m: f"{m.judgements:,}"),
        ("peak memory, MB", lambda m: f"{m.peak_mb:.0f}"),
    ]
    for name in measured[0].query_ms:
        rows.append((f"{name}, ms", lambda m, name=name: f"{m.query_ms[name]:.1f}"))  # type: ignore[misc]  # bound now
        rows.append(("  count, ms", lambda m, name=name: f"{m.count_ms[name]:.1f}"))  # type: ignore[misc]  # bound now
    return "\n".join(f"{name:<40}" + "".join(f"{said(m):>14}" for m in measured) for name, said in rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--mentions", type=int, default=1_000_000)
    parser.add_argument("--against", type=int, default=100_000)
    parser.add_argument("--adding", type=int, default=1000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--kept", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(asdict(measure(options.one, options.adding, options.folder, kept=options.kept))))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        kept = options.folder is not None
        small, large = (apart(n, options.adding, folder, kept=kept) for n in (options.against, options.mentions))
    print(json.dumps([asdict(small), asdict(large)], indent=1) if options.json else table([small, large]))
    broken = faults(large, small)
    for fault in broken:
        print(fault, file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
