"""How exactly day and place are known, in the codes of other schemes.

A code is worked out from the days that are possible and from what place is known within how many kilometres. Sources:
ACLED codebook (2023), UCDP GED codebook (version 23.1), GTD codebook (2021).
"""

import math
from datetime import date, timedelta

from tocsin.vocabulary.terms import PlaceKind
from tocsin.vocabulary.values import When, Where

TOWN_KM = 25.0
"""What is known within so many kilometres is as good as a town to schemes that know towns and provinces."""
SPOTS: frozenset[PlaceKind] = frozenset({"facility", "neighbourhood", "city"})
FUZZY: frozenset[PlaceKind] = frozenset({"road", "sea"})
CELLS_A_DEGREE, CELLS_A_ROW = 2, 720


def days_in(when: When) -> int:
    """Return how many days are possible; 0 where none is known."""
    return (when.end - when.start).days + 1 if when.start and when.end else 0


def middle(when: When) -> date | None:
    """Return the day in the middle of the possible ones, the earlier of two."""
    return when.start + timedelta(days=(days_in(when) - 1) // 2) if when.start else None


def acled_time(when: When | None) -> int | None:
    """Return ACLED's time_precision: 1 the day, 2 the week, 3 the month; None where less is known.

    A day that could be read in two ways (08/05/2020) has 3.
    """
    days = days_in(when) if when else 0
    if when is None or not 1 <= days <= 31:
        return None
    if when.ambiguous:
        return 3
    return 1 if days == 1 else 2 if days <= 7 else 3


def acled_geo(where: Where | None) -> int | None:
    """Return ACLED's geo_precision: 1 the town or spot, 2 its surroundings or a district, 3 a province.

    None without coordinates, and for a place known less exactly than a province usually is wide (250 km).
    """
    if where is None or where.place is None or where.kind == "country" or where.place.precision_km > 250:
        return None
    if where.kind == "province":
        return 3
    if where.kind in SPOTS and where.relation == "at" and where.place.precision_km <= TOWN_KM:
        return 1
    return 2 if where.place.precision_km <= 100 else 3


def ucdp_date(when: When | None) -> int | None:
    """Return UCDP's date_prec: 1 the day, 2 two to six days, 3 the week, 4 a month, 5 more; None if no day is known."""
    days = days_in(when) if when else 0
    if when is None or days == 0:
        return None
    for code, most in ((1, 1), (2, 6), (3, 7), (4, 31)):
        if days <= most:
            return 4 if when.ambiguous and code < 4 else code
    return 5


def ucdp_where(where: Where | None, country: str) -> int | None:
    """Return UCDP's where_prec.

    1 the spot, 2 within 25 km of it, 3 a district, 4 a province, 5 a line or another area, 6 the country alone, 7 the
    sea; None where not even a country is known.
    """
    if where is None or where.place is None:
        return 6 if country else None
    if where.kind == "sea":
        return 7
    if where.kind == "province":
        return 4
    if where.kind == "district":
        return 3
    if where.kind == "road" or where.relation == "between" or where.place.precision_km > TOWN_KM:
        return 5
    return 1 if where.relation == "at" else 2


def gtd_specificity(where: Where | None) -> int:
    """Return GTD's specificity: 1 the town, 3 a district or what is near a town, 4 a province, 5 no coordinates."""
    if where is None or where.place is None:
        return 5
    if where.kind == "province" or where.place.precision_km > 100:
        return 4
    return 1 if where.kind in SPOTS and where.place.precision_km <= TOWN_KM else 3


def prio_cell(lat: float, lon: float) -> int:
    """Return the number of the cell of half a degree that holds a point, from the south-west as in PRIO-GRID 2.0."""
    row = min(max(math.ceil((lat + 90) * CELLS_A_DEGREE), 1), 180 * CELLS_A_DEGREE)
    column = min(max(math.ceil((lon + 180) * CELLS_A_DEGREE), 1), CELLS_A_ROW)
    return (row - 1) * CELLS_A_ROW + column
