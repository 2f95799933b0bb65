"""A backup as a file: databases in a ZIP, beside a list with the size, the digest and the numbers of rows of each."""

import hashlib
import json
import os
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from tocsin.errors import InputError, OutputError

LIST, FORM = "backup.json", "tocsin backup 1"
STEP = 1 << 20
LONGEST_LIST = 1 << 20
PACKING = 1
"""Of 9: what takes room in a ledger is packed already."""


@dataclass(frozen=True, slots=True)
class Part:
    """A database in a backup: its name there, its bytes, their SHA-256, and how many rows each table has."""

    name: str
    size: int
    sha256: str
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup says of itself: which version of Tocsin made it, when, and what is in it."""

    version: str
    made: datetime
    parts: tuple[Part, ...]

    def part(self, name: str) -> Part | None:
        """Return the part of that name, or None."""
        return next((part for part in self.parts if part.name == name), None)

    def rows(self, table: str) -> int:
        """Return how many rows the tables of that name have."""
        return sum(part.rows.get(table, 0) for part in self.parts)


def write_bundle(path: Path, version: str, files: Mapping[str, tuple[Path, Mapping[str, int]]]) -> Contents:
    """Write a new file `path` of databases, each with its numbers of rows, by the names they get; return its list.

    What was written is read once more, and its digests are computed again. Nobody but its owner may read it: it holds
    users. Raises OutputError.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            contents = _written(stream, version, files)
            stream.flush()
            os.fsync(stream.fileno())
        with Bundle(path) as bundle:
            for part in bundle.contents.parts:
                bundle.take(part, None)
    except OSError as error:
        raise OutputError(f"the backup cannot be written: {error.strerror or error}") from error
    except InputError as error:
        raise OutputError(f"the backup was not kept as it was written; is the disk sound? {error}") from error
    return contents


def _written(stream: BinaryIO, version: str, files: Mapping[str, tuple[Path, Mapping[str, int]]]) -> Contents:
    parts = list[Part]()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=PACKING) as packed:
        for name, (path, rows) in files.items():
            with packed.open(name, "w", force_zip64=True) as target, path.open("rb") as source:
                size, digest = _copied(source, target)
            parts.append(Part(name, size, digest, dict(rows)))
        contents = Contents(version, datetime.now(UTC), tuple(parts))
        packed.writestr(LIST, json.dumps(_record(contents), indent=1))
    return contents


class Bundle:
    """A backup that is read. Raises InputError for what is none or is damaged."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._packed = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile) as error:
            raise InputError(f"{path}: is no backup that can be read: {error}") from error
        try:
            self.contents = self._contents()
        except BaseException:
            self._packed.close()
            raise

    def __enter__(self) -> "Bundle":
        return self

    def __exit__(self, *_: object) -> None:
        self._packed.close()

    def take(self, part: Part, target: BinaryIO | None) -> None:
        """Write a part to `target`, or only read it. Raises InputError if it is not as it was written."""
        try:
            with self._packed.open(part.name) as source:
                size, digest = _copied(source, target, part.size)
        except (KeyError, OSError, EOFError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise InputError(f"{self.path}: {part.name} cannot be read: {error}") from error
        except ValueError as error:
            raise InputError(f"{self.path}: {part.name} is longer than its list says") from error
        if (size, digest) != (part.size, part.sha256):
            raise InputError(f"{self.path}: {part.name} does not have the digest that was kept: sha256:{part.sha256}")

    def _contents(self) -> Contents:
        try:
            with self._packed.open(LIST) as stream:
                record = json.loads(stream.read(LONGEST_LIST))
            if record["form"] != FORM:
                raise InputError(
                    f"{self.path}: is a {record['form']}, made by Tocsin {record['version']}; use that one"
                )
            parts = tuple(
                Part(
                    str(one["name"]), int(one["size"]), str(one["sha256"]), {k: int(v) for k, v in one["rows"].items()}
                )
                for one in record["parts"]
            )
            return Contents(str(record["version"]), datetime.fromisoformat(record["made"]), parts)
        except (KeyError, TypeError, ValueError, AttributeError, OSError, EOFError, zipfile.BadZipFile) as error:
            raise InputError(f"{self.path}: is no backup of tocsin backup: its list {LIST} cannot be read") from error


def _copied(source: Any, target: Any, most: int | None = None) -> tuple[int, str]:
    """Copy a stream; return its size and SHA-256. Raises ValueError where it is longer than `most`."""
    size, told = 0, hashlib.sha256()
    while piece := source.read(STEP):
        size += len(piece)
        if most is not None and size > most:
            raise ValueError(size)
        told.update(piece)
        if target is not None:
            target.write(piece)
    return size, told.hexdigest()


def _record(contents: Contents) -> dict[str, Any]:
    parts = [asdict(part) for part in contents.parts]
    return {"form": FORM, "version": contents.version, "made": contents.made.isoformat(), "parts": parts}
