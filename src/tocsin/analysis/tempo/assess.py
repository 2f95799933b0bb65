"""The tempo of incidents, put together: counts, rates, changes, what could be an artefact, and the verdict."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from tocsin.analysis.tempo.assumptions import assumptions
from tocsin.analysis.tempo.counting import Window
from tocsin.analysis.tempo.dispersion import Dispersion, Floats, dispersion
from tocsin.analysis.tempo.events import Events
from tocsin.analysis.tempo.excitation import Excitation, excitation
from tocsin.analysis.tempo.forecast import Forecast, forecast
from tocsin.analysis.tempo.gaps import Gaps, gaps
from tocsin.analysis.tempo.judging import Judged
from tocsin.analysis.tempo.nowcast import Nowcast, delay_of, nowcast
from tocsin.analysis.tempo.panel import Panel, panel_of
from tocsin.analysis.tempo.preparing import Prepared, judge_prepared, prepare, prepare_known
from tocsin.analysis.tempo.rates import Interval, poisson_interval, presence
from tocsin.analysis.tempo.readings import Reading, readings
from tocsin.analysis.tempo.regression import Regression, regression
from tocsin.analysis.tempo.trend import Trend, trend
from tocsin.analysis.tempo.turns import all_changes
from tocsin.analysis.tempo.verdict import Verdict, verdict
from tocsin.analysis.tempo.weekdays import Weekdays, weekdays
from tocsin.vocabulary.series import Change, Series

SMALL_PANEL = 8
"""With fewer incidents told by constant sources nothing can be said of a rise."""
BAND = 0.9


@dataclass(frozen=True, slots=True)
class Piece:
    """The rate a week from `start` on, up to the next piece: median of the posterior, with its 90 % band.

    `begins` is the probability that a new rate begins here.
    """

    start: date
    rate: float
    low: float
    high: float
    begins: float


@dataclass(frozen=True, slots=True)
class Tempo:
    """All that the days of incidents tell. `series` is one possible series where days are not exact.

    `inexact` incidents have a range of days, `several` stand for more than one attack. `weekly` is the rate a week,
    with what is not known yet. `number_of_changes` is the probability of 0, 1, 2 ... changes of the rate, and `changes`
    are those of the likeliest number, oldest first. `dispersion`, `trend`, `regression`, `excitation`, `pieces` and
    `changes` are of the incidents that the verdict is on.
    """

    verdict: Verdict
    window: Window
    as_of: date
    series: Series
    inexact: int
    several: int
    weekly: Interval
    dispersion: Dispersion
    presence: Interval
    gaps: Gaps | None
    weekdays: Weekdays | None
    trend: Trend | None
    regression: Regression | None
    excitation: Excitation | None
    forecast: Forecast | None
    number_of_changes: tuple[float, ...]
    pieces: tuple[Piece, ...]
    changes: tuple[Change, ...]
    delay_known: bool
    nowcast: Nowcast
    panel: Panel
    readings: tuple[Reading, ...]
    assumptions: tuple[str, ...]


def assess(events: Events, window: Window, as_of: date | None = None, seed: int = 1) -> Tempo:
    """Return the tempo of `events` in `window`, as far as it was known on `as_of` (the end of the window if None).

    The verdict and the trend are those of the incidents that constant sources tell of, if the sources changed; the
    other figures are of all incidents. The same `seed` gives the same figures. Raises VocabularyError.
    """
    as_of = max(as_of or window.end, window.end)
    delay = delay_of(events, as_of, seed)
    panel, told = panel_of(events, window)
    small = panel.changed and panel.incidents < SMALL_PANEL
    told = events if small else told
    every = prepare(events, window, delay, as_of, seed)
    fair = every if told is events else prepare_known(told, window, as_of, seed)
    judged = judge_prepared(fair, seed)
    spread = dispersion(fair.numbers, fair.exposure, _daily(judged, window.days))
    inside = events.inside(window.start.toordinal(), window.end.toordinal())
    return Tempo(
        verdict=verdict(judged, weekly_rate(fair), window.days, _doubt(panel) if small else ""),
        window=window,
        as_of=as_of,
        series=Series(window.start, tuple(every.counts[0].tolist()), events.undated),
        inexact=int((events.first < events.last)[inside].sum()),
        several=events.several,
        weekly=weekly_rate(every),
        dispersion=spread,
        presence=presence(every.counts),
        gaps=gaps(every.counts, every.exposure, window),
        weekdays=weekdays(every.counts, every.share, window, seed),
        trend=trend(fair.numbers, fair.exposure),
        regression=regression(fair.counts, fair.share, window, spread),
        excitation=excitation(fair.counts, fair.exposure, seed),
        forecast=forecast(every, seed),
        number_of_changes=tuple(judged.posterior.number.tolist()),
        pieces=_pieces(judged, window),
        changes=all_changes(judged.posterior, window),
        delay_known=delay.known,
        nowcast=nowcast(every.counts, delay, window, as_of, seed=seed),
        panel=panel,
        readings=readings(events, told, judged, (window, as_of), seed),
        assumptions=assumptions(events, window, delay, panel),
    )


def weekly_rate(prepared: Prepared) -> Interval:
    """Return incidents a week, with those not yet known and the interval that the over-dispersion asks for."""
    ratio = dispersion(prepared.numbers, prepared.exposure).ratio
    found = poisson_interval(prepared.counts.sum(axis=1).tolist(), ratio)
    weeks = float(prepared.exposure.sum()) / 7
    return Interval(found.value / weeks, found.low / weeks, found.high / weeks, found.level)


def _daily(judged: Judged, days: int) -> Floats:
    """Return the mean rate of each day, of all histories that fit."""
    lengths = np.diff(judged.posterior.starts, append=days)
    return np.repeat(judged.posterior.path.mean(axis=0), lengths)


def _pieces(judged: Judged, window: Window) -> tuple[Piece, ...]:
    edges = [(1 - BAND) / 2, 0.5, (1 + BAND) / 2]
    low, middle, high = np.quantile(judged.posterior.path * 7, edges, axis=0)
    begins = judged.posterior.begins.tolist()
    rows = zip(judged.posterior.starts.tolist(), middle.tolist(), low.tolist(), high.tolist(), begins, strict=True)
    return tuple(Piece(window.day(start), *figures) for start, *figures in rows)


def _doubt(panel: Panel) -> str:
    changed = (*panel.came, *panel.went)
    named = ", ".join(changed[:4]) + (" ..." if len(changed) > 4 else "")
    return (
        f"The sources changed ({named}) and constant ones tell of too few incidents: a change of the rate cannot be "
        "told from a change of who is read."
    )
