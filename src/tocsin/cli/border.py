"""The border to the person at the terminal: errors become one line and an exit code, a stop leaves whole lines."""

import os
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

import typer

from tocsin.errors import TocsinError, exit_code
from tocsin.export.visible import one_line

INTERRUPTED, BROKEN_PIPE, FAULT = 130, 141, 70
"""Exit codes beside those of the error tree: stopped by Ctrl-C, the reader of a pipe went away, a fault of Tocsin's."""


def complain(message: str) -> None:
    """Say `message` on standard error, on one line that cannot steer the terminal."""
    with suppress(OSError):
        print(f"tocsin: {one_line(message)}", file=sys.stderr, flush=True)


@contextmanager
def border() -> Iterator[None]:
    """Turn what is raised within into a message and `typer.Exit` with its code; typer's own errors pass."""
    try:
        yield
    except TocsinError as error:
        complain(str(error))
        raise typer.Exit(exit_code(error)) from error
    except BrokenPipeError:
        silence(sys.stdout.fileno())
        raise typer.Exit(BROKEN_PIPE) from None
    except OSError as error:
        complain(f"cannot write the result: {error.strerror or error}")
        with suppress(OSError, ValueError):
            silence(sys.stdout.fileno())
        raise typer.Exit(1) from error
    except KeyboardInterrupt:
        complain("stopped")
        raise typer.Exit(INTERRUPTED) from None
    except Exception as error:
        if type(error).__module__.startswith("typer"):
            raise
        complain(_fault(error))
        raise typer.Exit(FAULT) from error


@contextmanager
def goes_on(words: str) -> Iterator[None]:
    """Say, when Ctrl-C stops what is done within, `words` on what is kept and how it goes on."""
    try:
        yield
    except KeyboardInterrupt:
        complain(f"stopped; {words}")
        raise typer.Exit(INTERRUPTED) from None


def silence(descriptor: int) -> None:
    """Send what is still waiting to be written to `descriptor` nowhere, so that the end of the program is quiet."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def _fault(error: Exception) -> str:
    places = " < ".join(f"{f.filename.rpartition('tocsin/')[2]}:{f.lineno}" for f in _last_frames(error))
    return f"a fault of Tocsin, please report it: {type(error).__name__}: {error} (at {places})"


def _last_frames(error: Exception) -> list[traceback.FrameSummary]:
    return list(reversed(traceback.extract_tb(error.__traceback__)))[:3]


class Interrupts:
    """Ctrl-C and a request to end are held back while a result is being written, and raised right after it.

    A second one is not held back: whoever reads the results may have stopped to read.
    """

    def __init__(self) -> None:
        self._held = False
        self._waiting = False
        self._before: dict[int, object] = {}
        self.signal = signal.SIGINT

    def __enter__(self) -> "Interrupts":
        for number in (signal.SIGINT, signal.SIGTERM):
            if signal.getsignal(number) == signal.SIG_IGN:
                continue
            with suppress(ValueError):  # not the main thread: then signals are the host program's affair
                self._before[number] = signal.signal(number, self._arrive)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # as it was given to us
        self._before.clear()

    @property
    def exit_code(self) -> int:
        """The code by which a shell sees that a signal ended the program."""
        return 128 + self.signal

    def _arrive(self, number: int, _: FrameType | None) -> None:
        self.signal = signal.Signals(number)
        if self._held and not self._waiting:
            self._waiting = True
            return
        raise KeyboardInterrupt

    @contextmanager
    def held(self) -> Iterator[None]:
        """Within, a first signal waits; it is raised as KeyboardInterrupt at the end."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        if self._waiting:
            self._waiting = False
            raise KeyboardInterrupt
