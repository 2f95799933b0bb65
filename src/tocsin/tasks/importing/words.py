"""What the words of a cell mean: days, numbers of people, kinds of attack, weapons, countries."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import cast

from tocsin.export.countries import countries
from tocsin.language.dates.find import Anchor, find_dates
from tocsin.language.numbers import find_numbers
from tocsin.language.weapons import find_weapons
from tocsin.vocabulary.terms import KINDS, TARGET_CATEGORIES, TargetCategory
from tocsin.vocabulary.values import Toll, Weapon, When

_NUMERIC = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?:[ T]\d.*)?\Z")
_COUNT = re.compile(r"(?P<low>\d[\d,]*)(?:\.0+)?(?:\s*(?:-|–|to)\s*(?P<high>\d[\d,]*)|\s*(?P<more>\+))?\Z")
_NOBODY = frozenset({"none", "nobody", "no", "nil", "zero", "-"})
KIND_WORDS: tuple[tuple[str, str], ...] = (
    ("suicide", r"suicide (?:bomb|attack|vest|car)\w*|\bSVBIED\b"),
    ("vehicle-bomb", r"(?:car|truck|vehicle|motorcycle)[- ]?(?:borne )?bomb\w*|\bVBIED\b"),
    ("ied", r"\bIEDs?\b|improvised explosive\w*|roadside bomb\w*|land ?mines?|\bbomb(?:s|ing|ings)?\b|explosi\w+"),
    ("drone", r"\bdrones?\b|\bUAVs?\b|quadcopter\w*|loitering munition\w*"),
    ("airstrike", r"air[- ]?(?:strike|raid)s?|\bairstrikes?\b|aerial bomb\w*|war ?planes?"),
    ("rocket", r"\brockets?\b|katyusha\w*"),
    ("missile", r"\bmissiles?\b"),
    ("mortar", r"\bmortars?\b"),
    ("artillery", r"artillery|shell(?:s|ed|ing|ings)\b|howitzer\w*|tank fire"),
    ("grenade", r"grenades?"),
    ("assassination", r"assassinat\w+"),
    ("abduction", r"abduct\w*|kidnap\w*|hostages?|disappearance"),
    ("arson", r"arson\w*|set (?:on fire|fire to|ablaze)|torch(?:ed|ing)|burn(?:ed|t|ing) down"),
    ("clash", r"clash\w*|battle\w*|armed confrontation\w*|fire ?fight\w*|gun ?battle\w*|ambush\w*"),
    ("shooting", r"shoot\w*|\bshot\b|gun(?:fire|men|man|ned)\b|sniper\w*|opened fire|small[- ]arms"),
    ("raid", r"\braid(?:s|ed)?\b|storm(?:ed|ing)\b"),
    ("seizure", r"seiz(?:e|ed|ure|ures|ing)\b|hijack\w*"),
    ("arrest", r"arrest\w*|detain\w*|detention\w*"),
)
"""Words for each kind of incident, the most telling kind first; it is looked for in this order."""
TARGET_WORDS: tuple[tuple[TargetCategory, str], ...] = (
    ("embassy", r"embass\w+|consulat\w+|diplomat\w*"),
    ("hospital", r"hospitals?|clinics?|doctors?|nurses?"),
    ("school", r"schools?|universit\w+|teachers?|students?"),
    ("religious", r"mosques?|church\w*|templ\w+|priests?|imams?|shrines?|clerics?"),
    ("media", r"journalists?|reporters?|newspapers?|radio station\w*"),
    ("aid", r"aid workers?|humanitarian\w*|\bNGOs?\b"),
    ("airport", r"airports?|airfields?"),
    ("market", r"markets?|bazaars?"),
    ("convoy", r"convoys?"),
    ("checkpoint", r"checkpoints?|roadblocks?"),
    ("police", r"police\w*|gendarm\w+"),
    ("military-base", r"military|army|soldiers?|barracks|\bbases?\b|troops"),
    ("armed-group", r"militia\w*|rebels?|insurgents?|fighters?|armed group\w*"),
    ("politician", r"politicians?|ministers?|\bMPs?\b|candidates?|governors?|mayors?"),
    ("government", r"government\w*|ministr\w+|parliament\w*|officials?"),
    ("energy", r"pipelines?|refiner\w+|oil|gas|power (?:plant|station|line)s?|electricity"),
    ("vessel", r"ships?|vessels?|tankers?|boats?"),
    ("residence", r"houses?|homes?|apartments?|residential"),
    ("business", r"shops?|business\w*|banks?|hotels?|restaurants?|compan\w+"),
    ("infrastructure", r"bridges?|roads?|railways?|trains?|telecom\w*"),
    ("civilian", r"civilians?|women|children|villagers?|passers-?by|people"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A term and the characters of the cell that say it."""

    term: str
    start: int
    end: int


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


def kind_in(cell: str) -> Found | None:
    """Return the kind of incident that the words of `cell` tell of, our own terms first; None if they tell of none."""
    bare = cell.strip().lower().replace(" ", "-")
    if bare in KINDS:
        return Found(bare, 0, len(cell))
    for kind, words in KIND_WORDS:
        if found := _pattern(words).search(cell):
            return Found(kind, found.start(), found.end())
    return None


def category_of(words: str) -> TargetCategory:
    """Return what sort of target `words` name; "other" where they do not say."""
    bare = words.strip().lower().replace(" ", "-")
    if bare in TARGET_CATEGORIES:
        return cast("TargetCategory", bare)
    found = (category for category, pattern in TARGET_WORDS if _pattern(rf"\b(?:{pattern})").search(words))
    return next(found, "other")


def day_in(cell: str, day_first: bool | None = None) -> When | None:
    """Return the days that `cell` names; None if it names none.

    `day_first` says how 03/04/2020 is meant; without it, what could be read in two ways is marked as ambiguous.
    """
    if found := _NUMERIC.match(cell.strip()):
        return _numeric(found[1], found[2], found[3], day_first)
    dated = [one for one in find_dates(cell, Anchor(day_first=day_first)) if one.when.start is not None]
    if dated:
        return dated[0].when
    bare = cell.strip()
    if re.fullmatch(r"(?:19|20)\d\d", bare):
        return When(date(int(bare), 1, 1), date(int(bare), 12, 31), "year")
    return None


def _numeric(first: str, second: str, third: str, day_first: bool | None) -> When | None:
    if len(first) == 4:
        return _day(int(first), int(second), int(third))
    if len(third) not in (2, 4):
        return None
    year = int(third) + (0 if len(third) == 4 else 2000 if int(third) < 70 else 1900)
    as_day, as_month = _day(year, int(second), int(first)), _day(year, int(first), int(second))
    if day_first is not None:
        return as_day if day_first else as_month
    if as_day and as_month and as_day != as_month:
        return When(as_day.start, as_day.end, "day", ambiguous=True)
    return as_day or as_month


def _day(year: int, month: int, day: int) -> When | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return When(found, found, "day")


def toll_in(cell: str) -> Toll | None:
    """Return the number of people that `cell` gives: "5", "5-7", "5+", "at least five", "none"; None if it is none."""
    bare = cell.strip().lower()
    if bare in _NOBODY:
        return Toll(0, 0)
    if found := _COUNT.match(bare):
        low = int(found["low"].replace(",", ""))
        high = int(found["high"].replace(",", "")) if found["high"] else None if found["more"] else low
        return Toll(low, high) if high is None or low <= high else None
    numbers = [one for one in find_numbers(cell) if one.unit is None and (one.low, one.high) != (None, None)]
    return Toll(numbers[0].low, numbers[0].high) if len(numbers) == 1 else None


def weapon_in(cell: str) -> Weapon | None:
    """Return the weapon that `cell` names; None if it names none that is known."""
    found = find_weapons(cell)
    return found[0].weapon if found else None


def degrees_in(cell: str, most: float) -> float | None:
    """Return the degrees of latitude or longitude in `cell`, at most `most` either way; None if it has none."""
    try:
        degrees = float(cell.strip().replace(",", ".").rstrip("°NSEW ").strip())
    except ValueError:
        return None
    if cell.strip()[-1:] in "SW" and degrees > 0:
        degrees = -degrees
    return degrees if -most <= degrees <= most else None


@cache
def _country_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for code, country in countries().items():
        names |= {country.name.casefold(): code, country.alpha3.casefold(): code, code.casefold(): code}
        if country.numeric:
            names[str(country.numeric)] = code
    return names


def country_in(cell: str) -> str:
    """Return the alpha-2 code of the country that `cell` names, by name, code or number of ISO 3166; "" if none."""
    bare = re.sub(r"\s*\(.*\)\Z", "", cell.strip().casefold())
    return _country_names().get(bare, "")
