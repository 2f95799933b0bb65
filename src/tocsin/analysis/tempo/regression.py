"""Regression of counts on time: by how much the rate grows a week, with the weekday taken out.

A Poisson regression where counts vary no more than chance makes them, a negative binomial one where they do (J. M.
Hilbe, Negative Binomial Regression, 2011, chapter 8). Standard errors hold for counts of neighbouring days that go
together (W. K. Newey and K. D. West, Econometrica 55, 1987, 703-708).
"""

import warnings
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from scipy.stats import norm  # type: ignore[import-untyped]  # the package brings no types

from tocsin.analysis.tempo.counting import Counts, Window
from tocsin.analysis.tempo.dispersion import Dispersion, Floats
from tocsin.analysis.tempo.rates import LEVEL, Interval

WEEKS, ENOUGH = 4, 20
LAGS = 7
"""Days over which counts may go together."""


@dataclass(frozen=True, slots=True)
class Regression:
    """By how much the rate grows in a week (`weekly`, 1 where it does not), how often chance makes as much, and how."""

    family: Literal["Poisson", "negative binomial"]
    weekly: Interval
    chance: float


def regression(counts: Counts, exposure: Floats, window: Window, spread: Dispersion) -> Regression | None:
    """Return the growth of `counts` (draws, days), combined by Rubin's rules; None for few days or incidents.

    `exposure` (days,) is the share of each day's incidents that is known.
    """
    if counts.shape[1] < 7 * WEEKS or counts.sum(axis=1).min() < ENOUGH:
        return None
    fits = [found for row in counts[:5] if (found := _fit(row, exposure, window, spread)) is not None]
    if not fits:
        return None
    slopes, variances = np.array(fits).T
    between = (1 + 1 / slopes.size) * float(slopes.var(ddof=1)) if slopes.size > 1 else 0.0
    slope, error = float(slopes.mean()), float(np.sqrt(variances.mean() + between))
    wide = float(norm.ppf((1 + LEVEL) / 2)) * error
    low, value, high = np.exp(np.clip([slope - wide, slope, slope + wide], -50, 50)).tolist()
    family: Literal["Poisson", "negative binomial"] = "negative binomial" if spread.size else "Poisson"
    return Regression(family, Interval(value, low, high), float(2 * norm.sf(abs(slope) / error)))


def _fit(counts: Counts, exposure: Floats, window: Window, spread: Dispersion) -> tuple[float, float] | None:
    """Return slope a week and its variance; None where the fit does not settle."""
    # here and not at the top, because it takes a second to load and not everybody who counts needs it
    from statsmodels.genmod import families  # noqa: PLC0415
    from statsmodels.genmod.generalized_linear_model import GLM  # noqa: PLC0415

    days = np.arange(counts.size)
    weekday = (window.start.weekday() + days) % 7
    columns = [np.ones(counts.size), (days - days.mean()) / 7, *(weekday == day for day in range(1, 7))]
    family: Any = families.NegativeBinomial(alpha=1 / spread.size) if spread.size else families.Poisson()
    model = GLM(counts, np.column_stack(columns).astype(float), family=family, exposure=exposure)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a weekday without incidents has no finite factor; the slope has
        found = model.fit(cov_type="HAC", cov_kwds={"maxlags": LAGS})
    # of few weeks, robust errors come out too small: they may only add to those of the family
    slope, variance = float(found.params[1]), float(max(found.cov_params()[1, 1], found.normalized_cov_params[1, 1]))
    return (slope, variance) if np.isfinite(slope) and variance > 0 else None
