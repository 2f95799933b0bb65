"""`tocsin backup`: all of a tracker in one file, as it is at one moment, while others go on working with it."""

import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from tocsin import __version__
from tocsin.errors import OutputError
from tocsin.export.bundle import Contents, write_bundle
from tocsin.export.whole import check
from tocsin.settings import Settings
from tocsin.tasks.moving import copy_file, file_of, move_out

TRACKER, ACCOUNTS = "tracker.db", "accounts.db"
"""The parts of a backup: the ledger, with users and jobs; the users where they are kept apart from it."""
Made = Mapping[str, tuple[Path, Mapping[str, int]]]


def back_up(settings: Settings, path: Path, replace: bool = False) -> Contents:
    """Keep the ledger and the users of the settings in a new file `path`, and return what is in it.

    The file stands there whole, read back and found to be as it was written, or not at all. Raises OutputError,
    LedgerError.
    """
    check(path, replace)
    try:
        with tempfile.TemporaryDirectory(dir=path.resolve().parent, prefix=".tocsin-backup-") as name:
            folder = Path(name)
            made = folder / "whole"
            contents = write_bundle(made, __version__, _parts(settings, folder))
            place(made, path, replace)
            return contents
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from error


def place(made: Path, path: Path, replace: bool = False) -> None:
    """Let a file that is whole stand at `path`, in the same file system. Raises OutputError where a file is there."""
    if replace:
        made.replace(path)
        return
    with suppress(OSError):
        if not path.exists():
            path.hardlink_to(made)  # unlike a new name, it never takes the place of what somebody else just made
            made.unlink()
            return
    if path.exists():
        raise OutputError(f"{path} is there already; nothing was written over it")
    made.replace(path)  # a file system without links


def apart(settings: Settings) -> str:
    """Return the address of users that are kept apart from the ledger, "" where they stand beside it."""
    return "" if settings.accounts == settings.tracker else settings.accounts


def _parts(settings: Settings, folder: Path) -> Made:
    parts = {TRACKER: _part(settings.tracker, folder / TRACKER, ledger=True, accounts=not apart(settings))}
    if apart(settings):
        parts[ACCOUNTS] = _part(apart(settings), folder / ACCOUNTS, ledger=False, accounts=True)
    return parts


def _part(address: str, to: Path, *, ledger: bool, accounts: bool) -> tuple[Path, Mapping[str, int]]:
    path = file_of(address)
    if path is not None:
        return to, copy_file(path, to)
    return to, move_out(address, to, ledger=ledger, accounts=accounts)
