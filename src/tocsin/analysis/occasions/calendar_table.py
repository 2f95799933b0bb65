"""A calendar as a table (CSV): a row an occasion, with a day or a first and a last one, a sort and a name."""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from tocsin.analysis.occasions.known import CalendarEntry, OccasionTelling
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.values import When

STAGE = "calendar"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "start": ("date", "day", "start", "start_date", "from", "first", "begin"),
    "end": ("end", "end_date", "to", "until", "last"),
    "sort": ("kind", "sort", "type", "category"),
    "name": ("name", "title", "occasion", "event", "summary", "what", "words"),
}
"""What a column means, by the names that it may have, whatever their case."""
DAY = "write the day as year-month-day, such as 2020-08-20"
LONGEST = 500
"""Characters of a name that are kept."""
SEPARATORS = ",;\t"


def table_entries(text: str, path: Path) -> Iterator[OccasionTelling | Rejection]:
    """Yield an occasion for each row of `text`, or why there is none; without a sort it is of one named as the file.

    Cells are separated by commas, semicolons or tabs, whichever the first line has most of.
    """
    first_line = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first_line.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        head = next(rows, [])
    except csv.Error as error:
        yield Rejection(f"{path}, line 1", STAGE, f"not a table: {error}")
        return
    places = _places(head)
    if "start" not in places or "name" not in places:
        missing = "day" if "start" not in places else "name"
        names = " or ".join(repr(name) for name in COLUMNS["start" if missing == "day" else "name"][:3])
        found = ", ".join(cell.strip() for cell in head if cell.strip()) or "nothing"
        yield Rejection(
            f"{path}, line 1", STAGE, f"no column for the {missing}: name one {names}; the first line has {found}"
        )
        return
    line = rows.line_num
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Rejection(f"{path}, line {line + 1}", STAGE, f"no row of a table: {error}")
            line = rows.line_num
            continue
        if row is None:
            return
        if any(cell.strip() for cell in row):
            cells = {meaning: row[at].strip() if at < len(row) else "" for meaning, at in places.items()}
            yield _entry(cells, path, line + 1)
        line = rows.line_num


def _places(head: list[str]) -> dict[str, int]:
    """Return the number of the column of each meaning; of two for one meaning, the first."""
    plain = [cell.strip().lower().replace(" ", "_") for cell in head]
    return {
        meaning: min(plain.index(name) for name in names if name in plain)
        for meaning, names in COLUMNS.items()
        if any(name in plain for name in names)
    }


def _entry(cells: Mapping[str, str], path: Path, line: int) -> OccasionTelling | Rejection:
    place = f"{path}, line {line}"
    if not cells["name"]:
        return Rejection(place, STAGE, "no name; say in a word what the occasion is")
    if not cells["start"]:
        return Rejection(place, STAGE, f"no day; {DAY}")
    try:
        start = date.fromisoformat(cells["start"])
        end = date.fromisoformat(cells["end"]) if cells.get("end") else start
    except ValueError:
        wrong = cells["end"] if _is_day(cells["start"]) else cells["start"]
        return Rejection(place, STAGE, f"{wrong!r} is not a day; {DAY}")
    if end < start:
        return Rejection(place, STAGE, f"ends on {end}, before it begins on {start}")
    sort = cells.get("sort", "").lower() or path.stem
    when = When(start, end, "day" if start == end else "days")
    return OccasionTelling(sort, when, cells["name"][:LONGEST], CalendarEntry(str(path), line))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
