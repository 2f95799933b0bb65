"""The panel of sources: which ones reported all along, so that a newly watched one does not make a rise.

A source that came in the middle has no telling before its first although the others had many. How likely that is by
chance falls with each of its tellings: with a share f of the other sources' tellings before its first, n tellings all
lie behind it with probability (1 - f) ** n. Time is measured by the other sources' tellings, not by days: when attacks
become more frequent, every source tells more, and none of them is new.
"""

from dataclasses import dataclass

import numpy as np

from tocsin.analysis.tempo.counting import Window
from tocsin.analysis.tempo.events import Days, Events, Marks

SELDOM = 0.02
"""A source came or went if chance alone has it tell nothing for so long no more often than this."""
NOTICEABLE = 0.1
"""Share of the others' tellings that has to lie outside its own first and last ones."""
FEW = 4
"""A source with fewer tellings could have been there all along or not: no panel can be built on it."""


@dataclass(frozen=True, slots=True)
class Panel:
    """The sources that were there all along (`constant`), those that `came` or `went`, and how many told too little.

    `incidents` are told by a constant source. Where no source came or went, all incidents count.
    """

    constant: tuple[str, ...]
    came: tuple[str, ...]
    went: tuple[str, ...]
    small: int
    incidents: int

    @property
    def changed(self) -> bool:
        """Whether the sources are not the same all along."""
        return bool(self.came or self.went)


def panel_of(events: Events, window: Window) -> tuple[Panel, Events]:
    """Return the panel of sources that tell of `events` in `window`, and the events that it tells of.

    Those are known as late as constant sources tell of them. Where no source came or went, they are all events.
    """
    inside = events.inside(window.start.toordinal(), window.end.toordinal())
    told = {source: _inside(rows, days, inside) for source, (rows, days) in events.tellings.items()}
    days_of = {source: np.sort(days) for source, (_, days) in told.items() if days.size}
    constant, came, went, small = [], [], [], 0
    everyone = np.sort(np.concatenate(list(days_of.values()))) if days_of else np.zeros(0, dtype=np.int64)
    for source, days in sorted(days_of.items()):
        if days.size < FEW:
            small += 1
        elif _absent(days, everyone, before=True):
            came.append(source)
        elif _absent(days, everyone, before=False):
            went.append(source)
        else:
            constant.append(source)
    marks = np.zeros(len(events), dtype=np.bool_)
    for source in constant:
        marks[told[source][0]] = True
    panel = Panel(tuple(constant), tuple(came), tuple(went), small, int(marks.sum()))
    return panel, events.told_by(constant) if panel.changed else events


def _inside(rows: Days, days: Days, inside: Marks) -> tuple[Days, Days]:
    kept = inside[rows]
    return rows[kept], days[kept]


def _absent(own: Days, everyone: Days, before: bool) -> bool:
    others = everyone.size - own.size
    if not others:
        return False
    outside = int((everyone < own[0]).sum() if before else (everyone > own[-1]).sum())
    share = outside / others
    return bool(share > NOTICEABLE and (1 - share) ** own.size < SELDOM)
