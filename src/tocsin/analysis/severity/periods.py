"""Stretches of time that are compared: days, weeks, months, years."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, get_args

from tocsin.analysis.tempo.wording import MONTHS

By = Literal["day", "week", "month", "year"]
BYS: tuple[By, ...] = get_args(By)
"""What incidents are put together by; weeks begin on Mondays."""


def first_of(day: date, by: By) -> date:
    """Return the first day of the stretch that `day` is in."""
    if by == "week":
        return date.fromordinal(max(day.toordinal() - day.weekday(), 1))
    return {"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}[by]


def last_of(day: date, by: By) -> date:
    """Return the last day of the stretch that `day` is in."""
    start = first_of(day, by)
    if by == "day":
        return start
    if by == "week":
        return date.fromordinal(min(start.toordinal() + 6, date.max.toordinal()))
    if by == "year":
        return start.replace(month=12, day=31)
    if start.month == 12:
        return start.replace(day=31)
    return start.replace(month=start.month + 1) - timedelta(days=1)


def every(start: date, end: date, by: By) -> Iterable[date]:
    """Yield the first day of every stretch from that of `start` to that of `end`."""
    day = first_of(start, by)
    while day <= end:
        yield day
        last = last_of(day, by)
        if last == date.max:
            return
        day = last + timedelta(days=1)


def label(day: date, by: By) -> str:
    """Return "15 August 2020", "week of 10 August 2020", "August 2020" or "2020"."""
    named = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return {
        "day": named,
        "week": f"week of {named}",
        "month": f"{MONTHS[day.month - 1]} {day.year}",
        "year": str(day.year),
    }[by]
