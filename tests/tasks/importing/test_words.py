from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.tasks.importing.words import category_of, country_in, day_in, degrees_in, kind_in, toll_in, weapon_in
from tocsin.vocabulary.terms import KINDS, TARGET_CATEGORIES
from tocsin.vocabulary.values import Toll, When


@pytest.mark.parametrize(
    ("cell", "first", "start", "end", "ambiguous"),
    [
        ("2024-05-13", None, date(2024, 5, 13), date(2024, 5, 13), False),
        ("13/05/2024", None, date(2024, 5, 13), date(2024, 5, 13), False),
        ("05/13/2024", None, date(2024, 5, 13), date(2024, 5, 13), False),
        ("03/04/2024", None, date(2024, 4, 3), date(2024, 4, 3), True),
        ("03/04/2024", True, date(2024, 4, 3), date(2024, 4, 3), False),
        ("03/04/2024", False, date(2024, 3, 4), date(2024, 3, 4), False),
        ("3.4.24", True, date(2024, 4, 3), date(2024, 4, 3), False),
        ("13-05-2024 00:00:00", None, date(2024, 5, 13), date(2024, 5, 13), False),
        ("12 May 2020", None, date(2020, 5, 12), date(2020, 5, 12), False),
        ("2019", None, date(2019, 1, 1), date(2019, 12, 31), False),
    ],
)
def test_days(cell: str, first: bool | None, start: date, end: date, ambiguous: bool) -> None:
    when = day_in(cell, first)
    assert when is not None
    assert (when.start, when.end, when.ambiguous) == (start, end, ambiguous)


@pytest.mark.parametrize("cell", ["", "never", "31/31/2024", "99", "the day after"])
def test_what_is_no_day(cell: str) -> None:
    assert day_in(cell) is None


@pytest.mark.parametrize(
    ("cell", "toll"),
    [
        ("5", Toll(5, 5)),
        ("5.0", Toll(5, 5)),
        ("1,200", Toll(1200, 1200)),
        ("5-7", Toll(5, 7)),
        ("5 to 7", Toll(5, 7)),
        ("5+", Toll(5, None)),
        ("none", Toll(0, 0)),
        ("at least five", Toll(5, None)),
        ("more than 10", Toll(11, None)),
        ("up to 6", Toll(None, 6)),
        ("7-5", None),
        ("many?", None),
        ("", None),
        ("5 on 12 May and 3 later", None),
    ],
)
def test_numbers_of_people(cell: str, toll: Toll | None) -> None:
    assert toll_in(cell) == toll


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("Vehicle bomb", "vehicle-bomb"),
        ("a suicide car bomb", "suicide"),
        ("Roadside bombing", "ied"),
        ("ROCKET", "rocket"),
        ("mortar shells", "mortar"),
        ("kidnapping", "abduction"),
        ("airstrike", "airstrike"),
        ("gunmen opened fire", "shooting"),
        ("peaceful march", None),
    ],
)
def test_kinds(cell: str, kind: str | None) -> None:
    found = kind_in(cell)
    assert (found.term if found else None) == kind


@pytest.mark.parametrize(
    ("cell", "most", "degrees"),
    [
        ("33.3", 90, 33.3),
        ("33,3", 90, 33.3),
        ("33.3°N", 90, 33.3),
        ("33.3 S", 90, -33.3),
        ("91", 90, None),
        ("x", 90, None),
    ],
)
def test_degrees(cell: str, most: float, degrees: float | None) -> None:
    assert degrees_in(cell, most) == degrees


@pytest.mark.parametrize("cell", ["Iraq", "IRQ", "iq", "368", "Iraq (Republic of)"])
def test_a_country_by_any_of_its_names(cell: str) -> None:
    assert country_in(cell) == "IQ"


def test_targets_and_weapons() -> None:
    assert category_of("a police checkpoint") == "checkpoint"
    assert category_of("Civilians (Iraq)") == "civilian"
    assert category_of("nothing in particular") == "other"
    assert weapon_in("two 107mm rockets") is not None
    assert weapon_in("words") is None


@given(st.text(max_size=80))
def test_no_cell_is_too_odd(cell: str) -> None:
    when, toll, found = day_in(cell), toll_in(cell), kind_in(cell)
    assert when is None or isinstance(when, When)
    assert toll is None or isinstance(toll, Toll)
    assert found is None or (found.term in KINDS and 0 <= found.start < found.end <= len(cell))
    assert category_of(cell) in TARGET_CATEGORIES
    assert len(country_in(cell)) in {0, 2}
    degrees = degrees_in(cell, 90)
    assert degrees is None or -90 <= degrees <= 90
