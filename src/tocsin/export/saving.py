"""Saving a page to a file: whole or not at all, and never over a file that is not ours."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tocsin.errors import OutputError
from tocsin.export.base import Findings

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

    try:
        _replace(path.resolve(), page(findings))
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from error


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


def _replace(path: Path, text: str) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
