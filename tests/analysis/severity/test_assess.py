from datetime import date

import pytest

from tests.analysis.severity.made import a_case, in_a_row
from tocsin.analysis.severity.assess import SPREAD, UNDATED, assess_severity
from tocsin.analysis.severity.periods import By, every, first_of, label, last_of


def test_all_figures_stand_under_their_stretch_of_time() -> None:
    cases = [a_case(0, True), a_case(1, False), a_case(40, None), a_case(24, False, length=5), a_case(None, True)]
    found = assess_severity(cases, "month", unplaced=("inc-x",))
    assert [(one.label, one.start, one.end) for one in found.stretches] == [
        ("May 2024", date(2024, 5, 1), date(2024, 5, 31)),
        ("June 2024", date(2024, 6, 1), date(2024, 6, 30)),
    ]
    assert [(one.label, one.incident_ids) for one in found.apart] == [
        (SPREAD, ("inc-24-0",)),
        (UNDATED, ("inc-None-0",)),
    ]
    assert found.whole.incident_ids == tuple(case.id for case in cases)
    (killed, *_) = found.whole.tolls
    assert (killed.low, killed.high, len(killed.untold_ids)) == (4, 6, 1)
    assert found.unplaced_ids == ("inc-x",)
    embassy = found.stretches[0].portion("target", "embassy")
    assert embassy is not None
    assert embassy.known == len(found.stretches[0].incident_ids)
    assert found.stretches[0].portion("target", "nothing") is None


def test_what_lies_in_two_stretches_is_in_none() -> None:
    found = assess_severity([a_case(0), a_case(24, length=5)], "month")
    assert [one.label for one in found.apart] == [SPREAD]
    assert found.stretches[0].incident_ids == ("inc-0-0",)
    assert "1 attack may lie in more than one stretch of time: counted in none." in found.assumptions


def test_the_sentences_say_what_is_told_and_what_is_not() -> None:
    tolls, run = assess_severity(in_a_row("xooo.o")).sentences
    assert tolls == "6 attacks: 2 to 3 killed (5 tell of it, 1 does not), 0 wounded (5 tell of it, 1 does not)."
    assert run.startswith("4 attacks in a row, 7-11 May 2024, are told to have hurt nobody (1 tells nothing clear")
    assert (
        "with the 1 of 5 that hurt somebody anywhere in the order, as long a run is left in about every second" in run
    )
    assert run.endswith("whether it is meant cannot be told from that.")


def test_a_run_without_anything_to_compare_with_says_what_it_leaves_possible() -> None:
    _, run = assess_severity(in_a_row("ooooo")).sentences
    assert "of 5 that tell clearly none hurt anybody, which fits any share of up to 43% that do" in run


def test_nothing_told_is_said_to_be_that() -> None:
    (said,) = assess_severity([a_case(0)]).sentences
    assert said == "1 attack: none tells how many people it hurt, which does not say that it hurt nobody."
    assert assess_severity([]).sentences[0].startswith("0 attacks")


@pytest.mark.parametrize(
    ("by", "first", "last", "words"),
    [
        ("day", date(2024, 5, 8), date(2024, 5, 8), "8 May 2024"),
        ("week", date(2024, 5, 6), date(2024, 5, 12), "week of 6 May 2024"),
        ("month", date(2024, 5, 1), date(2024, 5, 31), "May 2024"),
        ("year", date(2024, 1, 1), date(2024, 12, 31), "2024"),
    ],
)
def test_stretches_of_time(by: By, first: date, last: date, words: str) -> None:
    day = date(2024, 5, 8)
    assert (first_of(day, by), last_of(day, by), label(first, by)) == (first, last, words)


@pytest.mark.parametrize("by", ["day", "week", "month", "year"])
def test_stretches_end_with_the_calendar(by: By) -> None:
    assert list(every(date(9999, 12, 30), date.max, by))[-1] <= date.max
    assert last_of(date.max, by) == date.max
    assert first_of(date.min, by) == date.min
    assert len(list(every(date(2024, 2, 28), date(2024, 3, 1), by))) == {"day": 3, "week": 1, "month": 2, "year": 1}[by]
