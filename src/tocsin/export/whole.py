"""Files written whole or not at all, and never over a file that is there already."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tocsin.errors import OutputError


def check(path: Path, replace: bool) -> None:
    """Raise OutputError if nothing can be written to `path`: a folder is missing, or a file is in the way."""
    if path.is_dir():
        raise OutputError(f"{path} is a folder; name a file in it")
    if not path.parent.is_dir():
        raise OutputError(f"there is no folder {path.parent}; make it first")
    _refuse_device(path)
    if path.exists() and not replace:
        raise OutputError(f"{path} is there already; choose another name, or say --replace")


@contextmanager
def whole(path: Path, replace: bool = False) -> Iterator[BinaryIO]:
    """Give a stream whose bytes stand at `path` when the block ends well; nothing is left of it otherwise.

    Raises OutputError for a file that is in the way unless `replace`, and where writing fails.
    """
    check(path, replace)
    with written(path) as stream:
        yield stream


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """Like `whole`, in place of whatever file is at `path`. Raises OutputError where writing fails."""
    _refuse_device(path)
    target = path.resolve()
    name = ""
    try:
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
        with os.fdopen(descriptor, "w+b") as stream:
            yield stream
        Path(name).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        Path(name).replace(target)
    except OSError as error:
        _remove(name)
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from error
    except BaseException:  # also when interrupted by hand
        _remove(name)
        raise


def _refuse_device(path: Path) -> None:
    """A file takes the place of what was there: of a device or a pipe nothing would be left."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OutputError(f"{path} is a device, pipe or socket, not a file; name a file")


def _remove(name: str) -> None:
    if name:
        Path(name).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
