"""Sites for a browser: `tocsin serve` on this machine, on a tracker of the bundled samples or on an empty one."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tocsin.ledger.opening import open_ledger
from tocsin.settings import Settings
from tocsin.tasks.add import add
from tocsin.tasks.read import ReadOptions, samples
from tocsin.tasks.resolve import resolve

TOCSIN = str(Path(sys.executable).parent / "tocsin")
STARTS_S = 180
ENDS_S = 30
QUICK = {"TOCSIN_EXTRACTOR": "rules", "TOCSIN_AUTHOR": "R. Haddad"}
"""The rules read at once, where the learned reader would first be loaded."""
ONCE = re.compile(r"sign in as (\w+) with (\S+) and choose")


@dataclass(frozen=True)
class Served:
    """A site that answers: where, and where its log is."""

    address: str
    log: Path

    def first_user(self) -> tuple[str, str]:
        """Return the name and the one-time password that the first start prints."""
        found = ONCE.search(self.log.read_text(encoding="utf-8"))
        assert found, self.log.read_text(encoding="utf-8")
        return found[1], found[2]


def make_tracker(path: Path) -> None:
    """Make a tracker of the samples as the rules read them."""
    settings = Settings(tracker=str(path), extractor="rules")
    with ExitStack() as stack:
        ledger = stack.enter_context(closing(open_ledger(str(path))))
        for _ in add(samples(stack), ReadOptions(), ledger, settings):
            pass
        resolve(ledger)


@contextmanager
def served(folder: Path, tracker: Path, *options: str) -> Iterator[Served]:
    """Run `tocsin serve` on `tracker` until the block ends."""
    address, log = f"127.0.0.1:{_a_port()}", folder / "log"
    command = [TOCSIN, "serve", "--port", address.partition(":")[2], "--tracker", str(tracker)]
    with log.open("w") as told:
        process = subprocess.Popen([*command, *options], cwd=folder, stderr=told, env={**os.environ, **QUICK})  # noqa: S603  ours
        try:
            _wait(f"http://{address}/health/ready", log)
            yield Served(f"http://{address}", log)
        finally:
            process.terminate()
            process.wait(ENDS_S)


def _a_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _wait(address: str, log: Path) -> None:
    ends = time.monotonic() + STARTS_S
    while time.monotonic() < ends:
        try:
            httpx.get(address, timeout=STARTS_S).raise_for_status()
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"{address} does not answer: {log.read_text(encoding='utf-8')}")
