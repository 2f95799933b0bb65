import pytest

from tocsin.analysis.occasions.belief import belief, ratio_of


def test_more_attacks_make_more_of_them_more_probable() -> None:
    few, some, many = (belief(seen, 4.0, 40.0, 1.0, 0.5) for seen in (1, 6, 14))
    assert few.more < some.more < many.more
    assert few.fewer > many.fewer
    assert many.more > 0.95
    assert belief(4, 4.0, 40.0, 1.0, 0.5).more < 0.3


def test_what_varies_anyway_and_what_little_is_known_of_say_less() -> None:
    sure = belief(14, 4.0, 400.0, 1.0, 0.5).more
    assert belief(14, 4.0, 400.0, 3.0, 0.5).more < sure
    assert belief(14, 4.0, 4.0, 1.0, 0.5).more < sure
    assert belief(14, 4.0, 400.0, 1.0, 0.97).more < sure


def test_the_ratio_has_an_exact_interval() -> None:
    found = ratio_of(9, 4.5, 45.0, 1.0)
    assert found.value == 2.0
    assert found.low < 1 < found.high
    wider = ratio_of(9, 4.5, 45.0, 3.0)
    assert wider.low < found.low < found.high < wider.high
    assert ratio_of(0, 4.5, 45.0, 1.0).low == 0.0


def test_a_ratio_to_nothing_has_an_end() -> None:
    found = ratio_of(3, 0.0, 0.0, 1.0)
    assert found.value == found.high == pytest.approx(1000)
