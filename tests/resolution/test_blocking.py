"""Blocks hold what may be the same, follow precision, and are the same from both sides."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.resolution.shelf import judged
from tests.resolution.told import PLACES, Story, an_entry
from tocsin.resolution.base import BATCH
from tocsin.resolution.blocking import block_of, comparable, holds
from tocsin.vocabulary.terms import KINDS, Kind

TEXT = "Rockets hit a place on a day."


def story(
    day: str | tuple[str, str] | None = "2024-03-04", place: str = "Camp Taji", published: str = "2024-03-05"
) -> Story:
    return Story(TEXT, "rocket", day, place, published=published)


def test_the_window_follows_the_precision() -> None:
    exact, month = block_of(an_entry(story())), block_of(an_entry(story(("2024-03-01", "2024-03-31"))))
    assert (exact.start, exact.end) == (date(2024, 3, 2), date(2024, 3, 6))
    assert (month.start, month.end) == (date(2024, 2, 25), date(2024, 4, 5))


def test_the_circle_follows_the_precision() -> None:
    town, province = an_entry(story(place="Ain al-Asad air base")), an_entry(story(place="Anbar"), 2)
    assert block_of(town).km < block_of(province).km
    assert comparable(town, province)
    assert not comparable(town, an_entry(story(place="Camp Taji"), 3))


def test_an_undated_report_meets_what_was_near_its_publication() -> None:
    undated = an_entry(story(day=None, published="2024-03-20"))
    assert comparable(undated, an_entry(story(), 2))
    assert comparable(undated, an_entry(story(day=None, published="2024-04-10"), 3))
    assert not comparable(undated, an_entry(story("2024-01-04", published="2024-01-05"), 4))


def test_the_kind_narrows_only_where_no_place_does() -> None:
    placed, unplaced = an_entry(story()), an_entry(story(place=""), 2)
    assert block_of(placed).kinds == ()
    assert "mortar" in block_of(unplaced).kinds
    assert "shooting" not in block_of(unplaced).kinds


def test_the_ends_of_the_calendar_are_no_error() -> None:
    assert block_of(an_entry(story(("0001-01-01", "9999-12-31")))).start == date.min


days = st.one_of(
    st.none(),
    st.dates(date(2024, 3, 1), date(2024, 3, 9)).map(str),
    st.just(("2024-03-01", "2024-03-31")),
)
stories = st.builds(
    lambda kind, day, place, published: Story(TEXT, kind, day, place, published=str(published)),
    st.sampled_from(KINDS),
    days,
    st.sampled_from(["", *PLACES]),
    st.dates(date(2024, 3, 1), date(2024, 4, 20)),
)


@given(stories, stories)
def test_comparing_is_the_same_from_both_sides(one: Story, other: Story) -> None:
    first, second = an_entry(one, 1), an_entry(other, 2)
    assert comparable(first, second) == comparable(second, first)
    assert holds(block_of(first), first)


@given(st.lists(stories, min_size=2, max_size=6))
def test_each_pair_is_judged_once_whoever_comes_first(told: list[Story]) -> None:
    entries = [an_entry(one, at, at) for at, one in enumerate(told, start=1)]
    found = judged(entries)
    assert len({(j.first, j.second) for j in found}) == len(found)
    assert set(found) == set(judged(entries[::-1]))


def test_more_entries_than_a_batch() -> None:
    kinds: list[Kind] = ["rocket", "ied"]
    entries = [
        an_entry(Story(TEXT, kinds[at % 2], str(date(2000, 1, 1).replace(year=1000 + at))), at, 1)
        for at in range(1, BATCH + 3)
    ]
    twin = an_entry(Story(TEXT, kinds[(BATCH + 1) % 2], str(date(1000 + BATCH + 1, 1, 1))), BATCH + 3, 2)
    assert len(judged([*entries, twin])) == 1
