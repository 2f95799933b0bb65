"""Starts writers and kills them: `python -m tests.ledger.killing TRACKER`.

Each line on standard input is a name and how long the writer may live, counted in what it takes for one commit: from
its second commit on, or, with "start" behind it, from its start. The answer is how many reports it said to have
committed. Writers are forked from this program, which has loaded all that they need, and do all else themselves.
"""

import os
import signal
import sys
import threading
import time

from tests.ledger.writer import main as write

START_S = 0.05
"""How long a start may take, about."""


def live(address: str, name: str, share: float, *, from_start: bool) -> int:
    """Return how many reports a writer committed that was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            os.dup2(writing, 1)
            write(address, name)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as said:
        lines: list[bytes] = []
        seconds = share * START_S
        if not from_start:
            lines.append(said.readline())
            start = time.monotonic()
            lines.append(said.readline())
            seconds = share * (time.monotonic() - start)
        timer = threading.Timer(seconds, os.kill, (child, signal.SIGKILL))
        timer.start()
        lines += said
        timer.join()
    os.waitpid(child, 0)
    # The last line may be cut off.
    return sum(line.endswith(b"\n") for line in lines)


if __name__ == "__main__":
    for order in sys.stdin:
        name, share, *since = order.split()
        print(live(sys.argv[1], f"writer{name}", float(share), from_start=since == ["start"]), flush=True)
