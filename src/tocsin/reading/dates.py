"""Dates as machines write them: ISO 8601 days and moments."""

import re
from datetime import date, datetime

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_WITH_CLOCK = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{1,2}:\d{2}")
_FIRST_YEAR = 1600


def parse_iso(value: object) -> tuple[date | None, datetime | None]:
    """Return the day of an ISO 8601 date or date-time, and the moment if it has a time zone; None for anything else.

    The day is that of the writer's own time zone.
    """
    if not isinstance(value, str) or not _ISO.match(value.strip()):
        return None, None
    text = value.strip()
    try:
        if len(text) == 10:
            day = date.fromisoformat(text)
            return (day, None) if day.year >= _FIRST_YEAR else (None, None)
        moment = datetime.fromisoformat(_colon_in_zone(text))
    except ValueError:
        # A zone in letters ("2020-08-17 14:39 EEST") hides the moment, not the day.
        return parse_iso(text[:10]) if _WITH_CLOCK.match(text) else (None, None)
    if moment.year < _FIRST_YEAR:
        return None, None
    return moment.date(), moment if moment.tzinfo else None


def _colon_in_zone(text: str) -> str:
    """Return `text` with "2020-08-17 14:39 +0300" written as "2020-08-17 14:39+03:00", as Python reads it."""
    return re.sub(r"\s*([+-]\d{2}):?(\d{2})$", r"\1:\2", text) if len(text) > 16 else text
