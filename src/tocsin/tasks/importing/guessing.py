"""Guesses which column of a table is what, by its name and by what stands in it."""

import re
from collections.abc import Sequence

from tocsin.tasks.importing.mapping import FIELDS, Mapping
from tocsin.tasks.importing.rows import Row, Table
from tocsin.tasks.importing.words import country_in, day_in, degrees_in, kind_in, toll_in
from tocsin.vocabulary.mention import Rejection

SAMPLE_ROWS = 200
_FIGURES = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|[^\W\d]{3,} \d{4}\b")
NAMES: dict[str, str] = {
    "id": r"id|no|nr|number|#|case( no| number| id)?|event id|incident id|ref(erence)?",
    "start": r"date|day|when|start( date)?|date start|event date|incident date|date of (attack|incident|event)|from",
    "end": r"end( date)?|date end|until|to|last day",
    "kind": r"(event |incident |attack )?(type|kind|category)|type of (attack|incident|event)|attack|what",
    "place": r"place|location|where|city|town|village|site|place name|locality",
    "latitude": r"lat(itude)?|y",
    "longitude": r"lon(g|gitude)?|lng|x",
    "precision_km": r"precision( km)?|accuracy( km)?",
    "country": r"country( name| code)?|iso( code)?|state name",
    "admin1": r"admin ?1|province|governorate|region|state|department|oblast|district",
    "perpetrator": r"perpetrators?|attackers?|actors?( ?1)?|group( name)?|suspects?|by|by whom|responsible|side a",
    "target": r"targets?( type| name)?|victims?|against|actor ?2|what was hit|side b",
    "weapon": r"weapons?( type| used)?|arms|means",
    "killed": r"killed|deaths?|dead|fatalit(y|ies)|kia|n ?killed|best",
    "wounded": r"wounded|injured|injuries|wia|n ?wounded",
    "abducted": r"abducted|kidnapped|hostages?|taken",
    "damage": r"damage|property( damage)?",
    "description": r"description|notes?|summary|details?|narrative|comments?|what happened|remarks?",
    "source": r"sources?( name)?|outlet|newspaper|reported by|publisher",
    "url": r"urls?|links?|source (url|link)|web( ?site| address)?",
    "title": r"title|headline|heading",
    "published": r"published|publication date|report(ed)? date|date published",
}
"""Names of columns for each field, in English, without case, marks and blanks between."""
MOSTLY = 0.5
"""The share of filled cells that has to fit what a column is taken for."""

BY_CONTENT = ("start", "country", "url")
"""Fields that are known by what stands in a column as well, where its name is in another language."""
NEARLY_ALL = 0.8
"""The share of filled cells that has to fit where the name of a column says nothing."""


def guess(table: Table) -> tuple[Mapping, dict[str, tuple[str, ...]]]:
    """Return a mapping of `table` and, for each column, examples of what stands in it."""
    rows: list[Row] = []
    for row in table.rows():
        if isinstance(row, Rejection):
            continue
        rows.append(row)
        if len(rows) >= SAMPLE_ROWS:
            break
    values = {column: [row.cells[column] for row in rows if column in row.cells] for column in table.columns}
    columns: dict[str, str] = {}
    for name in FIELDS:
        fitting = [column for column in table.columns if column not in columns.values() and _fits(name, column, values)]
        if fitting:
            columns[name] = fitting[0]
    for name in BY_CONTENT:
        speaking = [
            column for column in table.columns if column not in columns.values() and _speaks(name, values[column])
        ]
        if name not in columns and speaking:
            columns[name] = speaking[0]
    days = values.get(columns.get("start", ""), [])
    mapping = Mapping(columns, day_first=day_order(days), tracker=_slug(table.path.stem), delimiter=table.delimiter)
    return mapping, {column: tuple(dict.fromkeys(found))[:3] for column, found in values.items()}


def _fits(name: str, column: str, values: dict[str, list[str]]) -> bool:
    bare = re.sub(r"[\W_]+", " ", column.casefold()).strip() or column
    if not re.fullmatch(NAMES[name], bare):
        return False
    cells = values[column]
    if not cells:
        return False
    return sum(_holds(name, cell) for cell in cells) >= MOSTLY * len(cells)


def _speaks(name: str, cells: Sequence[str]) -> bool:
    """Whether nearly all of `cells` are what `name` says; a day has figures for it, or any number would be one."""
    found = [_holds(name, cell) and (name != "start" or _FIGURES.search(cell) is not None) for cell in cells]
    return bool(cells) and sum(found) >= NEARLY_ALL * len(cells)


def _holds(name: str, cell: str) -> bool:
    """Whether `cell` can be what `name` says; words can be most things."""
    match name:
        case "start" | "end" | "published":
            return day_in(cell) is not None
        case "latitude":
            return degrees_in(cell, 90) is not None
        case "longitude":
            return degrees_in(cell, 180) is not None
        case "killed" | "wounded" | "abducted":
            return toll_in(cell) is not None
        case "country":
            return bool(country_in(cell))
        case "url":
            return cell.startswith(("http://", "https://", "www."))
        case "precision_km":
            return degrees_in(cell, 20_000) is not None
    return True


def day_order(cells: Sequence[str]) -> bool | None:
    """Return whether days of the form 03/04/2020 have the day first; None where no cell of a column settles it."""
    pairs = [re.match(r"(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}\b", cell) for cell in cells]
    numbers = [(int(pair[1]), int(pair[2])) for pair in pairs if pair]
    first, second = any(day > 12 for day, _ in numbers), any(day > 12 for _, day in numbers)
    return None if first == second else first


def open_kinds(mapping: Mapping, table: Table) -> list[str]:
    """Return what stands in the column of kinds and is neither mapped nor understood, the most frequent first."""
    column = mapping.column("kind")
    counts: dict[str, int] = {}
    for row in table.rows():
        if not isinstance(row, Rejection) and (cell := row.cells.get(column, "")):
            counts[cell] = counts.get(cell, 0) + 1
    unknown = [cell for cell in counts if cell not in mapping.kinds and kind_in(cell) is None]
    return sorted(unknown, key=lambda cell: -counts[cell])


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "tracker"
