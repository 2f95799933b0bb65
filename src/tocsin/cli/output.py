"""Standard output and the terminal: where results go, in a form that the other end can take."""

import io
import re
import sys
from typing import TextIO, cast

from rich.console import Console

FILL = re.compile(r"[ \t]+(?=\n)")


def open_records() -> TextIO:
    """Return standard output, ready for JSON Lines: UTF-8 whatever the locale, line feeds on every system."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    return sys.stdout


def open_console() -> Console:
    """Return a console on standard output; what its encoding cannot say becomes "?"."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    if sys.stdout.isatty():
        return _Console(highlight=False)
    trimmed = cast("TextIO", _Trimmed(sys.stdout))  # it has all that rich asks of a file
    return _Console(file=trimmed, highlight=False)


class _Console(Console):
    """Rich ends the program itself when a pipe breaks; here the border decides."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class _Trimmed:
    """A stream without the blanks by which a table fills its lines: nobody wants them in a file."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.encoding = stream.encoding

    def write(self, text: str) -> int:
        self._stream.write(FILL.sub("", text))
        return len(text)

    def flush(self) -> None:
        self._stream.flush()

    def isatty(self) -> bool:
        return False

    def fileno(self) -> int:
        return self._stream.fileno()
