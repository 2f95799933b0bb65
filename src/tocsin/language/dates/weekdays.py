"""Weekdays: "on Friday", "last Friday", "the Tuesday of last week", "the night from Sunday to Monday"."""

from collections.abc import Sequence
from datetime import date

from tocsin.language.dates.calendar import shift_days, week_span, weekday_after, weekday_before
from tocsin.language.dates.lexer import Token
from tocsin.language.dates.lexicon import CODES, codes
from tocsin.language.dates.scene import UNKNOWN, WEEKDAY_CODES, Reading, Scene, between_when, day_when
from tocsin.language.dates.surroundings import title_word

_LEANING = codes("last next")


def has(tokens: Sequence[Token], *names: str) -> bool:
    """Whether a word of one of these codes is among `tokens`."""
    codes = {CODES[name] for name in names}
    return any(t.code in codes for t in tokens)


def read_weekday(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read one weekday with the words that place it: last, next, this, the same, of last week, before last."""
    token = next(t for t in tokens if t.code in WEEKDAY_CODES)
    if title_word(scene.folded, token.start, token.end):
        return []
    if has(tokens, "every"):
        return [Reading(tokens[0].start, tokens[-1].end, UNKNOWN, weak=True, recurring=True)]
    relative = has(tokens, "same", "that") or (
        tokens[0].code == CODES["the"] and not has(tokens, "last", "next", "weeks")
    )
    day = _day(tokens, token.value, scene, relative)
    return [Reading(tokens[0].start, tokens[-1].end, day_when(day), relative and scene.day is not None, sets=day)]


def _day(tokens: Sequence[Token], weekday: int, scene: Scene, relative: bool) -> date | None:
    if has(tokens, "weeks"):
        return _of_week(tokens, weekday, scene)
    if has(tokens, "same", "that"):
        known = next((d for d in reversed(scene.days) if d.weekday() == weekday), None)
        reference = known or scene.reference
        return weekday_before(reference, weekday) if reference else None
    leaning = next((t for t in tokens if t.code in _LEANING and t.value == 1), None)
    before = tokens[-1].code == CODES["earlier"]
    if scene.reference and (leaning or before):  # "the previous Friday", "the following Friday", "the Friday before"
        back = before or (leaning is not None and leaning.code == CODES["last"])
        return (weekday_before if back else weekday_after)(scene.reference, weekday, strict=True)
    if has(tokens, "this") and not has(tokens, "last", "next") and scene.published:
        return shift_days(week_span(scene.published)[0], weekday)
    last = has(tokens, "last")
    day = scene.weekday(weekday, last=last, following=has(tokens, "next"), definite=relative)
    if day and last and has(tokens, "earlier"):  # "the Friday before last"
        return shift_days(day, -7)
    return day


def _of_week(tokens: Sequence[Token], weekday: int, scene: Scene) -> date | None:
    if scene.published is None:
        return None
    weeks = -1 if has(tokens, "last") else 1 if has(tokens, "next") else 0
    if has(tokens, "that", "same"):
        return shift_days(week_span(scene.reference or scene.published)[0], weekday)
    return shift_days(week_span(scene.published, weeks)[0], weekday)


def read_weekday_list(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "on Monday, Tuesday and Wednesday"."""
    readings: list[Reading] = []
    last = has(tokens, "last")
    for token in (t for t in tokens if t.code in WEEKDAY_CODES):
        day = scene.weekday(token.value, last=last)
        readings.append(Reading(token.start, token.end, day_when(day), sets=day))
    return readings


def read_weekday_range(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "from Sunday to Monday", "late Tuesday into Wednesday", "between Friday night and Saturday morning"."""
    first, last = (t.value for t in tokens if t.code in WEEKDAY_CODES)
    end = scene.weekday(last, last=has(tokens, "last"))
    start = shift_days(end, -((last - first) % 7)) if end else None
    when = between_when(start, end)
    return [Reading(tokens[0].start, tokens[-1].end, when, sets=when.end)]


def read_overnight(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "overnight Sunday": the night that begins on Sunday, if that has ended by publication."""
    token = next((t for t in tokens if t.code in WEEKDAY_CODES), None)
    if token is None:
        day = scene.published
        start = shift_days(day, -1) if day else None
        return [Reading(tokens[0].start, tokens[-1].end, between_when(start, day))]
    start = scene.weekday(token.value)
    if start and start == scene.published:
        start = shift_days(start, -1)
    end = shift_days(start, 1) if start else None
    return [Reading(tokens[0].start, tokens[-1].end, between_when(start, end), sets=start)]


def read_habit(tokens: Sequence[Token], _scene: Scene) -> list[Reading]:
    """Read "on Fridays": a habit, never a day."""
    return [Reading(tokens[0].start, tokens[-1].end, UNKNOWN, weak=True, recurring=True)]


def read_some_weekday(tokens: Sequence[Token], _scene: Scene) -> list[Reading]:
    """Read "on a Sunday": some Sunday, no day."""
    return [Reading(tokens[0].start, tokens[-1].end, UNKNOWN, weak=True)]


_PLACED = "(?:the?(?:last|next|this|same|that|every)?(?:last|next)?)"
RULES = (
    (
        "(?:between|from|nights)(?:of|on|in|the|part|nights|from|between|early|late|clock|about|comma)*"
        "WD TIME(?:open day close)?TIME(?:and|to|dash)TIME this?WD(?:open day close)?",
        read_weekday_range,
    ),
    ("(?:late|early)?on?WD(?:part|nights)?(?:to|dash)TIME WD", read_weekday_range),
    ("overnight(?:on|from|comma|in)*WD(?:to TIME WD)?", read_overnight),
    ("WD(?:part|nights|comma)*overnight", read_overnight),
    ("overnight", read_overnight),
    ("a weekday", read_some_weekday),
    ("every(?:last)?WD(?:part|nights)?", read_weekday),
    ("weekdays", read_habit),
    ("the?WD(?:part|nights)?of the?(?:last|this|next|same|that)weeks", read_weekday),
    ("WD(?:this|last|next)weeks", read_weekday),
    ("the WD earlier last", read_weekday),
    ("the WD(?:part|nights)?earlier(?!WD|today|MON|DAY|the|a|clock|part)", read_weekday),
    (f"{_PLACED}weekday(?:SEP weekday)+", read_weekday_list),
    (f"{_PLACED}WD(?:last|next)(?!weeks|months|years)", read_weekday),
    (f"{_PLACED}weekday", read_weekday),
    ("(?:last|next|this|on)shortday(?!comma?(?:DAY|MON))", read_weekday),
    ("(?<!the)shortday(?=part|nights|about?clock)", read_weekday),
)
