"""Reads a user's own places: CSV files with a header, and GeoNames dumps (tab-separated, 19 columns)."""

import csv
import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import cast

from tocsin.errors import InputError
from tocsin.gazetteer.entry import Entry, town_precision_km
from tocsin.gazetteer.folding import fold, is_latin
from tocsin.vocabulary.mention import Rejection
from tocsin.vocabulary.terms import PLACE_KINDS, PlaceKind

Located = Entry | Rejection
STAGE = "gazetteer"
_DUMP_COLUMNS = 19
_NEEDED = ("name", "lat", "lon")
_OPTIONAL = ("country", "admin1", "kind", "precision_km", "alternate_names")
_CSV_PRECISION_KM = 5.0
# GeoNames feature classes (https://www.geonames.org/export/codes.html): kind, and how far its edge may lie in km.
_CLASSES: dict[str, tuple[PlaceKind, float]] = {
    "A": ("district", 25.0), "H": ("sea", 10.0), "L": ("district", 5.0), "P": ("city", 2.0), "R": ("road", 10.0),
    "S": ("facility", 2.0), "T": ("district", 10.0), "U": ("sea", 50.0), "V": ("district", 10.0),
}  # fmt: skip
_CODES: dict[str, tuple[PlaceKind, float]] = {"ADM1": ("province", 100.0), "PPLX": ("neighbourhood", 2.0)}

LONGEST = 131_072
"""Most characters of a field."""


def read_places(path: Path, areas: Mapping[str, str], countries: Iterable[str]) -> Iterator[Located]:
    """Yield the places of the file at `path` one by one, and a rejection for each row that cannot be used.

    `areas` names first-level areas by GeoNames code ("IQ.07"); `countries` are the known country codes. Raises
    InputError if the file as a whole cannot be read.
    """
    known = frozenset(countries)
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            first = next(lines, "")
            if not first.strip():
                raise InputError(
                    f"{path}: is empty; give a CSV file with a header {','.join(_NEEDED)} or a GeoNames dump"
                )
            lines.seek(0)
            if first.count("\t") == _DUMP_COLUMNS - 1:
                yield from _read_dump(path, lines, areas, known)
            else:
                yield from _read_csv(path, lines, first, known)
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8: {error.reason} at byte {error.start}; save it as UTF-8") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error


def _read_csv(path: Path, lines: Iterable[str], header: str, known: frozenset[str]) -> Iterator[Located]:
    delimiter = max(",;\t", key=header.count)
    reader = csv.DictReader(lines, delimiter=delimiter)
    try:
        names = [(name or "").strip().lower() for name in reader.fieldnames or ()]
        missing = [name for name in _NEEDED if name not in names]
        if missing:
            wanted = f"{','.join(_NEEDED)}[,{','.join(_OPTIONAL)}]"
            raise InputError(f"{path}: the header lacks {', '.join(missing)}; it must read {wanted}")
        reader.fieldnames = names
        for row in reader:
            # Python's own limit is one for the whole process, and other libraries lift it.
            if any(len(value) > LONGEST for value in row.values() if isinstance(value, str)):
                raise InputError(f"{path}: not CSV at line {reader.line_num}: a field of over {LONGEST:,} characters")
            cells = {key: (value or "").strip() for key, value in row.items() if isinstance(value, str | None)}
            try:
                yield _csv_entry(cells, known)
            except ValueError as error:
                yield Rejection(f"{path}:{reader.line_num}", STAGE, str(error))
    except csv.Error as error:
        raise InputError(f"{path}: not CSV at line {reader.line_num}: {error}") from error


def _csv_entry(row: Mapping[str, str], known: frozenset[str]) -> Entry:
    name, lat, lon = _checked(row["name"], row["lat"], row["lon"])
    country = _country(row.get("country", ""), known)
    kind = row.get("kind", "").lower() or "facility"
    if kind not in PLACE_KINDS:
        raise ValueError(f"kind {kind!r} is none of {', '.join(PLACE_KINDS)}")
    precision = _number("precision_km", row.get("precision_km") or str(_CSV_PRECISION_KM))
    if precision < 0:
        raise ValueError(f"precision_km must not be negative, but is {precision:g}")
    digest = hashlib.sha256(f"{fold(name)}|{lat:.5f}|{lon:.5f}|{country}".encode()).hexdigest()[:12]
    return Entry(
        ref=f"user:{digest}",
        name=name,
        lat=lat,
        lon=lon,
        precision_km=precision,
        country=country,
        kind=cast("PlaceKind", kind),
        admin1=row.get("admin1", ""),
        names=tuple(n.strip() for n in row.get("alternate_names", "").replace("|", ",").split(",") if n.strip()),
        population=200_000,
        rank=0,
    )


def _read_dump(path: Path, lines: Iterable[str], areas: Mapping[str, str], known: frozenset[str]) -> Iterator[Located]:
    for number, line in enumerate(lines, 1):
        cells = line.rstrip("\r\n").split("\t")
        try:
            if line.strip():
                yield _dump_entry(cells, areas, known)
        except ValueError as error:
            yield Rejection(f"{path}:{number}", STAGE, str(error))


def _dump_entry(cells: list[str], areas: Mapping[str, str], known: frozenset[str]) -> Entry:
    if len(cells) != _DUMP_COLUMNS:
        raise ValueError(f"has {len(cells)} columns, and a GeoNames dump has {_DUMP_COLUMNS}")
    number, full, plain, others, raw_lat, raw_lon, letter, code, raw_country = cells[:9]
    name, lat, lon = _checked(full if is_latin(full) else plain, raw_lat, raw_lon)
    if not number.isdigit():
        raise ValueError(f"{number!r} is not a GeoNames id")
    country = _country(raw_country, known)
    kind, precision = _CODES.get(code) or _CLASSES.get(letter) or ("facility", _CSV_PRECISION_KM)
    population = int(cells[14]) if cells[14].isdigit() else 0
    return Entry(
        ref=f"geonames:{number}",
        name=name,
        lat=lat,
        lon=lon,
        precision_km=town_precision_km(population) if kind == "city" else precision,
        country=country,
        kind=kind,
        admin1=areas.get(f"{country}.{cells[10]}", ""),
        names=tuple(n for n in [plain, *others.split(",")] if len(n) > 2 and is_latin(n)),
        population=population,
        zone=cells[17],
    )


def _checked(name: str, lat: str, lon: str) -> tuple[str, float, float]:
    if len(fold(name)) < 2:
        raise ValueError(f"the name {name!r} has no letters to find it by")
    point = _number("lat", lat), _number("lon", lon)
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        raise ValueError(f"no such coordinates: {lat}, {lon}")
    return name, *point


def _number(column: str, text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(f"{column} {text!r} is not a number")
    return number


def _country(text: str, known: frozenset[str]) -> str:
    code = text.strip().upper()
    if code and code not in known:
        raise ValueError(f"country {text!r} is not an ISO 3166 alpha-2 code")
    return code
