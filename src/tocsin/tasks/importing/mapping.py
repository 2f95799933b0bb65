"""Which column of a table is what: a mapping, kept as a TOML file that people can read and change."""

import tomllib
from collections.abc import Mapping as Pairs
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tocsin.errors import InputError
from tocsin.export.whole import whole
from tocsin.vocabulary.terms import KINDS

FIELDS: dict[str, str] = {
    "id": "the number or name of the row",
    "start": "the day, or the first day",
    "end": "the last day",
    "kind": "what sort of attack",
    "place": "where",
    "latitude": "degrees north",
    "longitude": "degrees east",
    "precision_km": "how exactly the place is known, in km",
    "country": "the country",
    "admin1": "the province or state",
    "perpetrator": "who did it",
    "target": "who or what was hit",
    "weapon": "with what",
    "killed": "how many were killed",
    "wounded": "how many were wounded",
    "abducted": "how many were taken",
    "damage": "what was damaged",
    "description": "what happened, in words",
    "source": "who reported it",
    "url": "the address of the report",
    "title": "a heading",
    "published": "the day of publication",
}
"""What a column can be, and how a person is asked for it."""
HEAD = "# Which column of a table is what, for tocsin import. Columns that stand nowhere here are kept as words.\n"
SECTIONS = ("table", "columns", "kinds")


@dataclass(frozen=True, slots=True)
class Mapping:
    """`columns` by field; `kinds` by what stands in the column of kinds; the rest is about the table as a whole.

    `day_first` says how 03/04/2020 is meant, None leaves it open; `tracker` names the table in ids of reports, and
    stands for the source where a row names none.
    """

    columns: Pairs[str, str]
    kinds: Pairs[str, str] = field(default_factory=dict)
    day_first: bool | None = None
    tracker: str = ""
    delimiter: str = ""

    def column(self, name: str) -> str:
        """Return the column that is `name`, "" if none is."""
        return self.columns.get(name, "")


def load_mapping(path: Path) -> Mapping:
    """Return the mapping in the file `path`. Raises InputError that names what is wrong in it."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path} cannot be read as a mapping: {error}") from error
    if unknown := [name for name in found if name not in SECTIONS]:
        raise InputError(f"{path}: no such section: {unknown[0]!r}; there are {', '.join(SECTIONS)}")
    table, columns, kinds = (_section(found, name, path) for name in SECTIONS)
    if unknown := [name for name in columns if name not in FIELDS]:
        raise InputError(f"{path}: no column can be {unknown[0]!r}; it can be {', '.join(FIELDS)}")
    if unknown := [kind for kind in kinds.values() if kind not in KINDS]:
        raise InputError(f"{path}: no such kind: {unknown[0]!r}; there are {', '.join(KINDS)}")
    known = {"day_first": bool, "tracker": str, "delimiter": str}
    for name, value in table.items():
        if name not in known or not isinstance(value, known[name]):
            raise InputError(f"{path}: [table] holds {', '.join(known)}, and not {name} = {value!r}")
    return Mapping({name: str(column) for name, column in columns.items()}, kinds, **table)


def _section(found: dict[str, Any], name: str, path: Path) -> dict[str, Any]:
    section = found.get(name, {})
    if not isinstance(section, dict):
        raise InputError(f"{path}: [{name}] is a section of its own")
    return section


def save_mapping(mapping: Mapping, path: Path) -> None:
    """Write `mapping` to `path`. Raises OutputError if a file is there or cannot be written."""
    with whole(path) as stream:
        stream.write(as_toml(mapping).encode())


def as_toml(mapping: Mapping) -> str:
    """Return `mapping` as TOML."""
    lines = [HEAD, "[table]"]
    if mapping.tracker:
        lines.append(f"tracker = {_quoted(mapping.tracker)}")
    if mapping.delimiter:
        lines.append(f"delimiter = {_quoted(mapping.delimiter)}")
    if mapping.day_first is not None:
        lines.append(f"day_first = {str(mapping.day_first).lower()} # how 03/04/2020 is meant")
    lines += ["", "[columns]"]
    lines += [f"{name} = {_quoted(column)}" for name, column in mapping.columns.items()]
    lines += ["", "[kinds]", *(f"{_quoted(words)} = {_quoted(kind)}" for words, kind in mapping.kinds.items())]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in escaped) + '"'
