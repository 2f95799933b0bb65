"""Find the dates of a text.

The text is cut into chains of date words (`lexer`); each chain is spelled as a string of one letter a word, over
which the rules of the grammar (`monthdays`, `weekdays`, `relatives`, `periods`, `numeric`) are regular expressions;
what they match is resolved in the order of the text against a `Scene` that remembers the last day told of.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tocsin.language.dates import monthdays, numeric, periods, relatives, weekdays
from tocsin.language.dates.calendar import make_day
from tocsin.language.dates.lexer import Chain, Token, chains, fold
from tocsin.language.dates.lexicon import CODES, codes, pattern
from tocsin.language.dates.scene import MONTH_CODES, Reading, Scene
from tocsin.language.dates.shapes import Anchor, Dated
from tocsin.language.dates.surroundings import is_dateline, is_metadata, is_speech
from tocsin.vocabulary.values import When

__all__ = ["Anchor", "Dated", "find_dates"]

Handler = Callable[[Sequence[Token], Scene], list[Reading]]

_FIRST_RULES: tuple[tuple[str, Handler], ...] = (
    ("dtg", numeric.read_group),
    ("moment", numeric.read_moment),
)
_NUMERIC_RULES: tuple[tuple[str, Handler], ...] = (
    ("full", numeric.read_full),
    ("partial(?:to|dash)TIME partial", numeric.read_partial_range),
    ("(?:on|since|from|to|between|nights|of|and|comma|WD|open)(?:the|WD|comma)*partial(?!MON)", numeric.read_partial),
    ("partial(?!MON)", numeric.read_partial),
    ("(?:on|WD)comma?dotted", numeric.read_partial),
    ("(?<!about)dotted", numeric.read_partial),
)
_RULES: tuple[tuple[str, Handler], ...] = (
    *_FIRST_RULES, *monthdays.RULES, *_NUMERIC_RULES, *periods.DAY_RULES,
    *relatives.RULES, *weekdays.RULES, *periods.RULES,
)  # fmt: skip


def _compiled(rules: Sequence[tuple[str, Handler]]) -> tuple[re.Pattern[str], dict[str, Handler]]:
    handlers = {f"r{number}": handler for number, (_, handler) in enumerate(rules)}
    body = "|".join(f"(?P<r{number}>{pattern(rule)})" for number, (rule, _) in enumerate(rules))
    return re.compile(body), handlers


_GRAMMAR, _HANDLERS = _compiled(_RULES)
_TIMES, _TIME_HANDLERS = _compiled(relatives.TIME_RULES)
_GLUE = codes("on the of in about comma a dash open close that and")
_QUALIFIERS = codes("early late mid part nights clock earlier later half")
_LEFT_GLUE = (_GLUE | _QUALIFIERS) - codes("and")
_NO_QUALIFIERS = frozenset(("start", "beginning", "end"))  # verbs as often as not
_RIGHT_GLUE = (_GLUE | _QUALIFIERS) - codes("and early late mid earlier later that half")
_DATE_STARTS = codes(
    "month weakmonth shortmonth weekday shortday day ordinal nth full partial today same last this next"
)
_SINCE_GLUE = _QUALIFIERS | codes("on the of about")
_HELD = re.compile(
    r"\b(?:held|detained|missing|captive|hostages?|kidnapped|abducted|absent|unseen|gone|shut|closed|in custody)\b"
    r"[^.;]{0,30}$"
)
_JOINTS = re.compile(pattern("(?:and|comma|again|on|the|of|slash|about)*"))


def find_dates(text: str, anchor: Anchor) -> tuple[Dated, ...]:
    """Return the date expressions of `text` in its order, not overlapping, resolved against `anchor`.

    Where `anchor` has no publication date, a full date of a dateline or of the page serves as such; a year that the
    text states, if it states only one, serves for days without a year. Otherwise they stay unknown.
    """
    folded = fold(text)
    found = chains(text, folded)
    if not found:
        return ()
    zone = _zone(anchor.zone)
    published = _published(anchor, zone)
    known_year = None
    if published is None:
        first = _read(text, found, _scene(folded, found, anchor, None, None))
        published, known_year = _stated(first, found)
        if published is None and known_year is None:
            return tuple(first)
    return tuple(_read(text, found, _scene(folded, found, anchor, published, known_year)))


def _zone(name: str | None) -> ZoneInfo | None:
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _published(anchor: Anchor, zone: ZoneInfo | None) -> date | None:
    moment = anchor.published_at
    if moment is not None and (zone is not None or anchor.published is None):
        return (moment.astimezone(zone) if zone and moment.tzinfo else moment).date()
    return anchor.published


def _scene(
    folded: str, found: Sequence[Chain], anchor: Anchor, published: date | None, known_year: int | None
) -> Scene:
    scene = Scene(folded, published, known_year)
    scene.day_first = anchor.day_first if anchor.day_first is not None else numeric.habit(found, published)
    scene.zone = _zone(anchor.zone)
    return scene


def _stated(dated: Sequence[Dated], found: Sequence[Chain]) -> tuple[date | None, int | None]:
    """Return the day of the page or dateline, if the text states one, and the only year that it names."""
    days = {
        d.when.start for d in dated if (d.metadata or d.dateline) and d.when.precision == "day" and not d.when.ambiguous
    }
    if len(days) == 1:
        return days.pop(), None
    years = {t.value for chain in found for t in chain if t.code == CODES["year"]}
    years |= {d.when.start.year for d in dated if d.when.start and d.when.precision == "day"}
    if 1 < len(years) < 6:  # the weekdays beside dates can settle it, for the only year or for the first one told
        fitting = {y for y in years if _weekdays_fit(y, found)}
        first = next((t.value for chain in found for t in chain if t.code == CODES["year"]), None)
        years = {first} if first in fitting else fitting
    return None, years.pop() if len(years) == 1 else None


_WEEKDAY_DATE = re.compile(pattern("WD comma?the?(?:DAY of?MON|MON DAY)"))


def _weekdays_fit(year: int, found: Sequence[Chain]) -> bool:
    """Whether the text names days with weekdays and months, all of which fall so in `year`."""
    seen = False
    for chain in found:
        for match in _WEEKDAY_DATE.finditer("".join(t.code for t in chain)):
            tokens = chain[match.start() : match.end()]
            month = next(t.value for t in tokens if t.code in MONTH_CODES)
            day = make_day(year, month, next(t.value for t in tokens if t.code in monthdays.DAY_CODES))
            if day is None or day.weekday() != tokens[0].value:
                return False
            seen = True
    return seen


def _read(text: str, found: Sequence[Chain], scene: Scene) -> list[Dated]:
    dated: list[Dated] = []
    for chain in found:
        spelled = "".join(token.code for token in chain)
        done = at = 0
        while match := _GRAMMAR.search(spelled, at):
            first, last = match.span()
            tokens = chain[first:last]
            scene.look(tokens[0].start, tokens[-1].end)
            readings = _HANDLERS[match.lastgroup or ""](tokens, scene)
            if not readings:
                at = first + 1
                continue
            joined = bool(done and _JOINTS.fullmatch(spelled, done, first))
            readings = [_since(r, chain, first, scene) for r in _widened(readings, chain, done, (first, last))]
            _add(dated, readings, joined, text, scene)
            done = at = max(last, sum(t.start < readings[-1].end for t in chain))
        if not done:
            for match in _TIMES.finditer(spelled):
                readings = _TIME_HANDLERS[match.lastgroup or ""](chain[match.start() : match.end()], scene)
                _add(dated, readings, False, text, scene)
    return dated


def _widened(readings: list[Reading], chain: Chain, done: int, span: tuple[int, int]) -> list[Reading]:
    """Let the first and last reading take in the words that narrow them: "late on", "at 7:15", "evening"."""
    first, last = span
    left = first
    while left > done and chain[left - 1].code in _LEFT_GLUE and chain[left - 1].word not in _NO_QUALIFIERS:
        left -= 1
    while left < first and chain[left].code in _GLUE:
        left += 1
    right = last
    while right < len(chain) and chain[right].code in _RIGHT_GLUE:
        right += 1
    if right < len(chain) and chain[right].code in _DATE_STARTS:
        right = last
    while right > last and chain[right - 1].code in _GLUE:
        right -= 1
    if left < first:
        readings[0] = replace(readings[0], start=chain[left].start)
    if right > last and readings[-1].end == chain[last - 1].end:
        readings[-1] = replace(readings[-1], end=chain[right - 1].end)
    return readings


def _since(reading: Reading, chain: Chain, first: int, scene: Scene) -> Reading:
    """ "Since Thursday" lasts from Thursday to publication."""
    at = first - 1
    while at >= 0 and chain[at].code in _SINCE_GLUE:
        at -= 1
    opened = at >= 0 and chain[at].code == CODES["since"]
    opened = opened or any(t.code == CODES["since"] for t in chain if reading.start <= t.start < reading.end)
    start = reading.when.start
    if opened and (
        _HELD.search(scene.folded, max(0, reading.start - 60), reading.start)
        or scene.folded.startswith(", when", reading.end)
    ):
        return reading
    if not opened or start is None or scene.published is None or start >= scene.published:
        return reading
    return replace(reading, when=When(start, scene.published, "days"))


def _add(dated: list[Dated], readings: Sequence[Reading], joined: bool, text: str, scene: Scene) -> None:
    group = dated[-1].group + (not joined) if dated else 0
    for reading in readings:
        if dated and reading.start < dated[-1].end:
            continue
        start, end, when = reading.start, reading.end, reading.when
        dateline = not reading.weak and is_dateline(text, start, end)
        metadata = not dateline and is_metadata(
            text, scene.folded, start, end, reading.sets is not None and _has_year(text, start, end)
        )
        speech = not (dateline or metadata) and is_speech(scene.folded, start)
        future = when.start is not None and scene.published is not None and when.start > scene.published
        dated.append(
            Dated(
                start,
                end,
                when,
                group,
                reading.relative,
                reading.weak,
                reading.recurring,
                speech,
                future,
                dateline,
                metadata,
            )
        )
        if dateline and reading.sets and (scene.published is None or 0 <= (scene.published - reading.sets).days <= 3):
            scene.published = reading.sets
        elif not (dateline or metadata):
            _remember(scene, reading, speech)


def _has_year(text: str, start: int, end: int) -> bool:
    return bool(re.search(r"\d{4}|'?\d\d$", text[start:end]))


def _remember(scene: Scene, reading: Reading, speech: bool) -> None:
    if reading.sets is None:
        return
    if speech:
        scene.spoken = reading.sets
    else:
        scene.day = reading.sets
        scene.day_at = reading.end
        scene.month_named = True
        scene.days.append(reading.sets)
        scene.month = reading.sets.replace(day=1)
