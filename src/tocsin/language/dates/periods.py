"""Weeks, weekends, months, seasons, years and decades, and what is open to one side: "since Thursday"."""

from collections.abc import Sequence
from datetime import date

from tocsin.language.dates.calendar import (
    Stretch,
    feast,
    make_day,
    month_span,
    season_span,
    shift_days,
    shift_months,
    week_span,
    weekday_after,
    weekday_before,
    year_span,
)
from tocsin.language.dates.lexer import Token
from tocsin.language.dates.lexicon import CODES, codes
from tocsin.language.dates.monthdays import DAY_CODES, items
from tocsin.language.dates.relatives import read_span_back
from tocsin.language.dates.scene import MONTH_CODES, UNKNOWN, Reading, Scene, day_when, stretch_when
from tocsin.language.dates.surroundings import names_a_thing, noun_follows, title_word
from tocsin.language.dates.weekdays import has
from tocsin.vocabulary.terms import Precision
from tocsin.vocabulary.values import When


def _reading(tokens: Sequence[Token], when: When, relative: bool = False, weak: bool = False) -> list[Reading]:
    return [Reading(tokens[0].start, tokens[-1].end, when, relative, weak)]


_LEADS = codes("on the")


def _shift(tokens: Sequence[Token]) -> int:
    return -1 if has(tokens, "last") else 1 if has(tokens, "next") else 0


def read_unit(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "last week", "this month", "next year", "earlier this week"."""
    if tokens[-2].word == "past" and scene.published and not tokens[-1].word.endswith("s"):
        return read_span_back([tokens[-2], Token(CODES["count"], 0, 0, 1, "one"), tokens[-1]], scene)
    if tokens[-2].code == CODES["last"] and tokens[-1].word.endswith("s"):
        return _reading(tokens, UNKNOWN, weak=True)
    leaning = has(tokens, "same", "that") or tokens[-2].value == 1  # "the previous month", "the following year"
    base = scene.reference if leaning else scene.published
    if base is None:
        return _reading(tokens, UNKNOWN)
    shift, unit = _shift(tokens), tokens[-1].code
    stretch, precision = _unit_span(unit, base, shift)
    if unit == CODES["months"] or unit == YEARS_CODE:
        scene.month = stretch[0] if unit == CODES["months"] else scene.month
    if has(tokens, "later") and shift == 0:
        return _reading(tokens, stretch_when((base, stretch[1]), precision), leaning)
    if shift == 0 and not leaning and stretch[1] > base and not scene.ahead:
        if has(tokens, "earlier", "early") and unit == CODES["weeks"]:
            return _reading(tokens, When(stretch[0], max(stretch[0], shift_days(base, -1)), "days"))
        stretch = stretch[0], base
    return _reading(tokens, stretch_when(stretch, precision), leaning, weak=unit == YEARS_CODE)


YEARS_CODE = CODES["years"]


def _unit_span(unit: str, base: date, shift: int) -> tuple[Stretch, Precision]:
    if unit == CODES["weeks"]:
        return week_span(base, shift), "week"
    if unit == CODES["months"]:
        month = shift_months(base, shift)
        return month_span(month.year, month.month), "month"
    return year_span(min(max(base.year + shift, 1), 9998)), "year"


def read_weekend(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "over the weekend", "last weekend", "next weekend"."""
    if scene.published is None:
        return _reading(tokens, UNKNOWN)
    ahead = has(tokens, "next") or scene.ahead
    late_in_week = has(tokens, "this") and not has(tokens, "last") and scene.published.weekday() in {2, 3, 4}
    if ahead or late_in_week:
        saturday = weekday_after(scene.published, 5)
    else:
        saturday = weekday_before(scene.published, 5)
        if has(tokens, "last") and not has(tokens, "this") and scene.published.weekday() >= 5:
            saturday = shift_days(saturday, -7)
    return _reading(tokens, When(saturday, shift_days(saturday, 1), "days"))


def read_month(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "in June", "late August", "June 2011", "January last year", "the end of December", "mid-May"."""
    if names_a_thing(scene.folded, tokens[-1].end) or title_word(scene.folded, tokens[0].start, tokens[-1].end):
        return []
    at = next(i for i, t in enumerate(tokens) if t.code in MONTH_CODES)
    number = tokens[at].value
    if has(tokens[:at], "every"):
        return [Reading(tokens[0].start, tokens[-1].end, UNKNOWN, weak=True, recurring=True)]
    year = scene.year_of(tokens[at:])
    if year is not None:
        scene.year, scene.year_at = year, tokens[-1].end
    else:
        year = _year_for(number, scene, tokens[:at])
    if year is None:
        return _reading(tokens, UNKNOWN)
    stretch = month_span(year, number)
    scene.month = stretch[0]
    scene.month_named = True
    scene.last_year = year
    part = part_of_month(tokens[:at], stretch)
    if part:
        return _reading(tokens, When(*part, "days"))
    return _reading(tokens, When(*stretch, "month"))


def _year_for(month: int, scene: Scene, leads: Sequence[Token] = ()) -> int | None:
    """Return the year of a month that names none: the latest begun, unless `leads` or the words around differ."""
    if has(leads, "that") and scene.reference:
        return scene.last_year or scene.reference.year
    if scene.published is None:
        return scene.known_year
    published = scene.published
    if has(leads, "next") or scene.ahead:
        return published.year + (month < published.month)
    if has(leads, "last"):
        return published.year - (month >= published.month)
    if scene.year is not None and scene.year < published.year:
        return scene.year
    return published.year - (month > published.month)


def read_month_range(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "from July to September", "between January and June 2011"; "and" joins two months if "between" leads."""
    first, last = (i for i, t in enumerate(tokens) if t.code in MONTH_CODES)
    if has(tokens, "and") and not has(tokens, "between"):
        return []
    end_year = scene.year_of(tokens[last:]) or _year_for(tokens[last].value, scene)
    if end_year is None:
        return _reading(tokens, UNKNOWN)
    earlier = tokens[first].value > tokens[last].value
    start_year = scene.year_of(tokens[first:last]) or end_year - earlier
    start, end = month_span(start_year, tokens[first].value)[0], month_span(end_year, tokens[last].value)[1]
    return _reading(tokens, When(start, end, "month")) if start < end else []


def part_of_month(tokens: Sequence[Token], month: Stretch) -> Stretch | None:
    """Return the days of "early", "mid", "late", "end of", "first half of", "second week of" a month; None for none."""
    first, last = month
    nth = next((t.value for t in tokens if t.code == CODES["nth"]), None)
    if has(tokens, "half") and nth in {1, 2}:
        return (first, first.replace(day=15)) if nth == 1 else (first.replace(day=16), last)
    if has(tokens, "weeks"):
        if nth is None and has(tokens, "last"):
            return shift_days(last, -6), last
        start = shift_days(first, 7 * ((nth or 1) - 1))
        return (start, min(shift_days(start, 6), last)) if start <= last else None
    if has(tokens, "early"):
        return first, first.replace(day=10)
    if has(tokens, "mid"):
        return first.replace(day=11), first.replace(day=20)
    if has(tokens, "late"):
        end_of = any(t.value == 1 for t in tokens if t.code == CODES["late"])
        return first.replace(day=22 if end_of else 21), last
    return None


def read_day_of_period(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "the 12th of last month", "the 5th of this month", "the first day of this month", "the last day of June"."""
    while tokens[0].code in _LEADS:
        tokens = tokens[1:]
    at = next(i for i, t in enumerate(tokens) if t.code == CODES["of"])
    number = next((t.value for t in tokens[:at] if t.code in DAY_CODES), None)
    month = _month_named(tokens[at:], scene)
    if month is None:
        return _reading(tokens, UNKNOWN)
    relative = has(tokens[at:], "same", "that") or not has(tokens[at:], "this", "last", "next", "month")
    if len(days := items(tokens[:at])) > 1:
        listed = [(i, make_day(month.year, month.month, i.first)) for i in days]
        return [Reading(i.start, i.end, day_when(d), relative, sets=d) for i, d in listed]
    day = make_day(month.year, month.month, number) if number else month_span(month.year, month.month)[1]
    return [Reading(tokens[0].start, tokens[-1].end, day_when(day), relative, sets=day)]


def _month_named(tokens: Sequence[Token], scene: Scene) -> date | None:
    named = next((t for t in tokens if t.code in MONTH_CODES), None)
    if named:
        year = scene.year_of(tokens) or _year_for(named.value, scene)
        return date(year, named.value, 1) if year else None
    if has(tokens, "same", "that"):
        return scene.month
    if has(tokens, "last", "next", "this"):
        leaning = any(t.value == 1 for t in tokens if t.code in {CODES["last"], CODES["next"]})
        base = (scene.month or scene.published) if leaning else scene.published
        return shift_months(base, _shift(tokens)) if base else None
    if has(tokens, "later"):
        return shift_months(scene.month, 1) if scene.month else None
    return scene.month or (scene.published.replace(day=1) if scene.published else None)


def read_season(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "last winter", "this spring", "the summer of 2014"; northern seasons of three whole months."""
    at = next(i for i, t in enumerate(tokens) if t.code == CODES["season"])
    month = tokens[at].value
    year = scene.year_of(tokens[at:])
    if year is None:
        if scene.published is None:
            return _reading(tokens, UNKNOWN)
        shift = _shift(tokens[:at])
        start_years = [scene.published.year + n for n in (1, 0, -1, -2)]
        starts = [season_span(y, month) for y in start_years]
        if shift > 0 or scene.ahead:
            return _reading(tokens, When(*min(s for s in starts if s[0] > scene.published), "season"))
        begun = [s for s in starts if s[0] <= scene.published]
        if shift < 0:
            begun = [s for s in begun if s[1] < scene.published]
        first, last = begun[0]
        return _reading(tokens, When(first, min(last, scene.published), "season"))
    scene.last_year = year
    return _reading(tokens, When(*season_span(year, month), "season"))


def read_year(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "in 2019", "late 2019", "between 1984 and 1989"; a year that no preposition leads is weak."""
    years = [t.value for t in tokens if t.code == CODES["year"]]
    if years != sorted(years):
        return []
    scene.last_year = years[-1]
    if len(years) > 1 and has(tokens, "and") and not has(tokens, "between"):
        pairs = [(t, year_span(t.value)) for t in tokens if t.code == CODES["year"]]
        return [Reading(t.start, t.end, When(*span, "year")) for t, span in pairs]
    led = has(tokens, "in", "of", "since", "between", "from", "early", "late", "mid", "this", "the")
    if not led and noun_follows(scene.folded, tokens[-1].end):
        return []
    if len(years) == 1:
        scene.year, scene.year_at = years[0], tokens[-1].end
    stretch = year_span(years[0])[0], year_span(years[-1])[1]
    return _reading(tokens, When(*stretch, "year"), weak=not led)


def read_decade(tokens: Sequence[Token], _scene: Scene) -> list[Reading]:
    """Read "in the 1990s"."""
    year = tokens[-1].value
    return _reading(tokens, When(date(year, 1, 1), date(year + 9, 12, 31), "year"), weak=True)


def read_feast(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "Christmas Day", "Easter Monday 2016"; the latest one before publication where no year is named."""
    name = " ".join(next(t.word for t in tokens if t.code == CODES["feast"]).split())
    year = scene.year_of(tokens)
    published = scene.published
    if year is None:
        year = scene.year if scene.year or published else scene.known_year
    if year is not None:
        day = feast(name, year)
    elif published is None:
        day = None
    else:
        days = [d for n in (1, 0, -1) if (d := feast(name, published.year + n))]
        past = [d for d in days if d <= shift_days(published, 2)]
        day = min(d for d in days if d >= published) if scene.ahead else past[0]
    if day and name.startswith("christmas") and not name.endswith("day"):
        return _reading(tokens, When(shift_days(day, -1), shift_days(day, 1), "days"))
    return [Reading(tokens[0].start, tokens[-1].end, day_when(day), sets=day)]


def read_part_of_year(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "early in the year", "the beginning of the year": its first or last three months; also of the month."""
    base = scene.published
    if base is None:
        return _reading(tokens, UNKNOWN)
    if tokens[-1].code == CODES["months"]:
        if has(tokens, "that", "same"):
            base = scene.month or base
        elif has(tokens, "last", "next") and tokens[-2].code in {CODES["last"], CODES["next"]}:
            base = shift_months(base, _shift(tokens[-2:]))
        part = part_of_month(tokens, month_span(base.year, base.month))
        return _reading(tokens, When(*part, "days") if part else UNKNOWN)
    if tokens[-1].code == CODES["weeks"]:
        monday = week_span(base)[0]
        return _reading(tokens, When(monday, max(monday, shift_days(base, -1)), "week"))
    year = base.year
    months = (10, 12) if has(tokens, "late") else (5, 8) if has(tokens, "mid") else (1, 3)
    return _reading(tokens, When(month_span(year, months[0])[0], month_span(year, months[1])[1], "season"), weak=True)


_PART = "(?:(?:early|late|mid|the|nth|half|weeks|last)+(?:in|of|dash)*)?"
DAY_RULES = (
    (
        "(?:the?(?:ordinal|nth|last)days?of|on?the?(?:ordinal|nth|day)(?:SEP the?(?:ordinal|nth|day))*of)"
        "the?(?:(?:last|this|next|same|that|nth)months|months later|(?:last|next)(?!.)|MON YR?)",
        read_day_of_period,
    ),
)
RULES = (
    (
        "(?:early|late|mid|earlier|(?:the?nth weeks))(?:in|of)*(?:the?(?:last|this|that|next|same))months",
        read_part_of_year,
    ),
    ("(?:between|from)?month YR?(?:to|dash|and)month YR?(?!DAY)", read_month_range),
    ("every month(?!DAY)", read_month),
    (f"{_PART}(?:the?(?:last|next|this|that)+(?:months of)?)?month YR?(?!DAY)", read_month),
    (
        f"{_PART}(?:in|since|last|next|between|early|late|mid)(?:dash)?(?:weakmonth|shortmonth)YR?(?!DAY)",
        read_month,
    ),
    ("(?:weakmonth|shortmonth)YR", read_month),
    (
        "(?:early|earlier|late|later|bare|in|on)*the?(?:last|this|next|same|that)(?:weeks|months|years)",
        read_unit,
    ),
    ("(?:in|about|this|last|next|the|of|to)*weekend", read_weekend),
    (
        "(?:in|since|early|late|mid|the|of|between|from)*(?<!about)year(?!on?WD|hours)(?:(?:and|to|dash)year)?",
        read_year,
    ),
    ("(?:in|early|late|mid|the|of)*decade", read_decade),
    ("(?:early|late|mid|earlier|(?:the?nth weeks))(?:in|of)?the(?:years|months|weeks)", read_part_of_year),
    ("(?:in|this|last|next|that|the|since|early|late|mid)+season YR?", read_season),
    ("season(?:of year|year)", read_season),
    ("feast YR?", read_feast),
)
