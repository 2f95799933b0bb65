"""Figures and dates changed so that the values of the annotation stay true."""

import random
import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from tocsin.language.dates.find import Anchor, Dated, find_dates
from tocsin.language.numbers import find_numbers
from tocsin.language.numerals import DIGITS, WORDS, value_of
from training.augment_quotes import Draft, Edit, Quote, nodes

_NUMERAL = re.compile(rf"(?<![\w])(?:{DIGITS}|{WORDS})(?!\w)", re.IGNORECASE)
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen".split()
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_FIGURES = ("low", "high", "number")

Token = tuple[int, int, int]
"""Start, end and value of a numeral."""


def swap_numbers(draft: Draft, rng: random.Random, share: float = 0.6) -> None:
    """Change about `share` of the counts of three and more, everywhere in the text, with the figures they prove.

    A count is left alone where the annotation says something of it that the quoted words do not.
    """
    tokens = _tokens(draft.text)
    told = [(quote, _within(tokens, quote)) for quote in draft.quotes if quote.name == "quote"]
    frozen = _frozen(draft, told)
    values = sorted({value for _, _, value in tokens if value >= 3} - frozen)
    swaps = {value: _another(value, rng) for value in values if rng.random() < share}
    swaps = {old: new for old, new in swaps.items() if new != old}
    if not swaps:
        return
    figures = [(quote.holder, _figures(quote.holder, held, swaps)) for quote, held in told if held]
    if any(new is None for _, new in figures):
        return
    edits = [Edit(s, e, _spelled(swaps[v], draft.text[s:e])) for s, e, v in tokens if v in swaps]
    if draft.fits(edits):
        draft.rewrite(edits)
        for holder, new in figures:
            holder.update(new or {})


def _tokens(text: str) -> list[Token]:
    out = []
    for quantity in find_numbers(text):
        if quantity.unit is None:
            for match in _NUMERAL.finditer(text, quantity.start, quantity.end):
                value = value_of(match[0].lower())
                if value is not None:
                    out.append((match.start(), match.end(), value))
    return out


def _within(tokens: Sequence[Token], quote: Quote) -> list[int]:
    return [value for start, end, value in tokens if quote.start <= start and end <= quote.end]


def _frozen(draft: Draft, told: Sequence[tuple[Quote, list[int]]]) -> set[int]:
    """Return the values that must stay: those that a figure, a date or a place hangs on in a way not seen here."""
    frozen: set[int] = {incident.get("count", 1) for incident in draft.report["incidents"]}
    for quote, held in told:
        node = quote.holder
        if "precision" in node or ("relation" in node and "kind" in node):
            frozen.update(held)
        elif _figures(node, held, {value: value for value in held if value >= 3}) is None:
            # A sum of parts told elsewhere: no count up to it can change without making it false.
            frozen.update(range(max(node.get(name) or 0 for name in _FIGURES) + 2))
            frozen.update(held)
    return frozen


def _figures(node: Mapping[str, Any], held: Sequence[int], swaps: Mapping[int, int]) -> dict[str, int] | None:
    """Return the figures of `node` when the numbers of its quote, `held`, are swapped; None where they do not prove it.

    They do if there is one ("three rockets", "more than 20"), if two are the least and the most, or if they add up.
    """
    said = {name: node[name] for name in _FIGURES if node.get(name) is not None}
    if not any(value >= 3 for value in said.values()):
        return {} if not said or not any(value in swaps for value in held) else None
    new = [swaps.get(value, value) for value in held]
    if len(held) == 1 and all(abs(value - held[0]) <= 1 for value in said.values()):
        return {name: value - held[0] + new[0] for name, value in said.items()}
    if len(held) == 2 and said.get("low") == held[0] and said.get("high") == held[1] and "number" not in said:
        return {"low": min(new), "high": max(new)}
    extra = {value - sum(held) for value in said.values()}
    if len(held) > 1 and len(extra) == 1 and 0 <= min(extra) <= 2:
        return dict.fromkeys(said, sum(new) + min(extra))
    return None


def _another(value: int, rng: random.Random) -> int:
    if value <= 20:
        return rng.randint(3, 20)
    return max(21, round(value * rng.uniform(0.5, 1.9)))


def _spelled(value: int, like: str) -> str:
    """Return `value` in digits or in words, as `like` is."""
    if any(character.isdigit() for character in like) or value >= 100:
        return f"{value:,}" if value >= 1000 and "," in like else str(value)
    tens, units = divmod(value, 10)
    words = _UNITS[value] if value < 20 else _TENS[tens - 2] + (f"-{_UNITS[units]}" if units else "")
    return words.upper() if like.isupper() else words.capitalize() if like[0].isupper() else words


_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = r"(?P<month>Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|" + "|".join(_MONTHS) + r")(?P<dot>\.?)"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WRITTEN = (
    re.compile(rf"\b{_MONTH} (?P<day>\d\d?)(?P<th>st|nd|rd|th)?(?!\d)(?:,? (?P<year>\d{{4}})(?!\d))?", re.IGNORECASE),
    re.compile(rf"\b(?P<day>\d\d?)(?P<th>st|nd|rd|th)? {_MONTH}(?!\w)(?:,? (?P<year>\d{{4}})(?!\d))?", re.IGNORECASE),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b"),
)
Shift = Callable[[date], date]


def shift_dates(draft: Draft, rng: random.Random) -> bool:
    """Move the report in time by whole weeks, or by years that keep the weekdays; return whether that could be done.

    Relative words ("on Tuesday") stay and stay true. All is left as it was where a date in the text cannot follow: the
    grammar must read in the new text exactly the old dates, shifted.
    """
    if not draft.report.get("published"):
        return False
    published = date.fromisoformat(draft.report["published"])
    dates = find_dates(draft.text, Anchor(published))
    weeks = timedelta(weeks=rng.choice([n for n in range(-60, 61) if n]))
    if _move(draft, published, dates, lambda day: day + weeks, _week_edits):
        return True
    for n in rng.sample([-28, -17, -12, -11, -6, -5, 5, 6, 11, 12, 17], 6):
        if 1975 <= published.year + n <= 2030 and _move(
            draft, published, dates, partial(_years_on, years=n), _year_edits
        ):
            return True
    return False


def _move(
    draft: Draft,
    published: date,
    dates: Sequence[Dated],
    shift: Shift,
    edits_of: Callable[[str, Dated, Shift], list[Edit] | None],
) -> bool:
    wanted: list[Edit] = []
    for one in dates:
        edits = edits_of(draft.text, one, shift)
        if edits is None:
            return False
        wanted += edits
    days = [
        (node, name) for part in (draft.report["incidents"], draft.report["context"]) for node in nodes(part)
        for name in ("start", "end") if isinstance(node.get(name), str)
    ]  # fmt: skip
    whole = edits_of is _year_edits
    if not draft.fits(wanted) or not all(_follows(node, published, shift, whole) for node, _ in days):
        return False
    before = draft.text, [(quote.start, quote.end) for quote in draft.quotes]
    if draft.rewrite(wanted) == len(wanted) and _agree(draft.text, dates, shift, shift(published)):
        for node, name in days:
            node[name] = shift(date.fromisoformat(node[name])).isoformat()
        draft.report["published"] = shift(published).isoformat()
        return True
    draft.text = before[0]
    for quote, (start, end) in zip(draft.quotes, before[1], strict=True):
        quote.start, quote.end = start, end
    return False


def _agree(text: str, old: Sequence[Dated], shift: Shift, published: date) -> bool:
    new = find_dates(text, Anchor(published))
    return len(new) == len(old) and all(
        (shift(a.when.start) if a.when.start else None, shift(a.when.end) if a.when.end else None)
        == (b.when.start, b.when.end)
        for a, b in zip(old, new, strict=True)
    )


def _follows(node: Mapping[str, Any], published: date, shift: Shift, whole_years: bool) -> bool:
    """Whether the days of `node` stay what its words say when they are shifted."""
    if not (node["start"] and node["end"]):
        return False
    start, end = date.fromisoformat(node["start"]), date.fromisoformat(node["end"])
    if not whole_years:
        return node.get("precision", "day") in ("day", "days", "week") and (end - start).days < 10
    near = abs((published - start).days) < 40 and (end - start).days < 10
    return not near or shift(start) - shift(published) == start - published


def _years_on(day: date, years: int) -> date:
    last = monthrange(day.year, day.month)[1] == day.day
    year = day.year + years
    return date(year, day.month, monthrange(year, day.month)[1] if last else day.day)


def _year_edits(text: str, one: Dated, shift: Shift) -> list[Edit] | None:
    if one.when.start is None:
        return []
    by = shift(date(one.when.start.year, 1, 1)).year - one.when.start.year
    years = _YEAR.finditer(text, one.start, one.end)
    return [Edit(match.start(), match.end(), str(int(match[0]) + by)) for match in years]


def _week_edits(text: str, one: Dated, shift: Shift) -> list[Edit] | None:
    words = text[one.start : one.end]
    match = next((found for pattern in _WRITTEN if (found := pattern.search(words))), None)
    if match is None:
        free = not any(c.isdigit() for c in words) and not re.search(rf"\b{_MONTH}\b", words, re.IGNORECASE)
        return [] if free and one.when.precision in ("day", "days", "week") else None
    if one.when.start is None or one.when.start != one.when.end or re.search(r"\d", words[match.end() :]):
        return None
    day = shift(one.when.start)
    new = {"day": str(day.day), "year": str(day.year), "month": _MONTHS[day.month - 1]}
    if "-" in match[0]:
        new |= {"day": f"{day.day:02}", "month": f"{day.month:02}"}
    elif len(match["month"]) <= 4 and match["month"].lower() not in ("june", "july"):
        new["month"] = new["month"][:3]
    if match["month"].isupper() and match["month"].isalpha():
        new["month"] = new["month"].upper()
    edits = []
    for name, value in new.items():
        if match[name] is not None:
            edits.append(Edit(one.start + match.start(name), one.start + match.end(name), value))
    if match.groupdict().get("th"):
        edits.append(Edit(one.start + match.start("th"), one.start + match.end("th"), _ordinal(day.day)))
    return edits


def _ordinal(day: int) -> str:
    return "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
