from hypothesis import given
from hypothesis import strategies as st

from tocsin.language.phrases import fold, whole_words


@given(st.text())
def test_folding_moves_no_character(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_folding_evens_out_capitals_quotes_and_hyphens() -> None:
    assert fold("The MAYOR’s CAR‑BOMB") == "the mayor's car-bomb"
    assert fold("İZMİR")[0] == "İ"  # its small form has two characters: left as it is


def test_the_longest_phrase_wins_and_words_stay_whole() -> None:
    pattern = whole_words(["car", "car bomb", "car~bomb attack"])
    assert [m[0] for m in pattern.finditer("a car bomb, a carbomb attack, a card, one car")] == [
        "car bomb",
        "carbomb attack",
        "car",
    ]


@given(st.lists(st.text(alphabet="abc ", min_size=1).filter(lambda t: t.strip() == t and t), min_size=1))
def test_every_phrase_is_found(phrases: list[str]) -> None:
    pattern = whole_words(phrases)
    for phrase in phrases:
        assert pattern.fullmatch(phrase)
