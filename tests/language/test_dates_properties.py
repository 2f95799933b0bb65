"""What must hold of every date and every text."""

import calendar
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.language.dates.find import Anchor, Dated, find_dates

DAYS = st.dates(date(1951, 1, 1), date(2049, 12, 31))
SUFFIXES = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def month(day: date) -> str:
    return calendar.month_name[day.month]


def ordinal(day: date) -> str:
    return f"{day.day}{SUFFIXES.get(day.day, 'th')}"


FORMATS: dict[str, Callable[[date], str]] = {
    "iso": lambda d: d.isoformat(),
    "slashed iso": lambda d: f"{d.year}/{d.month:02}/{d.day:02}",
    "dotted": lambda d: f"{d.day}.{d.month}.{d.year}",
    "British": lambda d: f"{d.day} {month(d)} {d.year}",
    "American": lambda d: f"{month(d)} {d.day}, {d.year}",
    "ordinal": lambda d: f"the {ordinal(d)} of {month(d)} {d.year}",
    "month and ordinal": lambda d: f"{month(d)} {ordinal(d)}, {d.year}",
    "short": lambda d: f"{month(d)[:3]}. {d.day}, {d.year}",
    "capitals": lambda d: f"{d.day} {month(d)[:3].upper()} {d.year}",
    "weekday": lambda d: f"{calendar.day_name[d.weekday()]}, {d.day} {month(d)} {d.year}",
    "short weekday": lambda d: f"{calendar.day_abbr[d.weekday()]} {d.day} {month(d)} {d.year}",
    "military": lambda d: f"{d.day:02}0830Z{month(d)[:3].upper()}{d.year}",
    "dashed": lambda d: f"{d.day}-{month(d)[:3]}-{d.year}",
}


@pytest.mark.parametrize("name", FORMATS)
@given(day=DAYS, published=st.none() | DAYS)
def test_a_written_date_is_found_and_means_the_day(name: str, day: date, published: date | None) -> None:
    text = f"A shell fell in the yard on {FORMATS[name](day)} and hurt two men."
    found = find_dates(text, Anchor(published=published))
    assert [(d.when.start, d.when.end, d.when.precision) for d in found] == [(day, day, "day")]


@given(day=DAYS, day_first=st.booleans())
def test_the_outlets_habit_settles_the_order(day: date, day_first: bool) -> None:
    written = f"{day.day:02}/{day.month:02}/{day.year}" if day_first else f"{day.month:02}/{day.day:02}/{day.year}"
    (found,) = find_dates(f"A shell fell on {written}.", Anchor(day_first=day_first))
    assert found.when.start == day
    assert not found.when.ambiguous


@given(published=DAYS, back=st.integers(0, 360))
def test_a_day_without_a_year_is_the_latest_before_publication(published: date, back: int) -> None:
    day = published - timedelta(days=back)
    if (day.month, day.day) == (2, 29):
        return
    (found,) = find_dates(f"A shell fell on {day.day} {month(day)}.", Anchor(published=published))
    assert found.when.start == day


@given(published=DAYS, back=st.integers(0, 6))
def test_a_weekday_is_the_latest_up_to_publication(published: date, back: int) -> None:
    day = published - timedelta(days=back)
    (found,) = find_dates(f"A shell fell on {calendar.day_name[day.weekday()]}.", Anchor(published=published))
    assert found.when.start == day


PIECES = st.sampled_from(
    "on the 15th of August 3 , and July 27 - to between Monday last night Sunday May march 2019 ' 08/05/2020 28/9 "
    "7.35 two days later ago earlier week weekend past next this same day before after since early late mid winter "
    "overnight 5:30 p.m. every 1990s ( ) . \n of in from Easter Sunday 31 30 February 0 99 half first hours "
    "150830ZAUG20 ~ – ١٥ İ".split(" ")
)
MESSES = st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=80)


def assert_in_order(text: str, found: tuple[Dated, ...]) -> None:
    ends = 0
    for dated in found:
        assert ends <= dated.start < dated.end <= len(text)
        ends = dated.end
    assert [d.group for d in found] == sorted(d.group for d in found)


@given(text=MESSES, published=st.none() | st.dates())
def test_any_text_gives_spans_in_order(text: str, published: date | None) -> None:
    assert_in_order(text, find_dates(text, Anchor(published=published)))


@given(day=st.integers(1, 28), number=st.integers(1, 12), weekday=st.integers(0, 6), count=st.integers(2, 40))
def test_without_publication_and_year_there_is_never_a_value(day: int, number: int, weekday: int, count: int) -> None:
    name = calendar.month_name[number]
    text = (
        f"On {day} {name} a mast fell, on {calendar.day_name[weekday]} a pump; in {name}, yesterday, last week, "
        f"overnight, {count} days ago, two days later, over the weekend and on Christmas Day others. "
        f"The {day}th was calm."
    )
    found = find_dates(text, Anchor())
    assert len(found) >= 9
    assert {(d.when.start, d.when.end) for d in found} == {(None, None)}
