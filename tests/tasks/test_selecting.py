from dataclasses import replace

import pytest

from tocsin.errors import PlaceError
from tocsin.gazetteer.base import Candidate
from tocsin.settings import Settings
from tocsin.tasks.selecting import Asked, meant, selection_of
from tocsin.testing.builders import a_place
from tocsin.vocabulary.selection import Near, Selection


def test_nothing_asked_is_everything() -> None:
    assert selection_of(Asked(), Settings()) == Selection()


@pytest.mark.parametrize("words", ["33.3, 44.4", " 33.3 44.4 ", "33.3;44.4", "33.3,44.4"])
def test_degrees_need_no_gazetteer(words: str) -> None:
    settings = Settings(gazetteer="there is none")
    assert selection_of(Asked(near=words, within_km=5), settings).near == Near(33.3, 44.4, 5)


def test_degrees_that_are_nowhere_are_refused() -> None:
    with pytest.raises(PlaceError, match="no such coordinates"):
        selection_of(Asked(near="133.3,44.4"), Settings())


def test_a_place_that_is_in_another_country_is_told_with_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    there = [
        Candidate(replace(a_place("Basra", lat, lon), country=country), "city", 1_000)
        for lat, lon, country in ((30.5, 47.8, "IQ"), (30.51, 47.81, "IQ"), (32.4, 72.7, "PK"))
    ]
    gazetteer = type("Places", (), {"candidates": lambda *_: there})()
    monkeypatch.setattr("tocsin.tasks.selecting.load", lambda *_: lambda _: gazetteer)
    with pytest.raises(PlaceError, match=r"no place in US .*elsewhere there is [^;]*\(IQ\)[^;]*; [^;]*\(PK\)[^;]*$"):
        selection_of(Asked(near="Basra", country="US"), Settings())


def test_the_place_by_far_the_largest_is_meant() -> None:
    large = Candidate(a_place("Basra", 30.5, 47.8), "city", 1_300_000)
    small = Candidate(a_place("Basra", 10.5, 7.8), "city", 900)
    assert meant([large, small], "Basra") == large


def test_of_several_places_none_is_guessed() -> None:
    one = Candidate(a_place("Tripoli", 32.9, 13.2), "city", 1_100_000)
    other = Candidate(a_place("Tripoli", 34.4, 35.8), "city", 700_000)
    with pytest.raises(PlaceError, match=r"could be several places: .*32\.90,13\.20.*34\.40,35\.80.*--country"):
        meant([one, other], "Tripoli")


def test_two_entries_of_one_place_are_no_rivals() -> None:
    town = Candidate(a_place("Taji", 33.52, 44.26), "city", 20_000)
    base = Candidate(a_place("Taji", 33.5, 44.2), "facility", 0)
    assert meant([town, base], "Taji") == town


def test_an_unknown_place_is_told_with_the_mend() -> None:
    with pytest.raises(PlaceError, match=r"no place is known as 'Nowhere'.*degrees"):
        meant([], "Nowhere")


def test_a_country_has_no_circle() -> None:
    with pytest.raises(PlaceError, match="--country IQ"):
        meant([Candidate(a_place("Iraq"), "country", 40_000_000)], "Iraq")
