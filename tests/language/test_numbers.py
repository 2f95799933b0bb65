import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.language.numbers import find_numbers
from tocsin.language.numerals import TENS, UNITS, value_of

_ONES = {value: word for word, value in UNITS.items()}
_TENS = {value: word for word, value in TENS.items() if word != "fourty"}


def spell(number: int) -> str:
    """Write a number from 0 to 9999 as news does."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[10 * tens] + (f"-{_ONES[ones]}" if ones else "")
    unit, word = (100, "hundred") if number < 1000 else (1000, "thousand")
    high, rest = divmod(number, unit)
    return f"{spell(high)} {word}" + ((" and " if rest < 100 else " ") + spell(rest) if rest else "")


@given(st.integers(0, 9999))
def test_number_words_round_trip(number: int) -> None:
    assert value_of(spell(number)) == number
    (found,) = find_numbers(f"there stood {spell(number)} men")
    assert (found.low, found.high) == (number, number)


@given(st.integers(0, 999_999))
def test_digits_round_trip(number: int) -> None:
    (found,) = find_numbers(f"there stood {number:,} men")
    assert (found.low, found.high, found.unit) == (number, number, None)


UNITLESS = [
    ("1.200 men", 1200, 1200), ("1 200 men", 1200, 1200), ("1,00,000 men", 100_000, 100_000),
    ("2.5 million men", 2_500_000, 2_500_000), ("١٢ رجلا", 12, 12), ("१२ लोग", 12, 12),
    ("twentyfive men", 25, 25), ("TWENTY-FIVE MEN", 25, 25), ("a hundred and twelve men", 112, 112),
    ("two thousand three hundred and one men", 2301, 2301),
    ("from 12 men", 12, 12), ("2 x 3 men", 2, 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "low", "high"), UNITLESS)
def test_figures_of_many_hands(text: str, low: int, high: int) -> None:
    found = find_numbers(text)[0]
    assert (found.low, found.high, found.unit) == (low, high, None)


MEASURES = [
    ("a 107mm rocket", "mm"), ("a 122 mm rocket", "mm"), ("12 km off", "km"), ("40 percent", "%"), ("40%", "%"),
    ("$500", "$"), ("300 rupees", "$"), ("in 2014", "year"), ("May 2014.", "year"), ("on August 5", "date"),
    ("5 August", "date"), ("2020-08-15", "date"), ("08/05/2020", "date"), ("at 10:30", "time"), ("at 0815", "time"),
    ("at 5 a.m.", "time"), ("a 16-year-old boy", "age"), ("aged 40", "age"), ("Ada Brill, 34, a clerk", "age"),
    ("the 16th", "ordinal"), ("the tenth", "ordinal"), ("No. 4", "name"), ("Route 66", "name"), ("2.5 kg", "kg"),
    ("for 3 hours", "hour"), ("six weeks", "week"), ("50 feet", "foot"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "unit"), MEASURES)
def test_what_is_no_count_says_what_it_measures(text: str, unit: str) -> None:
    assert [found.unit for found in find_numbers(text)] == [unit]


def test_names_with_figures_are_no_counts() -> None:
    text = "F-16 jets, an AK-47, an M16 and a Shahed-136 over 2 hills"
    assert [text[f.start : f.end] for f in find_numbers(text) if f.unit is None] == ["over 2"]


def test_days_of_one_month_are_dates_and_the_dead_after_them_are_not() -> None:
    text = "On July 27 and August 3 and 15. On May 5, 12 people died."
    assert [(f.high, f.unit) for f in find_numbers(text)] == [
        (27, "date"), (3, "date"), (15, "date"), (5, "date"), (12, None),
    ]  # fmt: skip


def test_no_is_a_number_only_before_what_it_counts() -> None:
    text = "No casualties. No longer, no. No comment; no one came"
    assert [text[f.start : f.end] for f in find_numbers(text)] == ["No", "no one"]


@given(st.text() | st.text(alphabet=st.sampled_from("0123456789.,- :/$%+ano tw\n")))
def test_any_text_gives_valid_spans_in_order(text: str) -> None:
    position = 0
    for found in find_numbers(text):
        assert position <= found.start < found.end <= len(text)
        assert found.low is None or found.high is None or found.low <= found.high
        position = found.end
