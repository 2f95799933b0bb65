"""Saving a page to a file: whole or not at all, and never over a file that is not ours."""

from collections.abc import Sequence
from pathlib import Path

from tocsin.errors import OutputError
from tocsin.export.base import Findings
from tocsin.export.whole import written

SIGNATURE = '<meta name="generator" content="Tocsin'
SIGNATURE_WITHIN = 1000
"""Characters from the start of a page within which its signature stands."""


def save_page(findings: Sequence[Findings], path: Path) -> None:
    """Write the page of `findings` to `path`, whole or not at all.

    A page that Tocsin saved before is replaced. Raises OutputError if anything else is there, or on failure.
    """
    if path.exists() and not is_ours(path):
        raise OutputError(f"{path} is there and is not a page saved by Tocsin; choose another name or remove it")
    from tocsin.export.page import page  # noqa: PLC0415  the template engine is needed only when there is a page

    text = page(findings)
    with written(path) as stream:
        stream.write(text.encode())


def is_ours(path: Path) -> bool:
    """Whether the file at `path` is a page that Tocsin saved, or is empty: one that may be replaced."""
    if not path.is_file():
        return False
    try:
        with path.open(encoding="utf-8", errors="replace") as stream:
            head = stream.read(SIGNATURE_WITHIN)
    except OSError:
        return False
    return not head or SIGNATURE in head
