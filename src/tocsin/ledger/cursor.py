"""The order of incidents and its cursors: where a page ended, as a word that a link can carry.

What is not known stands last, whichever way the others are sorted; equals are sorted by their ids, the same way.
"""

import base64
import binascii
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tocsin.errors import CursorError
from tocsin.ledger.moments import write_moment
from tocsin.ledger.outline import Outline
from tocsin.vocabulary.selection import ORDERS, Order

Key = int | float | str | None
LARGEST = 2**53
"""No key that is a number is as large."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last incident of a page: the order of the page, what it was sorted by (None: unknown), and its id."""

    sort: Order
    key: Key
    id: str


def write_cursor(cursor: Cursor) -> str:
    """Return `cursor` as letters, digits, minus and underscore."""
    packed = json.dumps([cursor.sort, cursor.key, cursor.id], separators=(",", ":"))
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def read_cursor(word: str, sort: Order) -> Cursor | None:
    """Return the cursor that `word` is, None for "".

    Raises CursorError for a word that is no cursor, or one of a page in another order than `sort`.
    """
    if not word:
        return None
    fault = f"{word!r} does not say where a page ended; leave it out to get the first page"
    try:
        found = json.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
        json.dumps(found, ensure_ascii=False).encode()  # half characters, which no database takes
    except (binascii.Error, UnicodeError, ValueError) as error:
        raise CursorError(fault) from error
    if not (isinstance(found, list) and len(found) == 3 and found[0] in ORDERS and _is_id(found[2])):
        raise CursorError(fault)
    if not _is_key(found[1], found[0]):
        raise CursorError(fault)
    if found[0] != sort:
        raise CursorError(f"that page was sorted by {found[0]}, and this one by {sort}: begin with the first page")
    return Cursor(sort, found[1], found[2])


def _is_key(key: object, sort: str) -> bool:
    """Whether incidents can be sorted by `key`, so that a database takes it; a cursor may come from anybody."""
    if sort.removeprefix("-") == "seen":
        return _is_id(key)
    return key is None or (isinstance(key, int | float) and not isinstance(key, bool) and abs(key) < LARGEST)


def _is_id(key: object) -> bool:
    return isinstance(key, str) and "\0" not in key


def falls(sort: Order) -> bool:
    """Whether the order is from the largest to the smallest."""
    return sort.startswith("-")


def key_of(outline: Outline, sort: Order) -> Key:
    """Return what the incident of `outline` is sorted by, None where that is not known."""
    keys: dict[str, Key] = {
        "when": outline.start.toordinal() if outline.start else None,
        "seen": write_moment(outline.seen),
        "confidence": outline.confidence,
        "killed": outline.killed,
        "voices": outline.voices,
    }
    return keys[sort.removeprefix("-")]


def in_order(outlines: Iterable[Outline], sort: Order) -> list[Cursor]:
    """Return the cursors of all incidents in their order."""
    return ordered([Cursor(sort, key_of(outline, sort), outline.id) for outline in outlines], sort)


def ordered(cursors: Sequence[Cursor], sort: Order) -> list[Cursor]:
    """Return `cursors` in their order."""
    known = sorted((c for c in cursors if c.key is not None), key=_place, reverse=falls(sort))
    return known + sorted((c for c in cursors if c.key is None), key=_place, reverse=falls(sort))


def follows(one: Cursor, other: Cursor) -> bool:
    """Whether `one` stands behind `other` in their order."""
    if (one.key is None) != (other.key is None):
        return one.key is None
    return _place(one) < _place(other) if falls(one.sort) else _place(one) > _place(other)


def _place(cursor: Cursor) -> tuple[Any, str]:
    return 0 if cursor.key is None else cursor.key, cursor.id
