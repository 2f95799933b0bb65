"""Whether incidents become more frequent, in the shape of the record of tempo. Rates are a week, chances 0 to 1.

Where a number has no bound, or none can be told, null stands.
"""

from datetime import date
from typing import Literal

from tocsin.schemas.shape import Count, Shape
from tocsin.vocabulary.series import Direction

Number = float | None
Finding = Literal["rise", "fall", "change", "none"]


class IntervalShape(Shape):
    """A value that lies within `low` to `high` with `level`."""

    value: Number
    low: Number
    high: Number
    level: float


class ChangeShape(Shape):
    """A change of the rate, which lies on one of the days `start` to `end`, with its ratio."""

    start: date
    end: date
    direction: Direction
    probability: float
    ratio: Number
    low: Number
    high: Number
    level: float


class VerdictShape(Shape):
    """The finding in a sentence, and the figures that it rests on."""

    sentence: str
    finding: Finding
    probability: float
    term: str
    chance: float
    rise: float
    fall: float
    change: ChangeShape | None


class WindowShape(Shape):
    """The days that are looked at, both included."""

    start: date
    end: date


class SeriesShape(Shape):
    """Incidents a day from `start` on; `undated` are in no count."""

    start: date
    counts: list[Count]
    undated: Count


class DispersionShape(Shape):
    """How much the counts vary."""

    ratio: Number
    scale: int
    chance: Number
    size: Number


class GapsShape(Shape):
    """Days from one day with attacks to the next."""

    median: Number
    longest: Number
    after: date
    before: date
    longest_chance: Number
    since_last: Number
    quiet_chance: Number


class WeekdaysShape(Shape):
    """Rates of Monday to Sunday by the mean rate."""

    factors: list[Number]
    chance: Number


class TrendShape(Shape):
    """Growth from week to week, and the Laplace statistic."""

    laplace: Number
    chance: Number
    plain_chance: Number
    weekly: IntervalShape


class RegressionShape(Shape):
    """Growth from week to week by regression."""

    family: Literal["Poisson", "negative binomial"]
    weekly: IntervalShape
    chance: Number


class ExcitationShape(Shape):
    """Whether incidents follow on one another."""

    branching: Number
    days: Number
    chance: Number
    fits: Number
    independent_fits: Number


class ForecastShape(Shape):
    """Incidents expected in the days from `start` on, and how such forecasts did on weeks held back."""

    start: date
    days: int
    total: IntervalShape
    tried: int
    held: Number
    score: Number
    last_week_score: Number


class PieceShape(Shape):
    """The rate from `start` on, up to the next piece."""

    start: date
    rate: Number
    low: Number
    high: Number
    begins: Number


class NowcastShape(Shape):
    """The last days with what is not reported yet."""

    start: date
    reported: list[int]
    expected: list[IntervalShape]
    total: IntervalShape


class PanelShape(Shape):
    """The sources that were there all along, and those that came or went."""

    constant: list[str]
    came: list[str]
    went: list[str]
    small: int
    incidents: int


class ReadingShape(Shape):
    """What the series says if it is counted another way."""

    name: str
    incidents: int
    rise: Number
    fall: Number
    chance: Number
    finding: Finding


class TempoShape(Shape):
    """All that the days of incidents tell."""

    verdict: VerdictShape
    window: WindowShape
    as_of: date
    series: SeriesShape
    inexact: int
    several: int
    weekly: IntervalShape
    dispersion: DispersionShape
    presence: IntervalShape
    gaps: GapsShape | None
    weekdays: WeekdaysShape | None
    trend: TrendShape | None
    regression: RegressionShape | None
    excitation: ExcitationShape | None
    forecast: ForecastShape | None
    number_of_changes: list[float]
    pieces: list[PieceShape]
    changes: list[ChangeShape]
    delay_known: bool
    nowcast: NowcastShape
    panel: PanelShape
    readings: list[ReadingShape]
    assumptions: list[str]
