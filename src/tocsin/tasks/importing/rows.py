"""A table in a text file (CSV, TSV, with semicolons): its rows one by one, each with its own bytes."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tocsin.errors import InputError
from tocsin.vocabulary.mention import Rejection

STAGE = "import"
DELIMITERS = ",;\t|"
SAMPLE_CHARACTERS = 65_536
LONGEST_CELL = 400_000
"""Characters of one cell; what is longer is no cell but a table with a quote that never ends."""
ENCODINGS = ("utf-8-sig", "cp1252")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: on which line of the file it starts, its filled cells by column on one line each, and its bytes.

    `original` is the heading and the row as they stand in the file.
    """

    line: int
    cells: dict[str, str]
    original: bytes


class Table:
    """A table in a file. Raises InputError if the file cannot be read as one."""

    def __init__(self, path: Path, delimiter: str = "") -> None:
        self.path = path
        self.encoding = _encoding(path)
        sample = self._sample()
        self.delimiter = delimiter or _delimiter(sample)
        self.columns = self._columns()

    def rows(self) -> Iterator[Row | Rejection]:
        """Yield the rows in their order; one that does not fit the heading is a rejection. Empty rows are no rows."""
        with self._open() as stream:
            lines = _Recorder(stream)
            reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
            heading = ""
            while True:
                start = lines.number + 1
                name = f"{self.path.name}, line {start}"
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    lines.taken()
                    yield Rejection(name, STAGE, f"cannot be read as a row: {error}")
                    continue
                except (OSError, UnicodeError) as error:
                    yield Rejection(name, STAGE, f"cannot be read, nor what follows: {error}")
                    return
                raw = lines.taken()
                if not heading:
                    heading = raw
                elif any(cell.strip() for cell in cells):
                    yield self._row(start, cells, heading + raw)

    def _row(self, line: int, cells: list[str], raw: str) -> Row | Rejection:
        name = f"{self.path.name}, line {line}"
        extra = [cell for cell in cells[len(self.columns) :] if cell.strip()]
        if extra:
            reason = (
                f"has {len(cells)} cells, the heading {len(self.columns)}; a cell with {self.delimiter!r} needs quotes"
            )
            return Rejection(name, STAGE, reason)
        one_line = [_BLANKS.sub(" ", cell).strip() for cell in cells]
        filled = {column: cell for column, cell in zip(self.columns, one_line, strict=False) if cell}
        return Row(line, filled, raw.encode("utf-8", "surrogatepass"))

    def _open(self) -> "_Opened":
        return _Opened(self.path, self.encoding)

    def _sample(self) -> str:
        try:
            with self._open() as stream:
                return stream.read(SAMPLE_CHARACTERS)
        except (OSError, UnicodeError) as error:
            raise InputError(f"{self.path} cannot be read as text: {error}; save it as CSV in UTF-8") from error

    def _columns(self) -> tuple[str, ...]:
        with self._open() as stream:
            try:
                found = next(csv.reader(stream, delimiter=self.delimiter), [])
            except csv.Error as error:
                raise InputError(f"{self.path} has no heading that can be read: {error}") from error
        if found and found[0].lstrip().startswith(("{", "[{")):
            raise InputError(f"{self.path} is JSON, not a table; reports as JSON Lines are taken by tocsin add")
        columns = [_BLANKS.sub(" ", name).strip() for name in found]
        while columns and not columns[-1]:
            columns.pop()
        if len(columns) < 2:
            raise InputError(
                f"{self.path} is no table: its first line names no columns between commas, semicolons or tabs"
            )
        seen: dict[str, int] = {}
        for number, written in enumerate(columns):
            name = written or f"column {number + 1}"
            seen[name] = seen.get(name, 0) + 1
            columns[number] = name if seen[name] == 1 else f"{name} ({seen[name]})"
        return tuple(columns)


class _Opened:
    """The file as text, line ends as they are."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._stream = path.open(encoding=encoding, newline="")

    def __enter__(self) -> "_Opened":
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def __iter__(self) -> Iterator[str]:
        return iter(self._stream)

    def read(self, characters: int) -> str:
        return self._stream.read(characters)


class _Recorder:
    """Gives the lines of a stream and remembers those of the row that is being read."""

    def __init__(self, stream: _Opened) -> None:
        self._lines = iter(stream)
        self._taken: list[str] = []
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number += 1
        self._taken.append(line)
        return line

    def taken(self) -> str:
        """Return the lines since the last time."""
        raw, self._taken = "".join(self._taken), []
        return raw


def _encoding(path: Path) -> str:
    """Return UTF-8 or UTF-16 by mark, UTF-8 if the file is it, else the code page of Windows. Raises InputError."""
    try:
        with path.open("rb") as stream:
            head = stream.read(1 << 20)
    except OSError as error:
        raise InputError(f"{path} cannot be opened: {error.strerror or error}") from error
    if head[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        raise InputError(f"{path} is a workbook; save the sheet as CSV in UTF-8 and import that")
    if b"\x00" in head and head[:2] not in _MARKS:
        raise InputError(f"{path} is no text; save the table as CSV in UTF-8")
    if head[:2] in _MARKS:
        return _MARKS[head[:2]]
    for encoding in ENCODINGS:
        try:
            with path.open(encoding=encoding, newline="") as stream:
                while stream.read(1 << 20):
                    pass
        except UnicodeError:
            continue
        return encoding
    return "latin-1"


def _delimiter(sample: str) -> str:
    """Return what stands between the cells of the heading: of the usual ones the most frequent outside quotes."""
    heading = next((line for line in sample.splitlines() if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", heading)
    return max(DELIMITERS, key=bare.count)
