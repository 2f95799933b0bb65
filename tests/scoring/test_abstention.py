import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scoring.test_reliability import of, values
from tocsin.scoring.abstention import Point, abstention, at, recall_at
from tocsin.scoring.confidence import Judged


def test_a_point_for_each_confidence() -> None:
    points = abstention(of((0.5, 0), (0.9, 1), (0.7, 1), (0.7, 0.5)), wanted=5)
    assert points == (Point(0.9, 1, 1.0, 0.2), Point(0.7, 3, 2.5 / 3, 0.5), Point(0.5, 4, 0.625, 0.5))


def test_the_most_recall_at_a_precision_may_lie_below_a_dip() -> None:
    points = abstention(of((0.9, 0), (0.8, 1), (0.7, 1), (0.6, 1), (0.5, 0)), wanted=4)
    found = recall_at(points, 0.75)
    assert found
    assert (found.threshold, found.precision, found.recall) == (0.6, 0.75, 0.75)
    assert recall_at(points, 0.76) is None
    assert recall_at((), 0.5) is None


def test_what_is_left_at_a_threshold() -> None:
    points = abstention(of((0.9, 1), (0.5, 1)), wanted=2)
    assert at(points, 0.95) is None
    assert at(points, 0.9) == at(points, 0.51) == points[0]
    assert at(points, 0.0) == points[1]


def test_values_that_nobody_wanted_recall_nothing() -> None:
    assert abstention(of((0.9, 0)), wanted=0) == (Point(0.9, 1, 0.0, 0.0),)
    assert abstention([], wanted=3) == ()


@given(values, st.integers(0, 50))
def test_recall_grows_with_what_is_kept(judged: list[Judged], more: int) -> None:
    right = sum(one.right for one in judged)
    points = abstention(judged, len(judged) + more)
    assert [point.recall for point in points] == sorted(point.recall for point in points)
    assert [point.threshold for point in points] == sorted({one.confidence for one in judged}, reverse=True)
    if judged:
        assert points[-1].precision == pytest.approx(right / len(judged))
