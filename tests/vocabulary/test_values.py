from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vocabulary.strategies import days, places, tolls, whens
from tocsin.errors import VocabularyError
from tocsin.vocabulary.values import Place, Toll, When


@given(days, days)
def test_a_when_never_ends_before_it_starts(start: date, end: date) -> None:
    if start <= end:
        assert When(start, end, "days").start == start
    else:
        with pytest.raises(VocabularyError, match="cannot end"):
            When(start, end, "days")


@pytest.mark.parametrize(("start", "end"), [(date(2024, 1, 1), None), (None, date(2024, 1, 1))])
def test_a_when_has_both_ends_or_none(start: date | None, end: date | None) -> None:
    with pytest.raises(VocabularyError, match="both a start and an end"):
        When(start, end)


def test_an_unknown_when_is_empty() -> None:
    assert (When().start, When().end, When().precision) == (None, None, "unknown")


@given(whens())
def test_every_when_that_exists_is_in_order(when: When) -> None:
    assert when.start is None or (when.end is not None and when.start <= when.end)


@given(st.none() | st.integers(-5, 9), st.none() | st.integers(-5, 9))
def test_a_toll_is_refused_exactly_if_it_makes_no_sense(low: int | None, high: int | None) -> None:
    bounds = [n for n in (low, high) if n is not None]
    if bounds and min(bounds) >= 0 and bounds == sorted(bounds):
        assert Toll(low, high) == Toll(low, high)
    else:
        with pytest.raises(VocabularyError, match="a toll"):
            Toll(low, high)


@given(tolls())
def test_every_toll_that_exists_has_a_bound(toll: Toll) -> None:
    assert toll.low is not None or toll.high is not None


@given(st.floats(-400, 400), st.floats(-400, 400))
def test_a_place_lies_on_the_earth(lat: float, lon: float) -> None:
    if -90 <= lat <= 90 and -180 <= lon <= 180:
        assert Place("x:1", "X", lat, lon, 1.0, "IQ").lat == lat
    else:
        with pytest.raises(VocabularyError, match="x:1: no such coordinates"):
            Place("x:1", "X", lat, lon, 1.0, "IQ")


def test_a_place_without_a_number_for_coordinates_is_refused() -> None:
    with pytest.raises(VocabularyError):
        Place("x:1", "X", float("nan"), 0.0, 1.0, "IQ")


def test_a_precision_is_not_negative() -> None:
    with pytest.raises(VocabularyError, match="precision_km"):
        Place("x:1", "X", 0.0, 0.0, -1.0, "IQ")


@given(places)
def test_every_place_that_exists_is_on_the_earth(place: Place) -> None:
    assert abs(place.lat) <= 90
    assert abs(place.lon) <= 180
