from datetime import date

import pytest

from tocsin.errors import VocabularyError
from tocsin.vocabulary.series import Series

SERIES = Series(date(2024, 2, 27), (1, 0, 2, 4), 3)


def test_a_series_knows_its_days_and_how_many_it_counts() -> None:
    assert SERIES.end == date(2024, 3, 1)
    assert SERIES.total == 7


def test_a_part_keeps_its_days_and_what_has_none() -> None:
    part = SERIES.between(date(2024, 2, 28), date(2024, 3, 9))
    assert part == Series(date(2024, 2, 28), (0, 2, 4), 3)
    assert SERIES.between(date(2024, 1, 1), date(2024, 2, 27)).counts == (1,)
    with pytest.raises(VocabularyError, match="has no days from"):
        SERIES.between(date(2024, 3, 2), date(2024, 3, 9))


@pytest.mark.parametrize(("counts", "undated"), [((), 0), ((1, -1), 0), ((1,), -1)])
def test_a_series_of_no_days_or_of_less_than_nothing_is_refused(counts: tuple[int, ...], undated: int) -> None:
    with pytest.raises(VocabularyError, match="a series from"):
        Series(date(2024, 1, 1), counts, undated)
