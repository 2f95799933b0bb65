"""Calendars of the user: a table (CSV) or an iCalendar file becomes occasions; a bad entry never stops the others."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tocsin.analysis.occasions.calendar_table import table_entries
from tocsin.analysis.occasions.icalendar_events import icalendar_entries
from tocsin.analysis.occasions.known import OccasionTelling
from tocsin.vocabulary.mention import Rejection

STAGE = "calendar"
LARGEST = 32 * 1024 * 1024
"""Bytes of a calendar at most."""


def read_calendar(path: Path, first: date, last: date) -> Iterator[OccasionTelling | Rejection]:
    """Yield the occasions of the calendar `path` in its order, and a rejection for whatever cannot be read of it.

    What recurs is worked out for the days `first` to `last`; of what does not, nothing is left out.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            yield Rejection(str(path), STAGE, f"larger than {LARGEST >> 20} MiB; leave out what you do not need")
            return
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield Rejection(str(path), STAGE, "not in UTF-8; save it as “CSV UTF-8”, or export the calendar again")
        return
    except OSError as error:
        yield Rejection(str(path), STAGE, f"cannot be read: {error.strerror or error}")
        return
    if path.suffix.lower() in {".ics", ".ical", ".ifb"} or text.lstrip()[:15].upper() == "BEGIN:VCALENDAR":
        yield from icalendar_entries(text, path, first, last)
    else:
        yield from table_entries(text, path)
