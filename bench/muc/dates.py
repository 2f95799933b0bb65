"""Slot 2: one day, two days with a dash, or "on or before" a day."""

import re
from datetime import date

from bench.muc.messages import MONTHS
from tocsin.vocabulary.values import When

NAMES = {number: name for name, number in MONTHS.items()}
WEEKDAY = re.compile(r"\b(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY\b", re.I)
EXACT = frozenset({"day", "days"})
LONGEST = 62
"""Days; a period longer than two months is no date of an incident in the task's sense."""


def inc_date(when: When | None, words: str, published: date | None) -> str:
    """Return the fill for `when`, told in `words` by a message of the day `published`; "-" if nothing is known.

    Days of the week, vague and unknown times are "on or before" the day of the message: so the task's rules.
    """
    unknown = when is None or when.start is None or when.end is None or when.precision not in EXACT
    unknown = unknown or bool(published and when and when.start and when.start > published)
    if published and (unknown or WEEKDAY.search(words)):
        return f"- {day(published)}"
    if when is None or when.start is None or when.end is None or (when.end - when.start).days > LONGEST:
        return f"- {day(published)}" if published else "-"
    if when.start == when.end:
        return day(when.start)
    return f"{day(when.start)} - {day(when.end)}"


def day(value: date) -> str:
    """Return a day as the task writes it: 05 FEB 90."""
    return f"{value.day:02d} {NAMES[value.month]} {value.year % 100:02d}"
