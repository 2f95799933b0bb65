"""Scale: what adding and resolving a thousand mentions, and asking for some incidents, costs in a grown ledger.

    python bench/ledger/scale.py [--mentions N] [--against N] [--adding N] [--folder FOLDER] [--json]

Makes two ledgers in SQLite with the same density of news, a small one and one whose history is that of the small one
over and over, and does the same in both, each in a process of its own. Exits with 1 where a bound is broken. Ledgers in
FOLDER are kept, and copied before they are used, so that a second run need not make them again.
"""

import argparse
import json
import os
import pickle
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # a script's own folder is on the path, its parent not

from bench.ledger.bulk import fill
from bench.ledger.longer import lengthen
from bench.ledger.world import Story, World
from tocsin.extraction.base import Extraction
from tocsin.ledger.base import Ledger
from tocsin.ledger.opening import open_ledger
from tocsin.resolution.blocking import block_of
from tocsin.tasks.add import keep
from tocsin.tasks.export import export, open_exporter
from tocsin.tasks.resolve import resolve
from tocsin.vocabulary.retrieval import Retrieval
from tocsin.vocabulary.selection import Near, Selection
from tocsin.vocabulary.values import Where

MOST_S, MOST_TIMES, MOST_QUERY_MS = 60.0, 1.5, 200.0
ROUNDS = 5
TOWN_KM = 10.0


@dataclass(frozen=True, slots=True)
class Measured:
    """One ledger: seconds that adding, asking for neighbours and resolving take, on the clock and of the processor.

    `query_ms` and `count_ms` are processor milliseconds of each question, `peak_mb` what the process had at most,
    `export_mb` how much more it had at most while it wrote all incidents of a year as JSON Lines.
    """

    mentions: int
    size_mb: float
    added: int
    add_s: float
    add_cpu_s: float
    near_cpu_s: float
    neighbours: float
    resolve_s: float
    resolve_cpu_s: float
    judgements: int
    query_ms: dict[str, float]
    count_ms: dict[str, float]
    peak_mb: float
    exported: int = 0
    export_mb: float = 0.0

    @property
    def cpu_s(self) -> float:
        """Processor seconds of adding and resolving."""
        return self.add_cpu_s + self.resolve_cpu_s


def selections(last: date) -> dict[str, Selection]:
    """Return what people ask for, by a name, of a history that ends on `last`."""
    near = _around_a_town()
    month, year = last - timedelta(days=30), last - timedelta(days=365)
    group = _group()
    asked = {
        "all, newest": Selection(sort="-when"),
        "all, deadliest": Selection(sort="-killed"),
        "all, least sure": Selection(sort="confidence"),
        "all, most told": Selection(sort="-voices"),
        "the last month": Selection(since=month, until=last),
        "up to a year ago, last seen": Selection(until=year, sort="-seen"),
        "newest of a kind in a country": Selection(country="CX", kinds=("rocket",), sort="-when"),
        "deadliest of a country": Selection(country="DX", sort="-killed"),
        "deadliest of two kinds": Selection(kinds=("ied", "drone"), sort="-killed"),
        "around a town in a year": Selection(near=near, since=year),
        "around a town ever": Selection(near=near),
        "deadliest within 1000 km": Selection(near=replace(near, within_km=1000.0), sort="-killed"),
        "of one group": Selection(actor=group),
        "of one group, last seen": Selection(actor=group, sort="-seen"),
        "confirmed, sure, of one group": Selection(
            actor=group, statuses=("confirmed",), min_confidence=0.8, sort="-seen"
        ),
        "confirmed or claimed, in a month": Selection(statuses=("confirmed", "claimed"), since=month),
        "foiled": Selection(statuses=("foiled",), sort="-killed"),
        "disputed": Selection(disputed=True),
        "disputed, deadliest": Selection(disputed=True, sort="-killed"),
        "sure, most told": Selection(min_confidence=0.85, sort="-voices"),
        "surer than any": Selection(min_confidence=0.999, sort="seen"),
        "nothing at all": Selection(country="ZZ", kinds=("arson",)),
        "nothing in a country, deadliest": Selection(country="CX", statuses=("denied",), sort="-killed"),
    }
    return {name: replace(selection, limit=50) for name, selection in asked.items()}


def _around_a_town() -> Near:
    for story in World().stories():
        for claim in story.mentions[0].of("where"):
            place = claim.value.place if isinstance(claim.value, Where) else None
            if place and place.precision_km < TOWN_KM:
                return Near(place.lat, place.lon, 50.0)
    raise ValueError("stories never end")


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


def timed(deed: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that `deed` takes, on the clock and of the processor."""
    start, spent = time.perf_counter(), time.process_time()
    deed()
    return time.perf_counter() - start, time.process_time() - spent


def milliseconds(deed: Callable[[], object]) -> float:
    """Return the processor milliseconds of the quickest of several rounds: other programs can only make it longer."""
    return 1000 * min(timed(deed)[1] for _ in range(ROUNDS))


def peak_mb() -> float:
    """Return how many MB this process had at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def world_at(path: Path) -> World:
    """Return the world as it goes on behind the ledger at `path`."""
    world: World = pickle.loads(path.with_suffix(".world").read_bytes())  # noqa: S301 - written by this very program
    return world


def make(path: Path, mentions: int, stretch: Path | None = None, times: int = 1) -> None:
    """Make a ledger of so many mentions unless it is there, out of that at `stretch` if there is one."""
    beside = path.with_suffix(".world")
    if beside.exists():
        return
    if stretch is None:
        beside.write_bytes(pickle.dumps(fill(path, mentions)))
    else:
        lengthen(path, stretch, times)
        shutil.copy(stretch.with_suffix(".world"), beside)


def measure(path: Path, mentions: int, adding: int) -> Measured:
    """Return what is measured of the ledger of so many mentions at `path`, which is changed by it."""
    world, size = world_at(path), path.stat().st_size / 1e6
    ledger = open_ledger(str(path))
    newest = ledger.incidents(Selection(sort="-seen", limit=1)).incidents[0]
    asked = selections(newest.last_seen.date())
    query_ms = {name: min(_first_ms(path, selection) for _ in range(ROUNDS)) for name, selection in asked.items()}
    count_ms = {name: milliseconds(lambda s=s: ledger.count(s)) for name, s in asked.items()}  # type: ignore[misc]  # bound now
    exported, export_mb = _export(ledger, newest.last_seen.date())
    new = taken(world.stories(), adding)
    add_s, add_cpu_s = timed(lambda: add(ledger, new))
    waiting = list(ledger.entries(ledger.unjudged()))
    pairs = 0

    def near() -> None:
        nonlocal pairs
        pairs = sum(1 for _ in ledger.near([block_of(entry) for entry in waiting]))

    _, near_cpu_s = timed(near)
    resolve_s, resolve_cpu_s = timed(lambda: resolve(ledger))
    judged = sum(1 for _ in ledger.judgements([entry.mention.id for entry in waiting]))
    ledger.close()
    return Measured(
        mentions,
        size,
        len(waiting),
        add_s,
        add_cpu_s,
        near_cpu_s,
        pairs / len(waiting),
        resolve_s,
        resolve_cpu_s,
        judged,
        query_ms,
        count_ms,
        peak_mb(),
        exported,
        export_mb,
    )


def _first_ms(path: Path, selection: Selection) -> float:
    """Return what a page costs that nobody asked for before: a ledger keeps the incidents that it read last."""
    ledger = open_ledger(str(path))
    ledger.count(Selection())
    _, spent = timed(lambda: ledger.incidents(selection))
    ledger.close()
    return 1000 * spent


def _export(ledger: Ledger, last: date) -> tuple[int, float]:
    """Write the incidents of the year before `last`. Return how many, and how many MB more than before it took."""
    before = peak_mb()
    with Path(os.devnull).open("wb") as nowhere:
        written = export(ledger, Selection(since=last - timedelta(days=365)), open_exporter("jsonl"), nowhere)
    return written.incidents, peak_mb() - before


def add(ledger: Ledger, stories: list[Story]) -> None:
    """Add stories as `tocsin add` does once it has read them."""
    for story in stories:
        retrieval = Retrieval(story.report, story.seen, story.report.text.encode(), "text/html", story.report.url or "")
        keep(retrieval, Extraction(story.report, story.mentions, (), (), ()), ledger)


def apart(path: Path, mentions: int, adding: int) -> Measured:
    """Measure in a process of its own, whose memory nothing else uses."""
    command = [sys.executable, __file__, "--one", str(path), "--mentions", str(mentions), "--adding", str(adding)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603 - this very program
    return Measured(**json.loads(done.stdout))


def faults(large: Measured, small: Measured) -> list[str]:
    """Return the bounds that are broken, in words.

    Held against seconds of the processor: what others do on the machine meanwhile is no fault of the ledger.
    """
    found = []
    if large.cpu_s > MOST_S:
        found.append(f"adding and resolving takes {large.cpu_s:.1f} s, of {MOST_S:.0f} at most")
    if large.cpu_s > MOST_TIMES * small.cpu_s:
        times = large.cpu_s / small.cpu_s
        found.append(f"it takes {times:.2f} times what it took in the small ledger, of {MOST_TIMES} at most")
    found += [
        f"{name}: {ms:.0f} ms, of {MOST_QUERY_MS:.0f} at most"
        for name, ms in large.query_ms.items()
        if ms > MOST_QUERY_MS
    ]
    return found


def table(measured: list[Measured]) -> str:
    """Return what is measured as a table, one column a ledger, and how many times the first is in the last."""
    rows: list[tuple[str, Callable[[Measured], float], str]] = [
        ("mentions", lambda m: m.mentions, ",.0f"),
        ("file, MB", lambda m: m.size_mb, ",.0f"),
        ("mentions added", lambda m: m.added, ",.0f"),
        ("add, s", lambda m: m.add_s, ".1f"),
        ("  of the processor", lambda m: m.add_cpu_s, ".1f"),
        ("near alone, s of the processor", lambda m: m.near_cpu_s, ".1f"),
        ("neighbours a mention", lambda m: m.neighbours, ".1f"),
        ("resolve, s", lambda m: m.resolve_s, ".1f"),
        ("  of the processor", lambda m: m.resolve_cpu_s, ".1f"),
        ("judgements kept", lambda m: m.judgements, ",.0f"),
        ("add and resolve, s of the processor", lambda m: m.cpu_s, ".1f"),
        ("peak memory, MB", lambda m: m.peak_mb, ",.0f"),
        ("incidents exported", lambda m: m.exported, ",.0f"),
        ("  memory for it, MB", lambda m: m.export_mb, ".1f"),
    ]
    for name in measured[0].query_ms:
        rows.append((f"{name}, ms", lambda m, name=name: m.query_ms[name], ".1f"))  # type: ignore[misc]  # bound now
        rows.append(("  count, ms", lambda m, name=name: m.count_ms[name], ".1f"))  # type: ignore[misc]  # bound now
    return "\n".join(_line(name, [said(one) for one in measured], form) for name, said, form in rows)


def _line(name: str, found: list[float], form: str) -> str:
    times = f"{found[-1] / found[0]:10.2f} x" if found[0] else ""
    return f"{name:<40}" + "".join(f"{one:>14{form}}" for one in found) + times


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--mentions", type=int, default=1_000_000)
    parser.add_argument("--against", type=int, default=100_000)
    parser.add_argument("--adding", type=int, default=1000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(asdict(measure(options.one, options.mentions, options.adding))))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        small, large = _both(options, Path(scratch))
    print(json.dumps([asdict(small), asdict(large)], indent=1) if options.json else table([small, large]))
    broken = faults(large, small)
    for fault in broken:
        print(fault, file=sys.stderr)
    return 1 if broken else 0


def _both(options: argparse.Namespace, scratch: Path) -> tuple[Measured, Measured]:
    """Measure the small and the large ledger; those in a folder that is kept are copied before."""
    folder = options.folder or scratch
    folder.mkdir(parents=True, exist_ok=True)
    paths = {mentions: folder / f"world-{mentions}.db" for mentions in (options.against, options.mentions)}
    make(paths[options.against], options.against)
    make(paths[options.mentions], options.mentions, paths[options.against], options.mentions // options.against)
    found = []
    for mentions, path in paths.items():
        used = path
        if options.folder:
            used = folder / f"used-{mentions}.db"
            shutil.copy(path, used)
            shutil.copy(path.with_suffix(".world"), used.with_suffix(".world"))
        found.append(apart(used, mentions, options.adding))
        used.unlink()
    return found[0], found[-1]


if __name__ == "__main__":
    sys.exit(main())
