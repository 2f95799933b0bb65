"""The ledger that a person works with: a file in the current folder, or a database by its URL."""

import re
from pathlib import Path

from tocsin.errors import LedgerError
from tocsin.ledger.base import Ledger
from tocsin.ledger.opening import open_ledger

_URL = re.compile(r"[A-Za-z][A-Za-z0-9.+-]+:")  # one letter before a colon is a drive
_FILE_URL = "sqlite:///"


def open_tracker(address: str, *, new: bool = False) -> Ledger:
    """Return the ledger at `address`; the caller closes it. Only with `new` is a file made that is not there.

    Raises LedgerError.
    """
    path = address.removeprefix(_FILE_URL)
    if not new and not _URL.match(path) and not Path(path).expanduser().exists():
        raise LedgerError(f"there is no tracker {path}; tocsin add makes one, or name yours with --tracker")
    return open_ledger(address)
