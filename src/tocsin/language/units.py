"""What a number measures, by the words beside it: millimetres, kilometres, years, hours, ages, route numbers."""

import re

# The unit that a word after the number names.
_AFTER: dict[str, str] = {
    "mm": "mm", "millimetre": "mm", "millimeter": "mm", "km": "km", "kilometre": "km", "kilometer": "km", "kms": "km",
    "mile": "mile", "metre": "m", "meter": "m", "m": "m", "cm": "cm", "centimetre": "cm", "centimeter": "cm",
    "foot": "foot", "feet": "foot", "ft": "foot", "yard": "yard", "yds": "yard", "inch": "inch", "inche": "inch",
    "kg": "kg", "kgs": "kg", "kilogram": "kg", "kilogramme": "kg", "kilo": "kg", "gram": "g", "gramme": "g",
    "ton": "ton", "tonne": "ton", "pound": "pound", "lb": "pound", "lbs": "pound", "litre": "litre", "liter": "litre",
    "gallon": "litre", "percent": "%", "per cent": "%", "pct": "%", "percentage": "%", "dollar": "$", "euro": "$",
    "rupee": "$", "peso": "$", "ruble": "$", "rouble": "$", "shekel": "$", "dinar": "$", "franc": "$", "riyal": "$",
    "naira": "$", "peseta": "$", "lira": "$", "cent": "$", "shilling": "$", "hour": "hour", "hrs": "time", "hr": "hour",
    "minute": "minute", "min": "minute", "mins": "minute", "second": "second", "day": "day", "night": "day",
    "week": "week", "month": "month", "year": "years", "decade": "years", "century": "years", "centurie": "years",
    "a.m": "time", "p.m": "time", "am": "time", "pm": "time", "o'clock": "time", "gmt": "time", "utc": "time",
    "degree": "degree", "hectare": "hectare", "acre": "hectare", "knot": "knot", "mph": "speed", "kph": "speed",
    "hp": "power", "volt": "power", "kw": "power", "mw": "power", "time": "times", "fold": "times",
    "nautical mile": "mile", "square": "area", "cubic": "volume", "calibre": "mm", "caliber": "mm", "day's": "day",
}  # fmt: skip
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
_AGE = re.compile(r"[\s-]*(?:years?[\s-]+old|year[\s-]+old|years?\s+of\s+age|-?month-old|yo\b)")
_WORD = re.compile(r"[\s-]?(per cent|nautical mile|[a-z.']+|%|°)")
_MONTH_AFTER = re.compile(rf"\s*(?:of\s+)?(?:{_MONTHS})\b(?!\s+(?:have|be|not)\b)")
_MONTH_BEFORE = re.compile(rf"\b(?:{_MONTHS})\.?,?\s+$")
_LIST_BEFORE = re.compile(
    rf"\b(?:{_MONTHS})\.?\s+(?:\d\d?(?:st|nd|rd|th)?(?:\s*,\s*|\s+and\s+|\s*,\s*and\s+|\s*&\s*))+$"
)
_LIST_MIDDLE = re.compile(
    rf"(?:\s*,\s*|\s+and\s+|\s*&\s*|\s*-\s*)(?:\d\d?(?:\s*,\s*|\s+and\s+))*\d\d?\s+(?:{_MONTHS})\b"
)
_LIST_END = re.compile(r"\s*(?:$|[.;:)]|,(?!\s*[a-z]+ed\b)|and\b|or\b|to\b|in\b|on\b|at\b|by\b|when\b|were\b|&)")
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|of|from|until|till|by|during|late|early|mid|before|after|between|and|year|to|spring|summer|"
    rf"autumn|winter|fall|around|{_MONTHS})|[(\d],?|\b(?:{_MONTHS})\.?\s+\d\d?(?:st|nd|rd|th)?,?)[\s-]*$"
)
_YEAR_END = re.compile(r"\s*(?:$|[.,;:)\]'’–-])")
_AGE_BEFORE = re.compile(r"\b(?:aged|age)\s+$")
_AGE_ALONE = re.compile(r"[a-z.],\s+$")
_TIME_BEFORE = re.compile(r"\b(?:at|by|around|about|until|from|since|between)\s+$")
_NAME_BEFORE = re.compile(
    r"(?:\b(?:no\.?|nos\.?|number|numero|route|highway|road|article|section|chapter|block|sector|unit|page|clause|"
    r"resolution|flight|bus|line|gate|platform|pier|battalion|brigade|camp|checkpoint|km|"
    r"paragraph|order|law|act|exhibit|channel|radio|level|phase|part|volume|issue|week|day|ward|district|"
    r"zone|mile|kilometre|kilometer|post|group|area|division|squad|cell|figure|table|version)|#)\s*$"
)


def unit_of(folded: str, start: int, end: int) -> str | None:
    """Return the unit of the number at `start` to `end` of the folded text, None for a plain count."""
    before, after = folded[max(0, start - 48) : start], folded[end : end + 40]
    if _AGE.match(after) or _AGE_BEFORE.search(before):
        return "age"
    word = _WORD.match(after)
    if word:
        named = _named(word[1], after[word.end() :])
        if named:
            return named
    figures = folded[start:end]
    if not figures[-1:].isdigit():
        return None
    return _dated(figures, before, after) or (_aged(figures, before, after))


def _named(word: str, rest: str) -> str | None:
    if word in ("%", "°"):
        return "%" if word == "%" else "degree"
    bare = word.rstrip(".")
    unit = _AFTER.get(bare) or _AFTER.get(bare.removesuffix("s"))
    if bare == "m" and not (rest[:1] in " ,.;)" or not rest):
        return None
    if bare in ("am", "second") and rest.startswith(" "):
        return "time" if bare == "am" else None
    return unit


def _dated(figures: str, before: str, after: str) -> str | None:
    digits = figures.rsplit(" ", 1)[-1]
    if _NAME_BEFORE.search(before):
        return "name"
    short = digits.isdigit() and len(digits) <= 2 and 1 <= int(digits) <= 31
    if short and (_MONTH_AFTER.match(after) or _LIST_MIDDLE.match(after) or _MONTH_BEFORE.search(before)):
        return "date"
    if short and _LIST_BEFORE.search(before) and _LIST_END.match(after):
        return "date"
    if digits.isdigit() and len(digits) == 4:
        year = 1900 <= int(digits) <= 2099
        if year and (_YEAR_BEFORE.search(before) or _YEAR_END.match(after)):
            return "year"
        if digits[0] == "0" or (int(digits) < 2400 and int(digits[2:]) < 60 and _TIME_BEFORE.search(before)):
            return "time"
    if len(digits) > 6 and digits.isdigit():
        return "name"
    return None


def _aged(figures: str, before: str, after: str) -> str | None:
    """Tell the age in "Ali Hassan, 34, a guard" from a count: a name, commas on both sides, 5 to 99."""
    if figures.isdigit() and 5 <= int(figures) <= 99 and _AGE_ALONE.search(before) and re.match(r"\s*[,)]", after):
        return "age"
    return None
