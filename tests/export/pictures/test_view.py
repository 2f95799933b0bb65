from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.export.pictures.view import View, clip, view_of

LAT, LON = st.floats(-80, 80), st.floats(-180, 180)


@given(LAT, LON, st.floats(1, 300))
def test_what_is_shown_lies_on_the_map(lat: float, lon: float, km: float) -> None:
    view = view_of([(lat, lon, km)], 800, 500)
    assert view.holds(view.xy(lat, lon))
    assert all(-1 <= x <= 801 and -1 <= y <= 501 for x, y in view.circle(lat, lon, km))


@given(st.lists(st.tuples(st.floats(-60, 60), st.floats(170, 190)), min_size=1, max_size=6))
def test_places_on_both_sides_of_the_date_line_lie_side_by_side(places: list[tuple[float, float]]) -> None:
    wrapped = [(lat, (lon + 180) % 360 - 180, 1.0) for lat, lon in places]
    view = view_of(wrapped, 800, 500)
    xs = [view.xy(lat, lon)[0] for lat, lon, _ in wrapped]
    order = sorted(range(len(places)), key=lambda at: places[at][1])
    assert [xs[at] for at in order] == pytest.approx(sorted(xs))


def test_a_circle_is_as_wide_as_its_kilometres_say() -> None:
    view = View(50.0, 10.0, 40.0, 800, 500)
    x, y = view.xy(50.0, 10.0)
    radii = [hypot(u - x, v - y) * view.km for u, v in view.circle(50.0, 10.0, 100.0)]
    assert min(radii) == pytest.approx(100, rel=0.02)
    assert max(radii) == pytest.approx(100, rel=0.02)


def test_a_ring_is_clipped_to_the_map() -> None:
    assert clip([(-5, -5), (5, -5), (5, 5), (-5, 5)], 0, 0, 10, 10) == [(0, 0), (5, 0), (5, 5), (0, 5)]
    assert clip([(20, 20), (30, 20), (30, 30)], 0, 0, 10, 10) == []


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=3, max_size=9))
def test_clipping_leaves_nothing_outside(ring: list[tuple[float, float]]) -> None:
    assert all(-1e-6 <= x <= 10 + 1e-6 and -1e-6 <= y <= 10 + 1e-6 for x, y in clip(ring, 0, 0, 10, 10))
