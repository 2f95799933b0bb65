"""Load: how fast the site answers fifty users at once who look through a hundred thousand incidents.

    python bench/web/load.py [--ledger FILE] [--seconds N] [--rounds N] [--users N] [--workers N] [--json]

Makes a ledger of more than 100,000 incidents in SQLite (or takes the one at FILE; kept there if it is made), starts
`tocsin serve` on it, and asks it with wrk, which must be installed, on the same two cores: for a static file, for the
overview and for incidents of the API, one after the other, in rounds, the first of which does not count. What is asked
for varies: two requests of three choose among the hundred filters that are popular, the rarer the further down; every
third has filters of its own.

Users ask again as soon as they are answered ("at once"), or a second later on average ("thinking"); the bounds are held
against those who think, as people do, and the figures of both are told. Times are those of wrk, from the first byte
sent to the last one got, answers packed as for browsers. Exits with 1 where a bound is broken, or an answer is none.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from socket import socket
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # a script's own folder is on the path, its parent not

from bench.ledger.bulk import fill
from bench.web.asked import paths
from tocsin.ledger.opening import open_ledger
from tocsin.vocabulary.selection import Selection
from tocsin.web.assets import asset_url

MENTIONS, INCIDENTS = 300_000, 100_000
"""So many mentions make somewhat more than so many incidents."""
MEDIAN_MS, LAST_MS = 150.0, 500.0
"""What the median and the 99th percentile may be."""
THINKING_MS = 1000
STATIC, OVERVIEW, API = "static file", "overview", "API"
SCRIPT = Path(__file__).with_name("asking.lua")
STARTS_S = 60.0


@dataclass(frozen=True, slots=True)
class Site:
    """A site that is being served, by a process and its children."""

    address: str
    process: int

    def spent_s(self) -> float:
        """Return the processor seconds that its processes have used."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):  # it has ended meanwhile
                continue
            if self.process in (int(stat.parent.name), int(fields[1])):
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of asking for one thing: requests, those that failed, requests a second, milliseconds.

    `processor_ms` is what an answer took of the server's processor time: other programs cannot make it much longer.
    """

    what: str
    thinking: bool
    requests: int
    failed: int
    a_second: float
    median_ms: float
    last_ms: float
    longest_ms: float
    processor_ms: float

    @property
    def good(self) -> bool:
        """Whether it keeps to the bounds; those who ask at once are told, not held to."""
        return not self.failed and (not self.thinking or (self.median_ms <= MEDIAN_MS and self.last_ms <= LAST_MS))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--ledger", type=Path, metavar="FILE")
    parser.add_argument("--seconds", type=int, default=15, metavar="N")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    parser.add_argument("--users", type=int, default=50, metavar="N")
    parser.add_argument("--workers", type=int, default=2, metavar="N")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if shutil.which("wrk") is None:
        parser.error("wrk is not installed; the package of Debian is called so too")
    with tempfile.TemporaryDirectory() as folder:
        path = options.ledger or Path(folder) / "tracker.db"
        incidents = made(path)
        with serving(path, options.workers) as site:
            found = measured(site, Path(folder), options)
    if options.json:
        print(json.dumps({"incidents": incidents, "answered": [asdict(one) for one in found]}, indent=1))
    else:
        print(f"{incidents:,} incidents, {options.users} users, {options.workers} processes\n\n{table(found)}")
    return 0 if all(one.good for one in found) else 1


def made(path: Path) -> int:
    """Make a ledger at `path` unless it is there, and return how many incidents it has."""
    if not path.exists():
        unfinished = path.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        fill(unfinished, MENTIONS)
        unfinished.rename(path)
    with closing(open_ledger(str(path))) as ledger:
        number = ledger.count(Selection())
    if number < INCIDENTS:
        raise SystemExit(f"{path}: has {number:,} incidents, not {INCIDENTS:,}")
    return number


@contextmanager
def serving(path: Path, workers: int) -> Iterator[Site]:
    """Serve the ledger at `path`, and give the site."""
    with closing(socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("tocsin")), "serve", "--no-login", "--tracker", str(path)]
    command += ["--port", str(port), "--workers", str(workers)]
    environment = {**os.environ, "TOCSIN_LOG_LEVEL": "warning"}
    site = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryFile() as log, subprocess.Popen(command, env=environment, stderr=log) as server:  # noqa: S603 - our own program
        try:
            _wait(site, server)
            yield Site(site, server.pid)
        finally:
            server.terminate()


def _wait(site: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS_S
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(f"{site}/health/ready") as answer:  # noqa: S310 - our own server
                if answer.status == 200:
                    return
        except URLError:
            time.sleep(0.2)
    raise SystemExit("the server does not start")


def measured(site: Site, folder: Path, options: argparse.Namespace) -> list[Answered]:
    """Return what came of asking, the median of all rounds for each thing that is asked for."""
    found: dict[tuple[bool, str], list[Answered]] = {}
    list_ = folder / "asked"
    for round_ in range(options.rounds + 1):
        for thinking in (True, False):
            for what, asked in _asked(round_).items():
                list_.write_text("\n".join(asked))
                one = _ask(site, list_, options, (what, thinking))
                if round_:  # the first is of a site that has just begun to run
                    found.setdefault((thinking, what), []).append(one)
    return [_middle(rounds) for rounds in found.values()]


def _asked(round_: int) -> dict[str, list[str]]:
    return {
        STATIC: [asset_url("tocsin.css")],
        OVERVIEW: paths("/", Random(f"overview {round_}")),  # noqa: S311 - a sample, no secret
        API: paths("/api/v1/incidents", Random(f"api {round_}")),  # noqa: S311 - a sample, no secret
    }


def _ask(site: Site, list_: Path, options: argparse.Namespace, named: tuple[str, bool]) -> Answered:
    what, thinking = named
    command = ["wrk", "-t", "1", "-c", str(options.users), "-d", f"{options.seconds}s", "--timeout", "30s"]
    command += ["-H", "Accept-Encoding: gzip", "-s", str(SCRIPT), site.address]
    command += ["--", str(list_), str(THINKING_MS if thinking else 0)]
    before = site.spent_s()
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - with our own words
    told = json.loads(answer.splitlines()[-1])
    processor_ms = (site.spent_s() - before) * 1000 / max(told["requests"], 1)
    return Answered(what, thinking, **told, processor_ms=processor_ms)


def _middle(rounds: Sequence[Answered]) -> Answered:
    """Return the median of the figures of several rounds, with the requests and failures of all."""
    names = ("a_second", "median_ms", "last_ms", "longest_ms", "processor_ms")
    middle = {name: round(median(getattr(one, name) for one in rounds), 1) for name in names}
    requests, failed = sum(one.requests for one in rounds), sum(one.failed for one in rounds)
    return Answered(rounds[0].what, rounds[0].thinking, requests, failed, **middle)


def table(found: Sequence[Answered]) -> str:
    """Return the figures as a table, each time also as a multiple of that of a static file."""
    still = {one.thinking: one for one in found if one.what == STATIC}
    heads = ("asked for", "users", "requests", "failed", "a second", "median ms", "99 of 100, ms", "processor ms")
    rows = [f"| {' | '.join(heads)} | times a static file |", f"|---|---|{'---:|' * 7}"]
    for one in found:
        times = one.median_ms / max(still[one.thinking].median_ms, 0.1)
        cells = (one.what, "thinking" if one.thinking else "at once", f"{one.requests:,}", one.failed)
        figures = (one.a_second, one.median_ms, one.last_ms, one.processor_ms, round(times, 1))
        rows.append("| " + " | ".join(map(str, (*cells, *figures))) + " |")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
