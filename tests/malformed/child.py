"""Reads inputs under a limit of memory and time, and prints one JSON line for each; run by the test in a process.

`python child.py FOLDER SECONDS MEGABYTES`
"""

import json
import resource
import signal
import sys
import time
from pathlib import Path
from types import FrameType

from tocsin.reading.dispatch import open_readers, read_raw
from tocsin.reading.inputs import collect
from tocsin.settings import Settings
from tocsin.vocabulary.mention import Rejection


def _give_up(number: int, frame: FrameType | None) -> None:
    raise TimeoutError("over time")


def main(folder: Path, seconds: int, megabytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    signal.signal(signal.SIGALRM, _give_up)
    settings = Settings()
    readers = open_readers(settings)
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
        except BaseException as error:
            fault = f"{type(error).__name__}: {error}"[:300]
        signal.alarm(0)
        line = {"name": path.name, "outcomes": outcomes, "fault": fault, "seconds": time.monotonic() - began}
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
