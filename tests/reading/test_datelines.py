from datetime import UTC, date, datetime

import pytest

from tocsin.reading.datelines import Dated, dated, dateline, marked_date, published_day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2021-03-09", date(2021, 3, 9)),
        ("2021/03/09 | 09:40 - Source: North Desk", date(2021, 3, 9)),
        ("MARCH 9, 2021 14:39", date(2021, 3, 9)),
        ("Published: Mar. 9, 2021 at 5:48 AM CDT", date(2021, 3, 9)),
        ("Posted March 9, 2021 21:40:00", date(2021, 3, 9)),
        ("Tuesday 9 March 2021 - 09:52", date(2021, 3, 9)),
        ("Tuesday, 9 March 2021 10:17 PM", date(2021, 3, 9)),
        ("Agencies Tuesday 9 March 2021", date(2021, 3, 9)),
        ("By Our Man, Tuesday March 9 2021", date(2021, 3, 9)),
        ("Desk wire | 2 min read | 9 Mar 2021, 06:12", date(2021, 3, 9)),
        ("THE LANTERN — Tuesday 9 March 2021 — p. 3", date(2021, 3, 9)),
        ("Valley Post | Main | 19.03.2021 11:07", date(2021, 3, 19)),
        ("HOME  ARCHIVE  19-3-2021", date(2021, 3, 19)),
        ("posted 9 Mar.'21 / 23:14", date(2021, 3, 9)),
        ("mardi 9 mars 2021", date(2021, 3, 9)),
        ("Capital, 28/03/2021 09:14 | Lire aussi", date(2021, 3, 28)),
        ("Sept. 3, 2021, 5:55 a.m.", date(2021, 9, 3)),
    ],
)
def test_a_row_of_its_own_dates_the_page(line: str, day: date) -> None:
    found = dated(line)
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize(
    "line",
    [
        "Tuesday, 9 March",
        "03/09/2021",
        "2021-13-40",
        "31 February 2021",
        "The bridge was blown up on 9 March 2021 by men in boats",
        "A crowd waits at the gate in Northtown, Valley Province, March 9, 2021",
        "Attack of 9 March 2021 remembered",
        "March 2021",
    ],
)
def test_half_a_date_or_one_within_words_dates_nothing(line: str) -> None:
    assert dated(line) is None


def test_labels_and_zones_are_read() -> None:
    found = dated("Published 16 Nov 2022 18:05 GMT")
    assert found == Dated(
        date(2022, 11, 16), "published", has_time=True, moment=datetime(2022, 11, 16, 18, 5, tzinfo=UTC)
    )
    updated = dated("Updated 16 Nov 2022")
    assert updated is not None
    assert updated.label == "updated"


def test_letters_of_other_zones_give_no_moment() -> None:
    found = dated("Published: Mar. 9, 2021 at 5:48 AM CST")
    assert found is not None
    assert found.has_time
    assert found.moment is None


def test_the_mark_of_a_saved_page_is_read_and_measured() -> None:
    assert marked_date(" date 2021-03-09 Rockets fell") == (date(2021, 3, 9), len(" date 2021-03-09 "))
    assert marked_date("date 2021-03-99 Rockets fell")[0] is None
    assert marked_date("dates 2021-03-09") == (None, 0)


def test_a_dateline_with_its_year_counts() -> None:
    found = dateline("NORTHTOWN, March 9, 2021 (Wire) - Rockets fell on Monday.")
    assert found is not None
    assert found.day == date(2021, 3, 9)
    assert dateline("NORTHTOWN, March 9 (Wire) - Rockets fell on Monday.") is None


def test_labelled_goes_before_timed_before_bare_and_conflict_is_none() -> None:
    a, b = date(2021, 3, 9), date(2021, 3, 10)
    assert published_day([]) is None
    assert published_day([Dated(a), Dated(b)]) is None
    assert published_day([Dated(b, "updated")]) is None
    for lines in ([Dated(b), Dated(a, has_time=True)], [Dated(b, has_time=True), Dated(a, "published")]):
        found = published_day(lines)
        assert found is not None
        assert found.day == a
