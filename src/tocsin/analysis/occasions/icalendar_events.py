"""A calendar as iCalendar (RFC 5545): its events become occasions on the days on which they are there, local time.

Recurring ones are worked out with their exceptions: rules (RRULE), further days (RDATE), days left out (EXDATE) and
days changed (RECURRENCE-ID). What recurs more often than daily is once a day here.
"""

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # the package brings no types
from icalendar import Event
from icalendar.error import InvalidCalendar

from tocsin.analysis.occasions.known import CalendarEntry, OccasionTelling
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.values import When

STAGE = "calendar"
BEGIN, END = "BEGIN:VEVENT", "END:VEVENT"
DAILY_AT_MOST = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
ZONE = re.compile(r"^X-WR-TIMEZONE[^:\n]*:(.+)$", re.IGNORECASE | re.MULTILINE)
DATED = frozenset({"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"})
"""Without one of these that is there and cannot be read, the days of an event are not known."""
LONGEST = 500
"""Characters of a name that are kept."""
DAY = timedelta(days=1)


class _UnreadableError(ValueError):
    """An event that says no day; the message is for a person."""


@dataclass(frozen=True)
class _Read:
    """An event and where it begins; `first` and `last` are its days, the first time."""

    event: Event
    line: int
    first: date
    last: date

    @property
    def uid(self) -> str:
        """What its changed days have in common with it."""
        return str(self.event.get("UID", ""))


def icalendar_entries(text: str, path: Path, first: date, last: date) -> Iterator[OccasionTelling | Rejection]:
    """Yield an occasion for each time that an event of `text` takes place, or why there is none.

    What recurs is worked out for the days `first` to `last`.
    """
    zone = _zone(text)
    read: list[_Read] = []
    blocks = list(_blocks(text))
    if not blocks:
        yield Rejection(str(path), STAGE, "no event (BEGIN:VEVENT) is in it; is it an iCalendar file?")
    for line, lines in blocks:
        try:
            read.append(_read(lines, line, zone))
        except (InvalidCalendar, ValueError, OverflowError) as error:
            yield Rejection(f"{path}, line {line}", STAGE, _reason(error))
    changed = _changed(read, zone)
    for one in read:
        if str(one.event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        try:
            days = sorted(_days(one, changed.get(one.uid, frozenset()), (first, last), zone))
            tellings = [_telling(one, day, path) for day in days]
        except (ValueError, TypeError, AttributeError, OverflowError) as error:  # what libraries raise on odd rules
            yield Rejection(f"{path}, line {one.line}", STAGE, f"how it recurs cannot be read: {error}")
            continue
        yield from tellings


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each event's lines with the number of the first; one that never ends runs to the next, or to the end."""
    begun = 0
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        plain = line.strip().upper()
        if plain == BEGIN:
            if begun:
                yield begun, lines
            begun, lines = number, [line.rstrip("\r")]
        elif begun:
            lines.append(line.rstrip("\r"))
            if plain == END:
                yield begun, lines
                begun = 0
    if begun:
        yield begun, lines


def _zone(text: str) -> tzinfo | None:
    """Return the time zone of the calendar as a whole, where it names one: times in UTC are meant there."""
    found = ZONE.search(text)
    try:
        return ZoneInfo(found[1].strip()) if found else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _read(lines: Sequence[str], line: int, zone: tzinfo | None) -> _Read:
    """Return the event of `lines`. Raises InvalidCalendar, ValueError."""
    if lines[-1].strip().upper() != END:
        raise _UnreadableError("it does not end: END:VEVENT is missing")
    event = Event.from_ical("\r\n".join(lines))
    if not isinstance(event, Event) or "DTSTART" not in event:
        raise _UnreadableError("no day: DTSTART is missing")
    if not str(event.get("SUMMARY", "")).strip():
        raise _UnreadableError("no name: SUMMARY is missing or empty")
    broken = [name for name, _ in event.errors if name in DATED]
    if broken:
        reason = next(reason for name, reason in event.errors if name == broken[0])
        raise _UnreadableError(f"{broken[0]} cannot be read: {reason}")
    first = _day(_part(event, "DTSTART").dt, zone)
    return _Read(event, line, first, max(first, _last(event, first, zone)))


def _day(moment: object, zone: tzinfo | None) -> date:
    """Return the day of a day, a moment or a period. Raises _UnreadableError."""
    if isinstance(moment, tuple) and moment:
        moment = moment[0]
    if isinstance(moment, datetime):
        in_utc = str(moment.tzinfo) in {"UTC", "Z"}
        return moment.astimezone(zone).date() if in_utc and zone is not None else moment.date()
    if isinstance(moment, date):
        return moment
    raise _UnreadableError(f"{moment} is no day")


def _part(event: Event, name: str) -> Any:
    """Return a property of an event, whose type only its name tells; None where it is missing."""
    return event.get(name)


def _last(event: Event, first: date, zone: tzinfo | None) -> date:
    """Return the last day of an event: its end is no longer part of it. Raises _UnreadableError."""
    length, ends = _part(event, "DURATION"), _part(event, "DTEND")
    end = ends.dt if ends is not None else None
    if length is not None and isinstance(length.dt, timedelta):
        end = _part(event, "DTSTART").dt + length.dt
    if isinstance(end, datetime):
        return _day(end - timedelta(microseconds=1), zone)
    return _day(end, zone) - DAY if end is not None else first


def _changed(read: Sequence[_Read], zone: tzinfo | None) -> Mapping[str, frozenset[date]]:
    """Return by UID the days of recurring events that other entries stand in for."""
    found: dict[str, frozenset[date]] = {}
    for one in read:
        replaced = _part(one.event, "RECURRENCE-ID")
        if replaced is not None:
            found[one.uid] = found.get(one.uid, frozenset()) | {_day(replaced.dt, zone)}
    return found


def _days(one: _Read, changed: frozenset[date], span: tuple[date, date], zone: tzinfo | None) -> set[date]:
    """Return the first days on which the event takes place. Raises ValueError, and TypeError for odd lists of days."""
    event = one.event
    if "RECURRENCE-ID" in event:
        return {one.first}
    days = {one.first}
    if "RRULE" in event:
        rules = _part(event, "RRULE")
        days = {
            day
            for rule in (rules if isinstance(rules, list) else [rules])
            for day in _by_rule(rule, one.first, span, zone)
        }
    days |= _listed(_part(event, "RDATE"), zone)
    return days - _listed(_part(event, "EXDATE"), zone) - changed


def _by_rule(rule: Any, first: date, span: tuple[date, date], zone: tzinfo | None) -> Iterator[date]:
    """Yield the days of `span` on which what began on `first` recurs. Raises ValueError."""
    parts = {name.upper(): values for name, values in rule.items()}
    often = str(parts.get("FREQ", [""])[0]).upper()
    if often not in DAILY_AT_MOST:
        raise ValueError(f"it recurs {often.lower() or 'nobody knows how often'}, and days are the least here")
    if int(parts.get("INTERVAL", [1])[0]) < 1:
        raise ValueError("it recurs every 0 times")
    # Without an end a rule that fits no day would be looked through to the year 9999.
    ends = [_day(until, zone) for until in parts.pop("UNTIL", [])]
    until = min([span[1], *ends])
    kept = ";".join(line for line in rule.to_ical().decode().split(";") if not line.upper().startswith("UNTIL="))
    begin = datetime.combine(first, time())
    with warnings.catch_warnings():
        # both a number and a last day: what the rule says, and where it stops to be of interest
        warnings.simplefilter("ignore", DeprecationWarning)
        times = rrulestr(f"{kept};UNTIL={until:%Y%m%d}T235959", dtstart=begin)
        earliest = datetime.combine(span[0], time())
        yield from (moment.date() for moment in times.xafter(earliest, inc=True))


def _listed(lists: Any, zone: tzinfo | None) -> set[date]:
    """Return the days of one list of days or several; of periods, the first day. Raises _UnreadableError."""
    several = lists if isinstance(lists, list) else [] if lists is None else [lists]
    return {_day(entry.dt, zone) for one in several for entry in one.dts}


def _telling(one: _Read, day: date, path: Path) -> OccasionTelling:
    last = day + (one.last - one.first)
    name = " ".join(str(one.event["SUMMARY"]).split())[:LONGEST]
    when = When(day, last, "day" if day == last else "days")
    return OccasionTelling(_sort(one.event) or path.stem, when, name, CalendarEntry(str(path), one.line))


def _sort(event: Event) -> str:
    """Return the first category of an event in small letters, "" where it has none."""
    found = _part(event, "CATEGORIES")
    categories = getattr(found[0] if isinstance(found, list) and found else found, "cats", [])
    return str(categories[0]).strip().lower() if categories else ""


def _reason(error: Exception) -> str:
    if isinstance(error, _UnreadableError):
        return str(error)
    return f"not an event that can be read: {error}"
