"""How far reading the incidents of a selection is, for whoever waits."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # so that --help is quick
    from tocsin.ledger.base import Ledger
    from tocsin.vocabulary.selection import Selection


@contextmanager
def waiting(ledger: "Ledger", selection: "Selection") -> Iterator[Callable[[], None]]:
    """Show a bar at a terminal while the incidents of `selection` are read; give what is called after each."""
    from tocsin.cli.meter import Meter  # noqa: PLC0415  so that --help is quick

    # counting is not free, and nobody else sees the bar
    total = ledger.count(selection) if sys.stderr.isatty() else None
    with Meter([], False, "Reading incidents", total) as meter:
        yield meter.advance
