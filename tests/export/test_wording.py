from datetime import date

import pytest

from tocsin.export.wording import (
    placed_words,
    tie_words,
    title_words,
    toll_words,
    weapon_words,
    when_words,
    where_words,
    who_words,
)
from tocsin.testing.builders import a_claim, a_place, a_report, a_span, a_tie
from tocsin.vocabulary.claim import Claim, Speaker
from tocsin.vocabulary.terms import Precision
from tocsin.vocabulary.values import Toll, Weapon, When, Where


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        ((2020, 8, 15), (2020, 8, 15), "day", "15 Aug 2020"),
        ((2020, 8, 14), (2020, 8, 15), "days", "14–15 Aug 2020"),
        ((2020, 7, 31), (2020, 8, 1), "days", "31 Jul–1 Aug 2020"),
        ((2020, 12, 31), (2021, 1, 1), "days", "31 Dec 2020–1 Jan 2021"),
        ((2020, 8, 10), (2020, 8, 16), "week", "week of 10 Aug 2020"),
        ((2020, 8, 1), (2020, 8, 31), "month", "Aug 2020"),
        ((2020, 6, 1), (2020, 8, 31), "season", "Jun–Aug 2020"),
        ((2020, 12, 1), (2021, 2, 28), "season", "Dec 2020–Feb 2021"),
        ((2020, 1, 1), (2020, 12, 31), "year", "2020"),
        ((1990, 1, 1), (1999, 12, 31), "year", "Jan 1990–Dec 1999"),
        ((2020, 2, 17), (2020, 8, 17), "month", "about 17 Feb–17 Aug 2020"),
    ],
)
def test_days_are_told_no_more_exactly_than_known(
    start: tuple[int, int, int], end: tuple[int, int, int], precision: Precision, words: str
) -> None:
    assert when_words(When(date(*start), date(*end), precision)) == words


def test_an_unknown_and_an_ambiguous_day_say_so() -> None:
    assert when_words(When()) == "day unknown"
    assert "swapped" in when_words(When(date(2020, 8, 5), date(2020, 8, 5), "day", ambiguous=True))


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (5, 5, "5 killed"),
        (12, None, "at least 12 killed"),
        (None, 3, "up to 3 killed"),
        (0, 3, "up to 3 killed"),
        (4, 6, "4 to 6 killed"),
        (0, 0, "nobody killed"),
        (0, None, "at least 0 killed"),
    ],
)
def test_tolls_keep_their_bounds(low: int | None, high: int | None, words: str) -> None:
    assert toll_words(Toll(low, high), "killed") == words


def test_weapons_say_number_type_and_calibre() -> None:
    assert weapon_words(Weapon("rocket", 3, 107)) == "3 × rocket, 107 mm"
    assert weapon_words(Weapon("machine-gun", calibre_mm=12.7)) == "machine gun, 12.7 mm"
    assert weapon_words(Weapon("ied", 2)) == "2 × IED"
    assert weapon_words(Weapon("unknown")) == "weapon"


def test_a_place_adds_what_the_text_did_not_say() -> None:
    def claim(words: str, where: Where) -> Claim:
        return a_claim("where", where, a_span(words))

    placed = Where("Basra Airport", "near", "facility", a_place())
    assert where_words(claim("the airport in Basra", placed)) == "near the airport in Basra"
    assert placed_words(claim("the airport in Basra", placed)) == "Basra Airport, IQ"
    assert placed_words(claim("the airport", placed)) == "Basra Airport, Basra, IQ"
    assert placed_words(claim("the airport", Where("the airport"))) == ""
    assert where_words(claim("the airport", Where("the airport"))) == "the airport"


def test_a_report_without_a_title_is_named_by_its_first_words() -> None:
    assert title_words(a_report(title=" Rockets\nhit ")) == "Rockets hit"
    assert title_words(a_report(title="")).startswith("BASRA - Two rockets struck")
    assert len(title_words(a_report(title=""))) <= 76
    assert title_words(a_report("", title="")) == "Without a title"


def test_a_perpetrator_is_told_with_stance_and_speaker() -> None:
    officials = Speaker("officials", a_span("officials"))
    assert who_words(a_claim("perpetrator", stance="blamed", speaker=officials)) == (
        "The Dawn Brigade (blamed by officials)"
    )
    itself = Speaker("The Dawn Brigade", a_span("The Dawn Brigade"))
    assert who_words(a_claim("perpetrator", stance="claims", speaker=itself)) == "The Dawn Brigade (claims it)"
    assert who_words(a_claim("perpetrator", stance="denies", speaker=officials)) == (
        "The Dawn Brigade (denies it, says officials)"
    )


def test_a_tie_reads_for_one_and_for_many() -> None:
    assert tie_words(a_tie()) == "The Dawn Brigade – front for – the Harbour League (says officials)"
