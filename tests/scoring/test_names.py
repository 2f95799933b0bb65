import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.scoring.names import called, content_words, name_agreement, quoted


@pytest.mark.parametrize(
    ("one", "other", "agreed"),
    [
        ("Basra", "the city of Basra", 1.0),
        ("Port Reza fuel depot", "Port Reza grain store", 0.5),
        ("Port Reza fuel depot", "Port Authority tower block", 0.0),
        ("the Salt Road checkpoint", "Salt Road", 1.0),
        ("Basra", "Mosul", 0.0),
        ("the city", "the city", 0.0),
        ("", "Basra", 0.0),
        (None, None, 0.0),
    ],
)
def test_names_agree_by_their_words(one: str | None, other: str | None, agreed: float) -> None:
    assert name_agreement(one, other) == agreed


@given(st.text(), st.text())
def test_agreement_is_the_same_both_ways_and_full_with_itself(one: str, other: str) -> None:
    assert name_agreement(one, other) == name_agreement(other, one)
    assert 0 <= name_agreement(one, other) <= 1
    assert name_agreement(one, one) == (1.0 if content_words(one) else 0.0)


def test_the_mark_of_an_occurrence_is_no_part_of_the_quote() -> None:
    assert quoted({"quote": "rockets@2"}) == "rockets"
    assert quoted({"quote": None}) == quoted({}) == ""
    assert called({"quote": None, "name": "Basra"}) == "Basra"
    assert called({"quote": "the port", "name": "Basra"}) == "the port"
