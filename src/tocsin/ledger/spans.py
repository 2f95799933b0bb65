"""Day windows that an index can answer: mentions by how many days they span, from their first day.

An interval meets a window if it begins in the window or, at most its own length, before it. Mentions that span a day
and those that span a year are therefore looked for apart. Undated ones stand under the day of publication.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.ledger.whereabouts import Whereabouts, window_of
from tocsin.vocabulary.entry import Block

LENGTHS = (0, 6, 31, 366)
"""How many days lie between the first and the last, at most, for the spans 0, 1 ...; the next span has no bound."""
UNBOUNDED = len(LENGTHS)
UNDATED = UNBOUNDED + 1


@dataclass(frozen=True, slots=True)
class Window:
    """Mentions of `span` whose day (as a number) lies from `first` to `last`."""

    span: int
    first: int
    last: int


def span_of(here: Whereabouts) -> int:
    """Return the span that a mention with these whereabouts belongs to."""
    if here.start and here.end:
        days = (here.end - here.start).days
        return next((span for span, length in enumerate(LENGTHS) if days <= length), UNBOUNDED)
    return UNDATED


def day_of(here: Whereabouts) -> int:
    """Return the day that a mention with these whereabouts stands under."""
    return (here.start or here.published).toordinal()


def windows(block: Block) -> Iterator[Window]:
    """Yield where all mentions stand whose days may meet those of a dated `block`."""
    if block.start is None or block.end is None:
        return
    start, end = block.start.toordinal(), block.end.toordinal()
    for span, length in enumerate(LENGTHS):
        yield Window(span, start - length, end)
    yield Window(UNBOUNDED, 0, end)
    reach = window_of(block)
    if reach:
        yield Window(UNDATED, reach[0].toordinal(), reach[1].toordinal())
