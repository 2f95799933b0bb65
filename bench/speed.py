"""Speed: reports a second on one core from clean text by rules, beside a plain regex scan of the same texts.

    python bench/speed.py [--reports N] [--rounds N]

The scan says how fast this machine is today; the ratio is what can be compared between machines.
"""

import argparse
import re
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # a script's own folder is on the path, its parent not

from bench.quality.sets import GoldSet, gold_sets
from tocsin.errors import TocsinError
from tocsin.plugins import load
from tocsin.settings import load_settings
from tocsin.vocabulary.report import Report, Source

NEEDED = 150.0
"""Reports a second that the rules must read."""
SCAN = re.compile(
    r"\b(?:attack\w*|bomb\w*|explo\w+|rockets?|missiles?|mortars?|drones?|grenades?|shot|shooting|gunm[ae]n|kill\w*"
    r"|wound\w*|injur\w+|abduct\w*|kidnap\w*|raid\w*|clash\w*|ambush\w*|\d+(?:,\d{3})*|(?:Mon|Tues|Wednes|Thurs|Fri"
    r"|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|September|October|November|December))\b",
    re.IGNORECASE,
)


def reports(limit: int) -> tuple[str, list[Report]]:
    """Return the name of the set and its reports: the corpus beside the repository, else the samples."""
    sets = [one for one in gold_sets() if isinstance(one, GoldSet)]
    corpus = [one for one in sets if one.name.startswith("corpus/")]
    chosen = corpus or [one for one in sets if one.name == "samples"]
    # One report of each file in turn, so that any limit has long and short ones alike.
    rows = [one.reports for one in chosen]
    mixed = [row[n] for n in range(max(map(len, rows), default=0)) for row in rows if n < len(row)]
    out = [
        Report(
            f"{n}",
            raw["text"],
            Source(raw.get("source") or ""),
            raw.get("headline") or "",
            date.fromisoformat(raw["published"]) if raw.get("published") else None,
            language="en",
        )
        for n, raw in enumerate(mixed[:limit])
    ]
    return "the corpus" if corpus else "the samples", out


def rate(work: Callable[[Report], object], over: Sequence[Report], rounds: int) -> float:
    """Return reports a second of `work`, the best of `rounds`: the least disturbed by other programs."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        for report in over:
            work(report)
        best = min(best, time.perf_counter() - start)
    return len(over) / best


def main(arguments: Sequence[str] | None = None) -> int:
    """Print both rates and their ratio; exit code 1 under the rate that is needed, 2 without an extractor."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reports", type=int, default=400, metavar="N", help="how many reports to read (400)")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="how often, the best counts (3)")
    options = parser.parse_args(arguments)
    try:
        settings = load_settings()
        gazetteer = load("gazetteers", settings.gazetteer)(settings)
        extractor = load("extractors", "rules")(settings, gazetteer)
    except TocsinError as error:
        print(f"speed: {error}", file=sys.stderr)
        return 2
    name, over = reports(options.reports)
    characters = sum(len(report.text) for report in over)
    print(f"{len(over)} reports of {name}, {characters / max(1, len(over)):.0f} characters each on average; one core")
    extractor.extract(over[0])  # opens files and fills caches: a first report is not what is measured
    rules = rate(extractor.extract, over, options.rounds)
    scan = rate(lambda report: SCAN.findall(report.text), over, options.rounds)
    print(f"rules        {rules:10.0f} reports/s   {rules * characters / len(over) / 1e6:7.2f} million characters/s")
    print(f"regex scan   {scan:10.0f} reports/s   {scan * characters / len(over) / 1e6:7.2f} million characters/s")
    print(f"the rules take {scan / rules:.1f} times as long as the scan; needed: {NEEDED:.0f} reports/s")
    return 0 if rules >= NEEDED else 1


if __name__ == "__main__":
    sys.exit(main())
