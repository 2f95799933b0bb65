"""The words that dates are made of, each with its code: one letter, so that a grammar rule is a regular expression."""

import re
import string

from tocsin.language.dates.calendar import EASTER_FEASTS, FIXED_FEASTS


def listed(words: str) -> list[str]:
    """Return the words of a line."""
    return words.split()


NAMES = listed(
    "month weakmonth shortmonth weekday shortday day ordinal nth year short number count a decade full partial "
    "dotted clock hours days nights weeks months years weekend part overnight today ago earlier later last next "
    "this same that on of in the and again comma dash slash to between from since early late mid open close "
    "season feast every about eve half dtg moment now until weekdays bare yet plain"
)
CODES = dict(zip(NAMES, string.ascii_letters + string.digits + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ", strict=False))


def codes(names: str) -> frozenset[str]:
    """Return the letters of the codes that `names` lists."""
    return frozenset(CODES[name] for name in names.split())


MACROS = {
    "DAY": "(?:day|ordinal)",
    "MON": "(?:month|weakmonth|shortmonth)",
    "WD": "(?:weekday|shortday)",
    "UNIT": "(?:hours|days|nights|weeks|months|years)",
    "MANY": "(?:count|a|day|number|half)",
    "YR": "(?:comma?(?:year|short)|(?:comma|of)*the?(?:same|that|this|last|next)years|of(?:year|short))",
    "SEP": "(?:(?:comma|and|again|slash)(?:and|again|on|the|comma|of|about|last)*)",
    "TIME": "(?:part|nights|clock|on|in|of|the|early|late|comma|about|mid)*",
}


def pattern(rule: str) -> str:
    """Return the regular expression over code letters for `rule`, written in names of codes and macros."""
    for name, body in MACROS.items():
        rule = re.sub(rf"\b{name}\b", body, rule)
    return re.sub(r"[a-z]+", lambda m: CODES[m[0]], rule).replace(" ", "")


MONTHS = listed("january february march april may june july august september october november december")
SHORT_MONTHS = listed("jan feb mar apr may jun jul aug sep oct nov dec")
WEEKDAYS = listed("monday tuesday wednesday thursday friday saturday sunday")
UNITS = listed("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen")
UNITS += listed("seventeen eighteen nineteen")
TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
SMALL_HOURS = "small hours", "early hours", "wee hours", "wee hrs", "early hrs", "first hours", "last hours"
ZONES = "gmt", "utc", "local time", "moscow time", "kyiv time", "greek time", "local", "ist", "cdt", "est", "edt", "cet"
NTHS = listed("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth")
NTHS += listed("fifteenth sixteenth seventeenth eighteenth nineteenth twentieth")

# name of the code: words, each with the value after a colon where it has one
_PLAIN = {
    "hours": "minute minutes mins hour hours hrs",
    "days": "day days",
    "nights": "night nights",
    "weeks": "week weeks fortnight:2 fortnights:2",
    "months": "month months",
    "years": "year years",
    "weekend": "weekend weekends",
    "part": "morning afternoon evening dawn noon midday midnight sunrise sunset dusk daybreak forenoon midmorning "
    "midafternoon dark nightfall predawn nighttime lunchtime eve",
    "overnight": "overnight",
    "today": "today:0 tonight:0 yesterday:-1 tomorrow:1 yesternight:-1",
    "ago": "ago",
    "earlier": "earlier before previously beforehand",
    "later": "later after afterwards afterward thereafter",
    "last": "last:0 past:0 previous:1 preceding:1 prior:1",
    "next": "next:0 coming:0 upcoming:0 following:1 forthcoming:0",
    "this": "this current",
    "same": "same",
    "that": "that",
    "on": "on",
    "in": "in during over within throughout",
    "of": "of",
    "the": "the",
    "and": "and & or",
    "again": "again also then",
    "to": "to till until through into",
    "between": "between",
    "from": "from",
    "since": "since",
    "early": "early start:1 beginning:1",
    "late": "late end:1",
    "mid": "mid middle",
    "season": "spring:3 summer:6 autumn:9 fall:9 winter:12",
    "every": "every each",
    "about": "about around approximately shortly just nearly some only exactly roughly almost at by towards toward "
    "precisely very sometime",
    "half": "half",
    "a": "a:1 an:1",
    "count": "few:-1 several:-1 couple:2 dozen:12",
    "bare": "so far",
}


def _entries() -> dict[str, tuple[str, int]]:
    words: dict[str, tuple[str, int]] = {}
    for name, listed in _PLAIN.items():
        for word in listed.split():
            bare, _, value = word.partition(":")
            words[bare] = (CODES[name], int(value or 0))
    for number, word in enumerate(UNITS):
        words[word] = (CODES["count"], number)
    for ten, word in enumerate(TENS, start=2):
        words[word] = (CODES["count"], ten * 10)
        for number in range(1, 10):
            words[f"{word}-{UNITS[number]}"] = (CODES["count"], ten * 10 + number)
    for number, word in enumerate(NTHS, start=1):
        words[word] = (CODES["nth"], number)
    for number in range(1, 10):
        words[f"twenty-{NTHS[number - 1]}"] = (CODES["nth"], 20 + number)
    words |= {"thirtieth": (CODES["nth"], 30), "thirty-first": (CODES["nth"], 31)}
    for number, word in enumerate(SHORT_MONTHS, start=1):
        words[word] = (CODES["shortmonth"], number)
    words["sept"] = (CODES["shortmonth"], 9)
    for number, word in enumerate(MONTHS, start=1):
        words[word] = (CODES["month"], number)
    for number, word in enumerate(WEEKDAYS):
        words[word] = (CODES["weekday"], number)
        words[word + "s"] = (CODES["weekdays"], number)
        words[word[:3]] = (CODES["shortday"], number)
    for word, number in {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}.items():
        words[word] = (CODES["shortday"], number)
    words |= dict.fromkeys(FIXED_FEASTS | EASTER_FEASTS, (CODES["feast"], 0))
    words |= dict.fromkeys(SMALL_HOURS, (CODES["part"], 0))
    words |= dict.fromkeys(ZONES, (CODES["about"], 0))
    return words


WORDS = _entries()
