"""The pictures over time: the axis, the timeline and the rate."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.pictures.drawn import Drawn, first, spot
from tocsin.export.pictures.calendar import TICKS, Axis
from tocsin.export.pictures.rate import Ahead, Pace, Step, Turn, rate_picture
from tocsin.export.pictures.timeline import Flag, Stretch, timeline

MAY = [date(2024, 5, 1) + timedelta(days=day) for day in range(31)]
STRETCH = Stretch(MAY[0], MAY[14], MAY[20], MAY[30])
PACE = Pace(MAY[0], MAY[20], MAY[14], (Step(MAY[0], 2.0, 1.0, 4.0), Step(MAY[9], 7.0, 4.0, 11.0)))


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 40_000))
def test_an_axis_names_few_days_and_all_of_them_are_on_it(start: date, days: int) -> None:
    axis = Axis(start, start + timedelta(days=days), 0.0, 800.0)
    ticks = list(axis.ticks())
    assert len(ticks) <= 2 * TICKS
    assert all(axis.start <= tick <= axis.end for tick in ticks)
    assert ticks == sorted(set(ticks))


def test_marks_stand_on_their_days_and_ranges_over_theirs() -> None:
    shown = [
        spot("a", start=MAY[2], end=MAY[2]),
        spot("b", start=MAY[16], end=MAY[19], kind="ied"),
        spot("c", start=None, end=None),
        spot("d", start=date(2023, 1, 1), end=date(2023, 1, 1)),
    ]
    drawn = Drawn(timeline(shown, [], STRETCH, first))
    assert set(drawn.links) == {"#a", "#b"}
    (bar,) = [one for one in drawn.all("rect", "range bomb") if one.get("x")]
    axis = Axis(MAY[0], MAY[30], 132, 812)
    assert float(bar.get("x", "0")) == pytest.approx(axis.x(MAY[16]), abs=0.1)
    assert float(bar.get("width", "0")) == pytest.approx(4 * axis.width, abs=0.1)
    assert "fired from afar" in drawn.texts
    assert "bombs" in drawn.texts


def test_many_of_one_day_are_a_number() -> None:
    shown = [spot(f"i{at}", start=MAY[16], end=MAY[16]) for at in range(9)]
    drawn = Drawn(timeline(shown, [], STRETCH, first))
    assert list(drawn.links.values()) == ["9 incidents"]
    assert "9" in drawn.texts


def test_flags_that_would_cover_each_other_stand_in_rows() -> None:
    flags = [Flag(MAY[at], MAY[at], f"vote – the {at}. reading of the law", f"o{at}") for at in range(5)]
    drawn = Drawn(timeline([], flags, STRETCH, first))
    words = [one for one in drawn.all("text") if (one.text or "").startswith("vote")]
    assert len({one.get("y") for one in words}) == len(words) == 3
    assert len(drawn.links) == 5


def test_a_flag_near_the_edge_has_its_words_on_the_left() -> None:
    drawn = Drawn(timeline([], [Flag(MAY[29], MAY[29], "visit – the minister comes to see the port")], STRETCH, first))
    (words,) = [one for one in drawn.all("text") if (one.text or "").startswith("visit")]
    assert words.get("text-anchor") == "end"


def test_bars_lead_to_their_incidents_and_unsure_days_are_hatched() -> None:
    shown = [spot("a", start=MAY[3], end=MAY[3]), spot("b", start=MAY[3], end=MAY[6])]
    drawn = Drawn(rate_picture(shown, PACE, first))
    assert drawn.links["#a+b"] == "2024-05-04: 1 incident, 1 more on one of several days"
    (sure,) = [one for one in drawn.all("rect", "bar") if one.get("x") and float(one.get("x", "0")) > 0]
    hatched = [
        one for one in drawn.all("rect") if one.get("fill") == "url(#rate-hatch)" and float(one.get("x", "0")) > 0
    ]
    assert len(hatched) == 4
    assert float(hatched[0].get("height", "0")) == pytest.approx(float(sure.get("height", "0")) / 4, rel=0.02)


def test_a_change_and_a_forecast_are_drawn_and_told() -> None:
    pace = replace(PACE, turns=(Turn(MAY[7], MAY[11], "rise: 3 times"),), ahead=Ahead(7, 7.0, 3.0, 12.0))
    picture = rate_picture([], pace, first)
    drawn = Drawn(picture)
    assert "rise: 3 times" in drawn.texts
    assert "next days (80%)" in drawn.texts
    assert "rise: 3 times" in picture.telling
    assert drawn.all("rect", "window")


@pytest.mark.parametrize(("days", "unit"), [(60, "day"), (400, "week"), (2000, "four weeks")])
def test_long_times_have_wider_bars(days: int, unit: str) -> None:
    end = MAY[0] + timedelta(days=days)
    shown = [spot(f"i{at}", start=MAY[0] + timedelta(days=at), end=MAY[0] + timedelta(days=at)) for at in range(days)]
    drawn = Drawn(rate_picture(shown, Pace(MAY[0], end, end, ()), first))
    assert f"incidents a {unit}" in drawn.texts
    assert len(drawn.links) <= 101


def test_pictures_are_the_same_every_time() -> None:
    shown = [spot(f"i{at}", start=MAY[at], end=MAY[at]) for at in range(9)]
    assert timeline(shown, [], STRETCH, first).alone() == timeline(shown, [], STRETCH, first).alone()
