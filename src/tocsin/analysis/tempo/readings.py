"""The same question asked otherwise: with all sources, without what was denied or foiled, as known so far."""

from dataclasses import dataclass
from datetime import date

from tocsin.analysis.tempo.counting import Window
from tocsin.analysis.tempo.events import Events, Marks
from tocsin.analysis.tempo.judging import Finding
from tocsin.analysis.tempo.nowcast import AT_ONCE, Delay
from tocsin.analysis.tempo.panel import Panel
from tocsin.analysis.tempo.preparing import judge_prepared, prepare


@dataclass(frozen=True, slots=True)
class Reading:
    """What the series says if it is counted another way: `name` tells how."""

    name: str
    incidents: int
    rise: float
    fall: float
    chance: float
    finding: Finding


def readings(
    events: Events, panel: Panel, marks: tuple[Marks, Marks], given: tuple[Window, Delay, date], seed: int = 1
) -> tuple[Reading, ...]:
    """Return what comes of counting otherwise; a way that would count the same in the same way is left out.

    `marks` are those of the events in the window and of those that `panel` tells of; `given` the window, the delay of
    reports and the day of what is known.
    """
    inside, fair = marks
    window, delay, as_of = given
    ways: list[tuple[str, Marks, Delay]] = [("all incidents", inside, delay)]
    if panel.changed:
        ways.append(("told by constant sources", fair, delay))
    if (events.denied & fair).any():
        ways.append(("without those denied", fair & ~events.denied, delay))
    if (events.foiled & fair).any():
        ways.append(("without those foiled or intercepted", fair & ~events.foiled, delay))
    if delay.known:
        ways.append(("as known so far, nothing added for late reports", fair, AT_ONCE))
    found = []
    for name, kept, how in ways:
        judged = judge_prepared(prepare(events.where(kept), window, how, as_of, seed), seed)
        found.append(Reading(name, round(judged.incidents), judged.rise, judged.fall, judged.chance, judged.finding))
    return tuple(found)
