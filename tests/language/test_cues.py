from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.language.cues import CUE_SORTS, cue_table, find_cues

PAGE = Path(__file__).parents[2] / "docs" / "cues.md"


def rows() -> list[tuple[str, str, str]]:
    """Return the example table of docs/cues.md: words, cue, sort."""
    cells = [
        [c.strip() for c in line.strip("|").split("|")]
        for line in PAGE.read_text("utf-8").splitlines()
        if line.startswith("| ")
    ]
    return [(text, cue, sort) for text, cue, sort in (c for c in cells if len(c) == 3) if sort in CUE_SORTS]


def test_the_page_has_every_sort() -> None:
    assert {sort for _, _, sort in rows()} == set(CUE_SORTS)


@pytest.mark.parametrize(("text", "cue", "sort"), rows())
def test_the_examples_of_the_page_hold(text: str, cue: str, sort: str) -> None:
    assert (cue, sort) in [(text[c.start : c.end], c.sort) for c in find_cues(text)]
    shouted = text.upper()
    assert (cue.upper(), sort) in [(shouted[c.start : c.end], c.sort) for c in find_cues(shouted)]


def test_the_longest_cue_wins() -> None:
    text = "No group claimed responsibility"
    first = find_cues(text)[0]
    assert (text[first.start : first.end], first.sort) == ("No group claimed", "unclaimed")


def test_every_phrase_of_the_table_is_found_as_its_own_sort() -> None:
    sorts, pattern = cue_table()
    assert len(sorts) > 500
    assert pattern.search("it was not clear")


@given(st.text())
def test_any_text_gives_valid_spans_in_order(text: str) -> None:
    position = 0
    for found in find_cues(text):
        assert position <= found.start < found.end <= len(text)
        position = found.end
