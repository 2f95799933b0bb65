import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.scoring.confidence import Judged
from tocsin.scoring.reliability import calibration_error, equal_mass, equal_width

shares = st.integers(0, 1000).map(lambda n: n / 1000)
values = st.lists(st.builds(Judged, st.just("a"), st.just("kind"), shares, st.sampled_from((0.0, 0.5, 1.0))))


def of(*pairs: tuple[float, float]) -> list[Judged]:
    return [Judged("a", "kind", confidence, right) for confidence, right in pairs]


def test_the_error_is_the_mean_distance_of_what_is_said_from_what_is_right() -> None:
    # Ten values at 0.8 of which five are right, and ten at 0.4 of which four are: (0.3 + 0) / 2.
    judged = of(*[(0.8, float(n < 5)) for n in range(10)], *[(0.4, float(n < 4)) for n in range(10)])
    assert calibration_error(equal_width(judged)) == pytest.approx(0.15)
    assert calibration_error(equal_mass(judged)) == pytest.approx(0.15)


def test_spans_of_equal_width_have_their_upper_end() -> None:
    bins = equal_width(of((0.0, 0), (0.1, 1), (0.1001, 0), (0.3, 1), (1.0, 1)))
    assert [(one.low, one.high, one.count) for one in bins] == [
        (0.0, 0.1, 2),
        (0.1, 0.2, 1),
        (0.2, 0.3, 1),
        (0.9, 1.0, 1),
    ]


def test_spans_of_equal_mass_see_what_equal_width_hides() -> None:
    # Sure and unsure are swapped, all within one span of width 0.1.
    judged = of(*[(0.91, 1.0)] * 10, *[(0.99, 0.9)] * 10)
    assert calibration_error(equal_width(judged)) == pytest.approx(0.0)
    assert calibration_error(equal_mass(judged)) == pytest.approx(0.09)


def test_equal_confidences_are_never_parted() -> None:
    bins = equal_mass(of(*[(0.5, n % 2) for n in range(95)], *[(0.6, 1.0)] * 5))
    assert [(one.low, one.high, one.count) for one in bins] == [(0.5, 0.5, 95), (0.6, 0.6, 5)]


def test_nothing_has_no_error() -> None:
    assert calibration_error(equal_width([])) is None
    assert calibration_error(equal_mass([])) is None


@given(values)
def test_every_value_is_in_one_span(judged: list[Judged]) -> None:
    for bins in (equal_width(judged), equal_mass(judged)):
        assert sum(one.count for one in bins) == len(judged)
        assert len(bins) <= 10
        for one in bins:
            assert one.low - 1e-9 <= one.confidence <= one.high + 1e-9
            assert 0 <= one.right <= 1
        error = calibration_error(bins)
        assert (error is None) == (not judged)
        assert error is None or 0 <= error <= 1


@given(values)
def test_the_order_of_the_values_changes_nothing(judged: list[Judged]) -> None:
    turned = judged[::-1]
    for bins, others in ((equal_width(judged), equal_width(turned)), (equal_mass(judged), equal_mass(turned))):
        assert [one.count for one in bins] == [one.count for one in others]
        assert [one.right for one in bins] == pytest.approx([one.right for one in others])
