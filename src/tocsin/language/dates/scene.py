"""What is known while a text is read from its start to its end, and how days are worked out from it."""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from tocsin.language.dates.calendar import (
    Stretch,
    make_day,
    shift_days,
    shift_months,
    weekday_after,
    weekday_before,
)
from tocsin.language.dates.lexer import Token
from tocsin.language.dates.lexicon import CODES, codes, listed
from tocsin.vocabulary.terms import Precision
from tocsin.vocabulary.values import When

UNKNOWN = When()
GRACE_DAYS = 2  # a report can be dated a day or two before the last day it tells of: time zones, updates
PLANNED_WITHIN = 45  # days: "flies to Rome on May 20" is the coming May if that is so near
YEARS = CODES["years"]
MONTH_CODES = codes("month weakmonth shortmonth")
WEEKDAY_CODES = codes("weekday shortday")

_PLANNED = re.compile(
    r"\b(?:flies|leaves|meets|travels|visits|arrives|opens|begins|starts|votes?|hosts|attends|returns|goes|heads|holds|"
    r"speaks|addresses|marks|takes office|stands trial|expires|ends)\b"
)
_AHEAD = re.compile(
    r"\b(?:will|shall|due|scheduled|planned|expected|expects?|set (?:to|for)|is to|are to|going to|plans? to|"
    r"(?:to|would) be held|would (?:meet|hold|visit|travel|arrive|begin|start)|ahead of|upcoming|deadline|by next|"
    r"ll|called (?:\w+ ){0,6}for|intends? to|hopes? to|must|vow\w* to)\b"
)
_AHEAD_AFTER = re.compile(
    r"\.\s(?:he|she|they|it|we) (?:will|is to|are to)\b|"
    r"[^.;:\n]{0,45}?\b(?:will|is due|are due|is to|are to|is scheduled|is expected|are expected|shall|unless)\b"
)
_SENTENCE = 600  # characters: no sentence of news is longer
_STOP = re.compile(r"(\w+)[.!?][\"”')\]]*\s")
_ABBREVIATIONS = listed(
    "jan feb mar apr jun jul aug sep sept oct nov dec gen col maj brig capt lt sgt mr mrs dr st no mon tue wed "
    "thu fri sat sun"
)
_CLAUSE = re.compile(
    r"[.;:!?\"“”(]|\n\n|, (?:and|but|adding|after|who|which)|"
    r"\b(?:after|when|killed|fired|hit|attacked|struck|that|since)\b"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One expression as a rule read it; `sets` is the day that later words may lean on."""

    start: int
    end: int
    when: When
    relative: bool = False
    weak: bool = False
    recurring: bool = False
    sets: date | None = None


class Scene:
    """The state of one reading: publication, the last day told of, the last month or year named."""

    __slots__ = (
        "ahead",
        "day",
        "day_at",
        "day_first",
        "days",
        "folded",
        "known_year",
        "last_year",
        "month",
        "month_named",
        "planned",
        "published",
        "spoken",
        "year",
        "year_at",
        "zone",
    )

    def __init__(self, folded: str, published: date | None, known_year: int | None) -> None:
        self.folded = folded
        self.published = published
        self.day_first: bool | None = None
        self.zone: ZoneInfo | None = None
        self.known_year = known_year
        self.day: date | None = None
        self.spoken: date | None = None
        self.month: date | None = None
        self.year: int | None = None
        self.last_year: int | None = None
        self.month_named = False
        self.year_at = self.day_at = -1
        self.days: deque[date] = deque(maxlen=50)
        self.ahead = self.planned = False

    @property
    def reference(self) -> date | None:
        """The day that "the same day" and "two days later" lean on."""
        return self.day or self.spoken or self.published

    def look(self, start: int, end: int) -> None:
        """Note whether the words around characters `start` to `end` place them after publication."""
        before = self.folded[max(0, start - 70) : start]
        cuts = [m.end() for m in _CLAUSE.finditer(before)]
        clause = before[cuts[-1] :] if cuts else before
        if self.year is not None and not self.same_sentence(self.year_at, start):
            self.year = None
        self.ahead = bool(_AHEAD.search(clause) or _AHEAD_AFTER.match(self.folded, end))
        self.planned = bool(_PLANNED.search(clause))

    def same_sentence(self, at: int, start: int) -> bool:
        """Whether no sentence ends between characters `at` and `start`."""
        if at < 0 or start - at > _SENTENCE:
            return False
        between = self.folded[at:start]
        return "\n\n" not in between and all(m[1] in _ABBREVIATIONS or len(m[1]) == 1 for m in _STOP.finditer(between))

    def opens_sentence(self, start: int) -> bool:
        """Whether a sentence begins at character `start`."""
        before = self.folded[max(0, start - 12) : start].rstrip(" \"“”'([")
        return not before or (before[-1] in "\n.!?:" and not self.same_sentence(max(0, start - 12), start))

    def month_day(self, month: int, day: int, year: int | None, weekday: int | None = None) -> date | None:
        """Return that day; without a year the latest one that is not after publication, or the next one if ahead.

        A verb in the present ("flies to Rome on May 20") plans only a day that is near; else it heads an old story.
        """
        if year is not None:
            return make_day(year, month, day)
        if self.published is None:
            return make_day(self.known_year, month, day) if self.known_year else None
        base = self.published.year
        limit = shift_days(self.published, GRACE_DAYS)
        years: Sequence[int] = (base + 1, base, base - 1, base - 2, base - 3, base - 4)
        days = [d for y in years if 1 <= y <= 9999 and (d := make_day(y, month, day))]
        if self.ahead and (coming := [d for d in days if d >= self.published]):
            return min(coming)
        past = [d for d in days if d <= limit]
        if weekday is not None:
            soon = [d for d in days if abs((d - self.published).days) < 200 and d.weekday() == weekday]
            past = soon or [d for d in past if d.weekday() == weekday] or past
        if self.year is not None and self.year < base and (named := make_day(self.year, month, day)):
            return named
        near = [d for d in days if limit < d <= shift_days(self.published, PLANNED_WITHIN)]
        if self.planned and near and weekday is None:
            return near[0]
        return past[0] if past else None

    def day_of_month(self, day: int, weekday: int | None = None) -> date | None:
        """Return day number `day` of the month that the text speaks of, else the latest one before publication."""
        base = self.month or self.published
        if base is None:
            return None
        months = [base, shift_months(base, -1), shift_months(base, -2)]
        if self.month and self.day and self.day.replace(day=1) == self.month.replace(day=1) and day < self.day.day - 20:
            months.insert(0, shift_months(base, 1))
        days = [d for m in months if (d := make_day(m.year, m.month, day))]
        limit = self.published or date.max
        if self.ahead and self.published and not self.month:
            coming = [make_day(m.year, m.month, day) for m in (base, shift_months(base, 1))]
            return next((d for d in coming if d and d >= self.published), None)
        past = [d for d in days if d <= limit] or days[:1]
        if weekday is not None:
            more = [base, *(shift_months(self.published or base, -n) for n in range(12))]
            fitting = (make_day(m.year, m.month, day) for m in more)
            match = next((d for d in fitting if d and d <= limit and d.weekday() == weekday), None)
            return match or (past[0] if past else None)
        return past[0] if past else None

    def weekday(self, weekday: int, last: bool = False, following: bool = False, definite: bool = False) -> date | None:
        """Return the weekday (0 is Monday) meant: the latest up to publication unless told or placed otherwise."""
        if definite and self.day and (self.published is None or abs((self.published - self.day).days) > 3):
            near = weekday_after(self.day, weekday)
            return near if self.published is None or near <= self.published else weekday_before(self.published, weekday)
        if self.published is None:
            return None
        if following:
            return weekday_after(self.published, weekday, strict=True)
        if last:
            return weekday_before(self.published, weekday, strict=True)
        if self.ahead:
            return weekday_after(self.published, weekday)
        return weekday_before(self.published, weekday)

    def year_of(self, tokens: Sequence[Token]) -> int | None:
        """Return the year that `tokens` name, by figures or as "last year"; None without one."""
        for at, token in enumerate(tokens):
            if token.code == CODES["year"]:
                return token.value
            if token.code == CODES["short"] or (token.code == CODES["number"] and len(token.word) == 2):
                return self.century(token.value)
            if token.code == YEARS and at:
                return self.relative_year(tokens[at - 1])
        return None

    def relative_year(self, token: Token) -> int | None:
        """Return the year of "this year", "last year", "next year", "that year", "the same year"."""
        if token.code in {CODES["same"], CODES["that"]}:
            base = self.month or self.day or self.published
            return self.last_year or (base.year if base else None)
        if self.published is None:
            return None
        if token.code == CODES["last"]:
            return self.published.year - 1
        return self.published.year + (token.code == CODES["next"])

    def century(self, two_digits: int) -> int:
        """Return the full year of two digits: the latest one that is not well after publication."""
        limit = (self.published.year if self.published else 2049) + 1
        year = limit // 100 * 100 + two_digits
        return year if year <= limit else year - 100


def day_when(day: date | None) -> When:
    """Return one day, or unknown."""
    return When(day, day, "day") if day else UNKNOWN


def stretch_when(stretch: Stretch | None, precision: Precision) -> When:
    """Return the days from one to another, or unknown; turned round where they stand the wrong way."""
    if stretch is None:
        return UNKNOWN
    return When(min(stretch), max(stretch), precision)


def between_when(first: date | None, last: date | None, precision: Precision = "days") -> When:
    """Return the days from `first` to `last`, unknown where either is or they stand the wrong way."""
    if first is None or last is None or first > last:
        return UNKNOWN
    return When(first, last, precision if first < last or precision != "days" else "day")
