"""The options of every verb that works with a ledger: which one, and who decides."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:  # what a verb needs is imported when it runs, so that --help is quick
    from tocsin.ledger.base import Ledger
    from tocsin.settings import Settings

Tracker = Annotated[
    str,
    typer.Option("--tracker", metavar="FILE|URL", help="The ledger to work with.", show_default="the setting's"),
]
Author = Annotated[
    str, typer.Option("--author", metavar="NAME", help="Who decides.", show_default="the setting's, or your account")
]


@contextmanager
def opened(tracker: str, settings: "Settings", *, new: bool = False) -> Iterator["Ledger"]:
    """Open the ledger that the option or the setting names, and close it at the end."""
    from tocsin.tasks.tracker import open_tracker  # noqa: PLC0415

    ledger = open_tracker(tracker or settings.tracker, new=new)
    try:
        yield ledger
    finally:
        ledger.close()


def author_of(given: str, settings: "Settings") -> str:
    """Return the name that decisions are kept under."""
    try:
        return given or settings.author or getpass.getuser()
    except (OSError, KeyError):  # an account without a name, as in some containers
        return "somebody"
