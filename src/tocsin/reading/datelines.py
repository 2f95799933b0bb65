"""The day of publication as the lines around a headline state it, where a page's markup does not."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache

from tocsin.reading.boilerplate import tables

_MARKED = re.compile(r"\s*date\s+(\d{4}-\d{2}-\d{2})(?:\s+0(?=\s|$))?\s*")
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|\b(?:lundi|mardi|mercredi|jeudi|vendredi|"
    r"samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b(?:at\s+)?(\d{1,2})[:.h](\d{2})(?::\d{2})?\s*([ap]\.?\s?m\b\.?)?\s*(?:\(?\b(GMT|UTC|Z|[A-Z]{2,5}|ist)\b\)?)?"
    r"(?:\s*([+-]\d{1,2}(?::?\d{2})?))?",
    re.IGNORECASE,
)
_YEAR = r"(?:1[6-9]|20)\d{2}"
_EDGE = re.compile(r"[|·•–—:;()\[\]/»>,]|\s-\s|\s{2,}|\t")
_NAMES = re.compile(r"[^\W\d_][\w'’.-]*")
_DATELINE = re.compile(r"\s[-–—]+\s|--|—|\s\(")
_LONGEST = 200
_SMALL = {"at", "on", "by", "from", "the", "of", "de", "le", "el", "a", "hrs", "hours", "local", "time", "o'clock"}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    months = "|".join(sorted((re.escape(m) for m in tables()["dates"]["months"]), key=len, reverse=True))
    year = rf"(?P<year>{_YEAR})"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"\b{year}-(?P<number>\d{{1,2}})-(?P<day>\d{{1,2}})(?!\d)",
            rf"\b{year}/(?P<number>\d{{1,2}})/(?P<day>\d{{1,2}})(?!\d)",
            rf"\b(?P<day>\d{{1,2}})\.(?P<number>\d{{1,2}})\.{year}\b",
            rf"\b(?P<first>\d{{1,2}})[/-](?P<second>\d{{1,2}})[/-]{year}\b",
            rf"\b(?P<month>{months})\b\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{year}\b",
            rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)?\.?\s+(?:de\s+)?(?P<month>{months})\b\.?,?\s+(?:de\s+)?{year}\b",
            rf"\b(?P<day>\d{{1,2}})\s+(?P<month>{months})\.?\s?['’](?P<short>\d{{2}})\b",
        )
    )


@dataclass(frozen=True, slots=True)
class Dated:
    """A line's day; `label` is "published", "updated" or ""; `moment` where the line gives time and zone."""

    day: date
    label: str = ""
    has_time: bool = False
    moment: datetime | None = None


def marked_date(line: str) -> tuple[date | None, int]:
    """Return the day of a line that begins with "date 2020-08-17" and the length of that mark; (None, 0) otherwise."""
    match = _MARKED.match(line)
    try:
        return (date.fromisoformat(match[1]), match.end()) if match else (None, 0)
    except ValueError:
        return None, 0


def _day_of(match: re.Match[str]) -> date | None:
    found = match.groupdict()
    year = int(found["year"]) if found.get("year") else 2000 + int(found["short"])
    if found.get("first"):
        first, second = int(found["first"]), int(found["second"])
        # 09/02/2025 is a day in February or in September: without a sign which, it is neither.
        if first <= 12 and second <= 12 and first != second:
            return None
        month, day = (second, first) if first > 12 else (first, second)
    else:
        name = found.get("month")
        month = tables()["dates"]["months"][name.lower()] if name else int(found["number"])
        day = int(found["day"])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _label_of(words: str) -> str | None:
    """Return the label that `words` beside a date are, "" for none, None if they are something else."""
    table = tables()["dates"]
    rest = " ".join(_WEEKDAY.sub(" ", _CLOCK.sub(" ", words)).lower().split()).strip(" .,:;-–—")
    if not rest or rest in table["agencies"] or all(word in _SMALL for word in rest.split()):
        return ""
    for label in ("updated", "published"):
        if rest in table[label]:
            return label
    return None


def _beside(line: str, start: int, end: int) -> tuple[str, str]:
    """Return the words before and after a date, up to the next mark that parts entries."""
    before, after = _CLOCK.sub("", line[:start]), _CLOCK.sub("", line[end:])
    if not before.endswith("  "):
        before = before.rstrip(" :")
    left = _EDGE.split(before)[-1]
    # "Noor Haddad, 21 December 2020" dates a page; "A crowd in Baghdad, Iraq, May 7, 2020" tells what a picture shows.
    if "," in before and not all(w[0].isupper() or w.lower() in _SMALL for w in _NAMES.findall(before)):
        left = before.rpartition("  ")[2] if "  " in before else before
        left = re.split(r"[|·•–—;()\[\]/»>]|\s-\s|\t", left)[-1]
    return left, _EDGE.split(after)[0]


def dated(line: str) -> Dated | None:
    """Return the day that the line gives as an entry of its own ("Published: Jul. 8, 2021 at 5:48 AM"), else None.

    A full date with its year is needed; a date within a sentence is none.
    """
    if len(line) > _LONGEST:
        return None
    for match in (m for pattern in _patterns() for m in pattern.finditer(line)):
        day = _day_of(match)
        left, right = _beside(line, match.start(), match.end())
        label = _label_of(left)
        if day is None or label is None or _label_of(right) is None:
            continue
        clock = _CLOCK.search(line[match.end() :]) or _CLOCK.search(line[: match.start()])
        return Dated(day, label, clock is not None, _moment(day, clock) if clock else None)
    return None


def dateline(paragraph: str) -> Dated | None:
    """Return the full date of a dateline that opens a paragraph ("MOGADISHU, October 14, 2019 (Agency) - ...")."""
    place = _DATELINE.split(paragraph[:_LONGEST], maxsplit=1)
    return dated(place[0]) if len(place) > 1 and len(place[0]) <= 60 else None


def _moment(day: date, clock: re.Match[str]) -> datetime | None:
    """Return the moment of a clock that names UTC; the letters of other zones differ from land to land."""
    hour, minute, half, zone, offset = clock.groups()
    if (zone or "").upper() not in {"GMT", "UTC", "Z"} or offset:
        return None
    at = int(hour) % 12 + (12 if half.lower().startswith("p") else 0) if half else int(hour)
    try:
        return datetime.combine(day, time(at, int(minute)), UTC)
    except ValueError:
        return None


def published_day(lines: Iterable[Dated]) -> Dated | None:
    """Return the day of publication: the labelled, else the one with a time, else the only one; None if they differ."""
    found = [line for line in lines if line.label != "updated"]
    for best in ([f for f in found if f.label == "published"], [f for f in found if f.has_time], found):
        if best:
            agree = len({f.day for f in best}) == 1
            return next((f for f in best if f.moment), best[0]) if agree else None
    return None
