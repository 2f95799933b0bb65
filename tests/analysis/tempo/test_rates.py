import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.analysis.tempo.rates import poisson_interval, presence
from tocsin.errors import VocabularyError


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0.0, 3.689), (1, 0.025318, 5.5716), (10, 4.795, 18.390), (11, 5.491, 19.682), (100, 81.364, 121.627)],
)
def test_the_interval_of_a_count_is_garwoods(count: int, low: float, high: float) -> None:
    found = poisson_interval([count])
    assert (found.low, found.high) == pytest.approx((low, high), rel=2e-4, abs=1e-6)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6), st.floats(1.0, 5.0))
def test_an_interval_of_several_draws_holds_their_mean_and_lies_within_theirs(totals: list[int], ratio: float) -> None:
    found = poisson_interval(totals, ratio)
    each = [poisson_interval([total], ratio) for total in totals]
    assert found.low <= found.value <= found.high
    assert min(one.low for one in each) - 1e-6 <= found.low <= max(one.low for one in each) + 1e-6
    assert min(one.high for one in each) - 1e-6 <= found.high <= max(one.high for one in each) + 1e-6


def test_more_bursts_make_a_rate_less_sure() -> None:
    assert poisson_interval([40], 2.0).high > poisson_interval([40]).high
    assert poisson_interval([40], 2.0).low < poisson_interval([40]).low


def test_an_interval_of_nothing_or_of_less_is_refused() -> None:
    for totals, ratio in (([], 1.0), ([-1.0], 1.0), ([3.0], 0.0)):
        with pytest.raises(VocabularyError, match="an interval needs"):
            poisson_interval(totals, ratio)


def test_days_with_attacks_are_counted_whatever_happened_on_them() -> None:
    found = presence(np.array([[0, 3, 0, 1, 0, 0, 0, 0, 0, 1]]))
    assert found.value == 0.3
    assert (found.low, found.high) == pytest.approx((0.0667, 0.6525), abs=1e-4)
    assert presence(np.array([[1, 1]])).high == 1.0
    assert presence(np.array([[0, 0]])).low == 0.0
