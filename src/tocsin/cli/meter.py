"""The progress bar: on standard error, for people alone, and only when there is something to wait for."""

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

PATIENCE_S = 1.0
"""Seconds after which someone who waits is told how far things are."""
BEFORE = "Getting ready"
COUNTABLE_BYTES = 256_000_000
"""Larger files of reports are not counted beforehand: that alone would take a while."""


class Meter:
    """Shows how many reports are done; use as a context manager. Does nothing unless standard error is a terminal.

    Where there is a `total`, that many things are waited for, and `arguments` are not counted; without either it is
    not known how many there are.
    """

    def __init__(self, arguments: Sequence[str], quiet: bool, doing: str = "Reading", total: int | None = None) -> None:
        self._doing = doing
        self._bar: Progress | None = None
        self._lock = threading.RLock()
        self._timer: threading.Timer | None = None
        self._shares_screen = sys.stdout.isatty()
        if not quiet and sys.stderr.isatty():
            self._bar = _bar()
            known = expected(arguments) if arguments and total is None else total
            self._task = self._bar.add_task(BEFORE, total=known)

    def __enter__(self) -> "Meter":
        self._wait()
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            if self._timer:
                self._timer.cancel()
            if self._bar:
                self._bar.stop()
                self._bar = None

    def advance(self, by: int = 1, total: int | None = None) -> None:
        """One report, or one input that cannot be read, is done; or `by` of what is waited for, of which `total`."""
        if self._bar:
            self._bar.update(self._task, advance=by, total=total, description=self._doing)

    @contextmanager
    def aside(self, to_stderr: bool) -> Iterator[None]:
        """Take the bar off the screen while something is written to it; it comes back when there is a wait again."""
        if self._bar is None or not (to_stderr or self._shares_screen):
            yield
            return
        with self._lock:
            self._bar.stop()
            try:
                yield
            finally:
                self._wait()

    def _wait(self) -> None:
        if self._bar and (self._timer is None or not self._timer.is_alive()):
            self._timer = threading.Timer(PATIENCE_S, self._show)
            self._timer.daemon = True
            self._timer.start()

    def _show(self) -> None:
        with self._lock:
            if self._bar:
                self._bar.start()


def expected(arguments: Sequence[str]) -> int | None:
    """Return about how many reports `arguments` hold; None if that cannot be known before reading."""
    counts = [_expected(argument) for argument in arguments]
    return None if None in counts else sum(count for count in counts if count is not None)


def _expected(argument: str) -> int | None:
    if argument == "-":
        return None
    path = Path(argument)
    try:
        if path.is_dir():
            return expected([str(p) for p in path.rglob("*") if p.is_file()])
        if path.suffix == ".gz" or path.is_fifo():
            return None
        if path.suffix not in {".jsonl", ".ndjson"}:
            return 1
        if path.stat().st_size > COUNTABLE_BYTES:
            return None
        with path.open("rb") as stream:
            return sum(1 for line in stream if line.strip())
    except (OSError, ValueError):
        return 1


def _bar() -> Progress:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)
