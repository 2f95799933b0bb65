import pytest

from tocsin.analysis.multiplicity import holm, none_before


def test_many_chances_are_corrected() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.6, 0.7]) == [1.0, 1.0]
    assert holm([]) == []


def test_many_questions_leave_nothing_at_all_as_probable_as_one() -> None:
    assert none_before(1) == 0.5
    assert none_before(20) ** 20 == pytest.approx(0.5)
    assert none_before(0) == 0.5
