"""Text of others made harmless for files that people open: no formulas, no control characters, no endless cells."""

import re
from datetime import date, datetime

from tocsin.export.visible import ACTING, mark

HARMLESS_MARKS = frozenset("\u061c\u200e\u200f")
"""Marks of direction that right-to-left scripts are written with; the others turn what follows and can hide words."""
NO_CHARACTERS = re.compile("[\ufffe\uffff]")
LONGEST = 32_767
"""Characters that a cell of a spreadsheet can hold."""
FORMULA_STARTS = frozenset("=+-@＝＋－＠\t")
"""What spreadsheets take for the start of a formula, in the wide forms of East Asian scripts too."""
Cell = str | int | float | date | datetime | bool | None


def sound(text: str) -> str:
    """Return `text` with what is no text made visible: control characters, half characters, turns of direction.

    Line feeds and tabs stay, and so do the marks that right-to-left scripts need. The result is valid in UTF-8, JSON
    and XML 1.0.
    """
    kept = ACTING.sub(lambda found: found.group() if found.group() in HARMLESS_MARKS else mark(found.group()), text)
    return NO_CHARACTERS.sub(lambda found: mark(found.group()), kept)


def harmless(text: str) -> str:
    """Return `text` for a cell of a spreadsheet: sound, no formula, and no longer than a cell can be.

    What would be taken for a formula gets an apostrophe in front; what is too long ends with how much is missing.
    """
    safe = sound(text)
    if safe.lstrip(" \n\r\v\f\u00a0\u3000\ufeff")[:1] in FORMULA_STARTS and safe.strip():
        safe = f"'{safe}"
    if len(safe) <= LONGEST:
        return safe
    ending = f" … [{len(safe) - LONGEST + 40:,} characters more]"
    return safe[: LONGEST - 40] + ending


def cell(value: Cell) -> str:
    """Return `value` as it stands in a cell of CSV: text harmless, days and moments in ISO 8601, None empty."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return harmless(value)
        case int():
            return str(value)
        case float():
            return f"{value:.6f}".rstrip("0").rstrip(".")
        case _:
            return value.isoformat()


def joined(parts: list[str] | tuple[str, ...], separator: str = "; ") -> str:
    """Return the different ones of `parts` in their order, empty ones left out, in one cell."""
    return separator.join(dict.fromkeys(part for part in parts if part))
