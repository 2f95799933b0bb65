from datetime import date, timedelta

import pytest

from tocsin.analysis.occasions.masks import Reach, masks
from tocsin.analysis.tempo.counting import Window
from tocsin.errors import VocabularyError

FIRST = date(2024, 1, 1)
WINDOW = Window(FIRST, FIRST + timedelta(days=29))


def days(*spans: tuple[int, int], before: int = 3, after: int = 2) -> dict[str, list[int]]:
    given = [(FIRST + timedelta(days=start), FIRST + timedelta(days=end)) for start, end in spans]
    return {side: marks.nonzero()[0].tolist() for side, marks in masks(given, WINDOW, Reach(before, after)).items()}


def test_the_day_of_an_occasion_is_the_first_day_after() -> None:
    assert days((10, 10)) == {"before": [7, 8, 9], "after": [10, 11]}


def test_a_longer_one_has_days_of_its_own() -> None:
    assert days((10, 12)) == {"before": [7, 8, 9], "during": [10, 11, 12], "after": [13, 14]}


def test_what_lies_outside_the_window_is_cut_off() -> None:
    assert days((32, 32)) == {"before": [29]}
    assert days((-1, -1)) == {"after": [0]}
    assert days((40, 40), (-9, -9)) == {}


def test_days_of_several_count_once() -> None:
    assert days((10, 10), (11, 11)) == {"before": [7, 8, 9, 10], "after": [10, 11, 12]}


def test_no_days_at_all_are_refused() -> None:
    with pytest.raises(VocabularyError, match="not both 0"):
        Reach(0, 0)
    with pytest.raises(VocabularyError, match="0 to 366"):
        Reach(7, 367)
