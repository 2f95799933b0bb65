"""Dates in figures: 2020-08-15, 08/05/2020, 15.8., 150830ZAUG20, moments with a time zone."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tocsin.language.dates.calendar import make_day
from tocsin.language.dates.lexer import Chain, Token
from tocsin.language.dates.lexicon import CODES, SHORT_MONTHS
from tocsin.language.dates.scene import UNKNOWN, Reading, Scene, between_when, day_when
from tocsin.vocabulary.values import When

_GROUP = re.compile(r"(?:(?P<day>\d\d)(?:\d{4})?)\s?(?:[a-z]|utc)?\s?(?P<month>[a-z]{3})?\s?(?P<year>\d{2,4})?$")


def habit(all_chains: Sequence[Chain], published: date | None) -> bool | None:
    """Return whether dates such as 08/05/2020 put the day first, judged by those that allow one reading only.

    A date that is right after the day of publication one way and within ten days before it the other way counts too.
    """
    votes: list[bool] = []
    for token in (t for chain in all_chains for t in chain if t.code == CODES["full"]):
        first, second, year = figures(token)
        if len(re.split(r"\D+", token.word)[0]) == 4 or first == second:
            continue
        day_first = make_day(year, second, first) if year > 31 else None
        month_first = make_day(year, first, second) if year > 31 else None
        if (day_first is None) != (month_first is None):
            votes.append(day_first is not None)
        elif published and day_first and month_first:
            near = [0 <= (published - d).days <= 10 for d in (day_first, month_first)]
            if near[0] != near[1]:
                votes.append(near[0])
    return votes[0] if votes and len(set(votes)) == 1 else None


def figures(token: Token) -> tuple[int, int, int]:
    """Return the three numbers of a full date, the year last: (day, month, year), (month, day, year) as written."""
    parts = [int(p) for p in re.findall(r"\d+", token.word.split("t")[0])]
    if len(re.split(r"\D+", token.word)[0]) == 4:
        return parts[2], parts[1], parts[0]
    return parts[0], parts[1], parts[2]


def resolve_full(token: Token, scene: Scene) -> When:
    """Return the day of "08/05/2020", ambiguous where nothing tells whether the day stands first."""
    first, second, year = figures(token)
    if len(re.split(r"\D+", token.word)[0]) == 4:
        return day_when(make_day(year, second, first))
    if year < 100:
        year = scene.century(year)
    day_first, month_first = make_day(year, second, first), make_day(year, first, second)
    if day_first is None or month_first is None or day_first == month_first:
        return day_when(day_first or month_first)
    if "." in token.word:  # no outlet writes month.day.year
        return day_when(day_first)
    if scene.day_first is None:
        return When(day_first, day_first, "day", ambiguous=True)
    return day_when(day_first if scene.day_first else month_first)


def read_full(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "08/05/2020" and the like; what is no date of the calendar is none."""
    when = resolve_full(tokens[-1], scene)
    if when is UNKNOWN:
        return []
    return [Reading(tokens[-1].start, tokens[-1].end, when, sets=when.start)]


def read_partial(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "28/9" or "28.9": a day without a year."""
    token = next(t for t in reversed(tokens) if t.code in {CODES["partial"], CODES["dotted"]})
    first, second = (int(p) for p in re.findall(r"\d+", token.word))
    if not (1 <= first <= 31 and 1 <= second <= 31) or (first, second) in {(24, 7), (9, 11)}:
        return []
    day_first = scene.day_first if scene.day_first is not None else True
    tries = (
        [(second, first), (first, second)]
        if day_first or token.code == CODES["dotted"]
        else [(first, second), (second, first)]
    )
    valid = [(m, d) for m, d in tries if m <= 12]
    if not valid:
        return []
    month, day = valid[0]
    found = scene.month_day(month, day, None)
    if tokens[0] is token and not _heads_line(token, found, scene):
        return []
    ambiguous = (
        found is not None
        and scene.day_first is None
        and len(valid) == 2
        and day != month
        and token.code == CODES["partial"]
    )
    when = When(found, found, "day", ambiguous) if found else UNKNOWN
    return [Reading(token.start, token.end, when, sets=found)]


def read_partial_range(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read "17/4 to 18/4"."""
    ends = [read_partial([tokens[0], t], scene) for t in tokens if t.code == CODES["partial"]]
    if not all(ends):
        return []
    first, last = ends[0][0].when.start, ends[1][0].when.start
    return [Reading(tokens[0].start, tokens[-1].end, between_when(first, last), sets=last)]


def _heads_line(token: Token, found: date | None, scene: Scene) -> bool:
    """Whether "28.9" opens a line, or is set off by signs, and lies near publication: else it is a time or a score."""
    folded = scene.folded
    before = folded[folded.rfind("\n", 0, token.start) + 1 : token.start]
    opens = not re.search(r"\w", before)
    if token.code == CODES["partial"] and opens:
        return True
    if token.code == CODES["partial"]:
        numbers = [int(p) for p in re.findall(r"\d+", token.word)]
        near = found is not None and scene.published is not None and 0 <= (scene.published - found).days <= 45
        return max(numbers) > 12 and near
    if found is None or scene.published is None or not 0 <= (scene.published - found).days <= 45:
        return False
    return (opens and len(token.word) == 5) or bool(
        re.match(r"\s?[:;-]", folded[token.end :]) and (opens or before[-2:] == ": ")
    )


def read_group(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read a military date-time group: "150830ZAUG20", "08JUN", "022240 UTC"."""
    token = tokens[0]
    match = _GROUP.match(token.word)
    if match is None or not 1 <= int(match["day"]) <= 31:
        return []
    day = int(match["day"])
    if match["month"] is None or match["month"] == "utc":
        found = scene.day_of_month(day)
    else:
        if match["month"] not in SHORT_MONTHS:
            return []
        year = int(match["year"]) if match["year"] else None
        if year is not None and year < 100:
            year = scene.century(year)
        found = scene.month_day(SHORT_MONTHS.index(match["month"]) + 1, day, year)
    return [Reading(token.start, token.end, day_when(found), sets=found)]


def read_moment(tokens: Sequence[Token], scene: Scene) -> list[Reading]:
    """Read an aware moment in the zone of the place told of."""
    token = tokens[0]
    found = moment_day(token.word, scene.zone)
    return [Reading(token.start, token.end, day_when(found), sets=found)] if found else []


def moment_day(word: str, zone: ZoneInfo | None) -> date | None:
    """Return the day on which an ISO 8601 moment falls in `zone` (as written where that is None)."""
    text = re.sub(r"\s?(?:z|utc|gmt)$", "+00:00", word).replace(" +", "+").replace(" -", "-")
    try:
        moment = datetime.fromisoformat(text.upper())
        return (moment.astimezone(zone) if zone else moment).date()
    except (ValueError, OverflowError):
        return make_day(*(int(p) for p in word[:10].split("-")))
