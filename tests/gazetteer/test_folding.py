"""Spellings that are one name, and names that stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.gazetteer.folding import drop_article, fold, is_latin, plain_name


@pytest.mark.parametrize(
    "spellings",
    [
        ("Ba'qubah", "Baqubah", "BAQUBA", "Ba‘qūbah", "baʿquba"),
        ("al-Taji", "Al Taji", "TAJI", "At-Taji"),
        ("Deir ez-Zor", "Deir al-Zor", "DEIR EZ-ZOR"),
        ("Saint-Denis", "St. Denis", "st denis"),
        ("São Paulo", "Sao Paulo"),
        ("Usulután", "USULUTAN"),
        ("K-1", "K 1"),
        ("Kızılağaç", "Kizilagac"),
    ],
)
def test_one_name(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1, [fold(s) for s in spellings]


def test_names_that_stay_apart() -> None:
    assert fold("Hama") != fold("Hamam")
    assert fold("El Salvador") != fold("Salvador")
    assert fold("Al") == "al"


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(name: str) -> None:
    assert fold(fold(name)) == fold(name)


def test_shown_names() -> None:
    assert plain_name("Al Fallūjah") == "Al Fallujah"
    assert drop_article("An Najaf") == "Najaf"
    assert drop_article("Najaf") is None
    assert is_latin("Ţarābulus")
    assert not is_latin("بغداد")
