"""A value as a reviewer writes it, made a value of its slot."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import get_args

from tocsin.errors import InputError, VocabularyError
from tocsin.gazetteer.base import Gazetteer
from tocsin.plugins import load
from tocsin.settings import Settings
from tocsin.tasks.locating import country_at
from tocsin.tasks.selecting import Mends, meant
from tocsin.vocabulary.claim import Slot, Value
from tocsin.vocabulary.terms import KINDS, STATUSES, TARGET_CATEGORIES, TargetCategory
from tocsin.vocabulary.values import Actor, Place, Target, Toll, Weapon, When, Where

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_RANGE = re.compile(r"(\d+)\s*(?:-|–|to)\s*(\d+)")
_WEAPON = re.compile(r"(?:(\d+)\s*[x×]?\s+)?([a-z][a-z -]*?)(?:,?\s+(\d+(?:\.\d+)?)\s*mm)?", re.IGNORECASE)
_TARGET = re.compile(r"(.+?)\s*\(([a-z-]+)\)")
_POINT = re.compile(
    r"(?:(.+?)\s+at\s+)?(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)(?:\s*(?:±|\+-)\s*(\d+(?:\.\d+)?)\s*km)?"
)
MOST = 1_000_000_000
"""The largest number that can be set."""
_POINT_KM = 1.0
"""How exactly a reviewer's degrees are taken to be known where they say nothing."""
_MENDS = Mends(
    'give its degrees too, such as "the depot at 33.52,44.26 ±2 km"',
    "name a place in",
    'write its country behind it, such as "Tripoli, LY", or give the degrees',
)
_COUNTRY = re.compile(r"(.+?),\s*([A-Za-z]{2})")


def value_of(slot: Slot, text: str, settings: Settings) -> Value:
    """Return the value of `slot` that `text` writes. Raises InputError that says how, PlaceError for a place.

    * kind, status: a term
    * count: a number
    * when: 2024-05-06, 2024-05, or 2024-05-06..2024-05-08
    * where: a place of the gazetteer ("Taji", "Tripoli, LY"), or "the depot at 33.52,44.26 ±2 km"
    * killed, wounded, abducted: 3, 3-5, 3+ or up to 5
    * weapon: "rocket", "3 rocket, 107 mm"
    * target: a name, with its category behind it if you like: "Camp Taji (military-base)"
    * perpetrator, damage: words
    """
    text = " ".join(text.split())
    if not text:
        raise InputError(f"{slot} needs a value")
    if slot == "where":
        return _where(text, settings)
    try:
        return _PARSERS[slot](text)
    except KeyError as error:
        raise InputError(f"{slot} is the reports' own words and cannot be set; there are {_settable()}") from error
    except (ValueError, VocabularyError) as error:
        raise InputError(f"{text!r} is no value of {slot}: {error}") from error


def _settable() -> str:
    return ", ".join(sorted({*_PARSERS, "where"}))


def _term(known: tuple[str, ...]) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text.lower() not in known:
            raise ValueError(f"there are {', '.join(known)}")
        return text.lower()

    return parse


def _count(text: str) -> int:
    if not text.isdecimal() or _number(text) < 1:
        raise ValueError("a count is a number from 1")
    return int(text)


def _number(text: str) -> int:
    """Return the number that `text` writes. Raises ValueError, also for one that no count of people reaches."""
    if (number := int(text)) > MOST:
        raise ValueError(f"no number is above {MOST:,}")
    return number


def _when(text: str) -> When:
    if month := _MONTH.fullmatch(text):
        year, number = int(month[1]), int(month[2])
        if not 1 <= number <= 12:
            raise ValueError("a year has twelve months")
        return When(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month")
    first, _, last = text.partition("..")
    try:
        start = date.fromisoformat(first.strip())
        end = date.fromisoformat(last.strip()) if last else start
    except ValueError as error:
        raise ValueError("write 2024-05-06, 2024-05 or 2024-05-06..2024-05-08") from error
    return When(start, end, "day" if start == end else "days")


def _toll(text: str) -> Toll:
    if match := _RANGE.fullmatch(text):
        return Toll(_number(match[1]), _number(match[2]))
    try:
        if text.endswith("+"):
            return Toll(_number(text[:-1]), None)
        if text.lower().startswith("up to "):
            return Toll(None, _number(text[6:]))
        return Toll(_number(text), _number(text))
    except ValueError as error:
        raise ValueError("write 3, 3-5, 3+ or up to 5") from error


def _size(text: str) -> float:
    """Return the size that `text` writes. Raises ValueError for one that nothing has."""
    if (size := float(text)) > MOST:
        raise ValueError(f"no number is above {MOST:,}")
    return size


def _weapon(text: str) -> Weapon:
    match = _WEAPON.fullmatch(text)
    if match is None:
        raise ValueError('write it as "rocket" or "3 rocket, 107 mm"')
    return Weapon(match[2].lower(), _number(match[1]) if match[1] else None, _size(match[3]) if match[3] else None)


def _target(text: str) -> Target:
    match = _TARGET.fullmatch(text)
    if match is None:
        return Target(text)
    categories: tuple[TargetCategory, ...] = get_args(TargetCategory)
    category = next((known for known in categories if known == match[2]), None)
    if category is None:
        raise ValueError(f"there are the categories {', '.join(TARGET_CATEGORIES)}")
    return Target(match[1], category)


def _where(text: str, settings: Settings) -> Where:
    if point := _POINT.fullmatch(text):
        name = point[1] or f"{point[2]},{point[3]}"
        try:
            km = _size(point[4]) if point[4] else _POINT_KM
            place = _point(name, float(point[2]), float(point[3]), km)
        except (ValueError, VocabularyError) as error:
            raise InputError(str(error)) from error
        return Where(name, "at", "facility", place)
    gazetteer: Gazetteer = load("gazetteers", settings.gazetteer)(settings)
    name, country = (match[1], match[2].upper()) if (match := _COUNTRY.fullmatch(text)) else (text, "")
    found = [one for one in gazetteer.candidates(name) if not country or one.place.country == country]
    chosen = meant(found, text, _MENDS)
    return Where(name, "at", chosen.kind, chosen.place)


def _point(name: str, lat: float, lon: float, km: float) -> Place:
    place = Place(f"point:{lat},{lon}", name, lat, lon, km, country="")
    return replace(place, country=country_at(lat, lon, km))


_PARSERS: dict[Slot, Callable[[str], Value]] = {
    "kind": _term(KINDS),
    "status": _term(STATUSES),
    "count": _count,
    "when": _when,
    "weapon": _weapon,
    "target": _target,
    "perpetrator": Actor,
    "killed": _toll,
    "wounded": _toll,
    "abducted": _toll,
    "damage": str,
}
