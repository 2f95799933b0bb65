from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.language.harms import harm_table
from tocsin.language.numbers import find_numbers
from tocsin.language.people import sum_of_people
from tocsin.language.tolls import find_tolls

PAGE = Path(__file__).parents[2] / "docs" / "numbers.md"


def table(heading: str) -> list[list[str]]:
    """Return the rows of the first table under `heading` of docs/numbers.md."""
    part = PAGE.read_text("utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [
        [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")] for line in lines[2:]
    ]


def number(cell: str) -> int | None:
    return int(cell) if cell else None


@pytest.mark.parametrize(("words", "low", "high", "unit"), table("A number"))
def test_numbers_of_the_page(words: str, low: str, high: str, unit: str) -> None:
    (found,) = find_numbers(words)
    assert (found.low, found.high, found.unit or "") == (number(low), number(high), unit)


@pytest.mark.parametrize(("phrase", "low", "high"), table("People"))
def test_people_of_the_page(phrase: str, low: str, high: str) -> None:
    toll = sum_of_people(phrase, 0, len(phrase))
    assert toll is not None
    assert (toll.low, toll.high) == (number(low), number(high))


def told(text: str) -> str:
    def written(bound: int | None) -> str:
        return "" if bound is None else str(bound)

    return ", ".join(f"{c.sort} {written(c.toll.low)}-{written(c.toll.high)}" for c in find_tolls(text))


@pytest.mark.parametrize(("text", "expected"), table("Tolls"))
def test_tolls_of_the_page(text: str, expected: str) -> None:
    assert told(text) == expected


TOLD = [
    ("12 killed, 30 wounded in the market", "killed 12-12, wounded 30-30"),
    ("TWO POLICEMEN AND A CHILD WERE KILLED", "killed 3-3"),
    ("Twenty pupils, three of them girls, were kidnapped.", "abducted 20-20"),
    ("Twelve men were tied and killed by the pier.", "killed 12-12"),
    ("A baker and her son are said to have died.", "killed 2-2"),
    ("Four dead herders lay by the road.", "killed 4-4"),
    ("Doctors spoke of 28 hurt.", "wounded 28-28"),
    ("Six more died overnight, taking to 71 the number killed.", "killed 6-6, killed 71-71"),
    ("Seven (7) passengers have succumbed.", "killed 7-7"),
    ("Three sailors suffered light burns.", "wounded 3-3"),
    ("The murder of a judge shocked the port.", "killed 1-1"),
    ("The mine went off without killing anyone.", "killed 0-0"),
    ("Two men from Ofra were wounded.", "wounded 2-2"),
    ("The toll stood at nine.", "killed 9-9"),
    ("The flood cost 14 lives.", "killed 14-14"),
    ("Dozens of villagers were injured.", "wounded 24-"),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_tolls(text: str, expected: str) -> None:
    assert told(text) == expected


NOTHING = [
    "It might kill dozens.",
    "Two cars were burned.",
    "The dead were buried.",
    "No mention was made of casualties.",
    "They seized three boats.",
    "He was taken to hospital by two men.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_tolls(text: str) -> None:
    assert [c for c in find_tolls(text) if c.sort != "wounded"] == []


def test_the_quote_is_the_people() -> None:
    text = "The blast killed two bakers and a clerk."
    (found,) = find_tolls(text)
    assert text[found.quote_start : found.quote_end] == "two bakers and a clerk"
    assert text[found.start : found.end] == "killed two bakers and a clerk"


def test_the_table_of_harm_is_sound() -> None:
    senses, pattern = harm_table()
    assert len(senses) > 150
    assert all(pattern.search(phrase) for phrase in senses)


WORDS = 'two men killed , and wounded a guard the toll rose to 5 dead no one was ( ) " hurt of by'
MIX = st.lists(st.sampled_from([*WORDS.split(), "\n"]))


@given(text=st.text() | MIX.map(" ".join))
def test_any_text_gives_valid_spans_in_order(text: str) -> None:
    previous = 0
    for found in find_tolls(text):
        assert previous <= found.start <= found.quote_start < found.quote_end <= found.end <= len(text)
        previous = found.start


@given(text=st.text() | MIX.map(" ".join), start=st.integers(0, 40), length=st.integers(0, 40))
def test_any_phrase_gives_a_toll_or_none(text: str, start: int, length: int) -> None:
    toll = sum_of_people(text, min(start, len(text)), min(start + length, len(text)))
    assert toll is None or toll.low is not None or toll.high is not None
