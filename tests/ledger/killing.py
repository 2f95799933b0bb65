"""Starts writers and kills them: `python -m tests.ledger.killing TRACKER`.

Each line on standard input is a name and for how many seconds after its first commit the writer may live; the answer is
how many reports it said to have committed. Writers are forked from this program, which has loaded all that they need,
and do all else themselves.
"""

import os
import signal
import sys
import threading

from tests.ledger.writer import main as write


def live(address: str, name: str, seconds: float) -> int:
    """Return how many reports a writer committed that was killed so many seconds after its first."""
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
        first = said.readline()
        timer = threading.Timer(seconds, os.kill, (child, signal.SIGKILL))
        timer.start()
        lines = [first, *said]
        timer.join()
    os.waitpid(child, 0)
    # The last line may be cut off.
    return sum(line.endswith(b"\n") for line in lines)


if __name__ == "__main__":
    for order in sys.stdin:
        name, seconds = order.split()
        print(live(sys.argv[1], f"writer{name}", float(seconds)), flush=True)
