"""Every curated site says where its coordinates are from, and lies where that source says."""

import re
import tomllib
from functools import cache
from typing import Any

import airportsdata
import pytest

from tocsin.gazetteer import sources
from tocsin.vocabulary.geometry import Point, distance_km

ROWS: list[dict[str, Any]] = [
    row for file in sources.site_files() for row in tomllib.loads(file.read_text("utf-8"))["site"]
]
AIRPORT = re.compile(r"airportsdata \(ICAO (?P<icao>[A-Z0-9]{4})\)")
PLACE = re.compile(r"GeoNames (?P<id>\d+)")
READ = re.compile(
    r"OurAirports \([A-Z0-9-]{4,7}\)|searoute list of ports \([A-Z]{5}\)|Wikimapia: \S.*|"
    r"Wikipedia(?: \((?:French|German)\))?: \S.*|repository [\w.-]+/[\w.-]+, \S+"
)
UNCHECKED = re.compile(
    r"general knowledge,(?: near (?P<town>[^(]+) \(GeoNames (?P<id>\d+)\),)? to be checked against Wikipedia: \S.*"
)
# What is not confirmed may be this far off at the least: within a town, and elsewhere.
UNCHECKED_IN_TOWN_KM = 5.0
UNCHECKED_ELSEWHERE_KM = 10.0
NEAR_KM = 20.0
AIRPORT_KM = 5.0
# Half of these coordinates have been looked up; this share must not fall.
CONFIRMED_SHARE = 0.48


def of(form: re.Pattern[str]) -> list[Any]:
    """Return the rows whose source has this form, with their ids for the report."""
    return [pytest.param(row, id=row["id"]) for row in ROWS if form.fullmatch(row["source"])]


def point(row: dict[str, Any]) -> Point:
    return row["lat"], row["lon"]


@cache
def airports() -> dict[str, Any]:
    return dict(airportsdata.load("ICAO"))


@cache
def geonames() -> dict[str, tuple[Point, str]]:
    """Return the position and name of each town and area by GeoNames id; of a number that is both, the town's."""
    cited = {found for row in ROWS for found in re.findall(r"GeoNames (\d+)", row["source"])}
    areas = (
        (entry.ref.removeprefix("geonames:"), (entry.lat, entry.lon), entry.name) for entry in sources.read_areas()
    )
    towns = ((str(row["geonameid"]), (row["latitude"], row["longitude"]), row["name"]) for row in sources.town_rows())
    return {id_: (where, name) for found in (areas, towns) for id_, where, name in found if id_ in cited}


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_the_source_has_one_of_the_forms(row: dict[str, Any]) -> None:
    assert any(form.fullmatch(row["source"]) for form in (AIRPORT, PLACE, READ, UNCHECKED)), row["source"]


@pytest.mark.parametrize("row", of(AIRPORT))
def test_an_airfield_lies_at_the_airport_it_cites(row: dict[str, Any]) -> None:
    match = AIRPORT.fullmatch(row["source"])
    assert match
    airport = airports()[match["icao"]]
    assert distance_km(point(row), (airport["lat"], airport["lon"])) <= AIRPORT_KM


@pytest.mark.parametrize("row", of(PLACE))
def test_a_place_lies_where_geonames_has_it(row: dict[str, Any]) -> None:
    match = PLACE.fullmatch(row["source"])
    assert match
    where, _ = geonames()[match["id"]]
    assert distance_km(point(row), where) <= row["precision_km"]


@pytest.mark.parametrize("row", of(UNCHECKED))
def test_what_is_not_confirmed_is_near_its_town_and_says_how_far_it_may_be_off(row: dict[str, Any]) -> None:
    match = UNCHECKED.fullmatch(row["source"])
    assert match
    least = UNCHECKED_ELSEWHERE_KM
    if match["id"]:
        where, name = geonames()[match["id"]]
        assert name == match["town"]
        assert distance_km(point(row), where) <= NEAR_KM
        least = UNCHECKED_IN_TOWN_KM
    assert row["precision_km"] >= least


def test_the_share_that_is_confirmed_does_not_fall() -> None:
    confirmed = sum(not UNCHECKED.fullmatch(row["source"]) for row in ROWS)
    assert confirmed >= CONFIRMED_SHARE * len(ROWS)
