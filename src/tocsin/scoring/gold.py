"""The user's own annotated reports: JSON Lines, each line checked, a bad one named and left out."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tocsin.errors import InputError
from tocsin.scoring.shape import check
from tocsin.vocabulary.mention import Rejection

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Gold:
    """Annotated reports, each with an id of its own, and the lines that cannot be used, with reasons."""

    reports: tuple[Json, ...]
    rejections: tuple[Rejection, ...]


def gold_of(lines: Iterable[bytes], name: str) -> Gold:
    """Return the annotated reports in `lines` of the file `name`.

    Raises InputError if there is none: the file is empty, or no line of it can be used.
    """
    reports: list[Json] = []
    rejections: list[Rejection] = []
    places: dict[str, int] = {}
    for number, line in _filled(lines):
        try:
            value = _parsed(line)
            _note_id(value, number, places)
            reports.append(check(value))
        except InputError as error:
            rejections.append(Rejection(f"{name}, line {number}", "gold", str(error)))
    if not reports and not rejections:
        raise InputError(f"{name}: is empty; give annotated reports as JSON Lines, one report a line")
    if not reports:
        first = rejections[0]
        count = "its only line" if len(rejections) == 1 else f"none of its {len(rejections)} lines"
        verb = "cannot" if len(rejections) == 1 else "can"
        raise InputError(f"{name}: {count} {verb} be scored; {first.item.rpartition(', ')[2]} {first.reason}")
    return Gold(tuple(reports), tuple(rejections))


def _filled(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    return ((number, line) for number, line in enumerate(lines, start=1) if line.strip())


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line.decode("utf-8-sig"), strict=False)
    except RecursionError as error:
        raise InputError("is nested too deeply") from error
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8; save the file in that encoding") from error
    except json.JSONDecodeError as error:
        raise InputError(f"is not JSON: {error.msg} at character {error.pos}") from error
    except ValueError as error:
        raise InputError(f"is not JSON: {str(error)[:200]}") from error


def _note_id(value: Any, number: int, places: dict[str, int]) -> None:
    """Raise InputError if an earlier line has the id of `value`: predictions are found by it."""
    given = value.get("id") if isinstance(value, dict) else None
    if isinstance(given, str | int) and (first := places.setdefault(str(given).strip(), number)) != number:
        raise InputError(f"has the id {str(given).strip()!r} of line {first}; give each report one of its own")
