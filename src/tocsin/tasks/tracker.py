"""The ledger that a person works with: a file in the current folder, or a database by its URL."""

import re
from pathlib import Path

from tocsin.errors import LedgerError
from tocsin.ledger.base import Ledger
from tocsin.plugins import load

DEFAULT = "sqlite"
"""The plug-in for an address without a scheme: a path."""
_SCHEME = re.compile(r"([a-z][a-z0-9]+)(?:\+[a-z0-9]+)?:")


def open_tracker(address: str, *, new: bool = False) -> Ledger:
    """Return the ledger at `address`: the path of a SQLite file, or a URL whose scheme names a ledger plug-in.

    Only with `new` is a file made that is not there. The caller closes it. Raises LedgerError, PluginError.
    """
    match = _SCHEME.match(address)
    # One letter before a colon is a drive.
    name = match[1] if match else DEFAULT
    path = Path(address.removeprefix("sqlite:///")) if name == DEFAULT else None
    if path is not None and not new and not path.exists():
        raise LedgerError(f"there is no tracker {address} here; tocsin add makes one, or name yours with --tracker")
    ledger: Ledger = load("ledgers", name)(address)
    return ledger
