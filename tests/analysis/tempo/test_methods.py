import itertools
from datetime import date, timedelta

import numpy as np
import pytest
from scipy.optimize import minimize_scalar  # type: ignore[import-untyped]  # the package brings no types

from tocsin.analysis.tempo.counting import Counts, Window
from tocsin.analysis.tempo.dispersion import Floats, dispersion
from tocsin.analysis.tempo.evidence import chance_of
from tocsin.analysis.tempo.excitation import excitation
from tocsin.analysis.tempo.forecast import forecast
from tocsin.analysis.tempo.gaps import gaps, longest_run
from tocsin.analysis.tempo.preparing import Prepared
from tocsin.analysis.tempo.regression import regression
from tocsin.analysis.tempo.trend import trend
from tocsin.analysis.tempo.weekdays import rhythm, weekdays

FIRST = date(2024, 1, 1)  # a Monday


def window(days: int) -> Window:
    return Window(FIRST, FIRST + timedelta(days=days - 1))


def poisson(rate: "float | Floats", days: int = 140, seed: int = 1) -> Floats:
    return np.random.default_rng(seed).poisson(rate, (1, days)).astype(float)


def prepared(counts: Counts) -> Prepared:
    ones = np.ones(counts.shape[1])
    return Prepared(counts, ones, ones, ones[None, :], window(counts.shape[1]))


def test_laplace_is_the_standardised_mean_time_of_events() -> None:
    counts = np.zeros((1, 10))
    counts[0, [6, 7, 8, 9]] = 1
    found = trend(counts, np.ones(10))
    assert found is not None
    assert found.laplace == pytest.approx(
        4 * 3.0 / np.sqrt(4 * 8.25)
    )  # mean time 7.5 against 4.5, variance of a day 8.25
    assert found.weekly.value > 1
    assert trend(counts[:, :2], np.ones(2)) is None


def test_the_slope_of_cox_and_lewis_is_found_again() -> None:
    rate = 0.5 * np.exp(0.02 * np.arange(140))
    found = trend(poisson(rate), np.ones(140))
    assert found is not None
    assert found.weekly.low < np.exp(0.14) < found.weekly.high
    assert found.chance < 0.001


def test_cox_and_lewis_is_the_greatest_likelihood_of_all_slopes() -> None:
    counts, exposure = poisson(np.linspace(0.5, 1.5, 140)), np.linspace(1.0, 0.7, 140)
    found = trend(counts, exposure)
    assert found is not None
    days = np.arange(140)

    def loss(slope: float) -> float:
        rates = exposure * np.exp(slope * days)
        return -float(counts[0] @ np.log(rates / rates.sum()))

    best = minimize_scalar(loss, bounds=(-0.1, 0.1), method="bounded", options={"xatol": 1e-9})
    assert np.log(found.weekly.value) / 7 == pytest.approx(float(best.x), abs=1e-6)


def test_bursts_make_a_trend_less_sure() -> None:
    counts = poisson(0.6)
    burst = counts * 3
    plain, stretched = trend(counts, np.ones(140)), trend(burst, np.ones(140))
    assert plain is not None
    assert stretched is not None
    assert stretched.plain_chance < plain.plain_chance
    assert stretched.chance > stretched.plain_chance


def test_over_dispersion_is_seen_and_a_change_of_the_rate_is_not_taken_for_it() -> None:
    generator = np.random.default_rng(3)
    bursts = generator.negative_binomial(1.0, 0.25, (1, 200)).astype(float)
    found = dispersion(bursts, np.ones(200))
    assert found.ratio == pytest.approx(4, rel=0.4)
    assert found.size == pytest.approx(1, rel=0.5)
    assert found.chance < 0.001
    steps = poisson(np.repeat([1.0, 8.0], [100, 100]), 200)
    plain = dispersion(steps, np.ones(200))
    assert plain.ratio < 1.6
    assert plain.chance < 0.001, "a constant rate does not fit"
    fair = dispersion(steps, np.ones(200), np.repeat([1.0, 8.0], [100, 100]))
    assert fair.chance > 0.05
    assert fair.size is None or fair.size > 10


def test_a_constant_rate_looks_constant_and_a_jump_does_not() -> None:
    assert chance_of(poisson(1.0), np.ones(140)) > 0.05
    assert chance_of(poisson(np.repeat([0.5, 2.0], [70, 70])), np.ones(140)) < 0.01
    assert chance_of(np.zeros((1, 30)), np.ones(30)) == 1


def test_what_is_seen_in_part_is_no_fall() -> None:
    exposure = np.repeat([1.0, 0.25], [120, 20])
    counts = poisson(2.0 * exposure)
    assert chance_of(counts, np.ones(140)) < 0.01
    assert chance_of(counts, exposure) > 0.05


def test_gaps_and_the_longest_of_them() -> None:
    counts = np.zeros((1, 40), dtype=np.int64)
    counts[0, [0, 2, 4, 30]] = 1
    found = gaps(counts, np.ones(40), window(40))
    assert found is not None
    assert (found.longest, found.after, found.before) == (26, FIRST + timedelta(days=4), FIRST + timedelta(days=30))
    assert found.since_last == 9
    assert found.quiet_chance == pytest.approx((31 / 40) ** 4)
    late = np.repeat([1.0, 0.1], [31, 9])
    quiet = gaps(counts, late, window(40))
    assert quiet is not None
    assert quiet.quiet_chance == pytest.approx((31 / 31.9) ** 4), "nobody would know yet"
    assert gaps(counts[:, :2], np.ones(2), window(2)) is None


@pytest.mark.parametrize(("days", "pieces"), [(9, 3), (12, 4), (7, 7), (10, 1), (14, 5)])
def test_the_longest_gap_is_as_likely_as_all_ways_to_cut_the_days_say(days: int, pieces: int) -> None:
    ways = [np.diff([0, *cuts, days]).max() for cuts in itertools.combinations(range(1, days), pieces - 1)]
    for longest in range(1, days + 2):
        assert longest_run(days, pieces, longest) == pytest.approx(np.mean([way >= longest for way in ways]))


def test_the_longest_of_very_many_gaps_is_worked_out_as_well() -> None:
    generator = np.random.default_rng(1)
    cuts = np.sort(np.array([generator.choice(29_999, 2_000, replace=False) + 1 for _ in range(300)]), axis=1)
    longest = np.diff(cuts, axis=1, prepend=0, append=30_000).max(axis=1)
    middle = int(np.median(longest))
    assert longest_run(30_000, 2_001, middle) == pytest.approx(float((longest >= middle).mean()), abs=0.1)
    assert longest_run(30_000, 2_001, 20) == 1.0


def test_a_weekday_pattern_is_found_and_taken_into_account() -> None:
    factors = np.array([0.3, 0.3, 0.3, 0.3, 3.0, 2.2, 0.6])[np.arange(140) % 7]
    counts = poisson(factors).astype(np.int64)
    found = weekdays(counts, np.ones(140), window(140))
    assert found is not None
    assert int(np.argmax(found.factors)) == 4
    assert found.chance < 0.01
    daily = rhythm(counts, np.ones(140), window(140))
    assert daily.mean() == pytest.approx(1)
    assert daily[4] > 2 * daily[0]
    assert (rhythm(poisson(1.0).astype(np.int64), np.ones(140), window(140)) == 1).all()


def test_the_regression_finds_the_growth_whatever_the_family() -> None:
    counts = poisson(0.8 * np.exp(0.01 * np.arange(140)), seed=2).astype(np.int64)
    found = regression(counts, np.ones(140), window(140), dispersion(counts.astype(float), np.ones(140)))
    assert found is not None
    assert found.weekly.low < np.exp(0.07) < found.weekly.high
    assert regression(counts[:, :20], np.ones(20), window(20), dispersion(counts.astype(float), np.ones(140))) is None


def test_attacks_that_set_off_others_are_told_from_independent_ones() -> None:
    generator = np.random.default_rng(4)
    first = generator.random(60) * 300
    followers = np.repeat(first, 3) + generator.exponential(2.0, 180)
    days = np.concatenate([first, followers[followers < 300]]).astype(int)
    clustered = excitation(np.bincount(days, minlength=300)[None, :], np.ones(300))
    assert clustered is not None
    assert clustered.found
    assert clustered.branching > 0.3
    assert clustered.fits > clustered.independent_fits
    alone = excitation(generator.poisson(0.8, (1, 300)), np.ones(300))
    assert alone is not None
    assert not alone.found
    assert excitation(np.ones((1, 10), dtype=np.int64), np.ones(10)) is None


def test_a_forecast_is_tried_on_weeks_held_back() -> None:
    counts = poisson(1.0).astype(np.int64)
    found = forecast(prepared(counts))
    assert found is not None
    assert found.start == FIRST + timedelta(days=140)
    assert found.total.low <= 7 <= found.total.high
    assert found.tried == 8
    assert found.held is not None
    assert found.held >= 0.5
    assert forecast(prepared(counts[:, :27])) is None
