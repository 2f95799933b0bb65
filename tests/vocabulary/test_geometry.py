"""Distances and bearings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.gazetteer.phrases import bearing_of, kilometres
from tocsin.vocabulary.geometry import circle, distance_km, shift

LATITUDES = st.floats(-80, 80)
LONGITUDES = st.floats(-180, 180)


def test_known_distances() -> None:
    assert distance_km((33.34, 44.40), (36.34, 43.13)) == pytest.approx(354, abs=3)  # Baghdad to Mosul
    assert distance_km((0, 0), (0, 1)) == pytest.approx(111.2, abs=0.1)
    assert distance_km((0, 179.5), (0, -179.5)) == pytest.approx(111.2, abs=0.1)


@given(LATITUDES, LONGITUDES, st.floats(0, 360), st.floats(0, 500))
def test_a_shift_goes_as_far_as_it_says(lat: float, lon: float, bearing: float, km: float) -> None:
    end = shift((lat, lon), bearing, km)
    assert -90 <= end[0] <= 90
    assert -180 <= end[1] <= 180
    assert distance_km((lat, lon), end) == pytest.approx(km, abs=0.01)


@pytest.mark.parametrize(
    ("words", "degrees"),
    [("north", 0), ("North-East", 45), ("north west", 315), ("SW", 225), ("southeast", 135), ("north-north-east", 45)],
)
def test_bearings(words: str, degrees: float) -> None:
    assert bearing_of(words) == degrees


@pytest.mark.parametrize(
    ("number", "unit", "km"),
    [("25", "km", 25), ("1,200", "metres", 1.2), ("ten", "miles", 16.09), ("2.5", "nm", 4.63), ("a dozen", "km", 12),
     ("1.2.3", "km", None)],
)  # fmt: skip
def test_kilometres(number: str, unit: str, km: float | None) -> None:
    assert kilometres(number, unit) == (None if km is None else pytest.approx(km))


def test_a_circle_holds_its_points() -> None:
    lat, lon, radius = circle([(0, 0), (0, 2), (2, 0), (2, 2)])
    assert lat == pytest.approx(1, abs=0.01)
    assert lon == pytest.approx(1, abs=0.01)
    assert radius == pytest.approx(157, abs=1)
