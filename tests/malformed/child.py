"""Reads inputs under a limit of memory and time, and prints one JSON line for each; run by the test in a process.

`python child.py FOLDER SECONDS MEGABYTES [EXTRACTOR]`

With an extractor, the beginning of every report that comes out is searched for incidents too. Half of the inputs hold
the same few reports, and each of those is searched once.
"""

import json
import resource
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import FrameType

from tocsin.export.record import json_line, record
from tocsin.extraction.base import Extractor
from tocsin.plugins import load
from tocsin.reading.dispatch import open_readers, read_raw
from tocsin.reading.inputs import collect
from tocsin.settings import Settings, load_settings
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.report import Report

LENGTH = 4000
"""Characters of a report that are searched."""


def _give_up(number: int, frame: FrameType | None) -> None:
    raise TimeoutError("over time")


def open_search(name: str) -> Callable[[Report], None]:
    """Return what searches a report with the extractor `name`; nothing, if it has none."""
    if not name:
        return lambda _: None
    settings = load_settings()
    extractor: Extractor = load("extractors", name)(settings, load("gazetteers", settings.gazetteer)(settings))
    seen: set[str] = set()

    def search(report: Report) -> None:
        beginning = report.text[:LENGTH]
        if beginning not in seen:
            seen.add(beginning)
            found = extractor.extract(replace(report, text=beginning))
            json_line(record(found, text=True, methods=True)).encode("utf-8")

    return search


def main(folder: Path, seconds: int, megabytes: int, extractor: str = "") -> None:
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    signal.signal(signal.SIGALRM, _give_up)
    settings = Settings()
    readers = open_readers(settings)
    search = open_search(extractor)
    for path in sorted(folder.iterdir()):
        outcomes: list[str] = []
        fault = ""
        began = time.monotonic()
        signal.alarm(seconds)
        try:
            for raw in collect([str(path)], settings):
                found = [raw] if isinstance(raw, Rejection) else list(read_raw(raw, readers))
                outcomes += [f"{o.item}: {o.reason}" if isinstance(o, Rejection) else o.id for o in found]
                for outcome in found:
                    str(outcome).encode("utf-8")
                    if isinstance(outcome, Report):
                        search(outcome)
        except BaseException as error:
            fault = f"{type(error).__name__}: {error}"[:300]
        signal.alarm(0)
        line = {"name": path.name, "outcomes": outcomes, "fault": fault, "seconds": time.monotonic() - began}
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
