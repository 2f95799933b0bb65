from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.export.precision import (
    acled_geo,
    acled_time,
    gtd_specificity,
    middle,
    prio_cell,
    ucdp_date,
    ucdp_where,
)
from tocsin.vocabulary.terms import PlaceKind, PlaceRelation
from tocsin.vocabulary.values import Place, When, Where

DAY = date(2024, 5, 6)


def days(count: int, ambiguous: bool = False) -> When:
    return When(DAY, DAY + timedelta(days=count - 1), "days", ambiguous)


@pytest.mark.parametrize(
    ("count", "acled", "ucdp"),
    [(1, 1, 1), (2, 2, 2), (6, 2, 2), (7, 2, 3), (8, 3, 4), (31, 3, 4), (32, None, 5), (366, None, 5)],
)
def test_codes_of_days(count: int, acled: int | None, ucdp: int) -> None:
    assert acled_time(days(count)) == acled
    assert ucdp_date(days(count)) == ucdp


def test_a_day_that_could_be_two_is_known_to_the_month() -> None:
    assert (acled_time(days(1, ambiguous=True)), ucdp_date(days(1, ambiguous=True))) == (3, 4)


@pytest.mark.parametrize("when", [None, When()])
def test_no_day_has_no_code(when: When | None) -> None:
    assert (acled_time(when), ucdp_date(when)) == (None, None)


@given(st.integers(1, 400))
def test_the_middle_lies_within(count: int) -> None:
    found = middle(days(count))
    assert found is not None
    assert DAY <= found <= DAY + timedelta(days=count - 1)


def where(kind: PlaceKind, relation: PlaceRelation = "at", km: float = 2.0) -> Where:
    return Where("there", relation, kind, Place("x", "There", 33.3, 44.4, km, "IQ"))


@pytest.mark.parametrize(
    ("place", "acled", "ucdp", "gtd"),
    [
        (where("facility"), 1, 1, 1),
        (where("city", km=25), 1, 1, 1),
        (where("city", "near"), 2, 2, 1),
        (where("city", km=60), 2, 5, 3),
        (where("district", km=20), 2, 3, 3),
        (where("province", km=90), 3, 4, 4),
        (where("road", km=40), 2, 5, 3),
        (where("sea", km=200), 3, 7, 4),
        (where("city", km=300), None, 5, 4),
        (Where("Iraq", kind="country"), None, 6, 5),
        (None, None, 6, 5),
    ],
)
def test_codes_of_places(place: Where | None, acled: int | None, ucdp: int, gtd: int) -> None:
    assert acled_geo(place) == acled
    assert ucdp_where(place, "IQ") == ucdp
    assert gtd_specificity(place) == gtd


def test_nothing_known_has_no_code() -> None:
    assert ucdp_where(None, "") is None


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [
        (-90, -180, 1),
        (-89.9, -179.9, 1),
        (-89.9, -179.4, 2),
        (-89.4, -179.9, 721),
        (90, 180, 259_200),
        (0.1, 0.1, 129_961),
    ],
)
def test_cells_of_prio_grid(lat: float, lon: float, cell: int) -> None:
    assert prio_cell(lat, lon) == cell
