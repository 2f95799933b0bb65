"""Days with a month: "15 August 2020", "July 27 and August 3 and 15", "3 to 7 May"; days of the month alone."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from tocsin.language.dates.lexer import Token
from tocsin.language.dates.lexicon import CODES, codes
from tocsin.language.dates.numeric import resolve_full
from tocsin.language.dates.scene import (
    MONTH_CODES,
    UNKNOWN,
    WEEKDAY_CODES,
    Reading,
    Scene,
    between_when,
    day_when,
)
from tocsin.language.dates.surroundings import counted_thing_follows, names_a_thing, noun_follows

DAY_CODES = codes("day ordinal nth")
_JOINT = codes("dash to slash")
_ENTRY = re.compile(r"(?:^|\n)[ \t]*[•*·▪–-][ \t]*$|[:;][ \t]*$")
_ENTRY_END = re.compile(r"\s*[,:;–-]")
_ATTACKS = re.compile(r"\s(?:(?:terror|terrorist|al[- ]qaeda) )?attacks\b")
_YEAR_ENDS = re.compile(r"\s*(?:\(|--|\[|$)")


class Item(NamedTuple):
    """One day, or the first and last day of a range, of an enumeration."""

    start: int
    end: int
    first: int
    last: int | None
    weekday: int | None


def items(tokens: Sequence[Token]) -> list[Item]:
    """Return the days that stand in `tokens`, those joined by a dash or "to" as one range."""
    found: list[Item] = []
    weekday: int | None = None
    weekday_at: int | None = None
    joint = False
    for token in tokens:
        if token.code in WEEKDAY_CODES:
            weekday = token.value
            weekday_at = token.start if not joint else None
        elif token.code in _JOINT or token.word == "or":
            joint = bool(found)
        elif token.code in DAY_CODES:
            if joint and found[-1].last is None:
                found[-1] = found[-1]._replace(last=token.value, end=token.end)
            else:
                start = token.start if weekday_at is None else weekday_at
                found.append(Item(start, token.end, token.value, None, weekday))
            joint, weekday, weekday_at = False, None, None
    return found


def read_days_month(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "5, 11 and 16 August" and "from 3 to 7 May 2014"."""
    at = next(i for i, t in enumerate(tokens) if t.code in MONTH_CODES)
    tail = tokens[-1]
    if tokens[at - 1].code == CODES["nth"]:  # "the second July": not a day
        return []
    if names_a_thing(scene.folded, tail.end):
        return []
    year = scene.year_of(tokens[at:])
    if tail.code == CODES["day"] or (tail.code == CODES["number"] and noun_follows(scene.folded, tail.end)):
        year = scene.century(tail.value) if tail.code == CODES["day"] and _is_year(tail, scene) else None
        tokens = tokens if year is not None else tokens[:-1]
    comma = at + 1 < len(tokens) and tokens[at + 1].code == CODES["comma"]
    readings = _resolve(items(tokens[:at]), tokens[at].value, year, scene, comma)
    if readings:
        readings[-1] = _stretched(readings[-1], readings[-1].start, tokens[-1].end)
    return readings


def _is_year(token: Token, scene: Scene) -> bool:
    """Whether the second number of "3 JAN 05 (AGENCY)" is a year: of two figures, and the date ends there."""
    return len(token.word) == 2 and bool(_YEAR_ENDS.match(scene.folded, token.end))


def read_month_days(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "August 5 and 11 and 16th" and "March 3 to 5, 2014"; a number before a noun is no day."""
    at = next(i for i, t in enumerate(tokens) if t.code in MONTH_CODES)
    if tokens[-1].code == CODES["number"] and (noun_follows(scene.folded, tokens[-1].end) or len(tokens[-1].word) != 2):
        tokens = tokens[:-1]
    days = items(tokens[at + 1 :])
    if names_a_thing(scene.folded, tokens[-1].end):
        return []
    year = scene.year_of(tokens[at + 1 :])
    if (
        year is None
        and len(days) > 1
        and tokens[-1].code == CODES["day"]
        and noun_follows(scene.folded, tokens[-1].end)
    ):
        days.pop()
    readings = _resolve(days, tokens[at].value, year, scene)
    if readings:
        end = tokens[-1].end if year is not None and len(readings) == 1 else readings[0].end
        readings[0] = _stretched(readings[0], tokens[0].start, end)
    return readings


def _resolve(days: Sequence[Item], month: int, year: int | None, scene: Scene, comma: bool = False) -> list[Reading]:
    if year is not None and days and days[0].weekday is not None:
        year = _fitting(days[0], month, year, scene, comma)
    if year is None and days and (month, days[0].first) == (9, 11) and _ATTACKS.match(scene.folded, days[-1].end):
        year = 2001
    readings: list[Reading] = []
    of_first: int | None = None
    for item in days:
        first = scene.month_day(month, item.first, year if year is not None else of_first, item.weekday)
        of_first = of_first or (first.year if first else None)
        if item.last is None:
            readings.append(Reading(item.start, item.end, day_when(first), sets=first))
            continue
        last = scene.month_day(month, item.last, first.year if first else year)
        when = between_when(first, last)
        readings.append(Reading(item.start, item.end, when, sets=when.end))
    if year is not None and days:
        scene.year, scene.year_at = year, days[-1].end
        scene.last_year = year
    return readings


def _fitting(item: Item, month: int, year: int, scene: Scene, comma: bool) -> int | None:
    """Drop the year of "Mon 4 Mar, 1935", a time, if the weekday rather fits the day without it."""
    named, unnamed = (scene.month_day(month, item.first, y, item.weekday) for y in (year, None))
    fits = [d is not None and d.weekday() == item.weekday for d in (named, unnamed)]
    if named and unnamed and scene.published and fits == [True, True]:
        far, near = (abs((scene.published - d).days) for d in (named, unnamed))
        return None if year < scene.published.year - 40 and far > near and near < 60 and comma else year
    return None if fits == [False, True] else year


def _stretched(reading: Reading, start: int, end: int) -> Reading:
    return Reading(start, end, reading.when, reading.relative, reading.weak, reading.recurring, reading.sets)


def read_range(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read two full days with their months: "October 30 to November 1", "from 27 January until 10 February"."""
    joints = _JOINT | {CODES["and"]}
    cut = next(
        i
        for i, t in enumerate(tokens)
        if t.code in joints and any(x.code in DAY_CODES or x.code == CODES["full"] for x in tokens[:i])
    )
    last = _single(tokens[cut:], scene, None)
    first = _single(tokens[:cut], scene, scene.year_of(tokens[cut:]))
    if first and last and first > last and first.year == last.year:
        year_given = scene.year_of(tokens[:cut]) is not None
        first = None if year_given else scene.month_day(first.month, first.day, last.year - 1)
    when = between_when(first, last)
    return [Reading(tokens[0].start, tokens[-1].end, when, sets=when.end)]


def _single(tokens: Sequence[Token], scene: Scene, year: int | None) -> date | None:
    full = next((t for t in tokens if t.code == CODES["full"]), None)
    if full:
        return resolve_full(full, scene).start
    month = next(t for t in tokens if t.code in MONTH_CODES)
    day = next(t for t in tokens if t.code in DAY_CODES)
    weekday = next((t.value for t in tokens if t.code in WEEKDAY_CODES), None)
    named = scene.year_of(tokens)
    return scene.month_day(month.value, day.value, named if named is not None else year, weekday)


def read_between(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "between March 3 and 5", "between 14 and 16 September", "between the 12th and the 14th"."""
    first, last = (t.value for t in tokens if t.code in DAY_CODES)
    month = next((t.value for t in tokens if t.code in MONTH_CODES), None)
    if month is None:
        start, end = scene.day_of_month(first), scene.day_of_month(last)
    else:
        year = scene.year_of(tokens)
        start = scene.month_day(month, first, year)
        end = scene.month_day(month, last, start.year if start else year)
    when = between_when(start, end)
    return [Reading(tokens[0].start, tokens[-1].end, when, relative=month is None, sets=when.end)]


def read_listed(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read a day of the month that opens an entry of a list: "5th, a grenade", "* 19 and 24 - an ambush"."""
    if not scene.month_named or not _ENTRY.search(scene.folded, max(0, tokens[0].start - 6), tokens[0].start):
        return []
    end = tokens[-1].end
    if not (_ENTRY_END.match(scene.folded, end) if tokens[-1].code == CODES["ordinal"] else scene.folded[end] == " "):
        return []
    readings: list[Reading] = []
    for item in items(tokens):
        day = scene.day_of_month(item.first)
        readings.append(Reading(item.start, item.end, day_when(day), relative=True, sets=day))
    return readings


def read_partial_month(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "17/18 June": a night, or two days."""
    first, last = (int(p) for p in re.findall(r"\d+", tokens[0].word))
    at = next(i for i, t in enumerate(tokens) if t.code in MONTH_CODES)
    year = scene.year_of(tokens[at:])
    start = scene.month_day(tokens[at].value, first, year)
    end = scene.month_day(tokens[at].value, last, start.year if start else year)
    when = between_when(start, end)
    return [Reading(tokens[0].start, tokens[-1].end, when, sets=when.end)] if when is not UNKNOWN else []


def read_ordinals(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "on the 15th", "the 5th and the 9th": days of the month that the text speaks of."""
    if _of_something(tokens, scene):
        return []
    readings: list[Reading] = []
    for item in items(tokens):
        first = scene.day_of_month(item.first, item.weekday)
        relative = scene.month is not None
        if item.last is None:
            readings.append(Reading(item.start, item.end, day_when(first), relative, sets=first))
        else:
            when = between_when(first, scene.day_of_month(item.last))
            readings.append(Reading(item.start, item.end, when, relative, sets=when.end))
    return readings


def _of_something(tokens: Sequence[Token], scene: Scene) -> bool:
    """Whether "the 15th" counts a thing: "the 15th century", "on the 2nd Brigade"."""
    end = tokens[-1].end
    if tokens[0].code == CODES["on"] and tokens[1].code == CODES["the"] and tokens[-1].code == CODES["ordinal"]:
        return counted_thing_follows(scene.folded, end)
    return noun_follows(scene.folded, end)


def read_weekday_day(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "Friday the 9th", "Thu 6"; where the number counts a thing, or is no such day, the weekday alone."""
    weekday = tokens[0].value
    number = next(t for t in tokens if t.code in DAY_CODES)
    day = None if noun_follows(scene.folded, tokens[-1].end) else scene.day_of_month(number.value, weekday)
    if day is not None and day.weekday() == weekday:
        return read_ordinals(tokens, scene)
    if tokens[0].code == CODES["shortday"]:
        return []
    found = scene.weekday(weekday)
    return [Reading(tokens[0].start, tokens[0].end, day_when(found), sets=found)]


_ITEM = "(?:WD(?:part|nights)?comma?the?)?(?:DAY|nth)(?:(?:dash|to|slash)the?(?:WD the?)?DAY)?"
_SINGLE = "(?:(?:WD comma?(?:the|on)?)?(?:(?:DAY|nth)of?MON|MON DAY)YR?|full)"
_NO_MONTH = "(?!(?:SEP|the|ordinal|day|dash|to)*of?(?:MON|the?(?:last|this|next|same|that|nth)months|months)|days)"
RULES = (
    (f"between?{_SINGLE}TIME(?:to|dash)TIME {_SINGLE}", read_range),
    (f"between TIME {_SINGLE}TIME and TIME {_SINGLE}", read_range),
    ("between TIME MON DAY and the?DAY YR?", read_between),
    ("between TIME DAY and TIME DAY (?:of?MON YR?)?", read_between),
    ("partial MON YR?", read_partial_month),
    (
        f"{_ITEM}(?:SEP{_ITEM})*of?(?:dash)?MON(?:dash)?(?:YR|number|day(?!SEP|MON))?(?:comma(?:a|the)WD)?",
        read_days_month,
    ),
    (f"(?:WD comma?the?)?MON{_ITEM}(?:SEP{_ITEM})*(?!of?MON)(?:YR|number)?(?:comma(?:a|the)WD)?", read_month_days),
    ("WD(?:part|nights|comma|the|open)*DAY(?:SEP(?:the)?ordinal)*" + _NO_MONTH, read_weekday_day),
    ("(?:on the?|the)ordinal(?:(?:dash|to)the?ordinal)?(?:SEP the?ordinal)*" + _NO_MONTH, read_ordinals),
    ("(?:on|(?:nights|part)of)the nth(?:SEP the?nth)*" + _NO_MONTH, read_ordinals),
    ("day(?:SEP day)*(?=dash)", read_listed),
    ("ordinal", read_listed),
    ("nights of the?DAY(?:dash|to|slash)the?DAY" + _NO_MONTH, read_ordinals),
)
