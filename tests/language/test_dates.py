"""Ordinary dates are found and resolved; words that only look like dates are not."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tocsin.language.dates.calendar import easter
from tocsin.language.dates.find import Anchor, find_dates

THURSDAY = date(2020, 8, 13)
DOC = Path(__file__).parents[2] / "docs" / "dates.md"


def only(text: str, published: date | None = THURSDAY, **more: object) -> tuple[str, str]:
    """Return the words and the days of the one date of `text`."""
    found = find_dates(text, Anchor(published=published, **more))  # type: ignore[arg-type]  # the tests' own shorthand
    assert len(found) == 1, [text[d.start : d.end] for d in found]
    when = found[0].when
    days = f"{when.start}" if when.precision == "day" else f"{when.start}/{when.end}/{when.precision}"
    return text[found[0].start : found[0].end], days


ORDINARY = [
    ("Shells fell today.", "today", "2020-08-13"),
    ("Shells fell yesterday.", "yesterday", "2020-08-12"),
    ("The court sits tomorrow.", "tomorrow", "2020-08-14"),
    ("Shells fell this morning.", "this morning", "2020-08-13"),
    ("Shells fell tonight.", "tonight", "2020-08-13"),
    ("Shells fell on Wednesday evening.", "Wednesday evening", "2020-08-12"),
    ("Shells fell before dawn on Monday.", "before dawn on Monday", "2020-08-10"),
    ("Shells fell on Saturday at 6:17 a.m. near the mill.", "Saturday at 6:17 a.m.", "2020-08-08"),
    ("Tuesday's attack was the worst.", "Tuesday's", "2020-08-11"),
    ("Shells fell this past Sunday.", "this past Sunday", "2020-08-09"),
    ("Shells fell on 9 August.", "9 August", "2020-08-09"),
    ("Shells fell on August 9th.", "August 9th", "2020-08-09"),
    ("Shells fell on 9 August 2019.", "9 August 2019", "2019-08-09"),
    ("Shells fell on August 9, 2019.", "August 9, 2019", "2019-08-09"),
    ("Shells fell on August 9,2019.", "August 9,2019", "2019-08-09"),
    ("Shells fell on 30 November.", "30 November", "2019-11-30"),
    ("Shells fell on 14 August, it says.", "14 August", "2020-08-14"),
    ("Shells fell on 29 February.", "29 February", "2020-02-29"),
    ("Shells fell on 9.8.2019.", "9.8.2019", "2019-08-09"),
    ("Shells fell on 2019-08-09.", "2019-08-09", "2019-08-09"),
    ("Shells fell on 2019/08/09.", "2019/08/09", "2019-08-09"),
    ("Shells fell on 26-Mar in the port.", "26-Mar", "2020-03-26"),
    ("Shells fell on 28/7 in the port.", "on 28/7", "2020-07-28"),
    ("Shells fell on the 5th.", "5th", "2020-08-05"),
    ("Shells fell on the 20th.", "20th", "2020-07-20"),
    ("Shells fell on the fifth.", "fifth", "2020-08-05"),
    ("Shells fell in June 2011.", "June 2011", "2011-06-01/2011-06-30/month"),
    ("Shells fell in January last year.", "January last year", "2019-01-01/2019-01-31/month"),
    ("Shells fell last October.", "last October", "2019-10-01/2019-10-31/month"),
    ("Shells fell in early July.", "early July", "2020-07-01/2020-07-10/days"),
    ("Shells fell in the first half of May.", "the first half of May", "2020-05-01/2020-05-15/days"),
    ("Shells fell in the first week of June.", "the first week of June", "2020-06-01/2020-06-07/days"),
    ("Shells fell this month.", "this month", "2020-08-01/2020-08-13/month"),
    ("Shells fell last year.", "last year", "2019-01-01/2019-12-31/year"),
    ("Shells fell last weekend.", "last weekend", "2020-08-08/2020-08-09/days"),
    ("Shells fell over the past 24 hours.", "over the past 24 hours", "2020-08-12/2020-08-13/days"),
    ("Shells fell over the past day.", "the past day", "2020-08-12/2020-08-13/days"),
    ("Shells fell two weeks ago.", "two weeks ago", "2020-07-30"),
    ("Shells fell three months ago.", "three months ago", "2020-05-01/2020-05-31/month"),
    ("Shells fell on the last day of July.", "last day of July", "2020-07-31"),
    ("It fell between 27 January and 10 February.", "between 27 January and 10 February", "2020-01-27/2020-02-10/days"),
    ("In the night between Friday and Saturday.", "night between Friday and Saturday", "2020-08-07/2020-08-08/days"),
    ("Shells fell late Tuesday into Wednesday.", "late Tuesday into Wednesday", "2020-08-11/2020-08-12/days"),
    ("Shells fell a week ago last Tuesday.", "a week ago last Tuesday", "2020-08-04"),
    ("It will start this Friday.", "this Friday", "2020-08-14"),
    ("It fell this Monday.", "this Monday", "2020-08-10"),
    ("It fell the night before last.", "the night before last", "2020-08-11"),
    ("The 2012 attack is remembered.", "2012", "2012-01-01/2012-12-31/year"),
    ("It recalls the September 11 attacks.", "September 11", "2001-09-11"),
    ("On August 5, 20 people died.", "August 5", "2020-08-05"),
    ("On August 5, 20 killed, 3 hurt.", "August 5", "2020-08-05"),
    ("It is due later this month.", "later this month", "2020-08-13/2020-08-31/month"),
    ("He flies to Rome for talks on August 20. He will meet the envoy.", "August 20", "2020-08-20"),
    ("On July 31l rockets hit the camp.", "July 31", "2020-07-31"),
    ("SHELLS FELL IN MAY.", "IN MAY", "2020-05-01/2020-05-31/month"),
    ("Shells fell at Christmas.", "Christmas", "2019-12-24/2019-12-26/days"),
    ("Shells fell in the autumn of 2019.", "the autumn of 2019", "2019-09-01/2019-11-30/season"),
    ("Shells fell between 1984 and 1989.", "between 1984 and 1989", "1984-01-01/1989-12-31/year"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "days"), ORDINARY, ids=lambda v: v if isinstance(v, str) else "")
def test_ordinary_date(text: str, words: str, days: str) -> None:
    got_words, got_days = only(text)
    assert got_days == days
    assert got_words.lower().removeprefix("in ").removeprefix("the ") == words.lower().removeprefix("on ").removeprefix(
        "in "
    ).removeprefix("the ")


NO_DATES = [
    "The 1st Brigade and the 15th Division advanced.",
    "They may march on the capital.",
    "THEY MAY HAVE FLED.",
    "THE WORKERS MARCH ON.",
    "The Sun printed it first.",
    "He came in the second of three cars.",
    "Three 107mm rockets and two 122 mm ones were found.",
    "The home side won 3-2, then lost 1-4.",
    "Call 0770 123 4567 or 555-12-34.",
    "Resolution 1701 was ignored, said an F-16 pilot on Route 15.",
    "Karim Aziz, 15, and his aunt, 42, were hurt.",
    "Around 1,200 people left the 14 July Bridge.",
    "The shop is on 14 July street.",
    "Members of the March 23 Movement and of the 17 November group were held.",
    "An august gathering in a sunny hall.",
    "He was jailed under Law 18314.",
    "The 20-year-old had 4.1 billion pesos.",
    "It cost $2,019 and 25 percent of 1800 men paid.",
    "The squad used an M-16 and an AK-47 at kilometre 15.",
    "Flight 302 of 24/7 Air had 3/4 of its seats free.",
    "On the 15th floor the 3rd Battalion waited.",
    "It is the 14th time that the 21st century sees it.",
    "Mr May said that April Jones and June Carter had left.",
    "Bloody Sunday is remembered by the Sunday Times and by Black September.",
    "Mayors in the region may ask for more.",
    "Wed to a baker, she sat down.",
    "Two of the 16 wounded died.",
    "",
    "...",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_not_a_date(text: str) -> None:
    assert [text[d.start : d.end] for d in find_dates(text, Anchor(published=THURSDAY)) if not d.weak] == []


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("BAGHDAD, Aug 12 (Agency) - A shell fell.", "dateline"),
        ("ERBIL, Iraq, 12 August 2020 -- A shell fell.", "dateline"),
        ("LIMA, 12 AUG 20 (RADIO) -- [TEXT] A SHELL FELL.", "dateline"),
        ("MARAWI CITY (Island News / 12 August) - A shell fell.", "dateline"),
        ("Posted on 12 August 2020\n\nA shell fell.", "metadata"),
        ("Wednesday, 12 August 2020\n\nA shell fell.", "metadata"),
        ("2020-08-12 00:00:00 - From: City News\n\nA shell fell.", "metadata"),
        ("A yard after a blast, August 12, 2020. (AFP)", "metadata"),
        ("Last updated: August 12, 2020\nA shell fell.", "metadata"),
    ],
)
def test_dates_of_the_page_are_told_apart(text: str, where: str) -> None:
    (found,) = find_dates(text, Anchor(published=THURSDAY))
    assert found.when.start == date(2020, 8, 12)
    assert (found.dateline, found.metadata) == (where == "dateline", where == "metadata")


@pytest.mark.parametrize(
    "text", ["On August 12 - a quiet day - a shell fell.", "On August 12: a shell.", "August 12, a shell."]
)
def test_a_date_told_of_is_neither_dateline_nor_metadata(text: str) -> None:
    (found,) = find_dates(text, Anchor(published=THURSDAY))
    assert not found.dateline
    assert not found.metadata


def test_today_leans_on_the_dateline() -> None:
    found = find_dates("LIMA, 12 AUG 20 (RADIO) -- A SHELL FELL TODAY.", Anchor(published=THURSDAY))
    assert found[1].when.start == date(2020, 8, 12)


def test_moment_of_publication_is_read_in_the_zone_of_the_place() -> None:
    anchor = Anchor(published_at=datetime(2020, 8, 13, 22, 30, tzinfo=UTC), zone="Asia/Baghdad")
    assert find_dates("A shell fell today.", anchor)[0].when.start == date(2020, 8, 14)
    unknown_zone = Anchor(published_at=datetime(2020, 8, 13, 22, 30, tzinfo=UTC), zone="No/Where")
    assert find_dates("A shell fell today.", unknown_zone)[0].when.start == THURSDAY


def test_speech_is_no_reference_for_what_follows_if_another_day_is_told() -> None:
    text = "On Monday a mast fell, police said on Wednesday. A day later the pump failed."
    assert [d.when.start for d in find_dates(text, Anchor(published=THURSDAY))] == [
        date(2020, 8, 10),
        date(2020, 8, 12),
        date(2020, 8, 11),
    ]


def test_two_years_in_a_text_settle_nothing() -> None:
    found = find_dates("In 2013 he fled, in 1996 he came back. On 5 July he spoke.", Anchor())
    assert found[-1].when.start is None


def test_a_weekday_settles_the_year_that_the_text_leaves_open() -> None:
    found = find_dates("In 2013 he fled, in 2011 he hid. On Friday 5 July he spoke.", Anchor())
    assert found[-1].when.start == date(2013, 7, 5)


@pytest.mark.parametrize(
    ("year", "day"), [(1961, (4, 2)), (2000, (4, 23)), (2008, (3, 23)), (2019, (4, 21)), (2038, (4, 25))]
)
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


def rows_of_the_doc() -> list[tuple[str, str, str]]:
    rows = re.findall(
        r"^\| (\d{4}-\d\d-\d\d|none) \| (.+?) \| (.+?) \|$", DOC.read_text(encoding="utf-8"), re.MULTILINE
    )
    return [(published, text, days) for published, text, days in rows]


@pytest.mark.parametrize(("published", "text", "days"), rows_of_the_doc())
def test_the_doc_tells_the_truth(published: str, text: str, days: str) -> None:
    anchor = Anchor(published=None if published == "none" else date.fromisoformat(published))
    plain = text.replace("**", "")
    found = find_dates(plain, anchor)
    marked = [m.start() - 4 * n for n, m in enumerate(re.finditer(r"\*\*[^*]+\*\*", text))]
    shown = []
    for at in marked:
        (dated,) = [d for d in found if d.start <= at < d.end]
        when = dated.when
        days_of = f"{when.start}" if when.precision == "day" else f"{when.start} to {when.end}, {when.precision}"
        shown.append("unknown" if when.start is None else days_of + ", ambiguous" * when.ambiguous)
    assert "; ".join(shown) == days


def test_the_doc_has_examples_of_every_class() -> None:
    assert len(rows_of_the_doc()) >= 30
