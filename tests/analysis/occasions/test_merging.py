import numpy as np
import pytest

from tests.analysis.occasions.told import days, noted, told
from tocsin.analysis.occasions.known import OccasionTelling
from tocsin.analysis.occasions.merging import merged, names
from tocsin.vocabulary.values import When

TRIP = "The premier is to visit Lisbon on May 20"


def test_one_occasion_told_by_several_is_one() -> None:
    (one,) = merged([told(days(20), TRIP, "a"), told(days(20), "flies to Lisbon on Monday", "b")])
    assert (one.when, one.words, len(one.tellings)) == (days(20), TRIP, 2)
    assert one.sources == ("Paper a", "Paper b")
    assert not one.disputed
    assert not one.in_calendar


def test_days_that_lie_a_day_apart_can_be_one_occasion_and_are_told() -> None:
    tellings = [
        told(days(20), TRIP, "a"),
        told(days(19), "left for Lisbon on Sunday", "b"),
        told(days(20), "He is in Lisbon", "c"),
    ]
    (one,) = merged(tellings)
    assert one.when == days(20), "the day of most tellings"
    assert one.disputed


@pytest.mark.parametrize(
    "other",
    [
        told(days(20), "The emir visits Oslo", "b"),
        told(days(23), "is in Lisbon", "b"),
        told(days(20), TRIP, "b", sort="talks"),
        told(When(), TRIP, "b"),
    ],
)
def test_other_names_days_and_sorts_stay_apart(other: OccasionTelling) -> None:
    assert len(merged([told(days(20), TRIP, "a"), other])) == 2


def test_what_fits_two_that_fit_each_other_shows_them_to_be_one() -> None:
    tellings = [told(days(20), "meets Obi", "a"), told(days(20), "is in Lisbon", "b")]
    assert len(merged(tellings)) == 2
    (one,) = merged([*tellings, told(days(20), "Obi receives him in Lisbon", "c")])
    assert len(one.tellings) == 3


def test_what_knows_only_the_month_joins_where_one_alone_fits() -> None:
    month = When(days(1).start, days(31).end, "month")
    vague = told(month, "goes to Lisbon in May", "c")
    (one,) = merged([vague, told(days(20), TRIP, "a")])
    assert one.when == days(20)
    assert not one.disputed
    three = merged([vague, told(days(20), TRIP, "a"), told(days(3), "was in Lisbon", "b")])
    assert len(three) == 3


def test_a_calendar_speaks_before_reports_but_its_own_entries_are_never_one() -> None:
    (one,) = merged([told(days(20), TRIP, "a"), noted(days(20), "State visit to Lisbon")])
    assert (one.words, one.in_calendar, one.sources) == ("State visit to Lisbon", True, ("own.csv", "Paper a"))
    prayers = [noted(days(day), "Prayer", 3) for day in (3, 4, 5)]
    assert len(merged(prayers)) == 3
    assert len(merged([*prayers, prayers[0]])) == 3, "the same entry twice is one"


def test_the_order_of_tellings_changes_nothing() -> None:
    tellings = [told(days(day), f"was in Town{day % 3}", chr(97 + day)) for day in range(1, 20)]
    wanted = merged(tellings)
    for seed in range(5):
        shuffled = [tellings[at] for at in np.random.default_rng(seed).permutation(len(tellings))]
        assert merged(shuffled) == wanted


def test_those_without_a_day_come_last() -> None:
    found = merged([told(When(), "a trip to Rome", "a"), told(days(20), TRIP, "b")])
    assert [one.when.start is None for one in found] == [False, True]


def test_names_are_what_can_name_somebody() -> None:
    assert names("The Prime Minister flies to São Tomé on Monday, May 20") == {"sao", "tome"}


def test_told_beside_attacks_alone() -> None:
    (one,) = merged([told(days(20), TRIP, "a", beside=True)])
    assert one.only_beside_attacks
    (other,) = merged([told(days(20), TRIP, "a", beside=True), told(days(20), "to Lisbon", "b")])
    assert not other.only_beside_attacks
