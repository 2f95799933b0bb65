"""Days told by their distance: "yesterday", "two days earlier", "a week ago", "the next morning"."""

import re
from collections.abc import Sequence
from datetime import date

from tocsin.language.dates.calendar import make_day, month_span, shift_days, shift_months, weekday_before, year_span
from tocsin.language.dates.lexer import Token
from tocsin.language.dates.lexicon import CODES
from tocsin.language.dates.scene import UNKNOWN, WEEKDAY_CODES, Reading, Scene, between_when, day_when, stretch_when
from tocsin.language.dates.weekdays import has
from tocsin.vocabulary.values import When

_CLAUSE = re.compile(r"\s+(?!that\b|this\b|it\b)\w")
_UNITS = {CODES[name]: name for name in ("hours", "days", "nights", "weeks", "months", "years")}
_COUNTS = frozenset(CODES[name] for name in ("count", "a", "day", "number"))


def read_today(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read today, tonight, yesterday, tomorrow, and "the day before yesterday"."""
    token = next(t for t in tokens if t.code == CODES["today"])
    shift = token.value
    if has(tokens, "days"):
        shift += -1 if has(tokens, "earlier") else 1
    day = shift_days(scene.published, shift) if scene.published else None
    return [Reading(tokens[0].start, tokens[-1].end, day_when(day), sets=day)]


def amount(tokens: Sequence[Token]) -> tuple[int | None, str, int]:
    """Return how many of which unit `tokens` tell, and the unit's own factor: (2, "weeks", 1); None for "a few"."""
    unit = next(t for t in tokens if t.code in _UNITS)
    counts = [t.value for t in tokens[: tokens.index(unit)] if t.code in _COUNTS]
    if len(counts) > 1 and tokens[0].code == CODES["a"]:
        del counts[0]
    number = counts[0] if counts and counts[0] >= 0 else None
    return number, _UNITS[unit.code], max(unit.value, 1)


def shifted(base: date | None, tokens: Sequence[Token], sign: int) -> When:
    """Return `base` moved by the amount of `tokens`: a day for days and weeks, a month or year for the longer units."""
    number, unit, factor = amount(tokens)
    if unit == "hours" and number is None:
        number = 0
    if base is None or number is None:
        return UNKNOWN
    number *= factor
    if unit == "hours":
        return day_when(
            shift_days(base, sign * round(number / 24)) if "hour" in _unit_word(tokens) and number >= 24 else base
        )
    if unit in {"days", "nights"}:
        return day_when(shift_days(base, sign * number)) if number < 40000 else UNKNOWN
    if unit == "weeks":
        days = 7 * number + (3 if has(tokens, "half") else 0)
        return day_when(shift_days(base, sign * days)) if number < 5000 else UNKNOWN
    if unit == "months":
        month = shift_months(base, sign * number)
        return stretch_when(month_span(month.year, month.month), "month")
    year = base.year + sign * number
    return stretch_when(year_span(year), "year") if 1 <= year <= 9998 else UNKNOWN


def _unit_word(tokens: Sequence[Token]) -> str:
    return next(t.word for t in tokens if t.code in _UNITS)


def read_ago(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "three days ago", "a week ago last Tuesday", "twelve months ago today"; all lean on publication."""
    when = shifted(scene.published, tokens, -1)
    published, start = scene.published, when.start
    if start and published:
        weekday = next((t.value for t in tokens if t.code in WEEKDAY_CODES), None)
        if weekday is not None:
            when = day_when(weekday_before(start, weekday, strict=has(tokens, "last")))
        elif has(tokens, "today") and when.precision in {"month", "year"}:
            month = start.month if when.precision == "month" else published.month
            when = day_when(make_day(start.year, month, published.day))
    weak = amount(tokens)[1] == "years" or when is UNKNOWN
    sets = when.start if when.precision == "day" else None
    return [Reading(tokens[0].start, tokens[-1].end, when, weak=weak, sets=sets)]


def read_later(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "two days earlier", "a day later", "an hour after", which lean on the last day told of."""
    sign = -1 if has(tokens, "earlier") else 1
    told_of_other = _told_of_other(tokens, scene)
    if told_of_other:
        sign = -sign
    when = shifted(scene.reference, tokens, sign)
    weak = amount(tokens)[1] == "hours" or when is UNKNOWN
    sets = when.start if when.precision == "day" and not told_of_other else None
    return [Reading(tokens[0].start, tokens[-1].end, when, relative=True, weak=weak, sets=sets)]


def _told_of_other(tokens: Sequence[Token], scene: Scene) -> bool:
    """Whether the day is that of the clause that follows: "on Friday, two days after a raid" dates the raid."""
    word = tokens[-1].word
    if word not in {"after", "before"} or not _CLAUSE.match(scene.folded, tokens[-1].end):
        return False
    return scene.day is None or not scene.opens_sentence(tokens[0].start)


def read_adjacent(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "the day before", "the morning after", "the previous night", "the next day", "the following evening"."""
    token = tokens[-1]
    if token.code == CODES["last"]:
        day = shift_days(scene.published, -2) if scene.published else None
        return [Reading(tokens[0].start, token.end, day_when(day), sets=day)]
    if token.code == CODES["days"] and token.word == "days":
        return [Reading(tokens[0].start, token.end, UNKNOWN, weak=True)]
    if any(t.word == "past" for t in tokens):
        day = scene.published
        when = between_when(shift_days(day, -1) if day else None, day)
        return [Reading(tokens[0].start, token.end, when)]
    back = any(t.code == CODES["last"] for t in tokens) or has(tokens, "earlier")
    base = scene.reference
    told_of_other = _told_of_other(tokens, scene)
    day = shift_days(base, -1 if back != told_of_other else 1) if base else None
    sets = None if told_of_other else day
    return [Reading(tokens[0].start, tokens[-1].end, day_when(day), relative=True, sets=sets)]


def read_same(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "the same day", "that evening", "later the same night"."""
    day = scene.reference
    return [Reading(tokens[0].start, tokens[-1].end, day_when(day), relative=True, sets=day)]


def read_this_part(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "this morning", "this day" (of publication) and "last night" (the day before)."""
    last = has(tokens, "last")
    day = shift_days(scene.published, -1 if last else 0) if scene.published else None
    return [Reading(tokens[0].start, tokens[-1].end, day_when(day), sets=day)]


def read_span_back(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "in the past six months", "over the last three days", "the past 24 hours"."""
    number, unit, factor = amount(tokens)
    if _unit_word(tokens) == "minute":
        return []
    if scene.published is None:
        return [Reading(tokens[0].start, tokens[-1].end, UNKNOWN)]
    if number is None:
        if _unit_word(tokens).endswith("s"):
            return [Reading(tokens[0].start, tokens[-1].end, UNKNOWN, weak=True)]
        number = 1
    number *= factor
    if unit == "hours" and not _unit_word(tokens).startswith("hour"):
        number = 0
    days = {"hours": max(1, round(number / 24)), "days": number, "nights": number, "weeks": 7 * number}
    if unit in days:
        start = shift_days(scene.published, -min(days[unit], 40000))
    else:
        first = shift_months(scene.published, -min(number * (12 if unit == "years" else 1), 12000))
        start = make_day(first.year, first.month, scene.published.day) or month_span(first.year, first.month)[1]
    weak = unit == "years" or (unit == "months" and number > 3)
    return [Reading(tokens[0].start, tokens[-1].end, between_when(start, scene.published), weak=weak)]


def read_span_ahead(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "over the following two days", which lean on the last day told of, and "the coming two weeks"."""
    number, unit, factor = amount(tokens)
    leaning = any(t.code == CODES["next"] and t.value == 1 for t in tokens)
    base = scene.reference if leaning else scene.published
    if base is None or number is None or unit not in {"days", "nights", "weeks"}:
        return [Reading(tokens[0].start, tokens[-1].end, UNKNOWN, weak=True)]
    days = min(number * factor * (7 if unit == "weeks" else 1), 40000)
    when = between_when(shift_days(base, 1 if leaning else 0), shift_days(base, days))
    return [Reading(tokens[0].start, tokens[-1].end, when, relative=leaning)]


def read_since_then(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "since then": from the last day told of to publication."""
    if tokens[-1].word != "then" or scene.day is None:
        return []
    return [
        Reading(tokens[0].start, tokens[-1].end, between_when(scene.day, scene.published), relative=True, weak=True)
    ]


def read_time(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "at dawn", "shortly after 3 a.m.": a time of the last day told of."""
    day = scene.reference
    spelling = tokens[-1].word
    if tokens[-1].code == CODES["dotted"] and (tokens[0].word != "at" or spelling[-3] != "."):
        return []
    if re.fullmatch(r"\d{4}z?|eve|dark", spelling) and tokens[-1].code != CODES["clock"]:
        return []
    return [Reading(tokens[0].start, tokens[-1].end, day_when(day), relative=scene.day is not None, weak=True)]


def read_in_the_night(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "in the night": the one before publication, or that of the last day told of."""
    if scene.day is not None and scene.day != scene.published:
        return [Reading(tokens[0].start, tokens[-1].end, day_when(scene.day), relative=True, weak=True)]
    day = scene.published
    when = between_when(shift_days(day, -1) if day else None, day)
    return [Reading(tokens[0].start, tokens[-1].end, when)]


def read_in_the_day(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "during the day": of the last day told of."""
    if tokens[-1].word != "day":
        return []
    return [
        Reading(tokens[0].start, tokens[-1].end, day_when(scene.reference), relative=scene.day is not None, weak=True)
    ]


_PART = "(?:part|nights|days)"
RULES = (
    ("the?days(?:earlier|later)today", read_today),
    ("MANY+(?:and a half)?(?:about|of)?UNIT(?:and a half)?ago(?:on?(?:last|the)*WD|comma?today)?", read_ago),
    (
        "MANY+(?:and a half)?of?UNIT(?:and a half)?(?:later|earlier|on(?!.))(?!part|clock|today|about?clock)that?",
        read_later,
    ),
    ("hours(?:later|earlier)(?!part|clock|about?clock)", read_later),
    (f"the {_PART}earlier last", read_adjacent),
    (f"the?{_PART}(?:later|earlier)(?!part|clock|WD|today|hours|MON)", read_adjacent),
    ("the (?:last|next)(?:part|nights|days)", read_adjacent),
    ("(?:early|late|later|earlier|on|in|of|the|part)*(?:the?same|that same|that)(?:part|nights|days)", read_same),
    ("(?:this|last)(?:part|nights|days)", read_this_part),
    ("today", read_today),
    ("(?:in|of|the|a)*last(?:count|a|day|number)+UNIT", read_span_back),
    ("(?:in|of|the)*last hours", read_span_back),
    ("(?:in|of|the)*next(?:count|day|number)UNIT", read_span_ahead),
    ("since again", read_since_then),
    ("in the nights(?!of|from|between)", read_in_the_night),
    ("in the days(?!later|earlier|since|to|of|last|that)", read_in_the_day),
)
TIME_RULES = (("(?:clock|part|about dotted|half last count)", read_time),)
