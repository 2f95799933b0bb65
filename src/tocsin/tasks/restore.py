"""`tocsin restore`: a tracker from a backup, into an empty place: all of it or nothing."""

import tempfile
from contextlib import ExitStack
from pathlib import Path

from tocsin.accounts.opening import open_accounts
from tocsin.errors import InputError, LedgerError, OutputError, TocsinError
from tocsin.export.bundle import Bundle, Contents, Part
from tocsin.ledger.opening import open_ledger
from tocsin.settings import Settings
from tocsin.tasks.backup import ACCOUNTS, TRACKER, apart, place
from tocsin.tasks.moving import checked, file_of, move_in

BESIDE = ("", "-wal", "-shm", "-journal")
"""Ends of the names of what SQLite keeps for one database."""


def restore(settings: Settings, path: Path) -> Contents:
    """Put the ledger and the users of the backup `path` where the settings say, and return what was in it.

    A backup of one kind of database may be restored into the other. Raises InputError for a backup that is damaged,
    LedgerError where there is a tracker already.
    """
    with Bundle(path) as bundle, ExitStack() as stack:
        parts = _wanted(bundle, settings)
        for _, address in parts:
            _refuse_file(address)
        ready = [(part, address, _taken(bundle, part, address, stack)) for part, address in parts]
        put = list[Path]()
        try:
            for part, address, file in ready:
                put += _put(part, address, file)
        except (TocsinError, OSError) as error:
            for path_of_part in put:
                path_of_part.unlink()
            if isinstance(error, OSError):
                raise OutputError(f"nothing could be restored: {error.strerror or error}") from error
            raise
        return bundle.contents


def _wanted(bundle: Bundle, settings: Settings) -> list[tuple[Part, str]]:
    """Return the parts with the addresses that they go to, users first: without a ledger they are of no use alone."""
    tracker, users = bundle.contents.part(TRACKER), bundle.contents.part(ACCOUNTS)
    if tracker is None:
        raise InputError(f"{bundle.path}: holds no tracker")
    if users is not None and not apart(settings):
        raise InputError(f"{bundle.path}: keeps its users apart; say in the setting accounts where they go")
    if users is None and apart(settings):
        raise InputError(f"{bundle.path}: keeps its users beside the ledger; leave the setting accounts empty")
    return [*([(users, apart(settings))] if users else []), (tracker, settings.tracker)]


def _refuse_file(address: str) -> None:
    path = file_of(address)
    for end in BESIDE if path else ():
        if Path(f"{path}{end}").exists():
            raise LedgerError(f"{path}{end} is there already; restore into another place, or move it away yourself")
    if path and not path.resolve().parent.is_dir():
        raise LedgerError(f"{path}: there is no folder {path.parent}; make it first")


def _taken(bundle: Bundle, part: Part, address: str, stack: ExitStack) -> Path:
    """Return a file with the part, held against its digest and opened once, beside where it goes to."""
    target = file_of(address)
    beside = target.resolve().parent if target else None
    try:
        folder = stack.enter_context(tempfile.TemporaryDirectory(dir=beside, prefix=".tocsin-restore-"))
        file = Path(folder) / part.name
        with file.open("wb") as stream:
            bundle.take(part, stream)
    except OSError as error:
        raise OutputError(f"{target or part.name} cannot be written: {error.strerror or error}") from error
    if checked(file, f"{bundle.path}: {part.name}") != dict(part.rows):
        raise InputError(f"{bundle.path}: {part.name} does not have the rows that its list says")
    # Opening brings what an older Tocsin kept to today's format, and refuses what a newer one did.
    if part.name == TRACKER:
        open_ledger(str(file)).close()
    else:
        open_accounts(str(file)).close()
    return file


def _put(part: Part, address: str, file: Path) -> list[Path]:
    """Put a part where it goes to, and return the files that were made."""
    target = file_of(address)
    if target is None:
        move_in(file, address, ledger=part.name == TRACKER, accounts=_has_users(part))
        return []
    place(file, target)
    return [target]


def _has_users(part: Part) -> bool:
    return part.name == ACCOUNTS or "account_users" in part.rows
